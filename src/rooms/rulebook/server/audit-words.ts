import type { AuditWords } from '../../../platform/server/audit.ts'

export const rulebookAuditWords: Readonly<Record<string, AuditWords>> = {
  'rulebook.built-ins-added': { words: '加入内置规则', kind: 'write', labels: { rules: '规则', presets: '口径' } },
  'rulebook.rule-set': {
    words: '定地方做法',
    kind: 'write',
    labels: { article: '条款', params: '参数', active: '启用' },
  },
  'rulebook.preset-saved': { words: '存口径', kind: 'write', labels: { body: '内容' } },
  'rulebook.preset-activated': { words: '启用口径', kind: 'write' },
}
