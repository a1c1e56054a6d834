import type { FastifyInstance } from 'fastify'
import { platformEndpoints } from '../../platform/contract.ts'
import { serve } from '../../platform/server/http/route.ts'
import type { Context } from '../../platform/server/room.ts'
import { writeSample } from '../../platform/server/write-sample.ts'
import { importsOf } from '../../rooms/units/server/index.ts'

/** “装入样例区”: makes the files and puts them through the very import that real files go through. */
export function serveSample(app: FastifyInstance, context: Context): void {
  const table = { 'platform.loadSample': platformEndpoints['platform.loadSample'] }
  serve(app, context, table, {
    'platform.loadSample': async ({ units }, { scope }) => {
      const id = context.clock.id()
      const imports = importsOf(context)
      const { files } = await writeSample(await imports.folderFor(id), units)
      const { job } = imports.start(scope, files, id)
      return { id, job: job.id }
    },
  })
}
