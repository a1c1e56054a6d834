import { useState } from 'react'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import type { FoundingCase } from '../../contract.ts'
import { useFoundingWords } from '../words.ts'
import { StepForm } from './step-form.tsx'
import { useStep } from './use-step.ts'

interface Props {
  readonly found: FoundingCase
  readonly onDone: () => void
}

export function ReviewForm({ found, onDone }: Props) {
  const { case: words } = useFoundingWords()
  const step = useStep('founding.review', onDone)
  const run = ({ overrides: _, ...base }: Parameters<SendOf>[0]): void => step.mutate(base)
  return <StepForm found={found} endpoint="founding.review" label={words.review.send} send={{ ...step, run }} />
}

export function ReturnForm({ found, onDone }: Props) {
  const { case: words } = useFoundingWords()
  const step = useStep('founding.return', onDone)
  const run = ({ overrides: _, ...base }: Parameters<SendOf>[0]): void => step.mutate(base)
  return (
    <StepForm
      found={found}
      endpoint="founding.return"
      label={words.return.send}
      hint={words.return.hint}
      mustReason
      send={{ ...step, run }}
    />
  )
}

export function WithdrawForm({ found, onDone }: Props) {
  const { case: words } = useFoundingWords()
  const step = useStep('founding.withdraw', onDone)
  const run = ({ overrides: _, ...base }: Parameters<SendOf>[0]): void => step.mutate(base)
  return (
    <StepForm
      found={found}
      endpoint="founding.withdraw"
      label={words.withdraw.send}
      hint={words.withdraw.hint}
      mustReason
      send={{ ...step, run }}
    />
  )
}

export function FileForm({ found, onDone }: Props) {
  const { case: words } = useFoundingWords()
  const [filedWith, setFiledWith] = useState(words.file.withDefault)
  const [paperNo, setPaperNo] = useState('')
  const step = useStep('founding.file', onDone)
  const run = ({ overrides: _, ...base }: Parameters<SendOf>[0]): void =>
    step.mutate({ ...base, filedWith: filedWith.trim(), paperNo: paperNo.trim() })
  return (
    <StepForm found={found} endpoint="founding.file" label={words.file.send} send={{ ...step, run }}>
      <Field label={words.file.with}>
        <input value={filedWith} maxLength={60} onChange={(event) => setFiledWith(event.target.value)} />
      </Field>
      <Field label={words.paperNo}>
        <input value={paperNo} maxLength={60} onChange={(event) => setPaperNo(event.target.value)} />
      </Field>
    </StepForm>
  )
}

type SendOf = Parameters<typeof StepForm>[0]['send']['run']
