import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '../../../../platform/web/api/client.ts'
import { jobEnded, useJob } from '../../../../platform/web/api/use-job.ts'
import { countText, momentText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Field } from '../../../../platform/web/parts/field.tsx'
import { JobProgress } from '../../../../platform/web/parts/job-progress.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SkeletonBlock } from '../../../../platform/web/parts/skeleton.tsx'
import { useWhyNot } from '../../../../platform/web/session/use-may.ts'
import type { personalEndpoints } from '../../personal/contract.ts'
import { personalApi } from '../api.ts'
import { ReasonForm } from '../parts/reason-form.tsx'
import { Times } from '../personal/times-card.tsx'
import { changedPeriods, tooShort } from '../personal/periods.ts'
import { usePersonalWords } from '../personal/words.ts'
import '../../../../platform/web/table/data-table.css'
import '../personal/retention.css'

/** How long each kind of personal data is kept, and above how many people an export needs a second person. */
export function RetentionPage() {
  const { retention: words } = usePersonalWords()
  return (
    <Page title={words.title} lead={words.lead} actions={<EraseNow />}>
      <Retention />
      <Times />
    </Page>
  )
}

function Retention() {
  const query = useQuery(personalApi.query('personal.retention', {}))
  if (query.error !== null) return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
  if (query.data === undefined) return <SkeletonBlock height={360} />
  return <Periods key={query.dataUpdatedAt} data={query.data} />
}

function Periods({ data }: { readonly data: Output<typeof personalEndpoints, 'personal.retention'> }) {
  const { retention: words } = usePersonalWords()
  const reason = useWhyNot('personal.saveRetention')
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [threshold, setThreshold] = useState(String(data.threshold))
  const rows = changedPeriods(data.rows, typed)
  const short = tooShort(data.rows, typed)
  const other = Number(threshold) !== data.threshold
  const why =
    reason ??
    (short !== null
      ? words.tooShort(short.name, countText(short.least))
      : rows.length === 0 && !other
        ? words.unchanged
        : null)
  const reset = (): void => {
    setTyped({})
    setThreshold(String(data.threshold))
  }
  return (
    <Card title={words.rows} note={words.monthsHint}>
      <table className="table num" aria-label={words.rows}>
        <thead>
          <tr>
            <th scope="col">{words.columns.name}</th>
            <th scope="col">{words.columns.months}</th>
            <th scope="col">{words.columns.least}</th>
            <th scope="col">{words.columns.why}</th>
            <th scope="col">{words.columns.last}</th>
          </tr>
        </thead>
        <tbody>
          {data.rows.map(({ id, name, months, least, promised, why: because, last }) => (
            <tr key={id}>
              <td>{name}</td>
              <td>
                <input
                  className="control months"
                  type="number"
                  min={1}
                  max={1200}
                  aria-label={`${name}：${words.columns.months}`}
                  placeholder={promised ? words.months : words.forever}
                  value={typed[id] ?? (months === null ? '' : String(months))}
                  onChange={(event) => setTyped({ ...typed, [id]: event.target.value })}
                />
              </td>
              <td>{least === null ? words.noLeast : words.leastN(countText(least))}</td>
              <td>{because}</td>
              <td className="muted">{last === null ? words.never : words.last(momentText(last.at), last.sentence)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="card-body retention-form">
        <ReasonForm
          send={words.save}
          why={why}
          onSend={(text) =>
            personalApi.call('personal.saveRetention', {
              rows,
              ...(other ? { threshold: Number(threshold) } : {}),
              reason: text,
            })
          }
          onDone={() => undefined}
          onCancel={reset}
        >
          <Field label={`${words.threshold}（${words.persons}）`} hint={words.thresholdNote}>
            <input
              type="number"
              min={0}
              max={100000}
              value={threshold}
              onChange={(event) => setThreshold(event.target.value)}
            />
          </Field>
        </ReasonForm>
      </div>
    </Card>
  )
}

function EraseNow() {
  const { retention: words } = usePersonalWords()
  const reason = useWhyNot('personal.eraseExpired')
  const run = useMutation({ mutationFn: () => personalApi.call('personal.eraseExpired', {}) })
  const job = useJob(run.data?.job ?? null)
  const running = run.isPending || (run.data !== undefined && (job === null || !jobEnded(job)))
  const sentence = job?.result?.['sentence']
  return (
    <div className="erase-now">
      <ReasonButton reason={reason} loading={running} onClick={() => run.mutate()}>
        {words.run}
      </ReasonButton>
      {run.error === null ? null : <ProblemPanel error={run.error} />}
      {run.data === undefined ? null : job?.state === 'done' ? (
        <span role="status">{typeof sentence === 'string' ? sentence : words.ran}</span>
      ) : (
        <JobProgress job={job} />
      )}
    </div>
  )
}
