import { Button } from 'antd'
import { SecondFactor } from '../account/second-factor.tsx'
import { Bare } from './bare.tsx'
import { ChangePassword } from './change-password.tsx'
import { startAnew } from './use-session-query.ts'
import { useSignOut } from './use-sign-out.ts'
import { useSessionWords } from './words.ts'

/** What must be done before anything else: a password of one's own, or the second step of signing in. */
export function MustPage({ must }: { readonly must: 'change-password' | 'second-factor' }) {
  const words = useSessionWords().must
  const signOut = useSignOut()
  const password = must === 'change-password'
  return (
    <Bare title={password ? words.password : words.factor} lead={password ? words.passwordWhy : words.factorWhy}>
      {password ? (
        <ChangePassword onDone={() => startAnew(window.location.href)} />
      ) : (
        <SecondFactor on={false} onDone={() => startAnew(window.location.href)} />
      )}
      <hr className="bare-rule" />
      <div>
        <Button onClick={() => signOut.mutate()}>{words.signOut}</Button>
      </div>
    </Bare>
  )
}
