import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { DownloadButton } from '../../../../platform/web/parts/download-link.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { FigureLink } from '../../../../platform/web/parts/figure.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { TabBar } from '../../../../platform/web/parts/tab-bar.tsx'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import { useOffice } from '../../../areas/web/public.ts'
import { organizationKindNames } from '../../rules/names.ts'
import { hostsApi } from '../../hosts/web/api.ts'
import { HostsLead } from '../../hosts/web/lead.tsx'
import { HostsView } from '../../hosts/web/view.tsx'
import { organizationsApi } from '../api.ts'
import { RegisterForm } from '../change/register-form.tsx'
import { filterOf, RegisterFilter, RegisterList } from '../register/register-list.tsx'
import type { OrganizationsSearch } from '../search.ts'
import { TreeTable } from '../tree/tree-table.tsx'
import { useOrganizationsWords } from '../words.ts'

/** Which organisations there are: as a tree by level, or as a list to be filtered and sorted. */
export function OrganizationsPage() {
  const words = useOrganizationsWords()
  const search = useSearch({ from: '/organizations' })
  const navigate = useNavigate({ from: '/organizations' })
  const { asOf, today } = useOffice()
  const view = search.view ?? 'tree'
  const filter = view === 'list' ? filterOf(search) : { area: search.area, asOf: search.asOf }
  const count = useQuery({ ...organizationsApi.query('organizations.count', filter), placeholderData: (old) => old })
  const hosts = useQuery({ ...hostsApi.query('hosts.summary', { area: search.area }), enabled: view === 'hosts' })
  const change = (what: Partial<OrganizationsSearch>): void => {
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  }
  const data = count.data
  const bare = data?.total === 0 && (view === 'tree' || Object.values(filter).every((value) => value === undefined))
  return (
    <Page
      title={words.title}
      lead={
        view === 'hosts' ? (
          hosts.data && <HostsLead hosts={hosts.data} area={search.area} />
        ) : (
          <Lead search={search} data={data} bare={bare} />
        )
      }
      asOf={asOf}
      fill
      actions={
        <>
          <ReasonButton needs="organizations.register" onClick={() => change({ add: 'open' })}>
            {words.register}
          </ReasonButton>
          <ToImport />
          <DownloadButton href={organizationsApi.url('organizations.export', filter)} needs="organizations.export">
            {words.export}
          </DownloadButton>
        </>
      }
    >
      <div className="organization-views no-print">
        <TabBar
          label={words.views.label}
          tabs={[
            { key: 'tree', name: words.views.tree },
            { key: 'list', name: words.views.list },
            { key: 'hosts', name: words.views.hosts },
          ]}
          chosen={view}
          onChoose={(key) => change({ view: key === 'tree' ? undefined : key, q: undefined })}
          panel="organizations-panel"
        />
        {view === 'hosts' ? null : (
          <label className="check push">
            {words.asOf}
            <input
              type="date"
              className="control"
              value={search.asOf ?? today}
              max={today}
              onChange={(event) => {
                const day = event.target.value
                change({ asOf: day === '' || day >= today ? undefined : day })
              }}
            />
          </label>
        )}
        {search.asOf === undefined || view === 'hosts' ? null : (
          <button type="button" className="link-button" onClick={() => change({ asOf: undefined })}>
            {words.today}
          </button>
        )}
      </div>
      {view === 'list' ? <RegisterFilter search={search} onChange={change} /> : null}
      {view === 'hosts' ? (
        <div id="organizations-panel" role="tabpanel" className="card-grow organizations-panel">
          {hosts.error === null ? null : <ProblemPanel error={hosts.error} onRetry={() => void hosts.refetch()} />}
          <HostsView search={search} hosts={hosts.data} onChange={change} />
        </div>
      ) : (
        <Card grow>
          <div id="organizations-panel" role="tabpanel" className="card-grow organizations-panel">
            {count.error === null ? null : <ProblemPanel error={count.error} onRetry={() => void count.refetch()} />}
            {bare ? (
              <EmptyState title={words.empty} why={words.leadEmpty} next={<ToImport />} />
            ) : view === 'tree' ? (
              <TreeTable asOf={search.asOf} />
            ) : (
              <RegisterList search={search} total={data?.total ?? null} onChange={change} />
            )}
          </div>
        </Card>
      )}
      <SidePanel
        open={search.add === 'open'}
        title={words.register}
        width={460}
        onClose={() => change({ add: undefined })}
      >
        <RegisterForm onDone={(id) => void navigate({ to: '/organizations/$id', params: { id } })} />
      </SidePanel>
    </Page>
  )
}

function ToImport() {
  const words = useOrganizationsWords()
  const navigate = useNavigate()
  return (
    <ReasonButton needs="organizations.importRegister" onClick={() => void navigate({ to: '/organizations/import' })}>
      {words.import}
    </ReasonButton>
  )
}

type Count = Awaited<ReturnType<typeof countOf>>
const countOf = () => organizationsApi.call('organizations.count', {})

function Lead({
  search,
  data,
  bare,
}: {
  readonly search: OrganizationsSearch
  readonly data: Count | undefined
  readonly bare: boolean
}) {
  const words = useOrganizationsWords()
  const may = useMay('organizations.change').ok
  if (data === undefined) return undefined
  if (bare) return may ? words.leadEmpty : words.leadEmptyPart
  const past = search.asOf === undefined ? '' : words.leadPast(search.asOf)
  const kinds = Object.entries(organizationKindNames)
    .filter(([kind]) => (data.kinds[kind] ?? 0) > 0)
    .flatMap(([kind, name], at) => [
      at === 0 ? '' : words.join,
      <FigureLink key={kind} to="/organizations" search={{ view: 'list', kind, area: search.area }}>
        {words.kindCount(name, countText(data.kinds[kind] ?? 0))}
      </FigureLink>,
    ])
  return (
    <>
      {fill(words.lead, {
        n: <b>{countText(data.total)}</b>,
        kinds: <>{kinds}</>,
        covers: data.units === 0 ? '' : words.leadCovers(countText(data.units)),
        full: countText(data.membersFull),
        probationary: countText(data.membersProbationary),
      })}
      {past}
    </>
  )
}
