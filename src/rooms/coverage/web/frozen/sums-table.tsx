import { countText } from '../../../../platform/web/format.ts'
import { StateTag } from '../../../../platform/web/parts/state-tag.tsx'
import type { Output } from '../../../../platform/web/api/client.ts'
import type { coverageEndpoints } from '../../contract.ts'
import { useFrozenWords } from './words.ts'

type Sum = Output<typeof coverageEndpoints, 'coverage.changeNote'>['sums'][number]
const parts = ['before', 'entered', 'left', 'changedIn', 'changedOut', 'after'] as const

const holds = (sum: Omit<Sum, 'state'>): boolean =>
  sum.before + sum.entered - sum.left + sum.changedIn - sum.changedOut === sum.after

/** Before + entered − left + in − out = after, state by state, each line checked here again. */
export function SumsTable({ sums }: { readonly sums: readonly Sum[] }) {
  const { change: words } = useFrozenWords()
  const total = Object.fromEntries(parts.map((part) => [part, sums.reduce((sum, row) => sum + row[part], 0)])) as Omit<
    Sum,
    'state'
  >
  const signs = { before: '', entered: '+', left: '−', changedIn: '+', changedOut: '−', after: '=' }
  const line = (sum: Omit<Sum, 'state'>) => (
    <>
      {parts.map((part) => (
        <td key={part} className="right">
          {part !== 'before' && part !== 'after' && sum[part] === 0 ? (
            <span className="muted">0</span>
          ) : (
            countText(sum[part])
          )}
        </td>
      ))}
      <td className="right">
        {holds(sum) ? (
          <span className="good">
            <span aria-hidden="true">✓</span>
            <span className="sr-only">{words.right}</span>
          </span>
        ) : (
          <b className="bad">{words.wrong}</b>
        )}
      </td>
    </>
  )
  return (
    <table className="sums num" aria-label={words.sums}>
      <thead>
        <tr>
          <th scope="col">{words.state}</th>
          {parts.map((part) => (
            <th key={part} scope="col" className="right">
              {signs[part]} {words[part]}
            </th>
          ))}
          <th scope="col" className="right">
            {words.check}
          </th>
        </tr>
      </thead>
      <tbody>
        {sums.map((sum) => (
          <tr key={sum.state}>
            <th scope="row">
              <StateTag state={sum.state} />
            </th>
            {line(sum)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words.total}</th>
          {line(total)}
        </tr>
      </tfoot>
    </table>
  )
}
