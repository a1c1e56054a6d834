import { useNavigate, useSearch } from '@tanstack/react-router'
import { usePages } from '../../../../platform/web/api/use-pages.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { stateOrder, StateTag } from '../../../../platform/web/parts/state-tag.tsx'
import { TabBar } from '../../../../platform/web/parts/tab-bar.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import { usePlatformWords } from '../../../../platform/web/words.ts'
import type { RowOf, Output } from '../../../../platform/web/api/client.ts'
import type { coverageEndpoints } from '../../contract.ts'
import { coverageApi } from '../api.ts'
import { useFrozenWords } from './words.ts'

type ChangeRow = RowOf<Output<typeof coverageEndpoints, 'coverage.changeRows'>>
const kinds = ['all', 'entered', 'left', 'changed'] as const

/** Every unit that entered, left or changed, and why. */
export function RowsCard({
  id,
  counts,
}: {
  readonly id: string
  readonly counts: Readonly<Record<'entered' | 'left' | 'changed', number>> | undefined
}) {
  const { change: words } = useFrozenWords()
  const { states } = usePlatformWords()
  const { to, kind, state } = useSearch({ from: '/snapshots/$id' })
  const navigate = useNavigate({ from: '/snapshots/$id' })
  const list = usePages(coverageApi.pages('coverage.changeRows', { id, to, kind, state }))
  const columns: Column<ChangeRow>[] = [
    { key: 'name', title: words.columns.name, render: ({ name }) => <span title={name}>{name}</span> },
    {
      key: 'town',
      title: words.columns.town,
      width: '120px',
      render: ({ town }) => town ?? <span className="faint">{words.unknownTown}</span>,
    },
    {
      key: 'move',
      title: words.columns.move,
      width: '212px',
      render: ({ from, to: next }) => (
        <span className="row">
          {from === null ? words.in : <StateTag state={from} />}
          <span aria-hidden="true">→</span>
          {next === null ? words.out : <StateTag state={next} />}
        </span>
      ),
    },
    { key: 'why', title: words.columns.why, width: '36%', render: ({ why }) => <span title={why}>{why}</span> },
  ]
  return (
    <Card grow className="change-rows">
      <div className="change-tabs">
        <TabBar
          label={words.kindsLabel}
          panel="change-panel"
          chosen={kind ?? 'all'}
          tabs={kinds.map((key) => ({
            key,
            name: words.kinds[key],
            count: key === 'all' ? undefined : counts?.[key],
          }))}
          onChoose={(next) =>
            void navigate({
              search: (old) => ({ ...old, kind: next === 'all' ? undefined : next }),
              replace: true,
            })
          }
        />
        <select
          className="control no-print"
          aria-label={words.state}
          value={state ?? ''}
          onChange={(event) => {
            const next = stateOrder.find((key) => key === event.target.value)
            void navigate({ search: (old) => ({ ...old, state: next }), replace: true })
          }}
        >
          <option value="">{words.all}</option>
          {stateOrder.map((key) => (
            <option key={key} value={key}>
              {words.only(states[key])}
            </option>
          ))}
        </select>
      </div>
      <div id="change-panel" role="tabpanel" aria-label={words.rows} className="tab-panel">
        {list.problem !== null ? (
          <ProblemPanel error={list.problem} onRetry={list.retry} />
        ) : (
          <DataTable
            label={words.rows}
            columns={columns}
            rows={list.rows}
            rowKey={({ unit }) => unit}
            loading={list.loading}
            more={list.more}
            total={list.total}
            onOpen={({ unit, kind: what }) => {
              if (what !== 'left') void navigate({ to: '/units/$id', params: { id: unit } })
            }}
            empty={<EmptyState title={words.empty} why={words.emptyWhy} />}
          />
        )}
      </div>
    </Card>
  )
}
