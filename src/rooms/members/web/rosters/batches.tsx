import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { countText, momentText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { Field } from '../../../../platform/web/parts/field.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { RosterBatch } from '../../rosters/contract.ts'
import { rostersApi } from '../api.ts'
import { DeedForm } from '../member/send.tsx'
import { useRosterWords } from './words.ts'

/** Every register that was written, each to be taken back. */
export function RosterBatches() {
  const words = useRosterWords()
  const list = useQuery(rostersApi.query('rosters.batches', {}))
  const [undoing, setUndoing] = useState<RosterBatch | null>(null)
  const { batchColumns: titles } = words
  const columns: Column<RosterBatch>[] = [
    { key: 'file', title: titles.file, render: ({ file }) => <span title={file}>{file}</span> },
    { key: 'kind', title: titles.kind, width: '128px', render: ({ kind }) => words.kinds[kind] },
    { key: 'asOf', title: titles.asOf, width: '104px', render: ({ asOf }) => asOf },
    { key: 'added', title: titles.added, width: '80px', right: true, render: ({ added }) => countText(added) },
    { key: 'changed', title: titles.changed, width: '80px', right: true, render: ({ changed }) => countText(changed) },
    { key: 'by', title: titles.by, width: '104px', render: ({ by }) => by },
    { key: 'at', title: titles.at, width: '144px', render: ({ at }) => momentText(at) },
    {
      key: 'state',
      title: titles.state,
      width: '136px',
      render: (batch) =>
        batch.undoneAt === null ? (
          <ReasonButton size="small" needs="rosters.undo" onClick={() => setUndoing(batch)}>
            {words.undo}
          </ReasonButton>
        ) : (
          <span className="muted">{words.undone(batch.undoneBy ?? '')}</span>
        ),
    },
  ]
  return (
    <Card title={words.batches} grow>
      <DataTable
        label={words.batches}
        columns={columns}
        rows={list.data?.rows ?? []}
        rowKey={({ id }) => id}
        loading={list.isPending}
        empty={<EmptyState title={words.batchesEmpty} />}
      />
      <SidePanel
        open={undoing !== null}
        title={`${words.undo} ${undoing?.file ?? ''}`}
        onClose={() => setUndoing(null)}
      >
        {undoing === null ? null : <UndoForm batch={undoing} onDone={() => setUndoing(null)} />}
      </SidePanel>
    </Card>
  )
}

function UndoForm({ batch, onDone }: { readonly batch: RosterBatch; readonly onDone: () => void }) {
  const words = useRosterWords()
  const [reason, setReason] = useState('')
  return (
    <DeedForm
      send={words.undo}
      missing={reason.trim().length < 2 ? words.reason : null}
      what={words.undoWhat}
      onSend={() => rostersApi.call('rosters.undo', { id: batch.id, reason: reason.trim() })}
      onDone={onDone}
      onCancel={onDone}
    >
      <Field label={words.reason}>
        <input maxLength={400} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </DeedForm>
  )
}
