import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import { useOffice } from '../../../areas/web/public.ts'
import type { InstructorRow } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { Handover } from '../instructors/handover.tsx'
import { InstructorForm } from '../instructors/instructor-form.tsx'
import { inOrder, loadOf, matching } from '../instructors/load.ts'
import { useInstructorsWords } from '../instructors/words.ts'
import { defaultParams } from '../params/default-params.ts'
import { useLatestPlan } from '../public.ts'
import '../../../../platform/web/parts/field.css'
import '../parts/room.css'

/** Who looks after how many units, until when; what has to be handed over. */
export function InstructorsPage() {
  const words = useInstructorsWords()
  const { q = '', only, edit, handover } = useSearch({ from: '/plan/instructors' })
  const navigate = useNavigate({ from: '/plan/instructors' })
  const query = useQuery(plannerApi.query('planner.instructors', {}))
  const usual = useLatestPlan()?.params.capacity ?? defaultParams.capacity
  const set = (what: Record<string, string | undefined>): void =>
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  const columns = useColumns(usual, {
    onEdit: (name) => set({ edit: name }),
    onHandover: (name) => void navigate({ search: { handover: name } }),
  })
  if (handover !== undefined) {
    return <Handover name={handover} capacity={usual} onBack={() => set({ handover: undefined })} />
  }
  if (query.error !== null) {
    return (
      <Page title={words.title} lead="">
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  }
  const all = query.data?.rows ?? []
  const rows = inOrder(matching(all, { q, only }, usual))
  const edited = all.find(({ name }) => name === edit)
  const lead =
    query.data === undefined
      ? undefined
      : all.length === 0
        ? words.leadNone
        : fill(words.lead, {
            n: <b>{countText(all.length)}</b>,
            units: <b>{countText(all.reduce((sum, { units }) => sum + units, 0))}</b>,
            over: <b>{countText(all.filter((row) => loadOf(row, usual).over > 0).length)}</b>,
            leaving: <b>{countText(all.filter((row) => row.leaving).length)}</b>,
          })
  return (
    <Page title={words.title} lead={lead} fill>
      <Card grow>
        <div className="plan-bar no-print">
          <input
            className="control"
            type="search"
            value={q}
            maxLength={40}
            aria-label={words.find}
            placeholder={words.find}
            onChange={(event) => set({ q: event.target.value === '' ? undefined : event.target.value })}
          />
          <select
            className="control"
            aria-label={words.only}
            value={only ?? ''}
            onChange={(event) => set({ only: event.target.value === '' ? undefined : event.target.value })}
          >
            <option value="">{words.onlyAll}</option>
            <option value="leaving">{words.onlyLeaving}</option>
            <option value="full">{words.onlyFull}</option>
          </select>
          <span className="push faint">{words.order}</span>
        </div>
        <DataTable
          label={words.title}
          columns={columns}
          rows={rows}
          rowKey={({ name }) => name}
          loading={query.isPending}
          opened={edit ?? null}
          onOpen={({ name }) => set({ edit: name })}
          empty={
            all.length === 0 ? (
              <EmptyState title={words.empty} next={<Link to="/import">{words.emptyNext}</Link>} />
            ) : (
              <EmptyState title={words.empty} why={words.emptyWhy} />
            )
          }
        />
      </Card>
      <SidePanel
        open={edited !== undefined}
        title={edited === undefined ? '' : words.form.title(edited.name)}
        onClose={() => set({ edit: undefined })}
      >
        {edited === undefined ? null : (
          <InstructorForm key={edited.name} instructor={edited} usual={usual} onDone={() => set({ edit: undefined })} />
        )}
      </SidePanel>
    </Page>
  )
}

function useColumns(
  usual: number,
  { onEdit, onHandover }: { readonly onEdit: (name: string) => void; readonly onHandover: (name: string) => void },
): Column<InstructorRow>[] {
  const words = useInstructorsWords()
  const { today } = useOffice()
  const { columns } = words
  return [
    {
      key: 'name',
      title: columns.name,
      width: '168px',
      render: ({ name, leaving }) => (
        <>
          {name}
          {leaving ? <span className="tag tag-sand after">{words.leaving}</span> : null}
        </>
      ),
    },
    {
      key: 'towns',
      title: columns.towns,
      render: ({ townNames }) => <span title={townNames.join('、')}>{townNames.join('、')}</span>,
    },
    {
      key: 'load',
      title: columns.load,
      width: '72px',
      right: true,
      render: (row) => words.load(countText(row.units), countText(loadOf(row, usual).most)),
    },
    {
      key: 'room',
      title: columns.room,
      width: '104px',
      render: (row) => {
        const { over, room } = loadOf(row, usual)
        return over > 0 ? (
          <span className="tag tag-sand">{words.over(countText(over))}</span>
        ) : (
          <span className="muted">{room === 0 ? words.full : words.room(countText(room))}</span>
        )
      },
    },
    {
      key: 'until',
      title: columns.until,
      width: '160px',
      render: ({ until }) =>
        until === null ? (
          '—'
        ) : (
          <>
            {until}
            {until < today ? <span className="tag tag-red after">{words.ended}</span> : null}
          </>
        ),
    },
    {
      key: 'conflicts',
      title: columns.conflicts,
      width: '72px',
      render: ({ conflicts }) =>
        conflicts.length === 0 ? (
          '—'
        ) : (
          <span title={conflicts.map(({ name }) => name).join('、')}>
            {words.conflictsN(countText(conflicts.length))}
          </span>
        ),
    },
    { key: 'note', title: columns.note, render: ({ note }) => <span title={note}>{note}</span> },
    {
      key: 'do',
      title: <span className="sr-only">{columns.do}</span>,
      width: '152px',
      render: ({ name, leaving }) => (
        <span className="row no-print">
          <Button
            size="small"
            aria-label={words.editLong(name)}
            onClick={(event) => {
              event.stopPropagation()
              onEdit(name)
            }}
          >
            {words.edit}
          </Button>
          {leaving ? (
            <Button
              size="small"
              onClick={(event) => {
                event.stopPropagation()
                onHandover(name)
              }}
            >
              {words.handover}
            </Button>
          ) : null}
        </span>
      ),
    },
  ]
}
