import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { TabBar } from '../../../../platform/web/parts/tab-bar.tsx'
import { useSession } from '../../../../platform/web/session/session.ts'
import type { Person } from '../../../../platform/web/session/session.ts'
import { Glass } from '../account/glass.tsx'
import { Held } from '../account/held.tsx'
import { OwnSessions } from '../account/own-sessions.tsx'
import { SecondFactor } from '../account/second-factor.tsx'
import { Substitutions } from '../account/substitutions.tsx'
import { useAccountWords } from '../account/words.ts'
import { ChangePassword } from '../session/change-password.tsx'
import { useSessionWords } from '../session/words.ts'
import { Link } from '@tanstack/react-router'
import '../account/account.css'

/** One's own account: how one signs in, what one may, who stands in, and what is held on oneself. */
export function AccountPage() {
  const words = useAccountWords()
  const { person } = useSession()
  const { tab = 'me' } = useSearch({ from: '/account' })
  const navigate = useNavigate({ from: '/account' })
  const menu = useSessionWords().menu
  if (person === null || person.account === null) {
    return (
      <Page title={words.title} lead={words.leadLocal}>
        <Card>
          <EmptyState title={menu.localWhy} next={<Link to="/setup">{menu.localDo}</Link>} />
        </Card>
      </Page>
    )
  }
  const roles = person.roles.join('；')
  return (
    <Page title={words.title} lead={roles === '' ? words.leadNone(person.name) : words.lead(person.name, roles)}>
      <Card>
        <TabBar
          label={words.tabsLabel}
          panel="account-panel"
          chosen={tab}
          tabs={(['me', 'duty', 'held'] as const).map((key) => ({ key, name: words.tabs[key] }))}
          onChoose={(key) => void navigate({ search: { tab: key }, replace: true })}
        />
      </Card>
      <div id="account-panel" role="tabpanel" aria-label={words.tabs[tab]}>
        {tab === 'me' ? <Me person={person} /> : tab === 'duty' ? <Duty /> : <Held />}
      </div>
    </Page>
  )
}

function Me({ person }: { readonly person: Person }) {
  const words = useAccountWords()
  const [changed, setChanged] = useState(false)
  return (
    <div className="account-columns">
      <div className="account-column">
        <Card title={words.roles}>
          <ul className="plain-list">
            {person.roles.map((role) => (
              <li key={role}>{role}</li>
            ))}
            {person.roles.length === 0 ? <li className="muted">{words.rolesNone}</li> : null}
          </ul>
        </Card>
        <OwnSessions />
      </div>
      <div className="account-column">
        <Card title={words.password} padded>
          {changed ? <p role="status">{words.passwordDone}</p> : <ChangePassword onDone={() => setChanged(true)} />}
        </Card>
        <Card title={words.factor.title} note={person.secondFactor ? words.factor.on : words.factor.off} padded>
          <SecondFactor key={String(person.secondFactor)} on={person.secondFactor} onDone={() => void refreshAll()} />
        </Card>
      </div>
    </div>
  )
}

function Duty() {
  return (
    <div className="account-columns">
      <Substitutions />
      <Glass />
    </div>
  )
}
