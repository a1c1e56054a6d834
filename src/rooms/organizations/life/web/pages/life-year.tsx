import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { useKeys } from '../../../../../platform/web/keys/use-keys.ts'
import { ButtonLink } from '../../../../../platform/web/parts/button-link.tsx'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { Page } from '../../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { SkeletonBlock } from '../../../../../platform/web/parts/skeleton.tsx'
import { TabBar } from '../../../../../platform/web/parts/tab-bar.tsx'
import { useMay } from '../../../../../platform/web/session/use-may.ts'
import { useOffice } from '../../../../areas/web/public.ts'
import type { LifeYear } from '../../contract.ts'
import { lifeApi } from '../api.ts'
import { MeetingPanel } from '../meeting/meeting-panel.tsx'
import type { RecordStart } from '../record/draft.ts'
import { beginRecord } from '../record/open.ts'
import { RecordForm } from '../record/record-form.tsx'
import type { LifeYearSearch } from '../search.ts'
import { useLifeWords } from '../words.ts'
import { Attendance } from '../year/attendance.tsx'
import { YearGrid } from '../year/grid.tsx'
import { YearMeetings } from '../year/meetings.tsx'
import { LifePapers, PrintMenu } from '../year/papers.tsx'
import { spanOf } from '../year/period.ts'
import { YearPlan } from '../year/plan.tsx'
import { YearSheets, type SheetKind } from '../year/sheets.tsx'
import '../../../../../platform/web/parts/field.css'
import '../life.css'

/** One organisation's year: what was held, what is wanting and by which article, the plan, the records, the numbers. */
export function LifeYearPage() {
  const { year: words } = useLifeWords()
  const { organization } = useParams({ from: '/life/$organization' })
  const { year } = useSearch({ from: '/life/$organization' })
  const query = useQuery({
    ...lifeApi.query('life.year', { id: organization, ...(year === undefined ? {} : { year }) }),
    placeholderData: keepPreviousData,
  })
  if (query.error !== null) {
    return (
      <Page title={words.page} lead={<Link to="/life">{words.page}</Link>}>
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  }
  if (query.data === undefined) {
    return (
      <Page title={words.page}>
        <SkeletonBlock height={480} />
      </Page>
    )
  }
  return <Year life={query.data} />
}

function Year({ life }: { readonly life: LifeYear }) {
  const { year: words, record: recordWords, key, page } = useLifeWords()
  const { asOf, today } = useOffice()
  const search = useSearch({ from: '/life/$organization' })
  const navigate = useNavigate({ from: '/life/$organization' })
  const [only, setOnly] = useState<SheetKind | null>(null)
  const { id, name } = life.organization
  const set = (what: Partial<LifeYearSearch>): void =>
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  const may = useMay('organizations.life').ok && life.changeable
  useKeys(may ? { r: { words: key, run: () => set({ record: 'new', open: undefined }) } } : {})
  const view = search.view ?? 'meetings'
  const period = search.record === undefined ? undefined : search.period
  return (
    <Page
      title={words.title(name)}
      lead={life.sentence}
      asOf={asOf}
      actions={
        <>
          <YearPicker
            life={life}
            onPick={(year) => set({ year, kind: undefined, period: undefined, open: undefined })}
          />
          <ReasonButton
            type="primary"
            needs="life.record"
            reason={life.changeable ? null : words.notChangeable}
            onClick={() => set({ record: 'new', open: undefined, period: undefined })}
          >
            {recordWords} <kbd>R</kbd>
          </ReasonButton>
          <LifePapers organization={id} year={life.year} />
          <PrintMenu
            onPrint={(chosen) => {
              // The picture for the printer is taken at once.
              flushSync(() => setOnly(chosen))
              print()
              setOnly(null)
            }}
          />
          <ButtonLink to="/organizations/$id" params={{ id }}>
            {words.organization}
          </ButtonLink>
        </>
      }
    >
      <div className="life-year">
        <YearGrid
          life={life}
          chosen={{ kind: search.kind, period: search.period }}
          onHeld={(kind, at) => set({ view: undefined, kind, period: at, record: undefined })}
          onRecord={may ? (kind, at) => set({ record: kind, kind, period: at, open: undefined }) : null}
        />
        <Card>
          <TabBar
            label={words.viewsLabel}
            panel="life-year-panel"
            chosen={view}
            tabs={(['meetings', 'plan', 'attendance'] as const).map((one) => ({
              key: one,
              name: words.views[one],
              count: one === 'meetings' ? life.meetings.length : undefined,
            }))}
            onChoose={(next) => set({ view: next === 'meetings' ? undefined : next, edit: undefined })}
          />
          <div id="life-year-panel" role="tabpanel" aria-label={words.views[view]}>
            {view === 'plan' ? (
              <YearPlan
                life={life}
                editing={search.edit === 'plan'}
                onEdit={(editing) => set({ edit: editing ? 'plan' : undefined })}
              />
            ) : view === 'attendance' ? (
              life.attendance.length === 0 ? (
                <p className="card-body muted">{words.attendanceNone}</p>
              ) : (
                <Attendance life={life} />
              )
            ) : (
              <YearMeetings life={life} search={search} onSet={set} />
            )}
          </div>
        </Card>
        <p className="faint">{page.note}</p>
      </div>
      <SidePanel
        open={search.open !== undefined}
        title={words.page}
        width={460}
        onClose={() => set({ open: undefined })}
      >
        {search.open === undefined ? null : <MeetingPanel key={search.open} id={search.open} />}
      </SidePanel>
      <SidePanel
        open={search.record !== undefined}
        title={key}
        width={460}
        onOpened={beginRecord}
        onClose={() => set({ record: undefined })}
      >
        {search.record === undefined ? null : (
          <RecordForm
            key={`${search.record} ${period}`}
            start={startOf(life, search.record, period, today)}
            within={period === undefined ? undefined : (spanOf(period) ?? undefined)}
            onDone={() => set({ record: undefined })}
          />
        )}
      </SidePanel>
      <YearSheets life={life} only={only} />
    </Page>
  )
}

/** Years with something to see, back from the one after this: its plan is made while this one still runs. */
function YearPicker({ life, onPick }: { readonly life: LifeYear; readonly onPick: (year: string) => void }) {
  const { year: words } = useLifeWords()
  const { today } = useOffice()
  const now = Number(today.slice(0, 4))
  const first = Math.min(life.year, Math.max(Number(life.since.slice(0, 4)), now - 9))
  return (
    <select
      className="control"
      aria-label={words.year}
      value={life.year}
      onChange={(event) => onPick(event.target.value)}
    >
      {Array.from(
        { length: Math.max(now + 1, life.year) - first + 1 },
        (_, back) => Math.max(now + 1, life.year) - back,
      ).map((year) => (
        <option key={year} value={year}>
          {words.yearName(year)}
        </option>
      ))}
    </select>
  )
}

/** Today where that lies in the period that is meant; of a past one nobody knows the day. */
function startOf(
  { organization }: LifeYear,
  kind: NonNullable<LifeYearSearch['record']>,
  period: string | undefined,
  today: string,
): RecordStart {
  const span = period === undefined ? null : spanOf(period)
  const day = span === null || (today >= span.from && today <= span.to) ? today : ''
  if (kind === 'new') return { day, organization }
  if (kind === 'secretary-lecture') return { day, organization, kinds: ['lecture'], bySecretary: true }
  return { day, organization, kinds: [kind] }
}
