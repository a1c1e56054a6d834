import type { MembersSubRoom } from '../../server/sub-room.ts'
import { transfersAuditWords } from './audit-words.ts'
import { serveTransfers } from './endpoints.ts'
import { members3 } from './migrations/0003-transfers.ts'
import { reactToOthers } from './react.ts'

export const transfersServer: MembersSubRoom = {
  migrations: [members3],
  auditWords: transfersAuditWords,
  personal: [
    { table: 'transfer', column: 'name', kind: 'name', label: '姓名', whose: '转接组织关系的党员', sealed: ['id'] },
    { table: 'floating_stay', column: 'name', kind: 'name', label: '姓名', whose: '流动党员', sealed: ['id'] },
  ],
  retention: [
    {
      id: 'transfers',
      name: '组织关系转接和流动党员登记',
      months: null,
      least: null,
      why: '组织关系转接的依据，随党组织档案保存',
      erase: null,
    },
  ],
  react: reactToOthers,
  serve: serveTransfers,
}
