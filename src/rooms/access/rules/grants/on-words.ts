import { findIndustry } from '../../../../standards/industries.ts'
import type { On } from '../../contract.ts'
import { WHOLE } from './reach-of.ts'

/** Names of what a grant stands on; null is no more, or nothing of the kind. */
export interface OnNames {
  readonly area: string | null
  readonly unit: string | null
  readonly organization: string | null
}

/** `凌河街道`, `制造业 · 全区`: what a grant stands on, as lists and the person's own page name it. */
export function onWords(on: On, { area, unit, organization }: OnNames): string {
  switch (on.kind) {
    case 'self':
      return '本人'
    case 'unit':
      return unit ?? '已不在台账的单位'
    case 'organization':
      return organization ?? '已不在的党组织'
    case 'area':
      return areaWords(on.area, area)
    case 'line':
      return `${findIndustry(on.section)?.name ?? on.section} · ${areaWords(on.area, area)}`
  }
}

function areaWords(area: string, name: string | null): string {
  return area === WHOLE ? '全区' : (name ?? '已撤销的区域')
}
