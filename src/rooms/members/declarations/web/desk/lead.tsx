import { countText } from '../../../../../platform/web/format.ts'
import { FigureLink } from '../../../../../platform/web/parts/figure.tsx'
import { fill } from '../../../../../platform/web/parts/fill.tsx'
import { useArea } from '../../../../areas/web/public.ts'
import type { DeclarationCount, UnitCounts } from '../../contract.ts'
import { stateNames } from '../../rules/words.ts'
import { declarationsSearch } from '../search.ts'
import { useDeskWords } from './words.ts'

/** What waits, in a sentence; each figure opens its rows. */
export function DeclarationsLead({ count }: { readonly count: DeclarationCount }) {
  const words = useDeskWords()
  const area = useArea()
  const link = (n: number, what: Record<string, string>) => (
    <FigureLink to="/declarations" search={{ area, ...declarationsSearch(what) }}>
      {words.cases(countText(n))}
    </FigureLink>
  )
  const all = Object.keys(stateNames).join(',')
  const holes = {
    open: link(count.open, {}),
    year: link(count.thisYear, { state: all, since: 'this-year' }),
    withdrawn: link(count.withdrawn, { state: 'withdrawn', since: 'this-year' }),
    late:
      count.overdue + count.soon === 0
        ? ''
        : fill(words.leadLate, {
            overdue: link(count.overdue, { clock: 'overdue' }),
            soon: link(count.soon, { clock: 'soon' }),
          }),
  }
  return fill(count.open === 0 ? words.leadNone : words.lead, holes)
}

/** How many units' counts disagree, in a sentence; and that nobody is guessed at. */
export function UnitsLead({ counts }: { readonly counts: UnitCounts }) {
  const words = useDeskWords()
  const area = useArea()
  const link = (n: number, show?: string) => (
    <FigureLink
      to="/declarations"
      search={{ area, ...declarationsSearch({ tab: 'units', ...(show === undefined ? {} : { show }) }) }}
    >
      {words.houses(countText(n))}
    </FigureLink>
  )
  return (
    <>
      {fill(counts.units === 0 ? words.leadUnitsNone : words.leadUnits, {
        units: link(counts.units),
        more: link(counts.more, 'more'),
        less: link(counts.less, 'less'),
        declared: link(counts.declared, 'declared'),
      })}
      <br />
      {words.onlyCounts}
    </>
  )
}
