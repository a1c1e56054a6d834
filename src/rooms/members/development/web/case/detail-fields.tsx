import { Field } from '../../../../../platform/web/parts/field.tsx'
import { PickOrganization } from '../../../web/member/pick.tsx'
import type { StepKey } from '../../contract.ts'
import { useDevelopmentWords } from '../words.ts'
import { FIELDS, type Typed } from './details.ts'

/** The fields that a step asks beside its day. */
export function DetailFields({
  step,
  typed,
  today,
  onChange,
}: {
  readonly step: StepKey
  readonly typed: Typed
  readonly today: string
  readonly onChange: (what: Partial<Typed>) => void
}) {
  const { case: words } = useDevelopmentWords()
  const number = (key: 'classDays' | 'classHours' | 'due' | 'present' | 'yes' | 'extendMonths') => (
    <Field key={key} label={words[key]}>
      <input
        type="number"
        min={0}
        inputMode="numeric"
        value={typed[key]}
        onChange={({ target: { value } }) => onChange({ [key]: value })}
      />
    </Field>
  )
  return (FIELDS[step] ?? []).map((field) => {
    switch (field) {
      case 'persons':
        return (
          <div key={field} className="development-pair">
            {typed.persons.map((name, at) => (
              <Field
                // The places are fixed.
                key={at}
                label={`${step === 'contacts' ? words.contacts : words.introducers} ${words.personNo(at + 1)}`}
              >
                <input
                  maxLength={60}
                  autoComplete="off"
                  value={name}
                  onChange={({ target: { value } }) =>
                    onChange({ persons: typed.persons.map((old, place) => (place === at ? value : old)) })
                  }
                />
              </Field>
            ))}
          </div>
        )
      case 'publicFrom':
        return (
          <Field key={field} label={words.publicFrom}>
            <input
              type="date"
              max={today}
              value={typed.publicFrom}
              onChange={({ target: { value } }) => onChange({ publicFrom: value })}
            />
          </Field>
        )
      case 'leaving':
        return (
          <label key={field} className="check">
            <input
              type="checkbox"
              checked={typed.leaving}
              onChange={({ target: { checked } }) => onChange({ leaving: checked })}
            />
            {words.leaving}
          </label>
        )
      case 'outcome':
        return (
          <div key={field} className="development-pair">
            <Field label={words.outcome}>
              <select
                value={typed.outcome}
                onChange={({ target: { value } }) => onChange({ outcome: value as Typed['outcome'] })}
              >
                {Object.entries(words.outcomes).map(([key, name]) => (
                  <option key={key} value={key}>
                    {name}
                  </option>
                ))}
              </select>
            </Field>
            {typed.outcome === 'extended' ? number('extendMonths') : null}
          </div>
        )
      case 'approver':
        return (
          <PickOrganization
            key={field}
            label={words.approver}
            picked={typed.approver}
            onPick={(approver) => onChange({ approver })}
          />
        )
      default:
        return field === 'extendMonths' ? null : number(field)
    }
  })
}
