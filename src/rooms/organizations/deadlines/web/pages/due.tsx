import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { usePages } from '../../../../../platform/web/api/use-pages.ts'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../../platform/web/parts/empty-state.tsx'
import { Page } from '../../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { TabBar } from '../../../../../platform/web/parts/tab-bar.tsx'
import { DataTable } from '../../../../../platform/web/table/data-table.tsx'
import { useArea } from '../../../../areas/web/public.ts'
import { deadlinesApi } from '../api.ts'
import { useDueColumns } from '../due/columns.tsx'
import { DueBar } from '../due/due-bar.tsx'
import { KindsCard } from '../due/kinds-card.tsx'
import { DueLead } from '../due/lead.tsx'
import { RowPanel } from '../due/row-panel.tsx'
import { useDueWords } from '../due/words.ts'
import { WorkdaysPanel } from '../due/workdays-panel.tsx'
import { shows } from '../search.ts'
import type { dueSearch } from '../search.ts'
import '../../../../../platform/web/parts/field.css'
import '../due/due.css'

const PRINTED = 500

/** What must be done this month, by whoever looks: by kind, the overdue first, each with the way to where it is done. */
export function DuePage() {
  const words = useDueWords()
  const area = useArea()
  const { month, show = 'due', kind, organization, of, row: open, look } = useSearch({ from: '/due' })
  const navigate = useNavigate({ from: '/due' })
  const within = { month, organization, area, ...(of === 'all' ? { mine: 'false' as const } : {}) }
  const count = useQuery({ ...deadlinesApi.query('deadlines.count', within), placeholderData: keepPreviousData })
  const list = usePages(deadlinesApi.pages('deadlines.list', { ...within, show, kind, limit: PRINTED }))
  const columns = useDueColumns(show === 'done')
  const set = (what: Partial<ReturnType<typeof dueSearch>>): void =>
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  const error = count.error ?? list.problem
  if (error !== null) {
    const retry = (): void => void Promise.all([count.refetch(), list.retry()])
    return (
      <Page title={words.title} lead="">
        <ProblemPanel error={error} onRetry={retry} />
      </Page>
    )
  }
  const opened = list.rows.find(({ id }) => id === open)
  const data = count.data
  return (
    <Page
      title={words.title}
      lead={data && <DueLead count={data} />}
      asOf={data?.day}
      fill
      actions={
        <>
          <Button onClick={() => set({ look: 'workdays', row: undefined })}>{words.workdays.open}</Button>
          <Button onClick={() => print()}>{words.print}</Button>
        </>
      }
    >
      <div className="due-columns">
        <KindsCard count={data} show={show} chosen={kind} onChoose={(next) => set({ kind: next })} />
        <Card>
          <TabBar
            label={words.showsLabel}
            panel="due-panel"
            chosen={show}
            tabs={shows.map((key) => ({ key, name: words.shows[key], count: data?.[key] }))}
            onChoose={(next) => set({ show: next === 'due' ? undefined : next, row: undefined })}
          />
          <DueBar
            count={data}
            month={month}
            all={of === 'all'}
            organization={organization === undefined ? undefined : (list.rows[0]?.organizationName ?? organization)}
            onSet={set}
          />
          <div id="due-panel" role="tabpanel" aria-label={words.shows[show]} className="tab-panel">
            <DataTable
              label={words.shows[show]}
              columns={columns}
              rows={list.rows}
              rowKey={({ id }) => id}
              loading={list.loading}
              more={list.more}
              total={list.total}
              opened={open ?? null}
              onOpen={({ id }) => set({ row: id, look: undefined })}
              empty={<EmptyState title={words.empty[show]} why={words.emptyWhy} />}
            />
          </div>
        </Card>
      </div>
      <SidePanel open={opened !== undefined} title={words.panel.title} onClose={() => set({ row: undefined })}>
        {opened === undefined ? null : <RowPanel row={opened} onDone={() => set({ row: undefined })} />}
      </SidePanel>
      <SidePanel open={look === 'workdays'} title={words.workdays.title} onClose={() => set({ look: undefined })}>
        <WorkdaysPanel nextYear={Number((data?.day ?? '2026').slice(0, 4)) + 1} />
      </SidePanel>
    </Page>
  )
}
