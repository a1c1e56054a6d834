import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { jobEnded, useJob } from '../../../../platform/web/api/use-job.ts'
import { countText, rateText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { JobProgress } from '../../../../platform/web/parts/job-progress.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import { useWhyNot } from '../../../../platform/web/session/use-may.ts'
import type { Preset } from '../../../rulebook/contract.ts'
import { coverageApi } from '../api.ts'
import { useTrialWords } from './words.ts'
import './trial.css'

/** What a preset would change, before it is taken into use on stated grounds. */
export function Trial({ preset }: { readonly preset: Preset }) {
  const words = useTrialWords()
  const [reason, setReason] = useState('')
  const refused = useWhyNot('coverage.dryRunPreset')
  // A dry run writes nothing; it is a POST because it counts anew.
  const trial = useQuery({
    queryKey: ['coverage.dryRunPreset', preset.id, preset.version],
    queryFn: ({ signal }) => coverageApi.call('coverage.dryRunPreset', { id: preset.id }, signal),
    enabled: refused === null,
  })
  const activate = useMutation({
    mutationFn: () => coverageApi.call('coverage.activatePreset', { id: preset.id, reason: reason.trim() }),
  })
  const job = useJob(activate.data?.job ?? null)
  const done = job?.state === 'done'
  useEffect(() => {
    if (done) void refreshAll()
  }, [done])
  const lacks = preset.active ? words.alreadyActive : reason.trim() === '' ? words.needReason : null
  const { data } = trial
  return (
    <Card title={words.title}>
      {refused !== null ? (
        <p className="card-body muted">{refused}。</p>
      ) : trial.error !== null ? (
        <ProblemPanel error={trial.error} onRetry={() => void trial.refetch()} />
      ) : data === undefined ? (
        <SkeletonLines count={3} />
      ) : (
        <div className="trial num">
          <p>
            {preset.active ? words.activeNote : data.sentence}
            {preset.active || data.left === 0 ? null : words.moved(countText(data.entered), countText(data.left))}
          </p>
          {data.targets.length === 0 ? null : (
            <>
              <h3>{words.targets}</h3>
              <ul>
                {data.targets.map((target) => (
                  <li key={target.words}>
                    <span
                      className={target.met === true ? 'tag tag-teal' : target.met === false ? 'tag tag-red' : 'tag'}
                    >
                      {target.met === true ? words.met : target.met === false ? words.unmet : words.unknown}
                    </span>
                    {target.words}
                    <b>{rateText(target.rate)}</b>
                  </li>
                ))}
              </ul>
            </>
          )}
          {data.sample.length === 0 ? null : (
            <>
              <h3>{words.sample}</h3>
              <ul>
                {data.sample.slice(0, 6).map(({ unit, name, why }) => (
                  <li key={unit}>
                    <Link to="/units/$id" params={{ id: unit }}>
                      {name}
                    </Link>
                    <span className="muted">{why}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          {preset.active ? null : activate.data !== undefined &&
            !(job !== null && jobEnded(job) && !done && job.problem === null) ? (
            done ? (
              <p className="good">{words.done}</p>
            ) : (
              <>
                <JobProgress job={job} cancellable={false} />
                <p className="faint">{words.leave}</p>
              </>
            )
          ) : (
            <Form onSend={() => lacks === null && activate.mutate()}>
              <Field label={words.reason} hint={words.reasonHint}>
                <input value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
              </Field>
              {activate.error === null ? null : <ProblemPanel error={activate.error} />}
              <div>
                <ReasonButton
                  type="primary"
                  htmlType="submit"
                  needs="coverage.activatePreset"
                  reason={lacks}
                  loading={activate.isPending}
                >
                  {words.activate}
                </ReasonButton>
              </div>
            </Form>
          )}
        </div>
      )}
    </Card>
  )
}
