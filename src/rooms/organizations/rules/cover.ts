import type { z } from 'zod'
import type { Day } from '../../../kernel/day.ts'
import type { coverFormShape, OrganizationKind } from '../contract.ts'
import { kindRules } from './kinds.ts'
import { holdsOn } from './versions.ts'

/**
 * How units are covered. A unit counts as covered on its own when a committee, general branch or branch covers it and
 * nothing else, else as covered jointly; so the form follows from the form of the organisation and from how many units
 * it covers on each day, and is never entered.
 */
export type CoverForm = z.infer<typeof coverFormShape>

export interface Span {
  readonly from: Day
  readonly to: Day | null
}
export interface UnitSpan extends Span {
  readonly unit: string
}
export interface KindSpan extends Span {
  readonly kind: OrganizationKind
}
export interface Cover extends UnitSpan {
  readonly form: CoverForm
}

export function formOf(kind: OrganizationKind, units: number): CoverForm {
  return kindRules[kind].mayBeOwn && units === 1 ? 'own' : 'joint'
}

/** The covers with their forms by day: each span is cut where the form changes. Empty spans vanish. */
export function coversOf(spans: readonly UnitSpan[], kinds: readonly KindSpan[]): Cover[] {
  const days = [...new Set([...spans, ...kinds].flatMap(({ from, to }) => (to === null ? [from] : [from, to])))].sort()
  const formOn = new Map(
    days.map((day) => {
      const kind = kinds.find((one) => holdsOn(one, day))?.kind ?? kinds.at(-1)?.kind ?? 'joint-branch'
      return [day, formOf(kind, new Set(spans.filter((one) => holdsOn(one, day)).map(({ unit }) => unit)).size)]
    }),
  )
  const covers: Cover[] = []
  for (const { unit, from, to } of spans) {
    const own: Cover[] = []
    for (const day of days) {
      if (day < from || (to !== null && day >= to)) continue
      const form = formOn.get(day) ?? 'joint'
      const last = own.at(-1)
      if (last?.form === form) continue
      if (last) own[own.length - 1] = { ...last, to: day }
      own.push({ unit, from: day, to, form })
    }
    covers.push(...own)
  }
  return covers
}

/** The spans behind covers: adjoining ones of a unit joined again, whatever their form. */
export function spansOf(covers: readonly UnitSpan[]): UnitSpan[] {
  const spans: UnitSpan[] = []
  for (const { unit, from, to } of [...covers].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const at = spans.findIndex((one) => one.unit === unit && one.to === from)
    const before = spans[at]
    if (before) spans[at] = { ...before, to }
    else spans.push({ unit, from, to })
  }
  return spans
}

/** Covered from the day on; nothing changes where it is already. */
export function attach(spans: readonly UnitSpan[], unit: string, day: Day): UnitSpan[] {
  if (spans.some((one) => one.unit === unit && holdsOn(one, day))) return [...spans]
  return spansOf([...spans, { unit, from: day, to: null }])
}

/** No longer covered from the day on; a cover that would begin only then vanishes. */
export function detach(spans: readonly UnitSpan[], unit: string, day: Day): UnitSpan[] {
  return spans
    .filter((one) => one.unit !== unit || one.from < day || (one.to !== null && one.to <= day))
    .map((one) => (one.unit === unit && holdsOn(one, day) ? { ...one, to: day } : one))
}
