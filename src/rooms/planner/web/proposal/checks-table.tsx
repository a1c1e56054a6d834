import type { RuleCheck } from '../../contract.ts'
import { costText } from '../plan/cost-text.ts'
import { CheckMark } from './check-list.tsx'
import { useProposalWords } from './words.ts'
import '../../../../platform/web/table/data-table.css'

/** Every rule, what is the case here, and what going beyond a soft one costs. */
export function ChecksTable({ checks }: { readonly checks: readonly RuleCheck[] }) {
  const words = useProposalWords()
  return (
    <table className="table num" aria-label={words.checks}>
      <colgroup>
        <col style={{ width: '36%' }} />
        <col style={{ width: '96px' }} />
        <col />
        <col style={{ width: '68px' }} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{words.checkColumns.rule}</th>
          <th scope="col">{words.checkColumns.ok}</th>
          <th scope="col">{words.checkColumns.says}</th>
          <th scope="col" className="right">
            {words.checkColumns.price}
          </th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <tr key={check.rule}>
            <td>{check.rule}</td>
            <td>
              <CheckMark check={check} /> {check.ok ? words.ok : check.hard ? words.broken : words.soft}
            </td>
            <td>{check.says}</td>
            <td className="right">{check.ok || check.price === null ? '' : `+${costText(check.price)}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
