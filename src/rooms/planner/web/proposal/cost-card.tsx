import { Card } from '../../../../platform/web/parts/card.tsx'
import { costText } from '../plan/cost-text.ts'
import { usePlanWords } from '../plan/words.ts'
import type { Proposal } from './proposal.ts'
import { useRegretText } from './why-lists.tsx'
import { useProposalWords } from './words.ts'

/** What the group costs, against what its units must cost in any plan. */
export function CostCard({ proposal }: { readonly proposal: Proposal }) {
  const words = useProposalWords()
  const { hosts } = usePlanWords()
  const regretText = useRegretText()
  const prices = proposal.members.flatMap(({ price }) => (price === null ? [] : [price]))
  const lines = [
    ...(proposal.host === null ? [] : [[words.host, hosts[proposal.host]]]),
    [words.near, proposal.commonName],
    [
      words.kilometres,
      proposal.kilometres === null ? words.noPoints : words.kilometresOf(costText(proposal.kilometres)),
    ],
    [words.spread, proposal.industrySpread],
    ...(proposal.instructor === null ? [] : [[words.instructor, proposal.instructor]]),
    ...(proposal.kind === 'joint'
      ? [
          [words.costOf, costText(proposal.cost)],
          ...(prices.length === 0 ? [] : [[words.pricesSum, costText(prices.reduce((sum, price) => sum + price, 0))]]),
          [words.regret, regretText(proposal)],
        ]
      : []),
  ].filter((line): line is [string, string] => line[1] !== undefined && line[1] !== '')
  return (
    <Card title={words.cost} padded>
      <dl className="pairs-list num">
        {lines.map(([name, text]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-text`}>{text}</dd>])}
      </dl>
      {proposal.kind === 'joint' && prices.length > 0 ? <p className="faint price-why">{words.priceWhy}</p> : null}
    </Card>
  )
}
