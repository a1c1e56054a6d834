import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { jobEnded, useJob } from '../../../../platform/web/api/use-job.ts'
import { countText, momentText, secondsText } from '../../../../platform/web/format.ts'
import { CopyButton } from '../../../../platform/web/parts/copy-button.tsx'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { JobProgress } from '../../../../platform/web/parts/job-progress.tsx'
import { PrintSheet } from '../../../../platform/web/parts/print-sheet.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import { useWhyNot } from '../../../../platform/web/session/use-may.ts'
import type { verdictShape } from '../../contract.ts'
import { auditApi } from '../api.ts'
import { useTrailWords } from './words.ts'
import './trail.css'

type Verdict = z.output<typeof verdictShape>

/** The head of the chain, to be kept elsewhere, and the check of the whole chain against it. */
export function HeadPanel() {
  const { head: words } = useTrailWords()
  const query = useQuery(auditApi.query('audit.head', {}))
  if (query.error !== null) return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
  if (query.data === undefined) return <SkeletonLines count={5} />
  const { no, at, rows, hash } = query.data
  const written = `${no}:${hash}`
  const facts = (
    <dl className="trail-facts num">
      <dt>{words.no}</dt>
      <dd>{countText(no)}</dd>
      <dt>{words.at}</dt>
      <dd>{at === null ? '—' : momentText(at)}</dd>
      <dt>{words.rows}</dt>
      <dd>{words.rowsN(countText(rows))}</dd>
      <dt>{words.hash}</dt>
      <dd>
        <code className="head-hash">{written}</code>
      </dd>
    </dl>
  )
  return (
    <div className="trail-panel">
      <p className="muted">{words.why}</p>
      {no === 0 ? <p>{words.none}</p> : facts}
      {no === 0 ? null : (
        <div className="row">
          <CopyButton text={written}>{words.copy}</CopyButton>
          <Button onClick={() => window.print()}>{words.print}</Button>
          <PrintSheet>
            <section>
              <h2>{words.paper}</h2>
              {facts}
            </section>
          </PrintSheet>
        </div>
      )}
      <Verify />
    </div>
  )
}

function Verify() {
  const { head: words } = useTrailWords()
  const [old, setOld] = useState('')
  const reason = useWhyNot('audit.verify')
  const start = useMutation({
    mutationFn: () => auditApi.call('audit.verify', old.trim() === '' ? {} : { head: old.trim() }),
  })
  const job = useJob(start.data?.job ?? null)
  const running = start.data !== undefined && (job === null || !jobEnded(job))
  const verdict = job?.state === 'done' ? verdictOf(job.result) : null
  return (
    <section aria-label={words.verify}>
      <Form onSend={() => (reason === null ? start.mutate() : undefined)}>
        <h2>{words.verify}</h2>
        <p className="muted">{words.verifyWhy}</p>
        <Field label={words.old} hint={words.oldHint}>
          <input
            maxLength={200}
            spellCheck={false}
            autoComplete="off"
            value={old}
            onChange={(event) => setOld(event.target.value)}
          />
        </Field>
        {start.error === null ? null : <ProblemPanel error={start.error} />}
        <div>
          <ReasonButton type="primary" htmlType="submit" reason={reason} loading={start.isPending || running}>
            {words.send}
          </ReasonButton>
        </div>
        {start.data === undefined || job?.state === 'done' ? null : <JobProgress job={job} />}
        {verdict === null ? null : (
          <div className={verdict.ok ? 'verdict' : 'verdict verdict-bad'} role="status">
            <b>{verdict.ok ? words.good : words.bad}</b>
            <p>
              {verdict.sentence}
              <span className="muted">　{words.took(secondsText(verdict.seconds))}</span>
            </p>
            {verdict.faults.length === 0 ? null : (
              <ul>
                {verdict.faults.map((fault) => (
                  <li key={`${fault.kind} ${fault.seal} ${fault.row}`}>{fault.words}</li>
                ))}
              </ul>
            )}
          </div>
        )}
      </Form>
    </section>
  )
}

/** A job's result is a verdict when it has its sentence; the job is the server's own. */
function verdictOf(result: Record<string, unknown> | null): Verdict | null {
  return result !== null && typeof result['sentence'] === 'string' ? (result as Verdict) : null
}
