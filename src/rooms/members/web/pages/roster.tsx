import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { jobEnded, useJob } from '../../../../platform/web/api/use-job.ts'
import { countText, secondsText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { DownloadButton } from '../../../../platform/web/parts/download-link.tsx'
import { JobProgress } from '../../../../platform/web/parts/job-progress.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SkeletonBlock } from '../../../../platform/web/parts/skeleton.tsx'
import { TabBar } from '../../../../platform/web/parts/tab-bar.tsx'
import { MaskedHint, PersonalExportButton } from '../../../access/web/public.tsx'
import type { Difference, Roster } from '../../rosters/contract.ts'
import { rostersApi } from '../api.ts'
import { RosterMap, RosterOptions } from '../rosters/options.tsx'
import { RosterRows } from '../rosters/rows.tsx'
import { RosterTake } from '../rosters/take.tsx'
import { useRosterWords } from '../rosters/words.ts'
import { rosterTabs, type RosterSearch } from '../search.ts'
import '../../../../platform/web/parts/field.css'
import '../members.css'

/** One register against everybody on file: the sentence, the kinds of difference, the rows, and what may be written. */
export function RosterPage() {
  const words = useRosterWords()
  const { id } = useParams({ from: '/members/rosters/$id' })
  const search = useSearch({ from: '/members/rosters/$id' })
  const navigate = useNavigate({ from: '/members/rosters/$id' })
  const query = useQuery(rostersApi.query('rosters.get', { id }))
  const roster = query.data
  const job = useJob(roster?.job ?? null)
  const ended = job !== null && jobEnded(job)
  useEffect(() => {
    if (ended) void refreshAll()
  }, [ended])
  const change = (what: Partial<RosterSearch>): void => {
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  }
  const back = (
    <Link to="/members/rosters" search={{}}>
      {words.title}
    </Link>
  )
  if (query.error !== null)
    return (
      <Page title={words.one.title} lead={back}>
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  if (roster === undefined)
    return (
      <Page title={words.one.title}>
        <SkeletonBlock height={420} />
      </Page>
    )
  const busy = roster.state === 'reading' || roster.state === 'comparing' || roster.state === 'writing'
  const shown = roster.state === 'ready' || roster.state === 'written'
  const tab = search.tab ?? rosterTabs.find((one) => roster.counts[one] > 0) ?? 'added'
  return (
    <Page
      title={roster.sheets[0]?.file ?? words.one.title}
      lead={busy ? words.one.reading : <Lead roster={roster} />}
      fill
      actions={<Actions roster={roster} />}
    >
      {roster.problem === null ? null : (
        <p role="alert" className="bad">
          {roster.problem}
        </p>
      )}
      {busy || (job !== null && job.problem !== null) ? <JobProgress job={job} /> : null}
      {busy || roster.state === 'written' || roster.state === 'failed' ? null : (
        <RosterOptions roster={roster} onMap={() => change({ map: 'open' })} />
      )}
      {!shown ? null : (
        <Card grow>
          <TabBar
            label={words.one.title}
            tabs={rosterTabs.map((key) => ({ key, name: words.one.tabs[key], count: roster.counts[key] }))}
            chosen={tab}
            onChoose={(key) => change({ tab: key, difference: undefined })}
            panel="roster-panel"
          />
          {tab === 'changed' ? <Kinds roster={roster} chosen={search.difference} onChange={change} /> : null}
          <div id="roster-panel" role="tabpanel" className="card-grow roster-panel">
            <RosterRows id={id} tab={tab} difference={tab === 'changed' ? search.difference : undefined} />
          </div>
          {roster.state === 'ready' ? <RosterTake key={roster.id} roster={roster} /> : null}
        </Card>
      )}
      <RosterMap roster={roster} open={search.map === 'open'} onClose={() => change({ map: undefined })} />
    </Page>
  )
}

function Lead({ roster }: { readonly roster: Roster }) {
  const { one: words } = useRosterWords()
  if (roster.state === 'failed') return words.failed
  if (roster.state === 'written')
    return (
      <>
        {words.done}{' '}
        <Link to="/members" search={{}}>
          {words.toMembers}
        </Link>
      </>
    )
  return (
    <>
      {roster.sentence}
      {roster.sentence === ''
        ? ''
        : roster.unexplained === 0
          ? words.explained
          : words.unexplained(countText(roster.unexplained))}
      {roster.filled > 0 ? words.filled(countText(roster.filled)) : ''}{' '}
      {roster.seconds === null ? null : <span className="faint">{words.seconds(secondsText(roster.seconds))}</span>}{' '}
      <MaskedHint />
    </>
  )
}

function Actions({ roster }: { readonly roster: Roster }) {
  const { one: words } = useRosterWords()
  const navigate = useNavigate()
  const { id } = roster
  const discard = useMutation({
    mutationFn: () => rostersApi.call('rosters.discard', { id }),
    onSuccess: async () => {
      await navigate({ to: '/members/rosters' })
      await refreshAll()
    },
  })
  return (
    <>
      {roster.state === 'ready' ? (
        <>
          <PersonalExportButton endpoint="rosters.differences" input={{ id }}>
            {words.differences}
          </PersonalExportButton>
          {roster.counts.wrong + roster.counts.asked > 0 ? (
            <DownloadButton href={rostersApi.url('rosters.wrongRows', { id })} needs="rosters.wrongRows">
              {words.wrongRows}
            </DownloadButton>
          ) : null}
        </>
      ) : null}
      {roster.state === 'written' || roster.state === 'writing' ? null : (
        <ReasonButton needs="rosters.discard" loading={discard.isPending} onClick={() => discard.mutate()}>
          {words.discard}
        </ReasonButton>
      )}
    </>
  )
}

const KINDS = ['organization', 'status', 'dates', 'person', 'details'] as const satisfies readonly Difference[]

function Kinds({
  roster,
  chosen,
  onChange,
}: {
  readonly roster: Roster
  readonly chosen: Difference | undefined
  readonly onChange: (what: Partial<RosterSearch>) => void
}) {
  const words = useRosterWords()
  return (
    <div className="roster-options no-print">
      <select
        className="control"
        aria-label={words.columns.what}
        value={chosen ?? ''}
        onChange={(event) => onChange({ difference: KINDS.find((kind) => kind === event.target.value) })}
      >
        <option value="">{words.one.allDifferences}</option>
        {KINDS.filter((kind) => (roster.differences[kind] ?? 0) > 0).map((kind) => (
          <option key={kind} value={kind}>
            {words.differences[kind]} {countText(roster.differences[kind] ?? 0)}
          </option>
        ))}
      </select>
    </div>
  )
}
