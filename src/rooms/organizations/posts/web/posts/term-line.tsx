import { countText } from '../../../../../platform/web/format.ts'
import type { Term } from '../../contract.ts'
import { usePostsWords } from '../words.ts'

/** One term with its shifts and the figures of its ballots. */
export function TermLine({ term }: { readonly term: Term }) {
  const words = usePostsWords()
  return (
    <li>
      <span>{words.term(term.no)}</span>
      <span>
        {words.from(term.begins)}，
        {term.ended !== null ? words.ended(term.ended) : term.due === null ? words.noDue : words.due(term.due)}
        {term.shifts.map((shift) => (
          <small key={`${shift.from} ${shift.to}`}>
            <br />
            {words.shifted(shift.from, shift.to, shift.approvedBy)}
          </small>
        ))}
        {term.ballots.map((ballot) => (
          <small key={`${ballot.of} ${ballot.seats}`}>
            <br />
            {words.ballot(words.ballotOf[ballot.of], countText(ballot.seats), countText(ballot.line))}
          </small>
        ))}
      </span>
      <small>{words.howTerm[term.how]}</small>
    </li>
  )
}
