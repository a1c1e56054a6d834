import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { Form } from '../../../../platform/web/parts/field.tsx'
import { JobProgress } from '../../../../platform/web/parts/job-progress.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { usePlatformWords } from '../../../../platform/web/words.ts'
import { useArea } from '../../../areas/web/public.ts'
import type { PlanParams } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { useRun } from '../parts/use-run.ts'
import { paramsFault } from './changed.ts'
import { defaultParams } from './default-params.ts'
import { RulesForm } from './rules-form.tsx'
import { SaveScenario } from './save-scenario.tsx'
import { useParamsWords } from './words.ts'

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
  /** Told the plan where it was made for one area only; else it is the newest. */
  readonly onMade: (plan: string | undefined) => void
}) {
  const words = useParamsWords()
  return (
    <SidePanel open={open} title={words.title} width={460} onClose={onClose}>
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
  readonly onMade: (plan: string | undefined) => void
}) {
  const words = useParamsWords()
  const { job: jobWords } = usePlatformWords()
  const area = useArea()
  const [params, setParams] = useState((): PlanParams => {
    const start = last ?? defaultParams
    const within = start.within === 'town' ? 'county' : 'city'
    // The plan compared with belongs to one run; the day too, unless it is asked for again.
    return { ...start, area, day: undefined, compareWith: undefined, ...(loosen ? { within } : {}) }
  })
  const make = useRun(
    (input: PlanParams) => plannerApi.call('planner.make', input),
    (result) => {
      const made = result?.['plan']
      void refreshAll().then(() => onMade(params.area === undefined || made === undefined ? undefined : String(made)))
    },
  )
  if (make.running || make.done) {
    return (
      <div className="form">
        <JobProgress job={make.job} />
        <p className="faint">{make.done ? words.done : jobWords.leave}</p>
      </div>
    )
  }
  const fault = paramsFault(params)
  const why = fault === null ? null : words.faults[fault]
  return (
    <Form onSend={() => fault === null && make.start(params)}>
      {make.shown ? <JobProgress job={make.job} /> : null}
      <RulesForm params={params} onChange={setParams} />
      <p className="muted">{words.keep}</p>
      {make.error === null ? null : <ProblemPanel error={make.error} />}
      <div>
        <ReasonButton type="primary" htmlType="submit" needs="planner.make" reason={why}>
          {words.send}
        </ReasonButton>
      </div>
      <hr className="thin" />
      <SaveScenario params={params} fault={why} />
    </Form>
  )
}
