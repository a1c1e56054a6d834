import type { Preset } from '../../rulebook/contract.ts'
import { kindShape, sizeShape } from '../../units/contract.ts'
import { kindNames } from '../../units/public.ts'
import type { By, Denominator, Measure } from '../contract.ts'
import { addCounts, rateOf, tallyOf, type Counts } from '../rules/counts.ts'
import type { Filter } from '../rules/filters.ts'
import { sectionName } from '../rules/names.ts'
import type { AreaRow } from './areas.ts'

/** One line of the table before its rates: where its units are listed, and what it may be compared with. */
export interface Line {
  readonly key: string
  readonly name: string
  readonly filter: Filter
  /** An area whose own table is one click away. */
  readonly area: string | null
  readonly counts: Counts
}

/**
 * Areas: every path is cut at the wanted level; units not located that far stand in a line of their own. `slice` is the
 * area asked for: a line never lists more than it, even where it is smaller than the line's own area.
 */
export function areaLines(
  counts: ReadonlyMap<string, Counts>,
  level: 'county' | 'town',
  divisions: ReadonlyMap<string, AreaRow>,
  slice: AreaRow | null,
): Line[] {
  const groups = new Map<string, { area: AreaRow | null; end: string; located: boolean; all: Counts[] }>()
  for (const [path, one] of counts) {
    const ids = path.split('/').filter((id) => id !== '')
    const levelOf = (id: string): string | undefined => divisions.get(id)?.level
    const id = ids.find((each) => levelOf(each) === level)
    const end = id ?? ids.findLast((each) => levelOf(each) !== 'town') ?? ids[0] ?? ''
    const key = id ?? `${end}-`
    const group = groups.get(key) ?? { area: divisions.get(end) ?? null, end, located: id !== undefined, all: [] }
    group.all.push(one)
    groups.set(key, group)
  }
  const lines = [...groups].map(([key, { area, end, located, all }]): Line & { located: boolean } => {
    const name = area?.name ?? end
    const within = slice !== null && slice.path.length > (area?.path.length ?? 0) ? slice.id : end
    if (located) return { key, name, filter: { area: within }, area: within, counts: addCounts(all), located }
    const county = area?.level === 'county'
    return {
      key,
      name: county ? `${name}（未定位到镇街）` : `${name}（未定位）`,
      filter: { area: within, located: county ? 'county' : 'no' },
      area: null,
      counts: addCounts(all),
      located,
    }
  })
  // Most due first, as the office works; what is not located comes last.
  return lines.sort(
    (a, b) =>
      Number(b.located) - Number(a.located) ||
      tallyOf(b.counts).dueOpen - tallyOf(a.counts).dueOpen ||
      b.counts.registered - a.counts.registered ||
      (a.key < b.key ? -1 : 1),
  )
}

/** Kinds and sections in the order of their codes, sizes from large to small; only those that have units. */
export function plainLines(
  counts: ReadonlyMap<string, Counts>,
  by: Exclude<By, 'county' | 'town'>,
  preset: Pick<Preset, 'sizeClasses'>,
  base: Filter,
): Line[] {
  const order = ORDERS[by]
  const place = (key: string): number => {
    const found = order.indexOf(key)
    return found === -1 ? order.length : found
  }
  return [...counts]
    .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
    .map(([key, one]) => ({
      key: key === '' ? '-' : key,
      name: nameOf(by, key, preset),
      filter: { ...base, [by === 'industry' ? 'section' : by]: key === '' ? '-' : key },
      area: null,
      counts: one,
    }))
}

const ORDERS: Readonly<Record<Exclude<By, 'county' | 'town'>, readonly string[]>> = {
  kind: kindShape.options,
  industry: [...'ABCDEFGHIJKLMNOPQRST'],
  size: [...sizeShape.options].reverse(),
}

function nameOf(by: Exclude<By, 'county' | 'town'>, key: string, preset: Pick<Preset, 'sizeClasses'>): string {
  if (by === 'industry') return sectionName(key)
  if (by === 'size') return preset.sizeClasses.find((one) => one.key === key)?.name ?? key
  return key in kindNames ? kindNames[key as keyof typeof kindNames] : key
}

export function tableRow(line: Line, measure: Measure, denominator: Denominator, before: Counts | null) {
  const rate = rateOf(line.counts, measure, denominator)
  const was = before === null ? null : rateOf(before, measure, denominator)
  return {
    key: line.key,
    name: line.name,
    filter: { ...line.filter },
    area: line.area,
    tally: tallyOf(line.counts),
    rate,
    change: rate === null || was === null ? null : rate - was,
  }
}
