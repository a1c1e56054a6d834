import type { AuditWords } from '../../../platform/server/audit.ts'

export const auditAuditWords: Readonly<Record<string, AuditWords>> = {
  'audit.read': { words: '查看留痕', kind: 'read' },
  'audit.export': { words: '导出留痕', kind: 'export' },
  'audit.verify': { words: '核验留痕', kind: 'read' },
  'audit.expired': {
    words: '按保存期限清除留痕原文',
    kind: 'write',
    labels: { untilSeal: '清除到第几次封存', rows: '清除条数', months: '保存几个月', before: '早于' },
  },
}
