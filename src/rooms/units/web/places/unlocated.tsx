import { Button } from 'antd'
import { useState } from 'react'
import { usePages } from '../../../../platform/web/api/use-pages.ts'
import { shareText } from '../../../../platform/web/format.ts'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { Output, RowOf } from '../../../../platform/web/api/client.ts'
import type { unitsEndpoints } from '../../contract.ts'
import { unitsApi } from '../api.ts'
import { PlaceForm } from '../unit/place-form.tsx'
import { usePlacesWords } from './words.ts'
import '../../../../platform/web/parts/field.css'
import './places.css'

type Row = RowOf<Output<typeof unitsEndpoints, 'units.unlocated'>>
const needs = ['county', 'town'] as const

/** Units whose place is not known well enough, and why; a person may say where they stand. */
export function Unlocated() {
  const words = usePlacesWords()
  const [need, setNeed] = useState<(typeof needs)[number]>('county')
  const [open, setOpen] = useState<Row | null>(null)
  const list = usePages(unitsApi.pages('units.unlocated', { need }))
  const columns: Column<Row>[] = [
    { key: 'name', title: words.columns.name, width: '24%', render: ({ name }) => <span title={name}>{name}</span> },
    {
      key: 'address',
      title: words.columns.address,
      width: '28%',
      render: ({ address }) => <span title={address ?? undefined}>{address ?? '—'}</span>,
    },
    { key: 'why', title: words.columns.why, render: ({ why }) => <span title={why}>{why}</span> },
    {
      key: 'area',
      title: words.columns.area,
      width: '112px',
      render: ({ areaName }) => areaName ?? <span className="muted">{words.unknown}</span>,
    },
    {
      key: 'sure',
      title: words.columns.sure,
      width: '64px',
      right: true,
      render: ({ confidence, area }) => (area === null ? '—' : shareText(confidence)),
    },
    {
      key: 'place',
      title: words.place,
      width: '112px',
      render: (row) => (
        <Button
          size="small"
          aria-label={words.placeOf(row.name)}
          onClick={(event) => {
            event.stopPropagation()
            setOpen(row)
          }}
        >
          {words.place}
        </Button>
      ),
    },
  ]
  return (
    <>
      <div className="places-head">
        <select
          className="control"
          aria-label={words.needLabel}
          value={need}
          onChange={(event) => setNeed(event.target.value === 'town' ? 'town' : 'county')}
        >
          {needs.map((key) => (
            <option key={key} value={key}>
              {words.need[key]}
            </option>
          ))}
        </select>
        <span className="muted">{words.note}</span>
      </div>
      {list.problem !== null ? (
        <ProblemPanel error={list.problem} onRetry={list.retry} />
      ) : (
        <DataTable
          label={words.list}
          columns={columns}
          rows={list.rows}
          rowKey={({ id }) => id}
          loading={list.loading}
          more={list.more}
          total={list.total}
          opened={open?.id ?? null}
          onOpen={setOpen}
          empty={<EmptyState title={words.empty} why={words.emptyWhy} />}
        />
      )}
      <SidePanel open={open !== null} title={open?.name ?? words.place} onClose={() => setOpen(null)}>
        {open === null ? null : <PlaceForm key={open.id} unit={open} onDone={() => setOpen(null)} />}
      </SidePanel>
    </>
  )
}
