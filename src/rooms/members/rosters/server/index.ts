import { serve } from '../../../../platform/server/http/route.ts'
import type { MembersSubRoom } from '../../server/sub-room.ts'
import { rostersEndpoints } from '../contract.ts'
import { rostersHandlers } from './endpoints.ts'
import { rostersExports } from './files.ts'
import { members2 } from './migrations/0002-rosters.ts'

const labels = { added: '登记', changed: '更正', removed: '移除', restored: '恢复', kept: '保持现状', asOf: '截至' }

export const rostersServer: MembersSubRoom = {
  migrations: [members2],
  auditWords: {
    'members.import': { words: '写入党员名册', kind: 'write', labels },
    'members.undo-import': { words: '撤回写入的党员名册', kind: 'write', labels },
    'rosters.wrongRows': { words: '下载没有用上的行', kind: 'export' },
    'rosters.differences': { words: '下载名册差异清单', kind: 'export' },
    'rosters.rows': { words: '看名册比对', kind: 'read' },
  },
  sealed: [{ table: 'roster_row', column: 'before', key: ['batch', 'member'] }],
  personalExports: rostersExports,
  serve: (app, context) => serve(app, context, rostersEndpoints, rostersHandlers(context)),
}
