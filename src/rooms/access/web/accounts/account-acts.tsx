import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { useWhyNots } from '../../../../platform/web/session/use-may.ts'
import type { Account } from '../../contract.ts'
import { accessApi } from '../api.ts'
import { findColleagues } from '../parts/find.ts'
import { Finder } from '../parts/finder.tsx'
import type { Found } from '../parts/finder.tsx'
import { LinkCard } from '../parts/link-card.tsx'
import { ReasonForm } from '../parts/reason-form.tsx'
import { useAccountsWords } from './words.ts'

type Act = 'invite' | 'disable' | 'enable' | 'handOver'

/** A new link, disabling, enabling, handing over: each with its reason, one at a time. */
export function AccountActs({ account }: { readonly account: Account }) {
  const { one: words } = useAccountsWords()
  const whyNot = useWhyNots()
  const [act, setAct] = useState<Act | null>(null)
  const [link, setLink] = useState<{ readonly link: string; readonly until: string } | null>(null)
  const [drop, setDrop] = useState(false)
  const [successor, setSuccessor] = useState<Found | null>(null)
  const { id, username, name, state } = account
  const over = state === 'handed-over'
  const acts: readonly { key: Act; words: string; endpoint: string; shown: boolean }[] = [
    {
      key: 'invite',
      words: words.invite,
      endpoint: 'access.inviteAgain',
      shown: state === 'active' || state === 'invited',
    },
    {
      key: 'disable',
      words: words.disable,
      endpoint: 'access.disableAccount',
      shown: state === 'active' || state === 'invited',
    },
    { key: 'enable', words: words.enable, endpoint: 'access.enableAccount', shown: state === 'disabled' },
    { key: 'handOver', words: words.handOver, endpoint: 'access.handOver', shown: !over },
  ]
  const close = (): void => setAct(null)
  return (
    <section aria-label={words.act}>
      <h2>{words.act}</h2>
      {link === null ? null : <LinkCard invited={{ username, name, link: link.link }} until={link.until} />}
      {act === null ? (
        <div className="row row-wrap">
          {acts
            .filter(({ shown }) => shown)
            .map((one) => (
              <ReasonButton key={one.key} reason={whyNot(one.endpoint)} onClick={() => setAct(one.key)}>
                {one.words}
              </ReasonButton>
            ))}
        </div>
      ) : (
        <div className="panel-form">
          {act === 'invite' ? (
            <ReasonForm
              what={words.inviteWhat}
              send={words.inviteSend}
              onSend={async (reason) =>
                setLink((await accessApi.call('access.inviteAgain', { id, reason, dropSecondFactor: drop })).link)
              }
              onDone={close}
              onCancel={close}
            >
              {account.secondFactor ? (
                <label className="check">
                  <input type="checkbox" checked={drop} onChange={(event) => setDrop(event.target.checked)} />
                  {words.inviteFactor}
                </label>
              ) : null}
            </ReasonForm>
          ) : act === 'handOver' ? (
            <ReasonForm
              what={words.handOverWhat}
              send={words.handOver}
              why={successor === null || successor.id === id ? words.handOverWhy : null}
              onSend={async (reason) =>
                accessApi.call('access.handOver', { id, successor: successor?.id ?? '', reason })
              }
              onDone={close}
              onCancel={close}
            >
              <Finder
                label={words.handOverTo}
                none={words.handOverWhy}
                kind="colleague"
                find={findColleagues}
                picked={successor}
                onPick={setSuccessor}
              />
            </ReasonForm>
          ) : (
            <ReasonForm
              key={act}
              what={act === 'disable' ? words.disableWhat : words.enableWhat}
              send={act === 'disable' ? words.disable : words.enable}
              onSend={(reason) =>
                accessApi.call(act === 'disable' ? 'access.disableAccount' : 'access.enableAccount', { id, reason })
              }
              onDone={close}
              onCancel={close}
            />
          )}
        </div>
      )}
      {whyNot('audit.list') === null ? (
        <p>
          <Link to="/audit" search={{ subject: id }}>
            {words.trail}
          </Link>
        </p>
      ) : null}
    </section>
  )
}
