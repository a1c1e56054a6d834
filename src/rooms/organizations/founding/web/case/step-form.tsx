import { useState } from 'react'
import type { ReactNode } from 'react'
import { Field, Form } from '../../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import type { Trial } from '../../../contract.ts'
import { TrialPanel } from '../../../web/change/trial.tsx'
import type { FoundingCase } from '../../contract.ts'
import { useFoundingWords } from '../words.ts'
import { lacksReason, softOf } from './soft-reasons.ts'
import type { StepEndpoint } from './use-step.ts'

/** What every step asks: the day on which it was done, a word about it, and a reason for each soft rule it breaks. */
export interface StepBase {
  readonly id: string
  readonly version: number
  readonly day: string
  readonly reason: string
  readonly overrides: Readonly<Record<string, string>>
}

/** The form of one step, with its own fields between. */
export function StepForm({
  found,
  endpoint,
  label,
  blocked,
  trial,
  mustReason = false,
  hint,
  send,
  onDay,
  children,
}: {
  readonly found: FoundingCase
  readonly endpoint: StepEndpoint
  readonly label: string
  /** Why it may not be sent yet. */
  readonly blocked?: string | null
  /** What it would do, where it is tried beforehand. */
  readonly trial?: Trial | undefined
  readonly mustReason?: boolean
  readonly hint?: string
  readonly send: { readonly run: (base: StepBase) => void; readonly error: Error | null; readonly isPending: boolean }
  readonly onDay?: (day: string) => void
  readonly children?: ReactNode
}) {
  const { case: words } = useFoundingWords()
  const { today } = useOffice()
  const [day, setDay] = useState(today)
  const [reason, setReason] = useState('')
  const [overrides, setOverrides] = useState<Readonly<Record<string, string>>>(found.overrides)
  const asked = softOf(send.error)
  const soft = trial?.soft ?? asked
  const why =
    (found.changeable ? null : words.notChangeable) ??
    blocked ??
    (mustReason && reason.trim().length < 2 ? words.needReason : null) ??
    (lacksReason(soft, overrides) ? words.overrides : null)
  return (
    <Form
      onSend={() =>
        why === null && send.run({ id: found.id, version: found.version, day, reason: reason.trim(), overrides })
      }
    >
      {hint === undefined ? null : <p className="muted">{hint}</p>}
      <Field label={words.day}>
        <input
          type="date"
          value={day}
          max={today}
          onChange={(event) => {
            setDay(event.target.value)
            onDay?.(event.target.value)
          }}
        />
      </Field>
      {children}
      <Field label={mustReason ? words.reasonMust : words.reason}>
        <textarea value={reason} maxLength={400} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {trial === undefined && soft.length === 0 ? null : (
        <TrialPanel
          trial={trial ?? { refused: [], soft: [...soft], follows: [] }}
          reasons={overrides}
          onReason={(rule, text) => setOverrides((old) => ({ ...old, [rule]: text }))}
        />
      )}
      {send.error === null || asked.length > 0 ? null : <ProblemPanel error={send.error} />}
      <div>
        <ReasonButton type="primary" htmlType="submit" needs={endpoint} reason={why} loading={send.isPending}>
          {label}
        </ReasonButton>
      </div>
    </Form>
  )
}
