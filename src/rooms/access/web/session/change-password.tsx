import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { accessApi } from '../api.ts'
import { PasswordField, useNewPassword } from './password-fields.tsx'
import { useSessionWords } from './words.ts'

/** The present password, then a new one twice. */
export function ChangePassword({ onDone }: { readonly onDone: () => void }) {
  const { must: words, password } = useSessionWords()
  const [old, setOld] = useState('')
  const fresh = useNewPassword()
  const change = useMutation({
    mutationFn: () => accessApi.call('access.changePassword', { old, password: fresh.value }),
    onSuccess: onDone,
  })
  return (
    <Form onSend={() => (fresh.ready ? change.mutate() : undefined)}>
      <PasswordField label={password.old} kind="current-password" value={old} onChange={setOld} />
      {fresh.fields}
      {change.error === null ? null : <ProblemPanel error={change.error} />}
      <div>
        <ReasonButton type="primary" htmlType="submit" reason={fresh.why} loading={change.isPending}>
          {words.change}
        </ReasonButton>
      </div>
    </Form>
  )
}
