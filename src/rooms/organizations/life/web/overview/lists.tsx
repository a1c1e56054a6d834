import { Link, Navigate, useNavigate } from '@tanstack/react-router'
import { usePages } from '../../../../../platform/web/api/use-pages.ts'
import { EmptyState } from '../../../../../platform/web/parts/empty-state.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { DataTable } from '../../../../../platform/web/table/data-table.tsx'
import { useArea } from '../../../../areas/web/public.ts'
import type { LifeSummary } from '../../contract.ts'
import { lifeApi } from '../api.ts'
import type { LifeSearch } from '../search.ts'
import { useLifeWords } from '../words.ts'
import { useMeetingColumns, useOrganizationColumns, useTownColumns } from './columns.tsx'

/** Towns, each leading to its organisations. */
export function TownsList({
  summary,
  month,
}: {
  readonly summary: LifeSummary | undefined
  readonly month: string | undefined
}) {
  const { page: words } = useLifeWords()
  const navigate = useNavigate({ from: '/life' })
  const columns = useTownColumns(summary, month)
  return (
    <DataTable
      label={words.views.towns}
      columns={columns}
      rows={summary?.towns ?? []}
      rowKey={({ area }) => area ?? ''}
      loading={summary === undefined}
      onOpen={({ area, own }) => {
        if (area === null) return
        void navigate({ search: (old) => ({ ...old, area, view: 'list', own: own ? 'true' : undefined }) })
      }}
      empty={<EmptyState title={words.emptyTowns} why={words.leadEmpty} />}
    />
  )
}

/** Organisations, each leading to its year. `home`: whoever has one only is taken to it. */
export function OrganizationsList({
  search: { month, under, lacking, effect, weak, own, q },
  months,
  home,
}: {
  readonly search: LifeSearch
  readonly months: number | undefined
  readonly home: boolean
}) {
  const { page: words } = useLifeWords()
  const area = useArea()
  const navigate = useNavigate()
  const columns = useOrganizationColumns(months)
  const list = usePages(
    lifeApi.pages('life.organizations', {
      area,
      month,
      under,
      lacking,
      effect,
      q,
      ...(weak === undefined ? {} : { weak }),
      ...(own === undefined ? {} : { own }),
    }),
  )
  if (list.problem !== null) return <ProblemPanel error={list.problem} onRetry={list.retry} />
  const [only] = list.rows
  if (home && area === undefined && list.total === 1 && only !== undefined) {
    return <Navigate to="/life/$organization" params={{ organization: only.organization }} replace />
  }
  return (
    <DataTable
      label={words.views.list}
      columns={columns}
      rows={list.rows}
      rowKey={({ organization }) => organization}
      loading={list.loading}
      more={list.more}
      total={list.total}
      onOpen={({ organization }) =>
        void navigate({
          to: '/life/$organization',
          params: { organization },
          search: month === undefined ? {} : { year: month.slice(0, 4) },
        })
      }
      empty={
        home && area === undefined ? (
          <EmptyState
            title={words.emptyTowns}
            why={words.leadEmpty}
            next={<Link to="/organizations">{words.toOrganizations}</Link>}
          />
        ) : (
          <EmptyState title={words.empty} why={words.emptyWhy} />
        )
      }
    />
  )
}

/** What was held in the month, the newest first. */
export function MeetingsList({
  search: { under, q, kind, open },
  month,
  onOpen,
}: {
  readonly search: LifeSearch
  readonly month: string
  readonly onOpen: (meeting: string) => void
}) {
  const { page: words } = useLifeWords()
  const area = useArea()
  const columns = useMeetingColumns()
  const list = usePages(
    lifeApi.pages('life.list', { area, under, q, kind, from: `${month}-01`, to: `${month}-${lastOf(month)}` }),
  )
  if (list.problem !== null) return <ProblemPanel error={list.problem} onRetry={list.retry} />
  return (
    <DataTable
      label={words.views.meetings}
      columns={columns}
      rows={list.rows}
      rowKey={({ id }) => id}
      loading={list.loading}
      more={list.more}
      total={list.total}
      opened={open ?? null}
      onOpen={({ id }) => onOpen(id)}
      empty={<EmptyState title={words.emptyMeetings} why={words.emptyMeetingsWhy} />}
    />
  )
}

/** The last day of a month: `30` of `2026-11`. */
function lastOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return String(new Date(Date.UTC(year, number, 0)).getUTCDate())
}
