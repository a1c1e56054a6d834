import { useQuery } from '@tanstack/react-query'
import { countText } from '../../../../../platform/web/format.ts'
import { FigureLink } from '../../../../../platform/web/parts/figure.tsx'
import { fill } from '../../../../../platform/web/parts/fill.tsx'
import { useArea } from '../../../../areas/web/public.ts'
import { membersApi } from '../../../web/api.ts'
import type { Output } from '../../../../../platform/web/api/client.ts'
import type { declarationsEndpoints } from '../../contract.ts'
import { declarationsSearch } from '../search.ts'
import { useDeskWords } from './words.ts'

/** What waits, in a sentence; each figure opens its rows. */
export function DeclarationsLead({
  count,
}: {
  readonly count: Output<typeof declarationsEndpoints, 'declarations.count'>
}) {
  const words = useDeskWords()
  const area = useArea()
  const link = (n: number, what: Record<string, string>) => (
    <FigureLink to="/declarations" search={{ area, ...declarationsSearch(what) }}>
      {words.cases(countText(n))}
    </FigureLink>
  )
  const holes = {
    open: link(count.open, {}),
    admitted: link(count.states.admitted ?? 0, { state: 'admitted' }),
    withdrawn: link(count.states.withdrawn ?? 0, { state: 'withdrawn' }),
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
export function UnitsLead({
  counts,
}: {
  readonly counts: Output<typeof declarationsEndpoints, 'declarations.disagreeCount'>
}) {
  const words = useDeskWords()
  const area = useArea()
  const members = useQuery(membersApi.query('members.count', {}))
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
      {fill(counts.reportMore + counts.fileMore === 0 ? words.leadUnitsNone : words.leadUnits, {
        more: link(counts.reportMore),
        less: link(counts.fileMore, 'file-more'),
        declared: link(counts.declared, 'declared'),
      })}
      <br />
      {members.data?.total === 0 ? words.noRegister : words.onlyCounts}
    </>
  )
}
