import type { AuditWords } from '../../../../platform/server/audit.ts'

const labels = {
  post: '职务',
  how: '产生方式',
  name: '姓名',
  phone: '电话',
  member: '党员',
  from: '任职',
  to: '离任',
  no: '届次',
  begins: '开始',
  due: '届满',
}

export const postsAuditWords: Readonly<Record<string, AuditWords>> = {
  'posts.appoint': { words: '登记任职', kind: 'write', labels },
  'posts.end': { words: '登记离任', kind: 'write', labels },
  'posts.correct': { words: '更正任职', kind: 'write', labels },
  'posts.record-term': { words: '补录一届', kind: 'write', labels },
  'posts.shift-term': { words: '登记提前或延期换届', kind: 'write', labels },
  'posts.withdraw-term': { words: '撤回一届', kind: 'write', labels },
  'posts.record-election': { words: '登记换届选举', kind: 'write', labels },
}
