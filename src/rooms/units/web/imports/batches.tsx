import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { usePages } from '../../../../platform/web/api/use-pages.ts'
import type { RowOf, Output } from '../../../../platform/web/api/client.ts'
import { countText, momentText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { unitsEndpoints } from '../../contract.ts'
import { unitsApi } from '../api.ts'
import { useUnitsWords } from '../words.ts'
import { UndoPanel } from './undo-panel.tsx'
import { useImportWords } from './words.ts'

export type Batch = RowOf<Output<typeof unitsEndpoints, 'units.listBatches'>>

/** Every batch that was written, newest first, with the way back. */
export function Batches() {
  const { batches: words } = useImportWords()
  const { sources } = useUnitsWords()
  const [undoing, setUndoing] = useState<Batch | null>(null)
  const list = usePages(unitsApi.pages('units.listBatches', {}))
  const columns: Column<Batch>[] = [
    { key: 'file', title: words.columns.file, render: ({ file, sheet }) => <span title={sheet}>{file}</span> },
    { key: 'source', title: words.columns.source, width: '120px', render: ({ source }) => sources[source] },
    { key: 'rows', title: words.columns.rows, width: '80px', right: true, render: ({ rows }) => countText(rows) },
    { key: 'what', title: words.columns.what, width: '24%', render: ({ counts }) => <Counts counts={counts} /> },
    { key: 'asOf', title: words.columns.asOf, width: '110px', render: ({ asOf }) => asOf },
    { key: 'written', title: words.columns.written, width: '150px', render: ({ writtenAt }) => momentText(writtenAt) },
    {
      key: 'undo',
      title: <span className="sr-only">{words.undo}</span>,
      width: '190px',
      right: true,
      render: (batch) =>
        batch.undoneAt === null ? (
          <span className="row batch-do">
            <Link to="/units" search={{ batch: batch.id }}>
              {words.units}
            </Link>
            <button
              type="button"
              className="link-button"
              aria-label={words.undoOf(batch.file)}
              onClick={() => setUndoing(batch)}
            >
              {words.undo}
            </button>
          </span>
        ) : (
          <span className="faint">{words.undone(momentText(batch.undoneAt))}</span>
        ),
    },
  ]
  return (
    <Card title={words.title} grow>
      {list.problem === null ? (
        <DataTable
          label={words.title}
          columns={columns}
          rows={list.rows}
          rowKey={(batch) => batch.id}
          loading={list.loading}
          more={list.more}
          total={list.total}
          opened={undoing?.id ?? null}
          empty={<EmptyState title={words.empty} why={words.emptyWhy} />}
        />
      ) : (
        <ProblemPanel error={list.problem} onRetry={list.retry} />
      )}
      <UndoPanel batch={undoing} onClose={() => setUndoing(null)} />
    </Card>
  )
}

export function Counts({ counts }: { readonly counts: Readonly<Record<string, number>> }) {
  const { batches: words } = useImportWords()
  const said = Object.entries(counts).filter(([key, n]) => n > 0 && key in words.counts)
  return said.map(([key, n]) => words.count(words.counts[key] ?? key, countText(n))).join('，') || '—'
}
