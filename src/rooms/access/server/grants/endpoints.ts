import type { FastifyInstance } from 'fastify'
import { endpoints } from '../../../../kernel/endpoint.ts'
import { isWhole } from '../../../../kernel/scope.ts'
import { serve, type Handlers } from '../../../../platform/server/http/route.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { accessEndpoints } from '../../contract.ts'
import { listGlassFor } from './glass.ts'
import { loadPower } from './power.ts'
import { countHolders, listRoles } from './roles.ts'
import { findColleague, listColleagues, substitutionsOf } from './substitutions.ts'
import { breakGlass, endGlass } from './write-glass.ts'
import { addGrant, endGrant } from './write-grants.ts'
import { saveRole } from './write-roles.ts'
import { endSubstitution, makeSubstitution } from './write-substitutions.ts'

/** What of the room's endpoint table is about grants. */
const grantsEndpoints = endpoints({
  'access.grant': accessEndpoints['access.grant'],
  'access.endGrant': accessEndpoints['access.endGrant'],
  'access.substitutions': accessEndpoints['access.substitutions'],
  'access.colleagues': accessEndpoints['access.colleagues'],
  'access.substitute': accessEndpoints['access.substitute'],
  'access.endSubstitution': accessEndpoints['access.endSubstitution'],
  'access.roles': accessEndpoints['access.roles'],
  'access.saveRole': accessEndpoints['access.saveRole'],
  'access.breakGlass': accessEndpoints['access.breakGlass'],
  'access.glassRecords': accessEndpoints['access.glassRecords'],
  'access.endGlass': accessEndpoints['access.endGlass'],
})

export function serveGrants(app: FastifyInstance, context: Context): void {
  serve(app, context, grantsEndpoints, grantsHandlers(context))
}

function grantsHandlers(context: Context): Handlers<typeof grantsEndpoints> {
  const { clock, database } = context
  return {
    'access.grant': ({ id, ...input }, { scope }) =>
      database.write(scope, (tx) => addGrant(context, tx, scope, id, input)),
    'access.endGrant': ({ id, reason }, { scope }) =>
      database.write(scope, (tx) => endGrant(context, tx, scope, id, reason)),
    'access.substitutions': async (_input, { scope, caller }) => {
      const all = caller !== null && isWhole(caller.reach('access.read'))
      // Nobody has an account yet: then there is nothing of one's own.
      const whose = all ? null : (scope.account ?? '')
      return { rows: await substitutionsOf(database.gate, scope.district, whose, clock.today()) }
    },
    'access.colleagues': async ({ q = '' }, { scope, caller }) => {
      const today = clock.today()
      const among =
        (caller !== null && isWhole(caller.reach('access.read'))) ||
        (scope.account !== null && (await findColleague(database.gate, scope.district, scope.account, today)) !== null)
      return { rows: among ? await listColleagues(database.gate, scope.district, today, q.trim()) : [] }
    },
    'access.substitute': (input, call) => makeSubstitution(context, call, input),
    'access.endSubstitution': ({ id }, call) => endSubstitution(context, call, id),
    'access.roles': async (_input, { scope, db }) => {
      const holders = await countHolders(db, scope.district, clock.today())
      const rows = await listRoles(db, scope.district)
      return {
        rows: rows.map(({ version: _, ...role }) => ({
          ...role,
          verbs: [...role.verbs],
          on: [...role.on],
          holders: holders.get(role.id) ?? 0,
        })),
        verbs: [...context.catalogue],
      }
    },
    'access.saveRole': ({ id, reason, ...role }, { scope }) =>
      database.write(scope, (tx) => saveRole(context, tx, scope, id === 'new' ? null : id, role, reason)),
    'access.breakGlass': (input, { scope }) => breakGlass(context, scope, input),
    'access.glassRecords': async (_input, { scope, caller }) => {
      const { account, district } = scope
      const everything = caller !== null && isWhole(caller.reach('access.read'))
      const power =
        everything || account === null
          ? 'everything'
          : await loadPower(database.gate, district, account, clock.today(), clock.now())
      const rows = await listGlassFor(context, account, power)
      return {
        rows: rows.map((row) => ({
          id: row.id,
          who: row.who,
          areaName: row.area_name,
          from: row.from_at.toISOString(),
          until: (row.ended_at ?? row.until_at).toISOString(),
          reason: row.reason,
          mine: row.account === account,
          open: row.open,
        })),
      }
    },
    'access.endGlass': ({ id }, call) => endGlass(context, call, id),
  }
}
