import { Link, Navigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { safeAddress } from '../../../../platform/web/session/decide.ts'
import { useSession } from '../../../../platform/web/session/session.ts'
import { Bare } from '../session/bare.tsx'
import { SignInForm } from '../session/sign-in-form.tsx'
import { startAnew } from '../session/use-session-query.ts'
import { useSessionWords } from '../session/words.ts'

/** Name and password, or the office's own single sign-on; afterwards back to the address that was wanted. */
export function SignInPage() {
  const { signIn: words } = useSessionWords()
  const { to, failed } = useSearch({ from: '/sign-in' })
  const { accounts, person, singleSignOn } = useSession()
  if (person !== null && person.must === null) return <Navigate to={safeAddress(to)} replace />
  if (!accounts) {
    return (
      <Bare title={words.title} lead={words.none}>
        <Link to="/setup">{words.noneDo}</Link>
      </Bare>
    )
  }
  return (
    <Bare title={words.title} lead={words.lead}>
      {failed === undefined ? null : (
        <p role="alert" className="bare-warned">
          {words.failed[failed]}
        </p>
      )}
      <SignInForm onDone={() => startAnew(safeAddress(to))} />
      {singleSignOn === null ? null : (
        <>
          <hr className="bare-rule" />
          <div>
            <Button href={`/api/oidc/start?to=${encodeURIComponent(safeAddress(to))}`}>{singleSignOn}</Button>
          </div>
        </>
      )}
      <p className="faint">{words.forgot}</p>
    </Bare>
  )
}
