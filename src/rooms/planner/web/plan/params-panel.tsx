import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { jobEnded, useJob } from '../../../../platform/web/api/use-job.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { JobProgress } from '../../../../platform/web/parts/job-progress.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { usePlatformWords } from '../../../../platform/web/words.ts'
import { useArea, useChosenArea } from '../../../areas/web/public.ts'
import type { PlanParams } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { usePlanWords } from './words.ts'

const withins = ['town', 'county', 'city'] as const

/** The rules a plan is made by, and the making itself with its progress. */
export function ParamsPanel({
  open,
  last,
  loosen,
  onClose,
  onMade,
}: {
  readonly open: boolean
  readonly last: PlanParams | undefined
  /** Opened to see what one step wider would give. */
  readonly loosen: boolean
  readonly onClose: () => void
  readonly onMade: () => void
}) {
  const { params: words } = usePlanWords()
  return (
    <SidePanel open={open} title={words.title} onClose={onClose}>
      {open ? <Params last={last} loosen={loosen} onMade={onMade} /> : null}
    </SidePanel>
  )
}

function Params({
  last,
  loosen,
  onMade,
}: {
  readonly last: PlanParams | undefined
  readonly loosen: boolean
  readonly onMade: () => void
}) {
  const { params: words } = usePlanWords()
  const { job: jobWords } = usePlatformWords()
  const area = useArea()
  const here = useChosenArea()?.area.name ?? ''
  const wider = last?.within === 'county' ? 'city' : 'county'
  const [within, setWithin] = useState(loosen ? wider : (last?.within ?? 'town'))
  const [maxUnits, setMaxUnits] = useState(last?.maxUnits ?? 5)
  const [capacity, setCapacity] = useState(last?.capacity ?? 5)
  const [countReported, setCountReported] = useState(last?.countReported ?? false)
  const [only, setOnly] = useState(area !== undefined)
  const make = useMutation({
    mutationFn: () =>
      plannerApi.call('planner.make', {
        within,
        maxUnits,
        capacity,
        countReported,
        ...(only && area !== undefined ? { area } : {}),
      }),
  })
  const job = useJob(make.data?.job ?? null)
  const done = job?.state === 'done'
  const made = useRef(onMade)
  useEffect(() => {
    made.current = onMade
  })
  useEffect(() => {
    if (done) void refreshAll().then(() => made.current())
  }, [done])
  if (make.data !== undefined && !(job !== null && jobEnded(job) && !done && job.problem === null)) {
    return (
      <div className="form">
        <JobProgress job={job} />
        <p className="faint">{done ? words.done : jobWords.leave}</p>
      </div>
    )
  }
  return (
    <Form onSend={() => make.mutate()}>
      <Field label={words.within} hint={words.withinHint}>
        <select value={within} onChange={(event) => setWithin(event.target.value as PlanParams['within'])}>
          {withins.map((key) => (
            <option key={key} value={key}>
              {words.withins[key]}
            </option>
          ))}
        </select>
      </Field>
      <Field label={words.maxUnits} hint={words.maxUnitsHint}>
        <input
          type="number"
          min={2}
          max={10}
          required
          value={maxUnits}
          onChange={(event) => setMaxUnits(event.target.valueAsNumber)}
        />
      </Field>
      <Field label={words.capacity} hint={words.capacityHint}>
        <input
          type="number"
          min={1}
          max={50}
          required
          value={capacity}
          onChange={(event) => setCapacity(event.target.valueAsNumber)}
        />
      </Field>
      <label className="check">
        <input type="checkbox" checked={countReported} onChange={(event) => setCountReported(event.target.checked)} />
        <span>
          {words.countReported}
          <br />
          <span className="faint">{words.countReportedHint}</span>
        </span>
      </label>
      {area === undefined ? null : (
        <label className="check">
          <input type="checkbox" checked={only} onChange={(event) => setOnly(event.target.checked)} />
          {words.area(here)}
        </label>
      )}
      <p className="muted">{words.keep}</p>
      {make.error === null ? null : <ProblemPanel error={make.error} />}
      <div>
        <ReasonButton type="primary" htmlType="submit" loading={make.isPending}>
          {words.send}
        </ReasonButton>
      </div>
    </Form>
  )
}
