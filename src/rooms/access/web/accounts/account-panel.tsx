import { isMasked } from '../../../../kernel/mask.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { countText } from '../../../../platform/web/format.ts'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import { useWhyNots } from '../../../../platform/web/session/use-may.ts'
import type { Grant } from '../../contract.ts'
import { accessApi } from '../api.ts'
import { MaskedHint } from '../session/masked-hint.tsx'
import type { OnFinders } from './on-fields.tsx'
import { ReasonForm } from '../parts/reason-form.tsx'
import { AccountActs } from './account-acts.tsx'
import { GrantForm } from './grant-form.tsx'
import { useAccountsWords } from './words.ts'
import './accounts.css'

/** One account: who, which roles upon what, and what the administrator can do with it. */
export function AccountPanel({ id, find }: { readonly id: string; readonly find: OnFinders }) {
  const words = useAccountsWords()
  const query = useQuery(accessApi.query('access.account', { id }))
  const whyNot = useWhyNots()
  const [granting, setGranting] = useState(false)
  if (query.error !== null) return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
  if (query.data === undefined) return <SkeletonLines count={6} />
  const account = query.data
  const live = account.grants.filter(({ state }) => state !== 'ended')
  const ended = account.grants.filter(({ state }) => state === 'ended')
  return (
    <div className="account-panel">
      <dl className="facts">
        <dt>{words.columns.username}</dt>
        <dd>{account.username}</dd>
        <dt>{words.columns.post}</dt>
        <dd>{account.post ?? '—'}</dd>
        <dt>{words.one.phone}</dt>
        <dd>
          {account.phone ?? '—'} {isMasked(`${account.name}${account.phone ?? ''}`) ? <MaskedHint beside /> : null}
        </dd>
        <dt>{words.columns.factor}</dt>
        <dd>{account.secondFactor ? words.factorOn : words.factorOff}</dd>
        {account.successor === null ? null : (
          <>
            <dt>{words.one.successor}</dt>
            <dd>{account.successor}</dd>
          </>
        )}
      </dl>
      <section aria-label={words.one.grants}>
        <header className="panel-head">
          <h2>{words.one.grants}</h2>
          {granting ? null : (
            <ReasonButton size="small" reason={whyNot('access.grant')} onClick={() => setGranting(true)}>
              {words.one.grant}
            </ReasonButton>
          )}
        </header>
        {granting ? (
          <div className="panel-form">
            <GrantForm account={id} find={find} onDone={() => setGranting(false)} />
          </div>
        ) : null}
        {live.length === 0 ? <p className="muted">{words.one.grantsNone}</p> : null}
        <GrantList grants={live} />
        {ended.length === 0 ? null : (
          <details>
            <summary className="muted">{words.one.ended(countText(ended.length))}</summary>
            <GrantList grants={ended} />
          </details>
        )}
      </section>
      {account.substitutions.length === 0 ? null : (
        <section aria-label={words.one.substitutions}>
          <h2>{words.one.substitutions}</h2>
          <ul className="grant-list">
            {account.substitutions.map(({ id: key, ofName, byName, from, until, reason }) => (
              <li key={key}>
                <span>
                  {words.one.acting(ofName, byName)}
                  <small>
                    {words.one.days(from, until)}　{reason}
                  </small>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <AccountActs account={account} />
    </div>
  )
}

function GrantList({ grants }: { readonly grants: readonly Grant[] }) {
  const { one: words } = useAccountsWords()
  const whyNot = useWhyNots()
  const [ending, setEnding] = useState<string | null>(null)
  return (
    <ul className="grant-list">
      {grants.map(({ id, roleName, onName, from, until, reason, by, state }) => {
        const what = `${roleName} · ${onName}`
        return (
          <li key={id}>
            <span>
              {what}
              {state === 'coming' ? <span className="tag tag-sand after">{words.coming}</span> : null}
              <small className="num">
                {until === null ? words.from(from) : words.days(from, until)}　{words.by(by, reason)}
              </small>
            </span>
            {state === 'ended' || ending === id ? null : (
              <ReasonButton
                size="small"
                className="push"
                aria-label={words.endLong(what)}
                reason={whyNot('access.endGrant')}
                onClick={() => setEnding(id)}
              >
                {words.end}
              </ReasonButton>
            )}
            {ending === id ? (
              <div className="panel-form">
                <ReasonForm
                  what={words.endWhat(what)}
                  send={words.endSend}
                  onSend={(text) => accessApi.call('access.endGrant', { id, reason: text })}
                  onDone={() => setEnding(null)}
                  onCancel={() => setEnding(null)}
                />
              </div>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
