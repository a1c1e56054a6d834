import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { usePages } from '../../../../../platform/web/api/use-pages.ts'
import { ButtonLink } from '../../../../../platform/web/parts/button-link.tsx'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../../platform/web/parts/empty-state.tsx'
import { Page } from '../../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { TabBar } from '../../../../../platform/web/parts/tab-bar.tsx'
import { DataTable } from '../../../../../platform/web/table/data-table.tsx'
import { MaskedHint, PersonalExportButton } from '../../../../access/web/public.tsx'
import { useArea, useOffice } from '../../../../areas/web/public.ts'
import { declarationsApi } from '../api.ts'
import { useDeclarationColumns } from '../desk/columns.tsx'
import { DeclarationDrawer } from '../desk/drawer.tsx'
import { EnterForm } from '../desk/enter-form.tsx'
import { FilterBar } from '../desk/filter-bar.tsx'
import { DeclarationsLead, UnitsLead } from '../desk/lead.tsx'
import { LinkForm } from '../desk/link-form.tsx'
import { UnitsTable } from '../desk/units-table.tsx'
import { useDeskWords } from '../desk/words.ts'
import type { DeclarationsSearch } from '../search.ts'
import '../../../../../platform/web/parts/field.css'
import '../../../web/members.css'
import '../declarations.css'

/** Declarations that wait for an answer, and units whose counts disagree. */
export function DeclarationsPage() {
  const words = useDeskWords()
  const area = useArea()
  const { asOf } = useOffice()
  const search = useSearch({ from: '/declarations' })
  const navigate = useNavigate({ from: '/declarations' })
  const { tab = 'list', show, open, do: doing, state, clock, q, unit } = search
  const filter = { area, state, clock, q, unit }
  const count = useQuery({
    ...declarationsApi.query('declarations.count', { area }),
    placeholderData: keepPreviousData,
  })
  const units = useQuery({
    ...declarationsApi.query('declarations.disagreeCount', { area }),
    placeholderData: keepPreviousData,
  })
  const change = (what: Partial<DeclarationsSearch>): void =>
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  const error = tab === 'list' ? count.error : units.error
  const lead =
    tab === 'list'
      ? count.data && (
          <>
            <DeclarationsLead count={count.data} /> <MaskedHint />
          </>
        )
      : units.data && <UnitsLead counts={units.data} />
  return (
    <Page
      title={words.title}
      lead={error === null ? lead : ''}
      asOf={asOf}
      fill
      actions={
        <>
          <Button onClick={() => window.print()}>{words.print}</Button>
          {tab === 'units' ? null : (
            <PersonalExportButton endpoint="declarations.export" input={{ ...filter, format: 'xlsx' }}>
              {words.export}
            </PersonalExportButton>
          )}
          <ButtonLink to="/declare/form" target="_blank">
            {words.paper}
          </ButtonLink>
          <ReasonButton
            needs="declarations.link"
            onClick={() => change({ do: 'link', open: undefined, for: undefined })}
          >
            {words.link}
          </ReasonButton>
          <ReasonButton
            type="primary"
            needs="declarations.enter"
            onClick={() => change({ do: 'enter', open: undefined })}
          >
            {words.enter}
          </ReasonButton>
        </>
      }
    >
      {error === null ? null : (
        <ProblemPanel error={error} onRetry={() => void Promise.all([count.refetch(), units.refetch()])} />
      )}
      <Card grow>
        <TabBar
          label={words.tabs.label}
          tabs={[
            { key: 'list', name: words.tabs.list, count: count.data?.open },
            { key: 'units', name: words.tabs.units, count: units.data && units.data.reportMore + units.data.fileMore },
          ]}
          chosen={tab}
          onChoose={(key) =>
            void navigate({
              search: (old) => ({ area: old.area, tab: key === 'units' ? key : undefined }),
              replace: true,
            })
          }
          panel="declarations-panel"
        />
        <div id="declarations-panel" role="tabpanel" aria-label={words.tabs[tab]} className="tab-panel">
          {tab === 'units' ? (
            <UnitsTable
              show={show}
              onShow={(next) => change({ show: next })}
              onLink={(id) => change({ do: 'link', for: id, open: undefined })}
            />
          ) : (
            <>
              <FilterBar search={search} onChange={change} />
              <DeclarationsTable filter={filter} open={open} onOpen={(id) => change({ open: id, do: undefined })} />
            </>
          )}
        </div>
      </Card>
      <DeclarationDrawer
        id={open}
        doing={doing === 'enter' || doing === 'link' ? undefined : doing}
        onDo={(deed) => change({ do: deed })}
        onClose={() => change({ open: undefined, do: undefined })}
      />
      <SidePanel open={doing === 'enter'} width={480} title={words.enter} onClose={() => change({ do: undefined })}>
        <EnterForm onOpen={(id) => change({ open: id, do: undefined })} onCancel={() => change({ do: undefined })} />
      </SidePanel>
      <SidePanel
        open={doing === 'link'}
        width={480}
        title={words.link}
        onClose={() => change({ do: undefined, for: undefined })}
      >
        <LinkForm key={search.for} given={search.for} />
      </SidePanel>
    </Page>
  )
}

function DeclarationsTable({
  filter,
  open,
  onOpen,
}: {
  readonly filter: Parameters<typeof declarationsApi.pages<'declarations.list'>>[1]
  readonly open: string | undefined
  readonly onOpen: (id: string) => void
}) {
  const words = useDeskWords()
  const columns = useDeclarationColumns()
  const list = usePages(declarationsApi.pages('declarations.list', { ...filter, limit: 200 }))
  const { area: _area, ...narrowing } = filter
  const narrowed = Object.values(narrowing).some((one) => one !== undefined)
  if (list.problem !== null) return <ProblemPanel error={list.problem} onRetry={list.retry} />
  return (
    <DataTable
      label={words.list}
      columns={columns}
      rows={list.rows}
      rowKey={({ id }) => id}
      loading={list.loading}
      more={list.more}
      total={list.total}
      opened={open ?? null}
      onOpen={({ id }) => onOpen(id)}
      onAt={({ id }) => {
        if (open !== undefined) onOpen(id)
      }}
      empty={
        narrowed ? (
          <EmptyState title={words.emptyFilter} why={words.emptyFilterWhy} />
        ) : (
          <EmptyState title={words.empty} why={words.emptyWhy} />
        )
      }
    />
  )
}
