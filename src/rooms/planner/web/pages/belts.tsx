import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { DownloadButton } from '../../../../platform/web/parts/download-link.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import { useArea } from '../../../areas/web/public.ts'
import type { Belts } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { BeltPane, ProofCard } from '../belts/belt-pane.tsx'
import { BeltsParams } from '../belts/belts-params.tsx'
import { levelsOf } from '../belts/levels.ts'
import { useBeltsWords } from '../belts/words.ts'
import { useLate } from '../../../../platform/web/parts/use-late.ts'
import '../../../../platform/web/parts/field.css'
import '../parts/room.css'
import '../belts/belts.css'

type Belt = Belts['belts'][number]

/** Where units concentrate: the few areas that together reach the most. */
export function BeltsPage() {
  const words = useBeltsWords()
  const area = useArea()
  const search = useSearch({ from: '/plan/belts' })
  const { belt: opened } = search
  const navigate = useNavigate({ from: '/plan/belts' })
  const input = useInput()
  const late = useLate(JSON.stringify(input), 300)
  const query = useQuery({
    ...plannerApi.query('planner.belts', JSON.parse(late) as typeof input),
    placeholderData: keepPreviousData,
  })
  const belts = query.data
  const chosen = belts?.belts.find(({ area: id }) => id === opened)
  const set = ({ area: id }: Belt): void => void navigate({ search: (old) => ({ ...old, belt: id }), replace: true })
  const count = (
    key: 'units' | 'newlyReached' | 'withMembers' | 'members' | 'covered',
    title: string,
  ): Column<Belt> => ({
    key,
    title,
    width: '78px',
    right: true,
    render: (row) => countText(row[key]),
  })
  const columns: Column<Belt>[] = [
    { key: 'no', title: words.columns.no, width: '52px', render: ({ no }) => <span className="muted">{no}</span> },
    {
      key: 'name',
      title: words.columns.name,
      render: (row) => (
        <span className="belt-name">
          <b title={row.name}>{row.name}</b>
          <small>
            {words.levelNames[row.level]} · {row.townName}
          </small>
        </span>
      ),
    },
    count('units', words.columns.units),
    count('newlyReached', words.columns.newly),
    count('withMembers', words.columns.withMembers),
    count('members', words.columns.members),
    count('covered', words.columns.covered),
  ]
  return (
    <Page
      title={words.title}
      lead={query.error === null ? belts?.sentence : ''}
      fill
      actions={
        (belts?.belts.length ?? 0) === 0 ? null : (
          <DownloadButton href={plannerApi.url('planner.beltsXlsx', input)} needs="planner.beltsXlsx">
            {words.export}
          </DownloadButton>
        )
      }
    >
      <div className="belts-columns">
        <Card>
          <BeltsParams key={area} />
          {query.error !== null ? (
            <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
          ) : (
            <DataTable
              label={words.list}
              columns={columns}
              rows={belts?.belts ?? []}
              rowKey={({ area: id }) => id}
              loading={query.isPending}
              oneLine={false}
              rowHeight={57}
              opened={opened ?? null}
              onAt={set}
              onOpen={set}
              empty={<EmptyState title={words.empty} why={words.emptyWhy} />}
            />
          )}
        </Card>
        <div className="belts-side">
          <BeltPane belt={chosen} />
          {belts === undefined || belts.belts.length === 0 ? null : <ProofCard belts={belts} />}
        </div>
      </div>
    </Page>
  )
}

/** What is asked; numbers out of range are held to it, so that typing never breaks the page. */
function useInput() {
  const area = useArea()
  const { count, levels, of = 'members', radius } = useSearch({ from: '/plan/belts' })
  return {
    count: held(count, 5, 1, 50, true),
    levels: levelsOf(levels).join(','),
    of,
    radius: held(radius, 0.5, 0.1, 20, false),
    ...(area === undefined ? {} : { area }),
  }
}

function held(text: string | undefined, usual: number, least: number, most: number, whole: boolean): number {
  const value = text === undefined ? usual : Number(text)
  if (Number.isNaN(value)) return usual
  return Math.min(most, Math.max(least, whole ? Math.round(value) : value))
}
