import { Field } from '../../../../../platform/web/parts/field.tsx'
import { memberStatusNames } from '../../../rules/words.ts'
import type { Given } from './deeds.ts'
import { useDeskWords } from './words.ts'

/** What was verified of the person: full or probationary, and since when. */
export function PersonFields({
  typed,
  today,
  onChange,
}: {
  readonly typed: Given
  readonly today: string
  readonly onChange: (what: Partial<Given>) => void
}) {
  const { form: words } = useDeskWords()
  return (
    <>
      <Field label={words.status}>
        <select
          value={typed.status}
          onChange={({ target: { value } }) => onChange({ status: value === 'probationary' ? value : 'full' })}
        >
          <option value="full">{memberStatusNames.full}</option>
          <option value="probationary">{memberStatusNames.probationary}</option>
        </select>
      </Field>
      <div className="declaration-pair">
        <Field label={words.joined}>
          <input
            type="date"
            max={today}
            value={typed.joined}
            onChange={({ target: { value } }) => onChange({ joined: value })}
          />
        </Field>
        {typed.status === 'probationary' ? null : (
          <Field label={words.fullOn}>
            <input
              type="date"
              max={today}
              value={typed.fullOn}
              onChange={({ target: { value } }) => onChange({ fullOn: value })}
            />
          </Field>
        )}
      </div>
    </>
  )
}
