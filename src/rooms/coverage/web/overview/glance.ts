import type { Output } from '../../../../platform/web/api/client.ts'
import type { By, coverageEndpoints, Figure, Measure } from '../../contract.ts'

export type Summary = Output<typeof coverageEndpoints, 'coverage.summary'>
export type Actions = Output<typeof coverageEndpoints, 'coverage.articles'>['rows']

/** What the overview wants to know of the latest plan. The planner is a later room: the application hands this in. */
export interface PlanGlance {
  readonly no: number
  readonly groups: number
  readonly uncovered: number
  readonly gap: number
  readonly stale: boolean
  readonly open: number
  readonly instructorsNeeded: number
  readonly capacity: number
}

/** The figure of a measure that the office shows first: its headline, else the one under the preset's denominator. */
export function headlineOf(summary: Summary, measure: Measure): Figure | undefined {
  const figures = summary.figures.filter((figure) => figure.measure === measure)
  return (
    figures.find((figure) => figure.headline) ??
    figures.find((figure) => figure.denominator === summary.preset.headline) ??
    figures[0]
  )
}

/** The parts an area is shown by: a city by counties, a county by towns, anything smaller by kind. */
export function partsOf(level: string | undefined): By {
  if (level === 'province' || level === 'city') return 'county'
  return level === undefined || level === 'county' ? 'town' : 'kind'
}
