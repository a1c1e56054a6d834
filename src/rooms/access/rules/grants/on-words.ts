import { findIndustry } from '../../../../standards/industries.ts'
import type { On } from '../../contract.ts'
import { WHOLE } from './reach-of.ts'

/** `凌河街道`, `制造业 · 全区`: what a grant stands on, as lists and the person's own page name it. */
export function onWords(on: On, areaName: string | null, unitName: string | null): string {
  switch (on.kind) {
    case 'self':
      return '本人'
    case 'unit':
      return unitName ?? '已不在台账的单位'
    case 'area':
      return areaWords(on.area, areaName)
    case 'line':
      return `${findIndustry(on.section)?.name ?? on.section} · ${areaWords(on.area, areaName)}`
  }
}

function areaWords(area: string, name: string | null): string {
  return area === WHOLE ? '全区' : (name ?? '已撤销的区域')
}
