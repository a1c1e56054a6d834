import type { Host } from '../contract.ts'
import { industrySteps } from './industry.ts'
import type { MemberUnit } from './unit.ts'

/**
 * What carries a joint branch: the building its units sit in (楼宇共建), the park (园区共建), the line of business (行业统建: the
 * same GB/T 4754 division), or nothing but the neighbourhood (区域联建). A group is of the cheapest kind that all its members
 * share, of the first of these where kinds cost the same.
 */
export const siteKinds = ['building', 'park', 'industry'] as const satisfies readonly Host[]

export const hostWords: Readonly<Record<Host, string>> = {
  building: '楼宇共建',
  park: '园区共建',
  industry: '行业统建',
  area: '区域联建',
}

export type HostPrices = Readonly<Record<Host, number>>

/** Building, park and division of a unit; null where it has none or it is not known. */
export function sitesOf(unit: Pick<MemberUnit, 'building' | 'park' | 'section' | 'industry'>): (string | null)[] {
  return [unit.building, unit.park, industrySteps(unit)[1] ?? null]
}

export function hostOf(units: readonly Parameters<typeof sitesOf>[0][], prices: HostPrices): Host {
  const sites = units.map(sitesOf)
  let best: Host = 'area'
  for (const [kind, host] of [...siteKinds.entries()].reverse()) {
    const site = sites[0]?.[kind] ?? null
    if (site === null || prices[host] > prices[best]) continue
    if (sites.every((own) => own[kind] === site)) best = host
  }
  return best
}
