import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { usePages } from '../../../../platform/web/api/use-pages.ts'
import { countText } from '../../../../platform/web/format.ts'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { useSession } from '../../../../platform/web/session/session.ts'
import { useWhyNots } from '../../../../platform/web/session/use-may.ts'
import { leadOver, PagedCard } from '../../../../platform/web/table/paged-card.tsx'
import { AccountForm } from '../accounts/account-form.tsx'
import { AccountPanel } from '../accounts/account-panel.tsx'
import { AccountsFile } from '../accounts/accounts-file.tsx'
import { StateOfAccount, useAccountColumns } from '../accounts/columns.tsx'
import { useAccountsWords } from '../accounts/words.ts'
import { accessApi } from '../api.ts'
import type { OnFinders } from '../accounts/on-fields.tsx'
import type { accountsSearch } from '../search.ts'
import '../../../../platform/web/parts/field.css'
import '../account/account.css'
import '../accounts/accounts.css'

const STATES = ['invited', 'active', 'disabled', 'handed-over'] as const

/** Everybody who may sign in, with what upon which; `find` comes from later rooms. */
export function AccountsPage({ find }: { readonly find: OnFinders }) {
  const words = useAccountsWords()
  const { q, state, role, open, do: doing } = useSearch({ from: '/accounts' })
  const navigate = useNavigate({ from: '/accounts' })
  const { accounts } = useSession()
  const whyNot = useWhyNots()
  const columns = useAccountColumns()
  const list = usePages(accessApi.pages('access.accounts', { q, state, role }))
  const roles = useQuery(accessApi.query('access.roles', {})).data?.rows ?? []
  const set = (what: ReturnType<typeof accountsSearch>): void =>
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  if (doing === 'file') return <AccountsFile onBack={() => set({ do: undefined })} />
  const opened = list.rows.find(({ id }) => id === open)
  return (
    <Page
      title={words.title}
      lead={leadOver(
        list,
        !accounts
          ? words.leadLocal
          : list.total === null
            ? words.leadMany
            : fill(words.lead, { n: <b>{countText(list.total)}</b> }),
      )}
      fill
      actions={
        <>
          <ReasonButton reason={whyNot('access.createAccounts')} onClick={() => set({ do: 'file', open: undefined })}>
            {words.fromFile}
          </ReasonButton>
          <ReasonButton
            type="primary"
            reason={whyNot('access.createAccount')}
            onClick={() => set({ do: 'new', open: undefined })}
          >
            {words.create}
          </ReasonButton>
        </>
      }
    >
      <PagedCard
        list={list}
        bar={
          <div className="admin-bar no-print">
            <input
              className="control"
              type="search"
              value={q ?? ''}
              maxLength={60}
              aria-label={words.find}
              placeholder={words.find}
              onChange={(event) => set({ q: event.target.value === '' ? undefined : event.target.value })}
            />
            <select
              className="control"
              aria-label={words.state}
              value={state ?? ''}
              onChange={(event) => set({ state: STATES.find((one) => one === event.target.value) })}
            >
              <option value="">{words.allStates}</option>
              {STATES.map((one) => (
                <option key={one} value={one}>
                  {words.states[one]}
                </option>
              ))}
            </select>
            <select
              className="control"
              aria-label={words.role}
              value={role ?? ''}
              onChange={(event) => set({ role: event.target.value === '' ? undefined : event.target.value })}
            >
              <option value="">{words.allRoles}</option>
              {roles.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        }
        label={words.title}
        columns={columns}
        opened={open}
        onOpen={(id) => set({ open: id, do: undefined })}
        empty={
          accounts ? (
            <EmptyState title={words.empty} why={words.emptyWhy} />
          ) : (
            <EmptyState title={words.leadNone} why={words.leadLocal} next={<Link to="/setup">{words.localDo}</Link>} />
          )
        }
      />
      <SidePanel
        open={open !== undefined}
        width={520}
        title={
          opened === undefined ? (
            words.title
          ) : (
            <>
              {words.one.title(opened.name)} <StateOfAccount state={opened.state} />
            </>
          )
        }
        onClose={() => set({ open: undefined })}
      >
        {open === undefined ? null : <AccountPanel key={open} id={open} find={find} />}
      </SidePanel>
      <SidePanel open={doing === 'new'} width={520} title={words.form.title} onClose={() => set({ do: undefined })}>
        <AccountForm find={find} onClose={() => set({ do: undefined })} />
      </SidePanel>
    </Page>
  )
}
