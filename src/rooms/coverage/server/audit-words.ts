import type { AuditWords } from '../../../platform/server/audit.ts'

export const coverageAuditWords: Readonly<Record<string, AuditWords>> = {
  'coverage.recounted': { words: '重新计数', kind: 'write' },
  'coverage.relabelled': { words: '按新口径重算', kind: 'write' },
  'coverage.snapshot-taken': { words: '存快照', kind: 'write' },
}
