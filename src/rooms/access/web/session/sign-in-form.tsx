import { focusOn } from '../../../../platform/web/parts/focus-on.ts'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { accessApi } from '../api.ts'
import { PasswordField } from './password-fields.tsx'
import { useSessionWords } from './words.ts'

/** Name, password and, where one is set up, the code of the second step. What was wrong is not told apart. */
export function SignInForm({ username: known, onDone }: { readonly username?: string; readonly onDone: () => void }) {
  const words = useSessionWords().signIn
  const [username, setUsername] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const signIn = useMutation({
    mutationFn: () =>
      accessApi.call('access.signIn', { username, password, ...(code === '' ? {} : { code: code.trim() }) }),
    onSuccess: ({ needsCode }) => {
      if (!needsCode) onDone()
    },
  })
  const [asked, setAsked] = useState(false)
  if (signIn.data?.needsCode === true && !asked) setAsked(true)
  return (
    <Form onSend={() => signIn.mutate()}>
      <Field label={words.username}>
        <input
          required
          maxLength={64}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          ref={known === undefined ? focusOn : null}
          readOnly={asked || known !== undefined}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
      </Field>
      <PasswordField
        label={words.password}
        kind="current-password"
        focus={known !== undefined}
        value={password}
        onChange={setPassword}
      />
      {asked ? (
        <Field label={words.code} hint={words.codeHint}>
          <input
            required
            ref={focusOn}
            maxLength={20}
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </Field>
      ) : null}
      {signIn.error === null ? null : <ProblemPanel error={signIn.error} />}
      <div className="bare-do">
        <Button type="primary" htmlType="submit" loading={signIn.isPending}>
          {words.send}
        </Button>
        {asked && known === undefined ? (
          <button
            type="button"
            className="link-button"
            onClick={() => {
              setAsked(false)
              setCode('')
              signIn.reset()
            }}
          >
            {words.other}
          </button>
        ) : null}
      </div>
    </Form>
  )
}
