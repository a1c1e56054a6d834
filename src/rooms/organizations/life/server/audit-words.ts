import type { AuditWords } from '../../../../platform/server/audit.ts'

const labels = {
  day: '日期',
  kinds: '哪几样',
  title: '名称',
  holders: '党组织',
  due: '应到',
  present: '实到',
  year: '年度',
}

export const lifeAuditWords: Readonly<Record<string, AuditWords>> = {
  'life.record': { words: '记组织生活', kind: 'write', labels },
  'life.correct': { words: '更正组织生活', kind: 'write', labels },
  'life.withdraw': { words: '撤回组织生活记录', kind: 'write', labels },
  'life.restore': { words: '恢复组织生活记录', kind: 'write', labels },
  'life.save-plan': { words: '定组织生活年度计划', kind: 'write', labels },
}
