import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { usePages } from '../../../../platform/web/api/use-pages.ts'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import { MaskedHint, PersonalExportButton } from '../../../access/web/public.tsx'
import { useOffice } from '../../../areas/web/public.ts'
import type { MemberFilter } from '../../contract.ts'
import { membersApi } from '../api.ts'
import { useMemberColumns } from '../list/columns.tsx'
import { FilterBar } from '../list/filter-bar.tsx'
import { MembersLead } from '../list/lead.tsx'
import { AddForm } from '../member/add-form.tsx'
import { MemberDrawer } from '../member/member-drawer.tsx'
import type { MembersSearch } from '../search.ts'
import { useMembersWords } from '../words.ts'
import '../../../../platform/web/parts/field.css'
import '../members.css'

/** The part of the address that chooses members, without sorting, the open row and the form. */
function filterOf({ sort: _sort, desc: _desc, open: _open, do: _do, ...filter }: MembersSearch): MemberFilter {
  return filter
}

/** Who is on file: every member within reach, found by what a sealed name can be found by. */
export function MembersPage() {
  const words = useMembersWords()
  const search = useSearch({ from: '/members' })
  const navigate = useNavigate({ from: '/members' })
  const { asOf } = useOffice()
  const mayFill = useMay('members.import').ok
  const filter = filterOf(search)
  const sort = search.sort ?? 'organization'
  const list = usePages(
    membersApi.pages('members.list', { ...filter, sort, desc: search.desc === 'true' ? 'true' : 'false' }),
  )
  const columns = useMemberColumns()
  const change = (what: Partial<MembersSearch>): void => {
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  }
  const narrowed = Object.entries(filter).some(([key, value]) => key !== 'area' && value !== undefined)
  return (
    <Page
      title={words.title}
      lead={
        list.problem === null ? (
          <>
            <MembersLead filter={filter} /> <MaskedHint />
          </>
        ) : (
          ''
        )
      }
      asOf={asOf}
      fill
      actions={
        <>
          <ReasonButton needs="rosters.list" onClick={() => void navigate({ to: '/members/rosters' })}>
            {words.import}
          </ReasonButton>
          <PersonalExportButton endpoint="members.export" input={{ ...filter, layout: 'roster', format: 'xlsx' }}>
            {words.export}
          </PersonalExportButton>
          <PersonalExportButton endpoint="members.export" input={{ ...filter, layout: 'national', format: 'xlsx' }}>
            {words.exportNational}
          </PersonalExportButton>
          <ReasonButton type="primary" needs="members.add" onClick={() => change({ do: 'new', open: undefined })}>
            {words.add}
          </ReasonButton>
        </>
      }
    >
      <FilterBar search={search} onChange={change} />
      {list.problem === null ? null : <ProblemPanel error={list.problem} onRetry={list.retry} />}
      <Card grow className={list.stale ? 'stale' : ''}>
        <DataTable
          label={words.list}
          columns={columns}
          rows={list.rows}
          rowKey={(row) => row.id}
          loading={list.loading}
          more={list.more}
          total={list.total}
          opened={search.open ?? null}
          onOpen={(row) => change({ open: row.id, do: undefined })}
          onAt={(row) => {
            if (search.open !== undefined) change({ open: row.id })
          }}
          sorting={{
            by: sort,
            desc: search.desc === 'true',
            onSort: (by, desc) =>
              change({
                sort: by === 'organization' ? undefined : by,
                desc: desc ? 'true' : undefined,
              } as Partial<MembersSearch>),
          }}
          empty={
            narrowed ? (
              <EmptyState
                title={words.empty}
                why={words.emptyWhy}
                next={
                  <Link to="/members" search={{ area: filter.area }}>
                    {words.clear}
                  </Link>
                }
              />
            ) : (
              <EmptyState
                title={words.emptyAll}
                why={mayFill ? words.emptyAllWhy : words.emptyPart}
                next={mayFill ? <Link to="/members/rosters">{words.import}</Link> : undefined}
              />
            )
          }
        />
      </Card>
      <MemberDrawer id={search.open} onClose={() => change({ open: undefined })} />
      <SidePanel open={search.do === 'new'} width={480} title={words.add} onClose={() => change({ do: undefined })}>
        <AddForm
          organization={search.organization}
          onDone={(id) => change({ do: undefined, open: id })}
          onCancel={() => change({ do: undefined })}
        />
      </SidePanel>
    </Page>
  )
}
