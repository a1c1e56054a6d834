import { useQuery } from '@tanstack/react-query'
import { countText } from '../../../../../platform/web/format.ts'
import { FigureLink } from '../../../../../platform/web/parts/figure.tsx'
import { fill } from '../../../../../platform/web/parts/fill.tsx'
import { floatingApi } from '../api.ts'
import type { FloatingSearch } from '../search.ts'
import { useTransfersWords } from '../words.ts'

/** How many are away and how many have come, whom to contact, whose relation should move, who is out of contact. */
export function FloatingLead({ area }: { readonly area: string | undefined }) {
  const { floating: words } = useTransfersWords()
  const count = useQuery({ ...floatingApi.query('floating.count', { area }), placeholderData: (old) => old }).data
  if (count === undefined) return undefined
  const { leaving, receiving, contact, transfer, lost } = count
  if (leaving + receiving + lost === 0) return <>{words.leadNone}</>
  const figure = (say: (n: string) => string, n: number, search: FloatingSearch) => (
    <FigureLink to="/floating" search={{ area, ...search }}>
      {say(countText(n))}
    </FigureLink>
  )
  return (
    <>
      {fill(words.lead, {
        leaving: figure(words.leaving, leaving, { side: 'leaving' }),
        receiving: figure(words.receiving, receiving, { side: 'receiving' }),
        contact: figure(words.contact, contact, { show: 'contact' }),
        transfer: figure(words.transfer, transfer, { show: 'transfer' }),
        lost: figure(words.lost, lost, { show: 'lost' }),
      })}
      {words.rule}
    </>
  )
}
