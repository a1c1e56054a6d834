import type { AuditWords } from '../../../platform/server/audit.ts'

export const plannerAuditWords: Readonly<Record<string, AuditWords>> = {
  'planner.make': { words: '排组建方案', kind: 'write' },
  'planner.refine': { words: '收紧方案的差距', kind: 'write', labels: { seconds: '秒' } },
  'planner.curve': { words: '算变动与代价的取舍', kind: 'write' },
  'planner.decide': { words: '办理建议', kind: 'write', labels: { from: '原决定', to: '现决定' } },
  'planner.accept-all': { words: '一并采纳', kind: 'write', labels: { proposals: '建议' } },
  'planner.found': {
    words: '采纳的建议起草组建',
    kind: 'write',
    labels: { proposals: '建议', opened: '起草', skipped: '未起草' },
  },
  'planner.save-pair': { words: '记一对单位', kind: 'write', labels: { a: '甲', b: '乙' } },
  'planner.drop-pair': { words: '删一对单位', kind: 'write', labels: { a: '甲', b: '乙' } },
  'planner.save-scenario': { words: '存方案设定', kind: 'write', labels: { params: '参数' } },
  'planner.drop-scenario': { words: '删方案设定', kind: 'write', labels: { params: '参数' } },
  'planner.save-instructor': {
    words: '改指导员设定',
    kind: 'write',
    labels: { capacity: '可带几家', until: '任期到', leaving: '将离任', conflicts: '回避的单位' },
  },
  'planner.exportXlsx': { words: '导出组建方案', kind: 'export' },
  'planner.handoverXlsx': { words: '导出指导员交接表', kind: 'export' },
  'planner.beltsXlsx': { words: '导出片区表', kind: 'export' },
}
