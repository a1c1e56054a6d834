import { useQuery } from '@tanstack/react-query'
import { countText } from '../../../../../platform/web/format.ts'
import { FigureLink } from '../../../../../platform/web/parts/figure.tsx'
import { fill } from '../../../../../platform/web/parts/fill.tsx'
import { transfersApi } from '../api.ts'
import type { TransfersSearch } from '../search.ts'
import { useTransfersWords } from '../words.ts'

/** How many are on the way, out and in, and what is waited for; each figure opens its rows. */
export function TransfersLead({ area }: { readonly area: string | undefined }) {
  const words = useTransfersWords()
  const count = useQuery({ ...transfersApi.query('transfers.count', { area }), placeholderData: (old) => old }).data
  if (count === undefined) return undefined
  const figure = (say: string, search: TransfersSearch) => (
    <FigureLink to="/transfers" search={{ area, ...search }}>
      {say}
    </FigureLink>
  )
  const { open, overdue, noReceipt, receivedThisYear } = count
  const all = open.out + open.in + open.within
  return (
    <>
      {all === 0
        ? words.leadNone
        : fill(words.lead, {
            n: figure(countText(all), {}),
            out: figure(words.out(countText(open.out)), { direction: 'out' }),
            in: figure(words.in(countText(open.in)), { direction: 'in' }),
            within: figure(words.within(countText(open.within)), { direction: 'within' }),
          })}
      {all === 0 && noReceipt === 0
        ? null
        : fill(words.leadWaits, {
            overdue: figure(words.overdue(countText(overdue)), { flag: 'overdue' }),
            noReceipt: figure(words.noReceipt(countText(noReceipt)), { flag: 'no-receipt' }),
          })}
      {receivedThisYear === 0
        ? null
        : fill(words.leadYear, { year: figure(countText(receivedThisYear), { flag: 'this-year' }) })}{' '}
      {words.responsible}
    </>
  )
}
