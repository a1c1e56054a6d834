import { sql } from 'kysely'
import { serve } from '../../../../platform/server/http/route.ts'
import { organizationsEvents } from '../../contract.ts'
import type { OrganizationsChanged } from '../../server/deed.ts'
import type { SubRoom } from '../../server/sub-room.ts'
import { evidenceEndpoints } from '../contract.ts'
import { evidenceHandlers } from './endpoints.ts'
import { evidence6 } from './migrations/0006-evidence.ts'

export const evidenceServer: SubRoom = {
  migrations: [evidence6],
  sealed: [{ table: 'evidence', column: 'key', key: ['id'] }],
  auditWords: {
    'organizations.add-evidence': { words: '附材料', kind: 'write', labels: { files: '文件', about: '说明' } },
    'organizations.getEvidence': { words: '下载材料', kind: 'export', labels: { name: '文件' } },
    'organizations.drop-evidence': { words: '撤下材料', kind: 'write', labels: { name: '文件', sha256: '校验值' } },
  },
  react(context) {
    context.reactions.on<OrganizationsChanged>(organizationsEvents.changed, async (tx, scope, { organizations }) => {
      const moved = organizations.filter(
        ({ before, after }) => before?.chain !== after.chain || before.path !== after.path,
      )
      const values = moved.map(({ after: { id, chain, path } }) => ({ id, chain, path }))
      if (values.length === 0) return
      await sql`update evidence e set chain = n.chain, path = n.path
        from json_to_recordset(${JSON.stringify(values)}::json) as n(id text, chain text, path text)
        where e.district = ${scope.district} and e.subject = n.id`.execute(tx)
    })
  },
  serve: (app, context) => serve(app, context, evidenceEndpoints, evidenceHandlers(context)),
}
