import type { AuditWords } from '../../../platform/server/audit.ts'
import { deedNames, organizationDeeds } from '../rules/lifecycle.ts'

const labels = { day: '生效日', change: '内容', overrides: '软性规则的理由' }

export const organizationsAuditWords: Readonly<Record<string, AuditWords>> = {
  'organizations.registered': {
    words: '补录党组织',
    kind: 'write',
    labels: { name: '名称', kind: '类别', superior: '上级', founded: '成立日期', units: '覆盖单位数', ...labels },
  },
  'organizations.founded': {
    words: '批复成立党组织',
    kind: 'write',
    labels: { name: '名称', kind: '类别', superior: '上级', founded: '成立日期', units: '覆盖单位数', ...labels },
  },
  ...Object.fromEntries(
    organizationDeeds.map((deed): [string, AuditWords] => [
      `organizations.${deed}`,
      { words: `党组织${deedNames[deed]}`, kind: 'write', labels },
    ]),
  ),
  'organizations.export': { words: '导出党组织名册', kind: 'export', labels: { filter: '条件', format: '格式' } },
}
