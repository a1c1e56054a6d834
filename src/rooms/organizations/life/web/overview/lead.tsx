import type { ReactNode } from 'react'
import { countText, rateText } from '../../../../../platform/web/format.ts'
import { FigureLink } from '../../../../../platform/web/parts/figure.tsx'
import { fill } from '../../../../../platform/web/parts/fill.tsx'
import type { LifeSummary } from '../../contract.ts'
import { lifeSearch, type LifeSearch } from '../search.ts'
import { useLifeWords } from '../words.ts'

/** The month in a sentence, real beside nominal coverage in another; each figure goes to its rows. */
export function LifeLead({ summary, within }: { readonly summary: LifeSummary; readonly within: LifeSearch }) {
  const { page: words, months } = useLifeWords()
  const { effective, weak } = summary
  if (summary.organizations + effective.organizations === 0 && summary.meetings === 0) return words.leadEmpty
  const link = (n: number, search: LifeSearch) => (
    <FigureLink to="/life" search={lifeSearch({ month: within.month, under: within.under, ...search })}>
      {countText(n)}
    </FigureLink>
  )
  const lacking = summary.demands.filter((one) => one.lacking > 0)
  const kinds = lacking.map(({ kind, words: name, lacking: n }, at) => (
    <span key={kind}>
      {at === 0 ? '' : words.join}
      {words.kindCount(name)}
      {link(n, { view: 'list', lacking: kind })}
    </span>
  ))
  const first =
    summary.organizations === 0
      ? words.leadNone
      : summary.lacking === 0
        ? words.leadAll
        : summary.over
          ? words.lead
          : words.leadOpen
  return (
    <>
      {fill(first, {
        month: months.name(summary.month),
        meetings: link(summary.meetings, { view: 'meetings' }),
        complete: countText(summary.complete),
        lacking: link(summary.lacking, { view: 'list', lacking: 'any' }),
        kinds: <>{kinds}</>,
      })}
      <Effective effective={effective} link={link} />
      {weak === null || weak.n === 0
        ? null
        : fill(words.weak, { words: weak.words, n: link(weak.n, { view: 'list', weak: 'true' }) })}
    </>
  )
}

/** Real beside nominal coverage; of those that are new nobody can say. */
function Effective({
  effective: { months, organizations, effective, fresh, unitsEffective },
  link,
}: {
  readonly effective: LifeSummary['effective']
  readonly link: (n: number, search: LifeSearch) => ReactNode
}) {
  const { page: words } = useLifeWords()
  if (organizations === 0) return null
  const ofNew = { fresh: link(fresh, { view: 'list', effect: 'new' }) }
  if (fresh === organizations) return fill(words.effectiveNew, ofNew)
  return (
    <>
      {fill(words.effective, {
        months: String(months),
        effective: link(effective, { view: 'list', effect: 'effective' }),
        organizations: countText(organizations),
        rate: rateText(effective / organizations),
        unitsEffective: countText(unitsEffective),
        not: link(organizations - effective - fresh, { view: 'list', effect: 'not' }),
      })}
      {fresh === 0 ? null : fill(words.effectiveFresh, ofNew)}
    </>
  )
}
