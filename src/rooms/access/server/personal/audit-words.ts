import type { AuditWords } from '../../../../platform/server/audit.ts'

const labels = {
  what: '看的是什么',
  persons: '人数',
  subjects: '哪些人（密文）',
  purpose: '用途',
  release: '放行',
  answer: '答复',
  request: '请求编号',
  grant: '照办',
  kind: '种类',
  fact: '哪一项',
  erased: '清理条数',
  months: '保存月数',
  rows: '期限',
  threshold: '放行门槛',
  reason: '事由',
}

export const personalAuditWords: Readonly<Record<string, AuditWords>> = {
  'personal.read': { words: '看个人信息明文', kind: 'read', labels },
  'personal.ask-release': { words: '请求放行含个人信息的导出', kind: 'write', labels },
  'personal.decide-release': { words: '办理导出的放行', kind: 'permission', labels },
  'personal.ask': { words: '请求更正或删除本人信息', kind: 'write', labels },
  'personal.decide-request': { words: '办理更正或删除请求', kind: 'write', labels },
  'personal.change-fact': { words: '更正本人信息', kind: 'write', labels },
  'personal.save-retention': { words: '改保存期限和放行门槛', kind: 'permission', labels },
  'personal.erased': { words: '清理到期的个人信息', kind: 'write', labels },
}
