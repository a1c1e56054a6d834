import { Link } from '@tanstack/react-router'
import { usePages } from '../../../../platform/web/api/use-pages.ts'
import { countText } from '../../../../platform/web/format.ts'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import { organizationKindNames } from '../../rules/names.ts'
import type { RegisterRow, RegisterTab } from '../contract.ts'
import { registerApi } from './api.ts'
import { useRegisterWords } from './words.ts'

/** Rows of one kind, each with where it stands in the file and what is to be said of it. */
export function RowsTable({ id, tab }: { readonly id: string; readonly tab: RegisterTab }) {
  const words = useRegisterWords()
  const list = usePages(registerApi.pages('organizations.importRows', { id, tab, limit: 200 }))
  const faint = <span className="faint">{words.none}</span>
  if (list.problem !== null) return <ProblemPanel error={list.problem} onRetry={list.retry} />
  const columns: Column<RegisterRow>[] = [
    { key: 'where', title: words.where, width: '110px', render: ({ sheet, row }) => words.at(sheet, String(row)) },
    {
      key: 'name',
      title: words.name,
      render: ({ name, organization }) =>
        organization === null ? (
          name
        ) : (
          <Link to="/organizations/$id" params={{ id: organization }}>
            {name}
          </Link>
        ),
    },
    {
      key: 'kind',
      title: words.kind,
      width: '104px',
      render: ({ kind }) => (kind === null ? faint : organizationKindNames[kind]),
    },
    { key: 'superior', title: words.superior, width: '150px', render: ({ superior }) => superior ?? faint },
    { key: 'area', title: words.area, width: '110px', render: ({ area }) => area ?? faint },
    { key: 'founded', title: words.founded, width: '104px', render: ({ founded }) => founded ?? faint },
    {
      key: 'units',
      title: words.units,
      width: '78px',
      right: true,
      render: ({ units }) => (units === 0 ? faint : countText(units)),
    },
    {
      key: 'notes',
      title: words.notes,
      width: '320px',
      render: ({ notes }) =>
        notes.length === 0 ? null : (
          <ul className="register-notes">
            {notes.map(({ column, why, remedy }) => (
              <li key={`${column} ${why}`}>
                {words.note(column, why)}
                {remedy === null ? null : <small> {remedy}</small>}
              </li>
            ))}
          </ul>
        ),
    },
  ]
  return (
    <DataTable
      label={words.tabs[tab]}
      columns={columns}
      rows={list.rows}
      rowKey={(row) => `${row.sheet} ${row.row}`}
      loading={list.loading}
      more={list.more}
      total={list.total}
      oneLine={false}
      empty={<EmptyState title={words.empty} />}
    />
  )
}
