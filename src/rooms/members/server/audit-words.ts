import type { AuditWords } from '../../../platform/server/audit.ts'

const labels = {
  status: '身份',
  organization: '党组织',
  day: '日期',
  name: '姓名',
  words: '办了什么',
  what: '更正了什么',
  why: '原因',
}

export const membersAuditWords: Readonly<Record<string, AuditWords>> = {
  'members.add': { words: '登记党员', kind: 'write', labels },
  'members.set-status': { words: '改党员身份', kind: 'write', labels },
  'members.move': { words: '调整组织关系', kind: 'write', labels },
  'members.correct': { words: '更正党员信息', kind: 'write', labels },
  'members.set-floating': { words: '登记流动党员', kind: 'write', labels },
  'members.set-lost': { words: '登记失去联系', kind: 'write', labels },
  'members.join-part': { words: '登记双重组织生活', kind: 'write', labels },
  'members.leave-part': { words: '结束双重组织生活', kind: 'write', labels },
  'members.tie-account': { words: '对应党员本人账号', kind: 'write', labels },
  'members.handed-over': {
    words: '党员随党组织转入',
    kind: 'write',
    labels: { members: '人数', from: '原党组织', to: '现党组织', day: '日期' },
  },
  'members.export': { words: '导出党员名册', kind: 'export' },
  'members.list': { words: '看党员名册', kind: 'read' },
  'members.get': { words: '看党员', kind: 'read' },
}
