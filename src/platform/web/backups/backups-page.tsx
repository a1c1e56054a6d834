import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { z } from 'zod'
import type { backupShape } from '../../contract.ts'
import { platformApi } from '../api/platform.ts'
import { jobEnded, useJob } from '../api/use-job.ts'
import { bytesText, countText, momentText } from '../format.ts'
import { Card } from '../parts/card.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { fill } from '../parts/fill.tsx'
import { JobProgress } from '../parts/job-progress.tsx'
import { Page } from '../parts/page.tsx'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import { ReasonButton } from '../parts/reason-button.tsx'
import { useWhyNot } from '../session/use-may.ts'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { ScheduleForm } from './schedule-form.tsx'
import { useBackupsWords } from './words.ts'
import './backups.css'

type Backup = z.output<typeof backupShape>
type Words = ReturnType<typeof useBackupsWords>

/** The copies there are, a way to make one now, and when they are made by themselves. */
export function BackupsPage() {
  const words = useBackupsWords()
  const query = useQuery(platformApi.query('platform.backups', {}))
  const reason = useWhyNot('platform.makeBackup')
  const make = useMutation({ mutationFn: () => platformApi.call('platform.makeBackup', {}) })
  const job = useJob(make.data?.job ?? null)
  const running = make.isPending || (make.data !== undefined && (job === null || !jobEnded(job)))
  const done = job?.state === 'done'
  const { refetch } = query
  useEffect(() => {
    if (done) void refetch()
  }, [done, refetch])
  const data = query.data
  const last = data?.rows[0]
  const holes = {
    last: <b>{last === undefined ? '' : momentText(last.at)}</b>,
    next: <b>{data?.nextAt == null ? words.noNext : momentText(data.nextAt)}</b>,
    n: <b>{countText(data?.rows.length)}</b>,
    folder: <span className="ellipsis">{data?.folder}</span>,
  }
  return (
    <Page
      title={words.title}
      lead={
        query.error !== null
          ? ''
          : data === undefined
            ? undefined
            : fill(last === undefined ? words.leadNone : words.lead, holes)
      }
      fill
      actions={
        <ReasonButton type="primary" reason={reason} loading={running} onClick={() => make.mutate()}>
          {words.make}
        </ReasonButton>
      }
    >
      {query.error !== null ? <ProblemPanel error={query.error} onRetry={() => void refetch()} /> : null}
      {make.error === null ? null : <ProblemPanel error={make.error} />}
      {make.data === undefined ? null : (
        <Card padded>{done ? <p role="status">{words.made}</p> : <JobProgress job={job} />}</Card>
      )}
      {data?.lastProblem == null ? null : (
        <div className="problem" role="alert">
          {words.problem(data.lastProblem)}
        </div>
      )}
      <div className="backups-columns">
        <Card
          grow
          title={words.title}
          note={data === undefined ? '' : words.disk(bytesText(data.disk.free), bytesText(data.disk.total))}
        >
          <DataTable
            label={words.title}
            columns={columnsOf(words)}
            rows={data?.rows ?? []}
            rowKey={({ name }) => name}
            loading={query.isPending}
            empty={<EmptyState title={words.empty} why={words.emptyWhy} />}
          />
        </Card>
        <Card title={words.schedule.title} padded>
          {data === undefined ? null : <ScheduleForm key={JSON.stringify(data.schedule)} schedule={data.schedule} />}
          <p className="faint backups-restore">{words.restore}</p>
        </Card>
      </div>
    </Page>
  )
}

function columnsOf(words: Words): Column<Backup>[] {
  const { columns } = words
  return [
    { key: 'at', title: columns.at, width: '160px', render: ({ at }) => momentText(at) },
    { key: 'why', title: columns.why, width: '88px', render: ({ why }) => words.whys[why] },
    { key: 'bytes', title: columns.bytes, width: '104px', right: true, render: ({ bytes }) => bytesText(bytes) },
    { key: 'rows', title: columns.rows, width: '112px', right: true, render: ({ rows }) => countText(rows) },
    {
      key: 'verified',
      title: columns.verified,
      width: '112px',
      render: ({ verified }) => (
        <span className={verified ? 'tag tag-teal' : 'tag tag-sand'}>
          {verified ? words.verified : words.unverified}
        </span>
      ),
    },
    { key: 'name', title: columns.name, render: ({ name }) => <span title={name}>{name}</span> },
  ]
}
