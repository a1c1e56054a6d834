import type { Review } from '../../contract.ts'
import { weightOf } from './weight.ts'
import { useReviewWords } from './words.ts'

/** What speaks for and against, heaviest first, with its weight in words. */
export function Evidence({ candidate }: { readonly candidate: Review['candidates'][number] }) {
  const words = useReviewWords()
  const evidence = [...candidate.evidence].sort((one, other) => Math.abs(other.bits) - Math.abs(one.bits))
  return (
    <div className="evidence">
      <table aria-label={words.evidence}>
        <tbody>
          {evidence.map((piece) => {
            const weight = weightOf(piece.bits)
            return (
              <tr key={piece.field + piece.words}>
                <td>{words.names[piece.field] ?? piece.field}</td>
                <td>
                  <span className={`weight weight-${weight}`}>{words.weights[weight]}</span>
                </td>
                <td>{piece.words}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
