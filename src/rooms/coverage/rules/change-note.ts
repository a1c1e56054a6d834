import type { Tally } from '../contract.ts'
import type { StateSum } from './change.ts'
import { sayCount, sayNet, sayRate, sayRateChange } from './sentences.ts'

interface Time {
  readonly name: string
  readonly asOf: string
  readonly tally: Tally
}

/** The change note in words: totals, the state changes with their largest reasons, and that the sums agree. */
export function sayChangeNote(note: {
  readonly from: Time
  readonly to: Time
  readonly sums: readonly StateSum[]
  readonly reasons: readonly { readonly why: string; readonly n: number }[]
  readonly reconciled: boolean
}): string[] {
  const { from, to, sums, reasons, reconciled } = note
  const add = (pick: (sum: StateSum) => number): number => sums.reduce((total, sum) => total + pick(sum), 0)
  const entered = add((sum) => sum.entered)
  const left = add((sum) => sum.left)
  const changed = add((sum) => sum.changedIn)
  const title = (time: Time): string => `“${time.name}”（${time.asOf}）`
  const said = [
    `${title(to)}与${title(from)}相比，在册由 ${sayCount(from.tally.registered)} 家变为 ` +
      `${sayCount(to.tally.registered)} 家，${sayNet(from.tally.registered, to.tally.registered)}：` +
      `新进 ${sayCount(entered)} 家，退出 ${sayCount(left)} 家，状态变化 ${sayCount(changed)} 家。`,
    sayRates(from.tally, to.tally),
  ]
  if (reasons.length > 0) {
    said.push(`变化的原因：${reasons.map(({ why, n }) => `${why} ${sayCount(n)} 家`).join('，')}。`)
  }
  said.push(
    reconciled
      ? '各状态期初加新进、减退出、加减变化，均等于期末，核对无误。'
      : '各状态的加减与期末数对不上，请先“从头重数”，再看变更说明。',
  )
  return said
}

function rate(tally: Tally): number | null {
  return tally.operating === 0 ? null : (tally.own + tally.joint) / tally.operating
}

function sayRates(before: Tally, after: Tally): string {
  const change = sayRateChange(rate(before), rate(after))
  return (
    `组织覆盖率（实体运营）由 ${sayRate(rate(before))} 变为 ${sayRate(rate(after))}` +
    `${change === null ? '' : `，${change}`}；应建未建由 ${sayCount(before.dueOpen)} 家变为 ${sayCount(after.dueOpen)} 家。`
  )
}
