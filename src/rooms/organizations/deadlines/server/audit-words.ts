import type { AuditWords } from '../../../../platform/server/audit.ts'

export const deadlinesAuditWords: Readonly<Record<string, AuditWords>> = {
  'deadlines.run': {
    words: '推算到期事项',
    kind: 'write',
    labels: { day: '日子', opened: '新增', changed: '变动', closed: '办结' },
  },
  'deadlines.set-aside': {
    words: '放一放到期事项',
    kind: 'write',
    labels: { words: '事项', due: '到期', until: '到哪天' },
  },
  'deadlines.taken-up': { words: '重新提醒到期事项', kind: 'write', labels: { words: '事项', due: '到期' } },
  'deadlines.workdays-saved': {
    words: '录入节假日和调休',
    kind: 'write',
    labels: { source: '通知', off: '休几天', worked: '调休上班几天' },
  },
}
