import { useMutation } from '@tanstack/react-query'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { usePages } from '../../../../platform/web/api/use-pages.ts'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { Difference, RosterRow, RosterTab } from '../../rosters/contract.ts'
import { memberStatusNames } from '../../rules/words.ts'
import { rostersApi } from '../api.ts'
import { useRosterWords } from './words.ts'

/** Rows of one kind: who, what differs, why, who acts and how; questions are answered in their row. */
export function RosterRows({
  id,
  tab,
  difference,
}: {
  readonly id: string
  readonly tab: RosterTab
  readonly difference: Difference | undefined
}) {
  const words = useRosterWords()
  const list = usePages(rostersApi.pages('rosters.rows', { id, tab, difference }))
  const columns = useRowColumns(id, tab)
  if (list.problem !== null && list.rows.length === 0) return <ProblemPanel error={list.problem} onRetry={list.retry} />
  return (
    <DataTable
      label={tab === 'same' ? '' : words.one.tabs[tab]}
      columns={columns}
      rows={list.rows}
      rowKey={({ key }) => key}
      loading={list.loading}
      more={list.more}
      total={list.total}
      oneLine={false}
      empty={<EmptyState title={words.one.emptyTab} />}
    />
  )
}

function useRowColumns(id: string, tab: RosterTab): Column<RosterRow>[] {
  const words = useRosterWords()
  const { columns: titles } = words
  const base: Column<RosterRow>[] = [
    { key: 'row', title: titles.row, width: '72px', render: ({ row }) => row ?? '' },
    { key: 'name', title: titles.name, width: '96px', render: ({ name }) => name },
  ]
  const organization: Column<RosterRow> = {
    key: 'organization',
    title: titles.organization,
    width: '20%',
    render: ({ organizationName, unitName }) => (
      <>
        {organizationName}
        {unitName === null || tab === 'absent' ? null : <div className="faint">{unitName}</div>}
      </>
    ),
  }
  const status: Column<RosterRow> = {
    key: 'status',
    title: titles.status,
    width: '96px',
    render: ({ status: one }) => (one === null ? '' : memberStatusNames[one]),
  }
  const act: Column<RosterRow>[] = [
    { key: 'who', title: titles.who, width: '18%', render: ({ who }) => who },
    { key: 'remedy', title: titles.remedy, render: ({ remedy }) => remedy },
  ]
  const why: Column<RosterRow> = {
    key: 'why',
    title: titles.why,
    render: ({ why: said, notes }) => (
      <>
        {said}
        {tab === 'wrong'
          ? null
          : notes.map((note) => (
              <div key={note.why} className="faint">
                {note.why}
              </div>
            ))}
      </>
    ),
  }
  if (tab === 'asked')
    return [
      ...base,
      organization,
      why,
      { key: 'answer', title: titles.answer, width: '36%', render: (row) => <Answer id={id} row={row} /> },
    ]
  if (tab === 'wrong') return [...base, why, { key: 'remedy', title: titles.remedy, render: ({ remedy }) => remedy }]
  if (tab === 'changed')
    return [
      ...base,
      organization,
      {
        key: 'what',
        title: titles.what,
        width: '26%',
        render: ({ changes }) => (
          <div className="roster-changes">
            {changes.map(({ label, here, there }) => (
              <span key={label}>
                {label}：{here ?? words.empty} → {there ?? words.empty}
              </span>
            ))}
          </div>
        ),
      },
      ...act,
    ]
  return [...base, status, organization, why, ...act]
}

function Answer({ id, row }: { readonly id: string; readonly row: RosterRow }) {
  const { answer: words } = useRosterWords()
  const send = useMutation({
    mutationFn: (person: string | null) => rostersApi.call('rosters.answer', { id, row: row.key, person }),
    onSuccess: () => refreshAll(),
  })
  return (
    <>
      <select
        className="control"
        aria-label={row.name}
        value={row.answer ?? ''}
        disabled={send.isPending}
        onChange={(event) => send.mutate(event.target.value === '' ? null : event.target.value)}
      >
        <option value="">{words.choose}</option>
        {row.candidates.map(({ member, name, organizationName, born, joined }) => (
          <option key={member} value={member}>
            {words.one(
              name,
              organizationName ?? words.outside,
              born === null ? '' : words.born(born),
              joined === null ? '' : words.joined(joined),
            )}
          </option>
        ))}
        <option value="other">{words.other}</option>
      </select>
      {send.error === null ? null : <ProblemPanel error={send.error} />}
    </>
  )
}
