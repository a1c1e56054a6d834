import { useQuery } from '@tanstack/react-query'
import { countText } from '../../../../platform/web/format.ts'
import { FigureLink } from '../../../../platform/web/parts/figure.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import type { MemberFilter } from '../../contract.ts'
import { membersApi } from '../api.ts'
import { useMembersWords } from '../words.ts'

/** Who is on file, in a sentence; each figure opens its rows. */
export function MembersLead({ filter }: { readonly filter: MemberFilter }) {
  const words = useMembersWords()
  const count = useQuery({ ...membersApi.query('members.count', filter), placeholderData: (old) => old }).data
  if (count === undefined) return undefined
  if (count.total === 0) return words.leadNone
  const { status: _, flag: _flag, ...wide } = filter
  const figure = (n: number, say: (n: string) => string, more: MemberFilter) => (
    <FigureLink key={say('')} to="/members" search={{ ...wide, ...more }}>
      {say(countText(n))}
    </FigureLink>
  )
  const rest = [
    ...(count.statuses['suspended']
      ? [figure(count.statuses['suspended'], words.suspended, { status: 'suspended' })]
      : []),
    ...(count.floating > 0 ? [figure(count.floating, words.floating, { flag: 'floating' })] : []),
    ...(count.lost > 0 ? [figure(count.lost, words.lost, { flag: 'lost' })] : []),
    ...(count.places['elsewhere']
      ? [figure(count.places['elsewhere'], words.noOrganization, { place: 'elsewhere' })]
      : []),
  ]
  return fill(words.lead, {
    n: <b>{countText(count.total)}</b>,
    full: figure(count.statuses['full'] ?? 0, words.full, { status: 'full' }),
    probationary: figure(count.statuses['probationary'] ?? 0, words.probationary, { status: 'probationary' }),
    more: rest.length === 0 ? '' : rest.flatMap((one, at) => [at === 0 ? '' : words.join, one]).concat([words.end]),
  })
}
