import { focusOn } from '../../../../platform/web/parts/focus-on.ts'
import { useMutation } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { accessApi } from '../api.ts'
import { Bare } from '../session/bare.tsx'
import { useNewPassword } from '../session/password-fields.tsx'
import { startAnew } from '../session/use-session-query.ts'
import { useSessionWords } from '../session/words.ts'

/** The first administrator: proven by the code that the program printed where it was started. */
export function SetUpPage() {
  const { setUp: words } = useSessionWords()
  const given = useSearch({ from: '/setup' }).token
  const [token, setToken] = useState(given ?? '')
  const [username, setUsername] = useState('')
  const [name, setName] = useState('')
  const fresh = useNewPassword()
  const setUp = useMutation({
    mutationFn: () => accessApi.call('access.setUp', { token: token.trim(), username, name, password: fresh.value }),
    onSuccess: () => startAnew('/'),
  })
  return (
    <Bare title={words.title} lead={words.lead}>
      <Form onSend={() => (fresh.ready ? setUp.mutate() : undefined)}>
        {given === undefined ? (
          <Field label={words.token} hint={words.tokenHint}>
            <input
              required
              ref={focusOn}
              maxLength={100}
              autoComplete="off"
              spellCheck={false}
              value={token}
              onChange={(event) => setToken(event.target.value)}
            />
          </Field>
        ) : null}
        <Field label={words.username} hint={words.usernameHint}>
          <input
            required
            maxLength={32}
            autoComplete="username"
            spellCheck={false}
            ref={given !== undefined ? focusOn : null}
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
        </Field>
        <Field label={words.name}>
          <input
            required
            maxLength={40}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        {fresh.fields}
        {setUp.error === null ? null : <ProblemPanel error={setUp.error} />}
        <div>
          <ReasonButton type="primary" htmlType="submit" reason={fresh.why} loading={setUp.isPending}>
            {words.send}
          </ReasonButton>
        </div>
      </Form>
    </Bare>
  )
}
