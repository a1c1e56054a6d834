import type { Source } from '../contract.ts'

/** Words of the ledger that several of its pages use. */
export const zh = {
  unit: '单位',
  ledger: '台账',
  findInLedger: (q: string) => `在台账里查“${q}”`,
  sources: {
    registry: '市场登记',
    'annual-report': '年报党建信息',
    ledger: '旧台账',
    edit: '手工修改',
    organizations: '党组织名册',
    members: '党员名册',
  } satisfies Record<Source, string>,
}
