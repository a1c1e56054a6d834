import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { countText, momentText, rateText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { Output } from '../../../../platform/web/api/client.ts'
import type { coverageEndpoints, Measure } from '../../contract.ts'
import { coverageApi } from '../api.ts'
import { TakeForm } from '../frozen/take-form.tsx'
import { useFrozenWords } from '../frozen/words.ts'
import '../frozen/frozen.css'

type Snapshot = Output<typeof coverageEndpoints, 'coverage.listSnapshots'>['rows'][number]

const headline = ({ figures }: Snapshot, measure: Measure) =>
  figures.find((figure) => figure.measure === measure && figure.headline)

/** Frozen versions: the list, a new one, and two of them compared. */
export function SnapshotsPage() {
  const words = useFrozenWords()
  const navigate = useNavigate({ from: '/snapshots' })
  const [picked, setPicked] = useState<readonly string[]>([])
  const mayTake = useMay('coverage.freeze').ok
  const query = useQuery(coverageApi.query('coverage.listSnapshots', {}))
  if (query.error !== null) {
    return (
      <Page title={words.title} lead="">
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  }
  const rows = [...(query.data?.rows ?? [])].sort((one, other) => other.takenAt.localeCompare(one.takenAt))
  const latest = rows[0]
  // The older of the two is the one compared from.
  const pair = rows.filter(({ id }) => picked.includes(id))
  const [to, from] = pair
  const toggle = (id: string): void =>
    setPicked((ids) => (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id].slice(-2)))
  const lead =
    query.data === undefined
      ? undefined
      : latest === undefined
        ? words.leadNone
        : fill(words.lead, { n: <b>{rows.length}</b>, name: latest.name, day: latest.asOf })
  const columns: Column<Snapshot>[] = [
    {
      key: 'pick',
      title: words.columns.pick,
      width: '56px',
      render: ({ id, name }) => (
        <input
          type="checkbox"
          aria-label={words.pick(name)}
          checked={picked.includes(id)}
          onClick={(event) => event.stopPropagation()}
          onChange={() => toggle(id)}
        />
      ),
    },
    {
      key: 'name',
      title: words.columns.name,
      render: (row) => (
        <span
          className="frozen-name"
          title={`${words.columns.versions}：${row.treeVersion}；${row.rulesVersion}\n${words.checksum} ${row.checksum}`}
        >
          {row.name}
          <small>{words.takenAt(momentText(row.takenAt))}</small>
        </span>
      ),
    },
    { key: 'asOf', title: words.columns.asOf, width: '106px', render: ({ asOf }) => asOf },
    { key: 'units', title: words.columns.units, width: '76px', right: true, render: (row) => countText(row.units) },
    ...(['organization', 'work'] as const).map((measure): Column<Snapshot> => ({
      key: measure,
      title: words.columns[measure],
      width: '92px',
      right: true,
      render: (row) => <span title={headline(row, measure)?.name}>{rateText(headline(row, measure)?.rate)}</span>,
    })),
    {
      key: 'dueOpen',
      title: words.columns.dueOpen,
      width: '84px',
      right: true,
      render: ({ tally }) => countText(tally.dueOpen),
    },
    {
      key: 'now',
      title: words.withNow,
      width: '92px',
      render: ({ id }) => (
        <Link to="/snapshots/$id" params={{ id }} onClick={(event) => event.stopPropagation()}>
          {words.withNow}
        </Link>
      ),
    },
  ]
  return (
    <Page
      title={words.title}
      lead={lead}
      fill
      actions={
        <ReasonButton
          reason={from === undefined ? words.compareNeed : null}
          onClick={() => {
            if (from !== undefined && to !== undefined) {
              void navigate({ to: '/snapshots/$id', params: { id: from.id }, search: { to: to.id } })
            }
          }}
        >
          {words.compare}
        </ReasonButton>
      }
    >
      <div className="frozen-columns">
        <Card title={words.list}>
          <DataTable
            label={words.list}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            loading={query.isPending}
            oneLine={false}
            rowHeight={57}
            onOpen={({ id }) => void navigate({ to: '/snapshots/$id', params: { id } })}
            empty={<EmptyState title={words.empty} why={mayTake ? words.emptyWhy : words.emptyElsewhere} />}
          />
        </Card>
        <div className="frozen-side">
          <TakeForm />
        </div>
      </div>
    </Page>
  )
}
