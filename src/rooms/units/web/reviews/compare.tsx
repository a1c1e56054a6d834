import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Review } from '../../contract.ts'
import { differ } from '../imports/differ.ts'
import { Marked } from '../imports/marked.tsx'
import { useReviewWords } from './words.ts'

type Card = Review['record']

interface Line {
  readonly key: string
  readonly name: string
  readonly of: (card: Card) => string | null
  /** Names and addresses are compared letter by letter; of a number that differs every digit matters. */
  readonly letters?: true
}

/** What can be held against each other, and what only one side knows. */
export function useLines(review: Review): { readonly both: readonly Line[]; readonly oneSided: readonly Line[] } {
  const { fields } = useReviewWords()
  const { record, candidates } = review
  const cards = candidates.map(({ card }) => card)
  const labels = new Set([record, ...cards].flatMap((card) => card.more.map((line) => line.label)))
  const lines: Line[] = [
    { key: 'name', name: fields.name, of: (card) => card.name, letters: true },
    { key: 'code', name: fields.code, of: (card) => card.code },
    { key: 'address', name: fields.address, of: (card) => card.address, letters: true },
    { key: 'employees', name: fields.employees, of: (card) => card.employees },
    ...[...labels].map((label) => ({
      key: `more-${label}`,
      name: label,
      of: (card: Card) => card.more.find((line) => line.label === label)?.value ?? null,
    })),
  ]
  const shared = (line: Line): boolean => Boolean(line.of(record)) && cards.some((card) => Boolean(line.of(card)))
  const any = (line: Line): boolean => [record, ...cards].some((card) => Boolean(line.of(card)))
  return { both: lines.filter(shared), oneSided: lines.filter((line) => !shared(line) && any(line)) }
}

/** The record and what it may be, line by line; what differs is marked on the ledger's side. */
export function Compare({
  review,
  lines,
  label,
  head,
  chosen,
}: {
  readonly review: Review
  readonly lines: readonly Line[]
  readonly label: string
  /** Absent for the second table, which stands under the same columns. */
  readonly head?: ReactNode
  readonly chosen: string | null
}) {
  const words = useReviewWords()
  const { record, candidates } = review
  const blank = <span className="faint">{words.blank}</span>
  const several = candidates.length > 1
  return (
    <table className="compare num" aria-label={label}>
      <colgroup>
        <col className="first-column" />
        <col />
        {candidates.map(({ unit }) => (
          <col key={unit} />
        ))}
      </colgroup>
      {head}
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <th scope="row">{line.name}</th>
            <td>{line.of(record) || blank}</td>
            {candidates.map(({ unit, card }) => (
              <td key={unit} className={several && unit === chosen ? 'chosen' : undefined}>
                {line.letters === true ? against(line.of(card), line.of(record)) || blank : line.of(card) || blank}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Who the columns are: the record, then each unit it may be, with a choice where there are several. */
export function CompareHead({
  review,
  chosen,
  onChoose,
}: {
  readonly review: Review
  readonly chosen: string | null
  readonly onChoose: (unit: string) => void
}) {
  const words = useReviewWords()
  const several = review.candidates.length > 1
  return (
    <thead>
      <tr>
        <th scope="col">
          <span className="sr-only">{words.field}</span>
        </th>
        <th scope="col">
          <b>{words.record}</b>
          {review.where}
        </th>
        {review.candidates.map(({ unit, score }, index) => (
          <th key={unit} scope="col" className={several && unit === chosen ? 'in-text chosen' : 'in-text'}>
            <b>
              {several ? words.candidateNo(index + 1) : words.candidate}
              {several ? <Choose unit={unit} chosen={chosen} onChoose={onChoose} /> : null}
            </b>
            {words.sure(score.toFixed(2))}
            {' · '}
            <Link to="/units/$id" params={{ id: unit }}>
              {words.seeUnit}
            </Link>
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Choose({
  unit,
  chosen,
  onChoose,
}: {
  readonly unit: string
  readonly chosen: string | null
  readonly onChoose: (unit: string) => void
}) {
  const words = useReviewWords()
  return (
    <label className="choose">
      <input type="radio" name="candidate" checked={unit === chosen} onChange={() => onChoose(unit)} />
      {unit === chosen ? words.chosen : words.choose}
    </label>
  )
}

/** The ledger's text with what the record does not have marked; nothing is marked where the record says nothing. */
function against(text: string | null, record: string | null): ReactNode {
  if (text === null || text === '') return null
  if (record === null || record === '') return text
  return <Marked pieces={differ(text, record).a} />
}
