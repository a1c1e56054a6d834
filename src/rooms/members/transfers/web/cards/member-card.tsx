import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { useMay } from '../../../../../platform/web/session/use-may.ts'
import { useOffice } from '../../../../areas/web/public.ts'
import type { MemberPage } from '../../../contract.ts'
import type { LostRow, StayRow, TransferRow } from '../../contract.ts'
import { directionNames, transferStateNames } from '../../rules/words.ts'
import { floatingApi, transfersApi } from '../api.ts'
import { lostText } from '../floating/lost-text.ts'
import { useTransfersWords } from '../words.ts'
import '../transfers.css'

/** What is known of a member's moving about. */
interface Known {
  readonly member: MemberPage
  readonly transfers: readonly TransferRow[]
  readonly stays: readonly StayRow[]
  readonly lost: LostRow | undefined
}

const isOpen = ({ state }: TransferRow): boolean => state === 'draft' || state === 'issued'

/** On a member's page: where the relation sits, whether it is moving, whether the member floats or is out of contact. */
export function TransfersOfMember({ member }: { readonly member: MemberPage }) {
  const { card: words } = useTransfersWords()
  const enabled = useMay('members.read').ok
  const { id } = member
  const transfers = useQuery({ ...transfersApi.query('transfers.list', { member: id, limit: 20 }), enabled })
  const stays = useQuery({ ...floatingApi.query('floating.list', { member: id, limit: 20 }), enabled })
  const lost = useQuery({
    ...floatingApi.query('floating.lost', { member: id, limit: 1 }),
    enabled: enabled && member.lostSince !== null,
  })
  if (!enabled || transfers.data === undefined || stays.data === undefined) return null
  const known: Known = {
    member,
    transfers: transfers.data.rows,
    stays: stays.data.rows,
    lost: lost.data?.rows[0],
  }
  return (
    <Card title={words.title} padded>
      <div className="transfers-drawer">
        <Says known={known} />
        <Acts known={known} />
        <Past known={known} />
      </div>
    </Card>
  )
}

function Says({ known: { member, transfers, stays, lost } }: { readonly known: Known }) {
  const { card: words, floating, next } = useTransfersWords()
  const { today } = useOffice()
  const moving = transfers.find(isOpen)
  const stay = stays.find(({ until }) => until === null)
  return (
    <div className="in-text">
      {member.status === 'ended' ? null : <p>{words.sits(member.organizationName ?? words.outside, member.since)}</p>}
      {moving === undefined ? null : (
        <p>
          {words.moving(
            moving.to.name,
            moving.takesOn === null ? transferStateNames[moving.state] : next.takes(moving.takesOn),
          )}{' '}
          <Link to="/transfers" search={{ open: moving.id }}>
            {words.see}
          </Link>
        </p>
      )}
      {stay === undefined ? null : (
        <p>
          {words.floats(stay.to.name, stay.since)}
          {stay.contactDue === null
            ? null
            : stay.contactDue < today
              ? words.contactOver(stay.contactDue)
              : words.contact(stay.contactDue)}
          {stay.transferFrom !== null && stay.transferFrom <= today ? words.transfer(stay.transferFrom) : null}{' '}
          <Link to="/floating" search={{ open: stay.id }}>
            {words.seeStay}
          </Link>
        </p>
      )}
      {lost === undefined ? null : <p>{lostText(lost, today, floating)}</p>}
      {transfers.length + stays.length === 0 && lost === undefined ? <p className="muted">{words.none}</p> : null}
    </div>
  )
}

function Acts({ known: { member, transfers, stays } }: { readonly known: Known }) {
  const { add, card: words, floating } = useTransfersWords()
  const navigate = useNavigate()
  const { id, organization, status } = member
  // The name of the organisation is missing where it lies beyond reach: then the relation is here all the same.
  const away = member.place === 'elsewhere' || (status === 'ended' && member.endReason === 'moved-out')
  const ended = status === 'ended' ? words.ended : null
  const moving = transfers.some(isOpen) ? words.movingAlready : null
  const stay = stays.some(({ until }) => until === null) ? words.stayAlready : null
  const noMove = status === 'ended' && !away ? words.ended : status === 'suspended' ? words.suspended : moving
  const noStay = ended ?? stay ?? (organization === null && away ? words.notFloating : null)
  return (
    <div className="row row-wrap no-print">
      <ReasonButton
        needs="transfers.open"
        reason={noMove}
        onClick={() =>
          void navigate({ to: '/transfers', search: { do: 'new', for: id, ...(away ? { start: 'in' as const } : {}) } })
        }
      >
        {add}
      </ReasonButton>
      <ReasonButton
        needs="floating.register"
        reason={noStay}
        onClick={() => void navigate({ to: '/floating', search: { do: 'register', for: id } })}
      >
        {floating.register}
      </ReasonButton>
      {member.lostSince === null ? (
        <ReasonButton
          needs="floating.setLost"
          reason={ended}
          onClick={() => void navigate({ to: '/floating', search: { do: 'lost', for: id } })}
        >
          {floating.setLost}
        </ReasonButton>
      ) : (
        <ReasonButton
          needs="floating.setLost"
          reason={ended}
          onClick={() => void navigate({ to: '/floating', search: { show: 'lost', open: id, do: 'found' } })}
        >
          {floating.lostDrawer.found}
        </ReasonButton>
      )}
    </div>
  )
}

function Past({ known: { transfers, stays } }: { readonly known: Known }) {
  const { card: words, floating } = useTransfersWords()
  const moved = transfers.filter((row) => !isOpen(row))
  const over = stays.filter(({ until }) => until !== null)
  if (moved.length + over.length === 0) return null
  return (
    <details>
      <summary>{words.past}</summary>
      <ol className="member-lines num">
        {moved.map(({ id, direction, state, from, to, endedOn }) => (
          <li key={id}>
            <span>{endedOn}</span>
            <Link to="/transfers" search={{ open: id, state }}>
              {directionNames[direction]} · {transferStateNames[state]}
            </Link>
            <span className="muted">
              {from.name} → {to.name}
            </span>
          </li>
        ))}
        {over.map(({ id, since, until, to, endWords }) => (
          <li key={id}>
            <span>
              {since} – {until}
            </span>
            <Link to="/floating" search={{ open: id, show: 'ended' }}>
              {floating.drawer.title}
            </Link>
            <span className="muted">
              {to.name} {endWords}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}
