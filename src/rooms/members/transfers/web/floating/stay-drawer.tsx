import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { SkeletonLines } from '../../../../../platform/web/parts/skeleton.tsx'
import { MaskedHint } from '../../../../access/web/public.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import type { StayRow } from '../../contract.ts'
import { floatingApi } from '../api.ts'
import type { FloatingSearch } from '../search.ts'
import { useTransfersWords } from '../words.ts'
import { Articles } from './articles.tsx'
import { ContactForm, EndForm } from './stay-forms.tsx'

type Doing = FloatingSearch['do']

/** Somebody who floats: where the relation stays, when contact is due, and when it should move. */
export function StayDrawer({
  id,
  doing,
  onDoing,
  onClose,
}: {
  readonly id: string | undefined
  readonly doing: Doing
  readonly onDoing: (doing: Doing) => void
  readonly onClose: () => void
}) {
  const { floating: words } = useTransfersWords()
  const { drawer } = words
  const query = useQuery({ ...floatingApi.query('floating.get', { id: id ?? '' }), enabled: id !== undefined })
  const stay = id === undefined ? undefined : query.data
  const done = (): void => onDoing(undefined)
  return (
    <SidePanel
      open={id !== undefined}
      width={520}
      title={
        <>
          {stay?.name ?? drawer.title} <MaskedHint beside />
        </>
      }
      onClose={onClose}
    >
      {query.error !== null ? (
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : stay === undefined ? (
        <SkeletonLines count={8} />
      ) : (
        <div className="transfers-drawer">
          <Says stay={stay} />
          <Acts stay={stay} doing={doing} onDoing={onDoing} />
          {doing === 'contact' ? <ContactForm key={stay.version} stay={stay} onDone={done} /> : null}
          {doing === 'end' ? <EndForm key={stay.version} stay={stay} onDone={done} /> : null}
          <section>
            <h3>{drawer.contacts}</h3>
            {stay.contacts.length === 0 ? <p className="muted">{drawer.contactsNone}</p> : null}
            <ol className="member-lines num">
              {stay.contacts.map(({ day, side, by }) => (
                <li key={`${day} ${side}`}>
                  <span>{day}</span>
                  <span>{drawer.side[side]}</span>
                  <span className="faint">{drawer.by(by)}</span>
                </li>
              ))}
            </ol>
          </section>
          <Articles without={['member.lost']} />
        </div>
      )}
    </SidePanel>
  )
}

function Says({ stay }: { readonly stay: StayRow }) {
  const { drawer } = useTransfersWords().floating
  const { today } = useOffice()
  const { member, from, to, since, until, endWords, dual, contactDue, transferFrom } = stay
  const parts = [drawer.sentence(from.name, to.name, since)]
  if (until !== null) parts.push(drawer.ended(until, endWords ?? ''))
  else {
    if (dual) parts.push(drawer.dual)
    if (contactDue !== null)
      parts.push(contactDue < today ? drawer.contactOver(contactDue) : drawer.contactDue(contactDue))
    if (transferFrom !== null)
      parts.push(transferFrom <= today ? drawer.transferNow(transferFrom) : drawer.transferLater(transferFrom))
  }
  return (
    <p className="in-text">
      {parts.join('')}{' '}
      {member === null || !from.mine ? null : (
        <Link to="/members/$id" params={{ id: member }}>
          {drawer.movingOrNot}
        </Link>
      )}
    </p>
  )
}

function Acts({
  stay,
  doing,
  onDoing,
}: {
  readonly stay: StayRow
  readonly doing: Doing
  readonly onDoing: (doing: Doing) => void
}) {
  const { drawer } = useTransfersWords().floating
  const navigate = useNavigate()
  const over = stay.until === null ? null : drawer.over
  const act = (key: 'contact' | 'end', name: string) => (
    <ReasonButton
      type={key === 'contact' && doing === undefined ? 'primary' : 'default'}
      needs={`floating.${key}`}
      reason={over}
      aria-expanded={doing === key}
      onClick={() => onDoing(doing === key ? undefined : key)}
    >
      {name}
    </ReasonButton>
  )
  const goes = over ?? (stay.member === null || !stay.from.mine ? drawer.outsider : null)
  const go = (): void =>
    void navigate({ to: '/transfers', search: { do: 'new', for: stay.member ?? undefined, start: toWhere(stay) } })
  return (
    <div className="row row-wrap no-print">
      {act('contact', drawer.contact)}
      <ReasonButton needs="transfers.open" reason={goes} onClick={go}>
        {drawer.transfer}
      </ReasonButton>
      {act('end', drawer.end)}
    </div>
  )
}

const toWhere = ({ to }: StayRow): 'within' | 'out' => (to.organization === null ? 'out' : 'within')
