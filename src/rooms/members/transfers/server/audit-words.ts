import type { AuditWords } from '../../../../platform/server/audit.ts'

const labels = { direction: '方式', from: '转出', to: '转入', state: '办到', day: '日期', name: '姓名' }
const write = (words: string): AuditWords => ({ words, kind: 'write', labels })

export const transfersAuditWords: Readonly<Record<string, AuditWords>> = {
  'transfers.open': write('办理组织关系转接'),
  'transfers.issue': write('开组织关系介绍信'),
  'transfers.agree': write('约定接收组织关系的日期'),
  'transfers.not-received': write('约定的接收没有办成'),
  'transfers.remind': write('催办组织关系转接'),
  'transfers.receive': write('接收组织关系'),
  'transfers.return': write('退回组织关系'),
  'transfers.withdraw': write('撤回组织关系转接'),
  'transfers.lapse': write('介绍信过期了结'),
  'transfers.receipt': write('组织关系转接回执'),
  'transfers.list': { words: '看组织关系转接', kind: 'read' },
  'transfers.get': { words: '看一件组织关系转接', kind: 'read' },
  'transfers.export': { words: '导出组织关系转接台账', kind: 'export' },
  'floating.export': { words: '导出流动党员台账', kind: 'export' },
  'floating.register': write('登记流动党员'),
  'floating.contact': write('记一次流动党员联系'),
  'floating.end': write('结束流动党员登记'),
  'floating.list': { words: '看流动党员', kind: 'read' },
  'floating.get': { words: '看一名流动党员', kind: 'read' },
  'floating.lost': { words: '看失去联系的党员', kind: 'read' },
}
