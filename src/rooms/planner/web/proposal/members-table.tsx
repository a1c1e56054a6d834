import { Link } from '@tanstack/react-router'
import { countText } from '../../../../platform/web/format.ts'
import { costText } from '../plan/cost-text.ts'
import type { Proposal } from './proposal.ts'
import { useProposalWords } from './words.ts'
import '../../../../platform/web/table/data-table.css'

/** Members with their full members and price; the prices appear once there are some. */
export function MembersTable({ proposal }: { readonly proposal: Proposal }) {
  const words = useProposalWords()
  const { members } = proposal
  const priced = proposal.kind === 'joint' && members.some(({ price }) => price !== null)
  return (
    <table className="table num" aria-label={words.members}>
      <colgroup>
        <col />
        <col style={{ width: '32%' }} />
        <col style={{ width: '20%' }} />
        <col style={{ width: '84px' }} />
        {priced ? <col style={{ width: '68px' }} /> : null}
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{words.columns.name}</th>
          <th scope="col">{words.columns.address}</th>
          <th scope="col">{words.columns.industry}</th>
          <th scope="col" className="right">
            {words.columns.full}
          </th>
          {priced ? (
            <th scope="col" className="right" title={words.priceWhy}>
              {words.columns.price}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.unit}>
            <td>
              <Link to="/units/$id" params={{ id: member.unit }}>
                {member.name}
              </Link>
            </td>
            <td>{member.address ?? '—'}</td>
            <td>{member.industryName ?? '—'}</td>
            <td className="right">{countText(member.weight)}</td>
            {priced ? <td className="right">{costText(member.price)}</td> : null}
          </tr>
        ))}
      </tbody>
      {members.length < 2 ? null : (
        <tfoot>
          <tr>
            <td colSpan={3}>{words.sum}</td>
            <td className="right">{countText(proposal.weight)}</td>
            {priced ? (
              <td className="right">{costText(members.reduce((sum, { price }) => sum + (price ?? 0), 0))}</td>
            ) : null}
          </tr>
        </tfoot>
      )}
    </table>
  )
}
