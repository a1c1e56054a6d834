import type { AuditWords } from '../../../../platform/server/audit.ts'

const labels = {
  words: '办了什么',
  day: '日期',
  late: '晚于期限',
  direction: '方向',
  role: '骨干类别',
  year: '年度',
  area: '区域',
  planned: '名额',
}

export const developmentAuditWords: Readonly<Record<string, AuditWords>> = {
  'development.open': { words: '登记发展党员', kind: 'write', labels },
  'development.step': { words: '办理发展党员步骤', kind: 'write', labels },
  'development.take-back': { words: '收回发展党员步骤', kind: 'write', labels },
  'development.prolong': { words: '延长发展党员期限', kind: 'write', labels },
  'development.move': { words: '转交发展党员材料', kind: 'write', labels },
  'development.correct': { words: '更正发展党员的个人情况', kind: 'write', labels },
  'development.end': { words: '办结发展党员', kind: 'write', labels },
  'development.account': { words: '发展党员对应本人账号', kind: 'write', labels },
  'development.follow': { words: '发展党员随名册变动', kind: 'write', labels },
  'development.dual': { words: '登记双培养', kind: 'write', labels },
  'development.set-quota': { words: '下达发展党员名额', kind: 'write', labels },
  'development.board': { words: '看发展党员', kind: 'read' },
  'development.list': { words: '看发展党员名单', kind: 'read' },
  'development.calendar': { words: '看发展党员到期', kind: 'read' },
  'development.get': { words: '看发展党员过程', kind: 'read' },
}
