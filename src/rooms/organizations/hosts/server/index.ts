import { serve } from '../../../../platform/server/http/route.ts'
import type { SubRoom } from '../../server/public.ts'
import { hostsEndpoints } from '../contract.ts'
import { listStations } from './stations.ts'
import { summarizeHosts } from './summary.ts'

export const hostsServer: SubRoom = {
  migrations: [],
  serve: (app, context) =>
    serve(app, context, hostsEndpoints, {
      'hosts.summary': ({ area }, { scope, db }) => summarizeHosts(context, db, scope, area),
      'hosts.stations': (query, { scope, db }) => listStations(context, db, scope, query),
    }),
}
