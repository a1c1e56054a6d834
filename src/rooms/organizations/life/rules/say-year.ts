import { demandNames, type DemandKind } from './life-kinds.ts'

export interface YearSaid {
  readonly year: number
  readonly meetings: number
  readonly active: boolean
  readonly standings: readonly { readonly kind: DemandKind; readonly state: 'held' | 'missing' | 'open' }[]
}

/** How the year of an organisation stands, in a sentence. */
export function sayYear({ year, meetings, active, standings }: YearSaid): string {
  const head = meetings === 0 ? `${year} 年还没有记组织生活` : `${year} 年记了 ${meetings} 次组织生活`
  if (!active) return `${head}。`
  const count = (state: string): [DemandKind, number][] => {
    const found = new Map<DemandKind, number>()
    for (const one of standings) if (one.state === state) found.set(one.kind, (found.get(one.kind) ?? 0) + 1)
    return [...found]
  }
  const say = (list: readonly [DemandKind, number][]): string =>
    list.map(([kind, n]) => `${demandNames[kind]} ${n} 期`).join('、')
  const [missing, open] = [count('missing'), count('open')]
  const lacks = missing.length === 0 ? '，过了期的都有' : `，过了期没有记的：${say(missing)}`
  const rest = open.length === 0 ? '。' : `；本期还没有记：${open.map(([kind]) => demandNames[kind]).join('、')}。`
  return standings.length === 0 ? `${head}。` : `${head}${lacks}${rest}`
}
