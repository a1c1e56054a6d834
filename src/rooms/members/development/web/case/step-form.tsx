import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem } from '../../../../../platform/web/api/problem.ts'
import { refreshAll } from '../../../../../platform/web/api/query-client.ts'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { Field, Form } from '../../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import type { CasePage } from '../../contract.ts'
import { developmentApi } from '../api.ts'
import { useDevelopmentWords } from '../words.ts'
import { DetailFields } from './detail-fields.tsx'
import { NOTHING_TYPED, readDetails, type Typed } from './details.ts'
import { StepPapers } from './papers.tsx'

type Step = CasePage['steps'][number]

/** One step with its day, its papers and what else it asks; a refusal stands where it was sent. */
export function StepForm({
  found,
  step,
  onDone,
}: {
  readonly found: CasePage
  readonly step: Step
  readonly onDone: () => void
}) {
  const { case: words } = useDevelopmentWords()
  const { today } = useOffice()
  const [day, setDay] = useState(today)
  const [typed, setTyped] = useState<Typed>(NOTHING_TYPED)
  const [papers, setPapers] = useState('')
  const [note, setNote] = useState('')
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const { key } = step
  const run = useMutation({
    mutationFn: () => {
      if (key === 'apply') throw new RangeError('an application is entered when a case is opened')
      const given = Object.entries(reasons).filter(([, text]) => text.trim().length >= 2)
      return developmentApi.call('development.take', {
        id: found.id,
        version: found.version,
        step: key,
        day,
        details: readDetails(key, typed),
        papers: papers.trim(),
        note: note.trim(),
        overrides: Object.fromEntries(given.map(([rule, text]) => [rule, text.trim()])),
      })
    },
    onSuccess: async () => {
      await refreshAll()
      onDone()
    },
  })
  const asked = softRule(run.error)
  const missing =
    day === '' ? words.noDay : asked !== null && (reasons[asked.rule] ?? '').trim().length < 2 ? words.noReason : null
  const consequence = Object.entries(words.consequences).find(([one]) => one === key)?.[1]
  return (
    <Card title={`${words.chosen}：${step.name}`} padded>
      <StepPapers id={found.id} step={step} />
      <Form onSend={() => (missing === null ? run.mutate() : undefined)}>
        {consequence === undefined ? null : <p className="muted">{consequence}</p>}
        <Field label={words.day}>
          <input type="date" max={today} value={day} onChange={({ target: { value } }) => setDay(value)} />
        </Field>
        <DetailFields
          step={key}
          typed={typed}
          today={today}
          onChange={(what) => setTyped((old) => ({ ...old, ...what }))}
        />
        <Field label={words.papers}>
          <input maxLength={120} value={papers} onChange={({ target: { value } }) => setPapers(value)} />
        </Field>
        <Field label={words.note}>
          <input maxLength={400} value={note} onChange={({ target: { value } }) => setNote(value)} />
        </Field>
        {asked === null ? null : (
          <Field label={words.reasonFor(asked.why)}>
            <input
              maxLength={400}
              value={reasons[asked.rule] ?? ''}
              onChange={({ target: { value } }) => setReasons((old) => ({ ...old, [asked.rule]: value }))}
            />
          </Field>
        )}
        {run.error === null || asked !== null ? null : <ProblemPanel error={run.error} />}
        <div>
          <ReasonButton
            type="primary"
            htmlType="submit"
            needs="development.take"
            on={{ path: found.path, chain: found.chain }}
            reason={missing}
            loading={run.isPending}
          >
            {words.send}
          </ReasonButton>
        </div>
      </Form>
    </Card>
  )
}

/** The soft rule for which the server asked a reason; null for any other failure. */
function softRule(error: Error | null): { readonly rule: string; readonly why: string } | null {
  if (!(error instanceof ApiProblem) || error.code !== 'development.needs-reason') return null
  const { rule, why } = error.details
  return typeof rule === 'string' && typeof why === 'string' ? { rule, why } : null
}
