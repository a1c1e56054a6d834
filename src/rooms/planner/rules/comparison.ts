import type { ProposalKind } from './decision.ts'
import { figure } from './words.ts'

/** Where a plan has put a unit: its joint group with what it costs, or nowhere yet. */
export interface Put {
  readonly unit: string
  readonly name: string
  readonly townName: string
  readonly no: number
  readonly kind: ProposalKind
  readonly title: string
}

export interface PlanPuts {
  readonly no: number
  readonly name: string
  readonly puts: ReadonlyMap<string, Put>
  /** By the first plan's prices. */
  readonly cost: number
}

export interface PlanDifference {
  readonly changed: number
  readonly coveredOnlyHere: number
  readonly coveredOnlyFirst: number
}

function isCovered(put: Put | undefined): boolean {
  return put !== undefined && (put.kind === 'joint' || put.kind === 'own')
}

/** Who sits together with whom, as one text per unit: '' in no group. */
export function partnersOf(puts: ReadonlyMap<string, Put>): ReadonlyMap<string, string> {
  const groups = new Map<number, string[]>()
  for (const { unit, no, kind } of puts.values()) {
    if (kind !== 'joint') continue
    const list = groups.get(no)
    if (list) list.push(unit)
    else groups.set(no, [unit])
  }
  const texts = new Map([...groups].map(([no, units]) => [no, units.sort().join(' ')]))
  return new Map(
    [...puts.values()].map(({ unit, no, kind }) => [unit, kind === 'joint' ? (texts.get(no) ?? '') : kind]),
  )
}

/** Only units that both plans have are counted: areas may differ. */
export function differenceOf(first: PlanPuts, other: PlanPuts): PlanDifference {
  const [was, is] = [partnersOf(first.puts), partnersOf(other.puts)]
  let changed = 0
  let coveredOnlyHere = 0
  let coveredOnlyFirst = 0
  for (const [unit, put] of first.puts) {
    const now = other.puts.get(unit)
    if (!now) continue
    if (was.get(unit) !== is.get(unit)) changed++
    if (isCovered(now) && !isCovered(put)) coveredOnlyHere++
    if (isCovered(put) && !isCovered(now)) coveredOnlyFirst++
  }
  return { changed, coveredOnlyHere, coveredOnlyFirst }
}

/** Units that the plans do not all put the same way, in the order of the first plan. */
export function unitsApart(plans: readonly PlanPuts[]): string[] {
  const partners = plans.map(({ puts }) => partnersOf(puts))
  const units = new Set(plans.flatMap(({ puts }) => [...puts.keys()]))
  return [...units].filter((unit) => new Set(partners.map((of) => of.get(unit) ?? '-')).size > 1)
}

export function sayPut(put: Put | undefined): string {
  if (!put) return '不在方案内'
  if (put.kind === 'uncovered') return '暂不能覆盖'
  return put.kind === 'own' ? '单独组建' : `第 ${put.no} 条 ${put.title}`
}

/** 以方案 1 号为准：方案 2 号多覆盖 3 家，代价低 4.2%，56 家的同组单位不同。 */
export function sayComparison(first: PlanPuts, others: readonly (PlanPuts & PlanDifference)[]): string {
  const said = others.map((other) => {
    const parts: string[] = []
    if (other.coveredOnlyHere > 0) parts.push(`多覆盖 ${figure(other.coveredOnlyHere)} 家`)
    if (other.coveredOnlyFirst > 0) parts.push(`少覆盖 ${figure(other.coveredOnlyFirst)} 家`)
    parts.push(sayCost(first.cost, other.cost))
    parts.push(other.changed === 0 ? '编组相同' : `${figure(other.changed)} 家的同组单位不同`)
    return `${callPlan(other)}${parts.join('，')}`
  })
  return `以${callPlan(first)}为准，按同一套价目：${said.join('；')}。`
}

function callPlan({ no, name }: PlanPuts): string {
  return name === '' ? `方案 ${no} 号` : `方案 ${no} 号（${name}）`
}

function sayCost(before: number, after: number): string {
  if (Math.abs(after - before) <= 1e-9 * Math.max(1, Math.abs(before))) return '代价相同'
  if (before <= 0) return `代价由 ${before.toFixed(1)} 变为 ${after.toFixed(1)}`
  const share = Math.abs(after / before - 1) * 100
  return `代价${after < before ? '低' : '高'} ${share < 0.1 ? '不到 0.1' : share.toFixed(1)}%`
}
