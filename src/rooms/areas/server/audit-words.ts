import type { AuditWords } from '../../../platform/server/audit.ts'

export const areasAuditWords: Readonly<Record<string, AuditWords>> = {
  'areas.change': {
    words: '改区划',
    kind: 'write',
    labels: { day: '生效日', change: '怎么改', areas: '区域', unitsMoved: '随之移动的单位数' },
  },
}
