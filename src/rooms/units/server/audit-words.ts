import type { AuditWords } from '../../../platform/server/audit.ts'
import { facts } from '../contract.ts'

export const unitsAuditWords: Readonly<Record<string, AuditWords>> = {
  'units.save-view': { words: '存常用筛选', kind: 'write', labels: { query: '条件' } },
  'units.drop-view': { words: '删常用筛选', kind: 'write', labels: { query: '条件' } },
  'units.set-precedence': { words: '改来源先后', kind: 'write', labels: { order: '先后', newestFirst: '新的在先' } },
  'units.export': { words: '导出台账', kind: 'export' },
  'units.wrongRows': { words: '导出退回的行', kind: 'export' },
  'units.exclude': { words: '标为不计入', kind: 'write' },
  'units.end-exclusion': { words: '恢复计入', kind: 'write' },
  'units.edit': { words: '更正单位', kind: 'write', labels: { ...facts } },
  'units.import': { words: '导入', kind: 'write', labels: { batches: '批次' } },
  'units.undo-batch': { words: '撤回导入', kind: 'write' },
  'units.merge': { words: '归并单位', kind: 'write' },
  'units.unmerge': { words: '撤回归并', kind: 'write' },
  'units.decide-review': { words: '核对是否同一家', kind: 'write' },
  'units.reopen-review': { words: '撤回核对', kind: 'write' },
}
