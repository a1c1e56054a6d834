import type { AuditWords } from '../../../platform/server/audit.ts'

export const documentsAuditWords: Readonly<Record<string, AuditWords>> = {
  'documents.plan': { words: '出组建方案文稿', kind: 'export' },
  'documents.changeNote': { words: '出变动说明', kind: 'export', labels: { id: '前一期', to: '后一期' } },
  'documents.founding': { words: '出组建公文', kind: 'export', labels: { paper: '哪一份' } },
  'documents.termLetters': { words: '出换届提醒函', kind: 'export' },
  'documents.life': {
    words: '出组织生活计划、记录簿、到会情况',
    kind: 'export',
    labels: { paper: '哪一份', year: '年度' },
  },
  'documents.development': { words: '出发展党员文书', kind: 'export', labels: { paper: '哪一份' } },
  'documents.developmentPlan': { words: '出发展党员计划表', kind: 'export', labels: { year: '年度' } },
  'documents.transfers': { words: '出组织关系介绍信、回执', kind: 'export', labels: { paper: '哪一份' } },
}
