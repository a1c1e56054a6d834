import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { MenuButton } from '../../../../platform/web/parts/menu-button.tsx'
import { useSession } from '../../../../platform/web/session/session.ts'
import { PurposeButton } from './purpose-button.tsx'
import { useSignOut } from './use-sign-out.ts'
import { useSessionWords } from './words.ts'
import './session.css'

/** Who one is, with the way to one's own account and out; while there are no accounts, how to make the first. */
export function AccountMenu() {
  const { menu: words } = useSessionWords()
  const { accounts, person } = useSession()
  const signOut = useSignOut()
  if (person === null) return null
  const local = !accounts || person.account === null
  const name = local ? words.local : person.name
  return (
    <>
      <PurposeButton />
      <MenuButton label={name} placement="bottomRight" width={280}>
        {(close) => (
          <div className="account-menu">
            <b>{name}</b>
            {local ? (
              <>
                <p className="muted">{words.localWhy}</p>
                <Link to="/setup" onClick={close}>
                  {words.localDo}
                </Link>
              </>
            ) : (
              <>
                <ul className="muted" aria-label={words.roles}>
                  {person.roles.map((role) => (
                    <li key={role}>{role}</li>
                  ))}
                  {person.roles.length === 0 ? <li>{words.noRoles}</li> : null}
                </ul>
                <Link to="/account" onClick={close}>
                  {words.mine}
                </Link>
              </>
            )}
            <Link to="/self-check" onClick={close}>
              {words.selfCheck}
            </Link>
            {local ? null : (
              <div>
                <Button loading={signOut.isPending} onClick={() => signOut.mutate()}>
                  {words.signOut}
                </Button>
              </div>
            )}
          </div>
        )}
      </MenuButton>
    </>
  )
}
