import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { momentText } from '../../../../platform/web/format.ts'
import { Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import { accessApi } from '../api.ts'
import { Bare } from '../session/bare.tsx'
import { useNewPassword } from '../session/password-fields.tsx'
import { startAnew } from '../session/use-session-query.ts'
import { useSessionWords } from '../session/words.ts'

/** Behind a one-time link: a password of one's own, then straight to work. */
export function InvitationPage() {
  const { invitation: words } = useSessionWords()
  const { token } = useParams({ from: '/invitation/$token' })
  const query = useQuery(accessApi.query('access.invitation', { token }))
  const fresh = useNewPassword()
  const accept = useMutation({
    mutationFn: () => accessApi.call('access.acceptInvitation', { token, password: fresh.value }),
    onSuccess: () => startAnew('/'),
  })
  if (query.error !== null) {
    return (
      <Bare title={words.titleLoading}>
        <ProblemPanel error={query.error} />
        <Link to="/sign-in">{words.toSignIn}</Link>
      </Bare>
    )
  }
  if (query.data === undefined) {
    return (
      <Bare title={words.titleLoading}>
        <SkeletonLines count={4} />
      </Bare>
    )
  }
  const { username, name, until } = query.data
  return (
    <Bare title={words.title(name)} lead={words.lead(username, momentText(until))}>
      <Form onSend={() => (fresh.ready ? accept.mutate() : undefined)}>
        {/* For the browser's store of passwords. */}
        <input className="sr-only" tabIndex={-1} aria-hidden="true" autoComplete="username" readOnly value={username} />
        {fresh.fields}
        {accept.error === null ? null : <ProblemPanel error={accept.error} />}
        <div>
          <ReasonButton type="primary" htmlType="submit" reason={fresh.why} loading={accept.isPending}>
            {words.send}
          </ReasonButton>
        </div>
      </Form>
    </Bare>
  )
}
