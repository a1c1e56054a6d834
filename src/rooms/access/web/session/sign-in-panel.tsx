import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import type { Person } from '../../../../platform/web/session/session.ts'
import { signedInAgain, signInLater, useSignInWanted } from '../../../../platform/web/session/sign-in-again.ts'
import { SignInForm } from './sign-in-form.tsx'
import { sessionQuery, startAnew } from './use-session-query.ts'
import { useSessionWords } from './words.ts'
import '../../../../platform/web/parts/field.css'
import './session.css'

/** A session that ended in the middle of work: the page stays as it is while the same person signs in again beside it. */
export function SignInPanel({ person }: { readonly person: Person }) {
  const words = useSessionWords().again
  const wanted = useSignInWanted()
  const client = useQueryClient()
  const box = useRef<HTMLDivElement>(null)
  const begin = (): void => box.current?.querySelector<HTMLInputElement>('input[type=password]')?.focus()
  const done = async (): Promise<void> => {
    const now = await client.fetchQuery({ ...sessionQuery, staleTime: 0 })
    if (now.person?.account === person.account) signedInAgain()
    else startAnew('/')
  }
  return (
    <SidePanel open={wanted === 'open'} title={words.title} onOpened={begin} onClose={signInLater}>
      <div className="form" ref={box}>
        <p className="muted">{words.why}</p>
        <SignInForm {...(person.username === null ? {} : { username: person.username })} onDone={() => void done()} />
        <hr className="bare-rule" />
        <div>
          <button type="button" className="link-button" onClick={() => startAnew('/sign-in')}>
            {words.other}
          </button>
          <p className="faint">{words.otherWhy}</p>
        </div>
      </div>
    </SidePanel>
  )
}
