import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { useKeys } from '../../../../platform/web/keys/use-keys.ts'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import { PersonalExportButton } from '../../../access/web/public.tsx'
import type { Handover as Answer } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { useInstructorsWords } from './words.ts'

type Row = Answer['rows'][number]

/** Who takes over each unit of one who leaves: the nearest with room first, the next best beside it. */
export function Handover({
  who,
  capacity,
  onCapacity,
  onBack,
}: {
  /** Key of the instructor. */
  readonly who: string
  /** Most units of one instructor, where nothing else is settled for him. */
  readonly capacity: number
  readonly onCapacity: (capacity: number) => void
  readonly onBack: () => void
}) {
  const words = useInstructorsWords()
  const query = useQuery({
    ...plannerApi.query('planner.handover', { name: who, capacity }),
    placeholderData: keepPreviousData,
  })
  useKeys({ Escape: { words: words.back, run: onBack } })
  const { handoverColumns: titles } = words
  const columns: Column<Row>[] = [
    {
      key: 'unit',
      title: titles.unit,
      width: '24%',
      render: ({ unit, name: unitName }) => (
        <Link to="/units/$id" params={{ id: unit }}>
          {unitName}
        </Link>
      ),
    },
    { key: 'address', title: titles.address, render: ({ address }) => address ?? '—' },
    { key: 'town', title: titles.town, width: '104px', render: ({ townName }) => townName },
    {
      key: 'successor',
      title: titles.successor,
      width: '104px',
      render: ({ successor }) =>
        successor === null ? <span className="bad">{words.nobody}</span> : <b>{successor}</b>,
    },
    { key: 'near', title: titles.near, width: '88px', render: ({ near }) => near },
    { key: 'second', title: titles.second, width: '104px', render: ({ second }) => second ?? '—' },
    { key: 'why', title: titles.why, width: '22%', render: ({ why }) => <span className="muted">{why}</span> },
  ]
  return (
    <Page
      title={words.handoverTitle(query.data?.name ?? '')}
      lead={query.error === null ? query.data?.sentence : ''}
      fill
      actions={
        <>
          <Button onClick={onBack}>{words.back}</Button>
          <Button onClick={() => window.print()}>{words.print}</Button>
          <PersonalExportButton endpoint="planner.handoverXlsx" input={{ name: who, capacity }}>
            {words.export}
          </PersonalExportButton>
        </>
      }
    >
      {query.error !== null ? (
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Card grow>
          <div className="plan-bar no-print">
            <label className="row">
              {words.most}
              <input
                className="control"
                type="number"
                min={1}
                max={50}
                value={capacity}
                onChange={(event) => {
                  const next = event.target.valueAsNumber
                  if (next >= 1 && next <= 50) onCapacity(Math.floor(next))
                }}
              />
            </label>
            {query.data?.rows.some(({ successor }) => successor === null) ? (
              <span className="faint">{words.mostHint}</span>
            ) : null}
          </div>
          <DataTable
            label={words.handover}
            columns={columns}
            rows={query.data?.rows ?? []}
            rowKey={({ unit }) => unit}
            loading={query.isPending}
            oneLine={false}
            rowHeight={57}
            empty={<EmptyState title={words.handoverEmpty} why={words.handoverEmptyWhy} />}
          />
        </Card>
      )}
    </Page>
  )
}
