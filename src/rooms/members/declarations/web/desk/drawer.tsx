import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ArticleText } from '../../../../../platform/web/parts/article-text.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { SkeletonLines } from '../../../../../platform/web/parts/skeleton.tsx'
import { MaskedHint } from '../../../../access/web/public.tsx'
import type { DeclarationDeed, DeclarationPage, DeclarationState } from '../../contract.ts'
import { closeNames, declaredPlaceNames, stateNames } from '../../rules/words.ts'
import { declarationsApi } from '../api.ts'
import { DeedForm } from './deed-form.tsx'
import { DueText } from './due-text.tsx'
import { useDeskWords } from './words.ts'

/** One declaration beside the list: what the person said, what may be done now, what was done. */
export function DeclarationDrawer({
  id,
  doing,
  onDo,
  onClose,
}: {
  readonly id: string | undefined
  readonly doing: DeclarationDeed | undefined
  readonly onDo: (deed: DeclarationDeed | undefined) => void
  readonly onClose: () => void
}) {
  const words = useDeskWords()
  const query = useQuery({
    ...declarationsApi.query('declarations.get', { id: id ?? '' }),
    enabled: id !== undefined,
    placeholderData: keepPreviousData,
  })
  const found = query.data
  return (
    <SidePanel
      open={id !== undefined}
      title={
        <>
          {found === undefined ? words.drawer.title : (found.name ?? words.erased)} <MaskedHint beside />
        </>
      }
      width={480}
      onClose={onClose}
    >
      {query.error !== null ? (
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : found === undefined ? (
        <SkeletonLines count={8} />
      ) : (
        <>
          <p>
            <span className="tag">{stateNames[found.state]}</span> {found.why === null ? null : closeNames[found.why]}
          </p>
          <Facts found={found} />
          <Deeds found={found} doing={doing} onDo={onDo} />
          <Events found={found} />
        </>
      )}
    </SidePanel>
  )
}

function Facts({ found }: { readonly found: DeclarationPage }) {
  const {
    drawer: { facts, ...words },
  } = useDeskWords()
  const { consent, erased, keptUntil, onFile } = found
  const lines: readonly (readonly [string, ReactNode])[] = [
    [facts.phone, found.phone],
    [facts.placeKind, declaredPlaceNames[found.placeKind]],
    [facts.relation, erased === null ? (found.relation ?? words.unknown) : null],
    [facts.joined, found.joined],
    [facts.workplace, found.workplace],
    [
      facts.unit,
      found.unit === null ? null : (
        <Link key="unit" to="/units/$id" params={{ id: found.unit }}>
          {found.unitName}
        </Link>
      ),
    ],
    [facts.town, found.townName],
    [facts.identity, found.identity],
    [facts.onFile, onFile === null ? null : <OnFile key="file" found={onFile} />],
    [facts.declared, found.declared],
    [facts.by, found.days === null ? null : <DueText key="by" by={found.by} days={found.days} />],
    [
      facts.consent,
      <details key="consent">
        <summary>{(found.paper ? words.signed : words.consent)(consent.day)}</summary>
        {[consent.title, ...consent.lines].map((line) => (
          <p key={line} className="muted">
            {line}
          </p>
        ))}
      </details>,
    ],
    [facts.erased, erased],
    [facts.keptUntil, erased === null ? keptUntil : null],
    [
      facts.alike,
      found.alike.length === 0
        ? null
        : found.alike.map(({ id, declared, state }) => (
            <Link key={id} to="/declarations" search={{ open: id }} className="declaration-alike">
              {declared} {stateNames[state]}
            </Link>
          )),
    ],
    [
      facts.transfer,
      found.transfer === null ? null : (
        <Link key="transfer" to="/transfers" search={{ open: found.transfer }}>
          {words.toTransfer}
        </Link>
      ),
    ],
    [
      facts.member,
      found.member === null ? null : (
        <Link key="member" to="/members/$id" params={{ id: found.member }} search={{}}>
          {words.toMember}
        </Link>
      ),
    ],
  ]
  return (
    <dl className="declaration-facts num">
      {lines.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

const NEEDS: Readonly<Record<DeclarationDeed, string>> = {
  contact: 'declarations.contact',
  verify: 'declarations.verify',
  admit: 'declarations.admit',
  assign: 'declarations.assign',
  transfer: 'declarations.openTransfer',
  close: 'declarations.close',
  reopen: 'declarations.reopen',
  withdraw: 'declarations.withdrawFor',
}

/** Whether the number that the person gave stands in the register; by the name nobody is looked up. */
function OnFile({ found: { member, where } }: { readonly found: NonNullable<DeclarationPage['onFile']> }) {
  const { drawer: words } = useDeskWords()
  if (member !== null) {
    return (
      <Link to="/members/$id" params={{ id: member }} search={{}}>
        {words.onFile(where ?? '')}
      </Link>
    )
  }
  return where === null ? words.notOnFile : words.onFile(where)
}

/** The step that usually comes next. */
const NEXT: Readonly<Partial<Record<DeclarationState, DeclarationDeed>>> = {
  received: 'contact',
  contacted: 'verify',
  verified: 'transfer',
}

/** A form that opens below what the person wrote is brought into sight; the same function each time, so that it runs once. */
const bringUp = (form: HTMLElement | null): void => form?.scrollIntoView({ block: 'start' })

/** Every deed as a button; the one that may not be done now says why. */
function Deeds({
  found,
  doing,
  onDo,
}: {
  readonly found: DeclarationPage
  readonly doing: DeclarationDeed | undefined
  readonly onDo: (deed: DeclarationDeed | undefined) => void
}) {
  const words = useDeskWords()
  const may = found.deeds.some(({ deed, why }) => deed === doing && why === null)
  const next = doing === undefined ? NEXT[found.state] : undefined
  return (
    <section className="declaration-part" aria-label={words.drawer.deeds}>
      <h3>{words.drawer.deeds}</h3>
      <div className="declaration-deeds">
        {found.deeds.map(({ deed, why }) => (
          <ReasonButton
            key={deed}
            needs={NEEDS[deed]}
            on={{ path: found.path }}
            reason={why}
            type={deed === next ? 'primary' : 'default'}
            aria-expanded={deed === doing}
            onClick={() => onDo(deed === doing ? undefined : deed)}
          >
            {words.deeds[deed]}
          </ReasonButton>
        ))}
      </div>
      {doing === undefined || !may ? null : (
        <div className="declaration-form" ref={bringUp}>
          <DeedForm key={`${doing} ${found.version}`} deed={doing} found={found} onDone={() => onDo(undefined)} />
        </div>
      )}
      {found.articles.map((article) => (
        <ArticleText key={`${article.regulation} ${article.article}`} article={article} />
      ))}
    </section>
  )
}

function Events({ found }: { readonly found: DeclarationPage }) {
  const { drawer: words } = useDeskWords()
  return (
    <section className="declaration-part" aria-label={words.events}>
      <h3>{words.events}</h3>
      <ol className="declaration-events">
        {found.events.map((event, index) => (
          // Events are never taken out or put between others.
          <li key={`${found.id} ${index}`}>
            <b className="num">{event.day}</b> {event.words} <span className="faint">{event.by}</span>
            {event.reason === '' ? null : <div className="muted">{event.reason}</div>}
          </li>
        ))}
      </ol>
    </section>
  )
}
