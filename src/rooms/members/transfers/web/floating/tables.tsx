import { usePages } from '../../../../../platform/web/api/use-pages.ts'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../../platform/web/parts/empty-state.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { DataTable } from '../../../../../platform/web/table/data-table.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import { floatingApi } from '../api.ts'
import type { FloatingSearch, FloatingShow } from '../search.ts'
import { useTransfersWords } from '../words.ts'
import { useLostColumns, useStayColumns } from './columns.tsx'

interface Props {
  readonly search: FloatingSearch
  readonly onOpen: (id: string) => void
}

export function StayTable({ search, show, onOpen }: Props & { readonly show: Exclude<FloatingShow, 'lost'> }) {
  const { floating: words, emptyFilter } = useTransfersWords()
  const { today } = useOffice()
  const { area, q, side, organization, open } = search
  const list = usePages(floatingApi.pages('floating.list', { show, area, q, side, organization }))
  const columns = useStayColumns(today)
  if (list.problem !== null) return <ProblemPanel error={list.problem} onRetry={list.retry} />
  const narrowed = q !== undefined || side !== undefined || organization !== undefined
  return (
    <Card grow className={list.stale ? 'stale' : ''}>
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
          <EmptyState
            title={narrowed ? emptyFilter : words.empty[show]}
            why={narrowed ? undefined : words.emptyWhy[show]}
          />
        }
      />
    </Card>
  )
}

export function LostTable({ search, onOpen }: Props) {
  const { floating: words } = useTransfersWords()
  const { today } = useOffice()
  const { area, organization, open } = search
  const list = usePages(floatingApi.pages('floating.lost', { area, organization }))
  const columns = useLostColumns(today)
  if (list.problem !== null) return <ProblemPanel error={list.problem} onRetry={list.retry} />
  return (
    <Card grow className={list.stale ? 'stale' : ''}>
      <DataTable
        label={words.lostList}
        columns={columns}
        rows={list.rows}
        rowKey={({ member }) => member}
        loading={list.loading}
        more={list.more}
        total={list.total}
        opened={open ?? null}
        onOpen={({ member }) => onOpen(member)}
        onAt={({ member }) => {
          if (open !== undefined) onOpen(member)
        }}
        empty={<EmptyState title={words.empty.lost} why={words.emptyWhy.lost} />}
      />
    </Card>
  )
}
