import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import { MaskedHint } from '../../../access/web/public.tsx'
import { ToImport } from '../../../units/web/public.ts'
import { plannerApi } from '../api.ts'
import { useInstructorColumns } from '../instructors/columns.tsx'
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
  const { q = '', only, edit, handover, each } = useSearch({ from: '/plan/instructors' })
  const navigate = useNavigate({ from: '/plan/instructors' })
  const query = useQuery(plannerApi.query('planner.instructors', {}))
  const usual = useLatestPlan()?.params.capacity ?? defaultParams.capacity
  const set = (what: Record<string, string | undefined>): void =>
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  const columns = useInstructorColumns(usual, {
    onEdit: (key) => set({ edit: key }),
    onHandover: (key) => void navigate({ search: { handover: key } }),
  })
  if (handover !== undefined) {
    const capacity = Number(each) >= 1 && Number(each) <= 50 ? Math.floor(Number(each)) : usual
    return (
      <Handover
        who={handover}
        capacity={capacity}
        onCapacity={(next) => set({ each: String(next) })}
        onBack={() => set({ handover: undefined, each: undefined })}
      />
    )
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
  const edited = all.find(({ key }) => key === edit)
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
          <MaskedHint />
          <span className="push faint">{words.order}</span>
        </div>
        <DataTable
          label={words.title}
          columns={columns}
          rows={rows}
          rowKey={({ key }) => key}
          loading={query.isPending}
          opened={edit ?? null}
          onOpen={({ key }) => set({ edit: key })}
          empty={
            all.length === 0 ? (
              <EmptyState title={words.empty} next={<ToImport>{words.emptyNext}</ToImport>} />
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
          <InstructorForm key={edited.key} instructor={edited} usual={usual} onDone={() => set({ edit: undefined })} />
        )}
      </SidePanel>
    </Page>
  )
}
