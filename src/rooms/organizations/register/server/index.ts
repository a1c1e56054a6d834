import { serve } from '../../../../platform/server/http/route.ts'
import type { SubRoom } from '../../server/sub-room.ts'
import { registerEndpoints } from '../contract.ts'
import { registerHandlers } from './endpoints.ts'
import { register7 } from './migrations/0007-register.ts'

export const registerServer: SubRoom = {
  migrations: [register7],
  auditWords: {
    'organizations.import-register': {
      words: '导入党组织名册',
      kind: 'write',
      labels: { file: '文件', sha256: '校验值', counts: '行数' },
    },
    'organizations.undo-register': {
      words: '撤回党组织名册',
      kind: 'write',
      labels: { file: '文件', removed: '党组织数' },
    },
  },
  serve: (app, context) => serve(app, context, registerEndpoints, registerHandlers(context)),
}
