import type { Denominator, Tally } from '../contract.ts'
import { denominatorNames } from './names.ts'

/** `41,580` */
export function sayCount(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `8.0%`; “—” where there is nothing to divide by. */
export function sayRate(rate: number | null): string {
  return rate === null ? '—' : `${(rate * 100).toFixed(1)}%`
}

/** `上升 1.3 个百分点` of two rates, each first rounded as it is printed, so that the words agree with the numbers shown. */
export function sayRateChange(before: number | null, after: number | null): string | null {
  if (before === null || after === null) return null
  const points = Math.round(after * 1000) / 10 - Math.round(before * 1000) / 10
  if (Math.abs(points) < 0.05) return '持平'
  return `${points > 0 ? '上升' : '下降'} ${Math.abs(points).toFixed(1)} 个百分点`
}

/** `净增 118 家` */
export function sayNet(before: number, after: number): string {
  if (before === after) return '不增不减'
  return `${after > before ? '净增' : '净减'} ${sayCount(Math.abs(after - before))} 家`
}

const organized = (tally: Tally): number => tally.own + tally.joint

/** Headline rates of one slice at one time. */
export interface HeadlineRates {
  readonly organization: number | null
  readonly work: number | null
}

/** The first two lines of the overview. */
export function saySummary(
  tally: Tally,
  headline: Denominator,
  rates: HeadlineRates,
  previous: { readonly name: string; readonly tally: Tally; readonly organization: number | null } | null,
  /** One area, or what somebody is responsible for: that it is empty says nothing about the ledger. */
  part = false,
): string {
  if (tally.registered === 0) return part ? '这里还没有单位。' : '台账还是空的，先导入文件。'
  const now =
    `在册 ${sayCount(tally.registered)} 家，实体运营 ${sayCount(tally.operating)} 家；` +
    `按${denominatorNames[headline]}计，组织覆盖 ${sayRate(rates.organization)}，工作覆盖 ${sayRate(rates.work)}；` +
    `应建未建 ${sayCount(tally.dueOpen)} 家。`
  if (previous === null) return now
  const rate = sayRateChange(previous.organization, rates.organization)
  return (
    `${now}与“${previous.name}”相比，在册${sayNet(previous.tally.registered, tally.registered)}，` +
    `有党组织的${sayNet(organized(previous.tally), organized(tally))}` +
    `${rate === null ? '' : `，组织覆盖率${rate}`}。`
  )
}
