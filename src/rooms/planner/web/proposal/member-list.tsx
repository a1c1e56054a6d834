import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { countText } from '../../../../platform/web/format.ts'
import { usePlanWords } from '../plan/words.ts'
import type { Member, Proposal } from './proposal.ts'
import { useProposalWords } from './words.ts'

/** The first dozen members of a batch say enough; the rest on demand. */
const FIRST = 12

export function MemberList({ members }: { readonly members: readonly Member[] }) {
  const words = useProposalWords()
  const [all, setAll] = useState(false)
  const shown = all ? members : members.slice(0, FIRST)
  return (
    <>
      <ul className="members">
        {shown.map((member) => (
          <MemberLine key={member.unit} member={member} note={member.industryName} />
        ))}
      </ul>
      {shown.length < members.length ? (
        <button type="button" className="link-button" onClick={() => setAll(true)}>
          {words.membersN(members.length)}
        </button>
      ) : null}
    </>
  )
}

/** Units that an uncovered one could have been joined with. */
export function NearestList({ nearest }: { readonly nearest: Proposal['nearest'] }) {
  const { commons } = usePlanWords()
  return (
    <ul className="members">
      {nearest.map((member) => (
        <MemberLine key={member.unit} member={member} note={commons[member.common]} />
      ))}
    </ul>
  )
}

function MemberLine({ member, note }: { readonly member: Member; readonly note: string | null }) {
  const words = useProposalWords()
  return (
    <li>
      <div className="row">
        <Link to="/units/$id" params={{ id: member.unit }}>
          {member.name}
        </Link>
        <span>{member.weight === 0 ? words.none : words.full(countText(member.weight))}</span>
      </div>
      <small>{[member.address, note].filter((text) => text !== null).join(' · ')}</small>
    </li>
  )
}
