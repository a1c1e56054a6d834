import type { ReactNode } from 'react'
import { countText, rateText } from '../../../../platform/web/format.ts'
import { Figure, FigureLink } from '../../../../platform/web/parts/figure.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { ledgerSearch } from '../../../units/web/public.ts'
import type { Measure } from '../../contract.ts'
import { headlineOf } from './glance.ts'
import type { Actions, Summary } from './glance.ts'
import { useOverviewWords } from './words.ts'

/** The sentence a leader reads: who is there, who is covered, what changed, what is still due. */
export function Lead({
  part,
  summary,
  actions,
  onExplain,
}: {
  /** What the figures count where it is not all of the area. */
  readonly part: string | null
  readonly summary: Summary
  readonly actions: Actions | undefined
  readonly onExplain: (measure: Measure) => void
}) {
  const words = useOverviewWords()
  const { tally, previous } = summary
  const area = summary.area === null ? {} : { area: summary.area.id }
  const rate = (measure: Measure): ReactNode => (
    <Figure onOpen={() => onExplain(measure)}>{rateText(headlineOf(summary, measure)?.rate)}</Figure>
  )
  const operating = headlineOf(summary, 'organization')?.bottom.filter
  const found = actions?.find((row) => row.due === 'found')
  return (
    <>
      {part === null ? null : words.part(part)}
      {fill(words.counts, {
        registered: (
          <FigureLink to="/units" search={area}>
            {countText(tally.registered)}
          </FigureLink>
        ),
        operating: (
          <FigureLink to="/units" search={ledgerSearch({ ...operating, ...area })}>
            {countText(tally.operating)}
          </FigureLink>
        ),
        organization: rate('organization'),
        work: rate('work'),
      })}
      {previous === null ? null : <Compared tally={tally} previous={previous} />}
      {found === undefined
        ? null
        : found.n === 0
          ? words.dueNone
          : fill(words.dueOpen, {
              n: (
                <FigureLink to="/units" search={ledgerSearch(found.filter)}>
                  {countText(found.n)}
                </FigureLink>
              ),
            })}
    </>
  )
}

function Compared({
  tally,
  previous,
}: {
  readonly tally: Summary['tally']
  readonly previous: NonNullable<Summary['previous']>
}) {
  const words = useOverviewWords()
  const units = tally.registered - previous.tally.registered
  const organized = tally.own + tally.joint - previous.tally.own - previous.tally.joint
  const compared = units === 0 ? words.comparedSame : units > 0 ? words.comparedMore : words.comparedLess
  return (
    <>
      {fill(compared, { name: previous.name, units: <b>{countText(Math.abs(units))}</b> })}
      {organized === 0
        ? words.organizedSame
        : organized > 0
          ? words.organized(countText(organized))
          : words.disorganized(countText(-organized))}
    </>
  )
}
