import { useQuery } from '@tanstack/react-query'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import { declarationsApi } from '../api.ts'
import { useDeskWords } from './words.ts'

/** A town of the office, as the declarant is offered them. */
export function TownField({ value, onChange }: { readonly value: string; readonly onChange: (town: string) => void }) {
  const { form: words } = useDeskWords()
  const towns = useQuery(declarationsApi.query('declarations.notice', {})).data?.towns ?? []
  return (
    <Field label={words.town}>
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{words.townNone}</option>
        {towns.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  )
}
