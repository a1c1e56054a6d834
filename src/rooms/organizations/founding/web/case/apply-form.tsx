import { useState } from 'react'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import type { FoundingCase } from '../../contract.ts'
import { useFoundingWords } from '../words.ts'
import { StepForm } from './step-form.tsx'
import { useStep } from './use-step.ts'

interface Count {
  readonly full: string
  readonly probationary: string
}
const textOf = (count: number | null): string => (count === null ? '' : String(count))

/** The application: counts of members as the ledger has them, to be looked at and put right. */
export function ApplyForm({ found, onDone }: { readonly found: FoundingCase; readonly onDone: () => void }) {
  const { case: words } = useFoundingWords()
  const rows =
    found.members.length > 0
      ? found.members.map(({ unit, name }) => ({ unit, name }))
      : [{ unit: '', name: words.apply.total }]
  const [counts, setCounts] = useState<Readonly<Record<string, Count>>>(() =>
    Object.fromEntries(
      found.members.map(({ unit, membersFull, membersProbationary }) => [
        unit,
        { full: textOf(membersFull), probationary: textOf(membersProbationary ?? (membersFull === null ? null : 0)) },
      ]),
    ),
  )
  const [paperNo, setPaperNo] = useState('')
  const step = useStep('founding.apply', onDone)
  const of = (unit: string): Count => counts[unit] ?? { full: '', probationary: '' }
  const set = (unit: string, what: Partial<Count>): void =>
    setCounts((old) => ({ ...old, [unit]: { ...of(unit), ...what } }))
  const numbers = (unit: string) => ({
    full: Number(of(unit).full),
    probationary: Number(of(unit).probationary || '0'),
  })
  const missing = rows.some(({ unit }) => of(unit).full === '')
  return (
    <StepForm
      found={found}
      endpoint="founding.apply"
      label={words.apply.send}
      blocked={missing ? words.apply.needCounts : null}
      send={{
        run: (base) =>
          step.mutate({
            ...base,
            overrides: { ...base.overrides },
            paperNo: paperNo.trim(),
            counts: found.members.map(({ unit }) => ({ unit, ...numbers(unit) })),
            total: found.members.length > 0 ? null : numbers(''),
          }),
        error: step.error,
        isPending: step.isPending,
      }}
    >
      <div className="field">
        <span>{words.apply.counts}</span>
        <table className="draft-units num">
          <thead>
            <tr>
              <th>{words.unit}</th>
              <th className="right">{words.apply.full}</th>
              <th className="right">{words.apply.probationary}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ unit, name }) => (
              <tr key={unit}>
                <td>{name}</td>
                {(['full', 'probationary'] as const).map((which) => (
                  <td key={which} className="right">
                    <input
                      className="control founding-count"
                      type="number"
                      min={0}
                      aria-label={`${name} ${words.apply[which]}`}
                      value={of(unit)[which]}
                      onChange={(event) => set(unit, { [which]: event.target.value })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Field label={words.paperNo}>
        <input value={paperNo} maxLength={60} onChange={(event) => setPaperNo(event.target.value)} />
      </Field>
    </StepForm>
  )
}
