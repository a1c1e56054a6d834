import { Link } from '@tanstack/react-router'
import type { Comparison } from '../../contract.ts'
import { useParamsWords } from '../params/words.ts'
import { compareLines } from './lines.ts'
import { useCompareWords } from './words.ts'
import '../../../../platform/web/table/data-table.css'

/** A column for each plan, a line for each figure; the first column is what the others are measured by. */
export function SideBySide({ plans }: { readonly plans: Comparison['plans'] }) {
  const words = useCompareWords()
  const params = useParamsWords()
  return (
    <div className="compare-scroll" tabIndex={0} role="group" aria-label={words.table}>
      <table className="table side-by-side num" aria-label={words.table}>
        <colgroup>
          <col style={{ width: '27%' }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{words.item}</th>
            {plans.map((plan, at) => (
              <th key={plan.id} scope="col">
                <Link to="/plan/{-$id}" params={{ id: plan.id }}>
                  {plan.name === '' ? words.plan(plan.no) : `${plan.name}（${words.plan(plan.no)}）`}
                </Link>
                {at === 0 ? <span className="tag">{words.first}</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {compareLines(plans, words, params).map((line) => (
            <tr key={line.key} className={line.numbers ? '' : 'compare-said'}>
              <th scope="row" className={line.part ? 'compare-part' : ''}>
                {line.name}
              </th>
              {line.cells.map((cell, at) => (
                <td key={plans[at]?.id}>
                  {cell.text}
                  {cell.difference === '' ? null : <small>（{cell.difference}）</small>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
