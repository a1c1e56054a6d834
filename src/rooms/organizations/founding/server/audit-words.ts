import type { AuditWords } from '../../../../platform/server/audit.ts'

const labels = { kind: '形式', units: '单位', overrides: '不合“一般”要求的理由', paperNo: '文号', day: '日期' }

export const foundingAuditWords: Readonly<Record<string, AuditWords>> = {
  'founding.draft': { words: '起草组建', kind: 'write', labels: { ...labels, source: '来源', proposal: '建议' } },
  'founding.revise': { words: '改组建草稿', kind: 'write', labels },
  'founding.apply': { words: '提出组建申请', kind: 'write', labels: { ...labels, counts: '党员数', total: '党员数' } },
  'founding.review': { words: '受理组建申请', kind: 'write', labels },
  'founding.return': { words: '退回组建申请', kind: 'write', labels },
  'founding.approve': {
    words: '批复同意组建',
    kind: 'write',
    labels: { ...labels, meeting: '会议日期', organization: '党组织' },
  },
  'founding.decline': { words: '批复不同意组建', kind: 'write', labels: { ...labels, meeting: '会议日期' } },
  'founding.elect': {
    words: '登记组建选举',
    kind: 'write',
    labels: { ...labels, how: '方式', due: '应到', present: '实到', committee: '设委员会', seats: '委员数' },
  },
  'founding.file': { words: '登记组建备案', kind: 'write', labels: { ...labels, filedWith: '备案机关' } },
  'founding.withdraw': { words: '撤回组建', kind: 'write', labels },
}
