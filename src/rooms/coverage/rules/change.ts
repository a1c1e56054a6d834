import { coverageShape, type Coverage } from '../../units/contract.ts'
import { sayExclusion } from './state.ts'

/**
 * The change note (变更说明): two times, every unit either entered, left, stayed, or changed its state. For each state
 * before + entered − left + changed in − changed out = after, exactly, because every unit is counted once.
 */
export const states: readonly Coverage[] = coverageShape.options

/** How many units went from one state to another; null is "not in the ledger at that time". */
export interface Move {
  readonly from: Coverage | null
  readonly to: Coverage | null
  readonly n: number
}

export interface StateSum {
  readonly state: Coverage
  readonly before: number
  readonly entered: number
  readonly left: number
  readonly changedIn: number
  readonly changedOut: number
  readonly after: number
}

export function sumMoves(moves: readonly Move[]): StateSum[] {
  const count = (test: (move: Move) => boolean): number =>
    moves.reduce((sum, move) => (test(move) ? sum + move.n : sum), 0)
  return states.map((state) => ({
    state,
    before: count(({ from }) => from === state),
    entered: count(({ from, to }) => from === null && to === state),
    left: count(({ from, to }) => from === state && to === null),
    changedIn: count(({ from, to }) => from !== null && from !== state && to === state),
    changedOut: count(({ from, to }) => from === state && to !== null && to !== state),
    after: count(({ to }) => to === state),
  }))
}

/** The sums agree with themselves and with what was counted independently at both times. */
export function reconciles(
  sums: readonly StateSum[],
  before: Readonly<Record<Coverage, number>>,
  after: Readonly<Record<Coverage, number>>,
): boolean {
  return sums.every(
    (sum) =>
      sum.before + sum.entered - sum.left + sum.changedIn - sum.changedOut === sum.after &&
      sum.before === before[sum.state] &&
      sum.after === after[sum.state],
  )
}

/** Which fact changed. `excluded:<code>` carries the reason code of the exclusion. */
export type ChangeCause =
  | 'founded'
  | 'added'
  | 'merged'
  | 'removed'
  /** As a part of the office sees it: into or out of the ledger, or of what one is responsible for. */
  | 'came'
  | 'went'
  | `excluded:${string}`
  | 'restored'
  | 'organized'
  | 'reformed-own'
  | 'reformed-joint'
  | 'organization-gone'
  | 'work-begun'
  | 'work-ended'

const CAUSES: Readonly<Record<string, string>> = {
  founded: '新成立登记',
  added: '补入台账',
  merged: '与另一家归并',
  removed: '移出台账（撤回导入）',
  came: '补入台账或转入你负责的范围',
  went: '移出台账或转出你负责的范围',
  restored: '恢复计入分母',
  organized: '新建立党组织',
  'reformed-own': '联合组建改为单独组建',
  'reformed-joint': '单独组建改为联合组建',
  'organization-gone': '党组织撤销或台账不再载明',
  'work-begun': '落实工作覆盖',
  'work-ended': '工作覆盖不再载明',
}

export function sayCause(cause: ChangeCause): string {
  if (cause.startsWith('excluded:')) return `不计入分母：${sayExclusion(cause.slice('excluded:'.length))}`
  return CAUSES[cause] ?? cause
}

/** What of the two times explains one unit's change, beyond its cause. */
export interface ChangeDetails {
  readonly orgName: string | null
  readonly workBy: string | null
  readonly sources: readonly string[]
  readonly founded: string | null
  readonly mergedInto: string | null
  readonly evidence: { readonly evidence: string; readonly approver: string } | null
}

const SOURCES: Readonly<Record<string, string>> = {
  registry: '市场登记',
  'annual-report': '年度报告',
  ledger: '台账',
  edit: '手工录入',
}

export function sayChange(cause: ChangeCause, details: ChangeDetails): string {
  const words = sayCause(cause)
  const more = moreAbout(cause, details)
  return more === null ? words : `${words}（${more}）`
}

function moreAbout(cause: ChangeCause, details: ChangeDetails): string | null {
  if (cause === 'founded') return details.founded
  if (cause === 'added' || cause === 'came')
    return details.sources.map((source) => SOURCES[source] ?? source).join('、') || null
  if (cause === 'merged') return details.mergedInto === null ? null : `并入“${details.mergedInto}”`
  if (cause === 'organized' || cause.startsWith('reformed')) return details.orgName
  if (cause === 'work-begun' || cause === 'organization-gone')
    return details.workBy === null ? null : `现有${details.workBy}`
  if (cause.startsWith('excluded:') && details.evidence !== null) {
    return `依据：${details.evidence.evidence}；批准：${details.evidence.approver}`
  }
  return null
}
