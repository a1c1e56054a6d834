import { Field } from '../../../../platform/web/parts/field.tsx'
import type { OrganizationKind, OrganizationPage } from '../../contract.ts'
import { organizationKindNames } from '../../rules/names.ts'
import type { Found } from '../parts/finder.tsx'
import { useOrganizationsWords } from '../words.ts'

/** Which form of organisation. */
export function KindField({
  kinds,
  draft,
  onChange,
}: {
  readonly kinds: readonly OrganizationKind[]
  readonly draft: { readonly kind: OrganizationKind | '' }
  readonly onChange: (change: { kind: OrganizationKind | '' }) => void
}) {
  const { form: words } = useOrganizationsWords()
  return (
    <Field label={words.kind}>
      <select
        value={draft.kind}
        // The options are exactly these kinds and the empty one.
        onChange={(event) => onChange({ kind: event.target.value as OrganizationKind | '' })}
      >
        <option value="">{words.choose}</option>
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {organizationKindNames[kind]}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** Units that are covered now, to be ticked. */
export function UnitChecks({
  covers,
  units,
  onChange,
}: {
  readonly covers: OrganizationPage['covers']
  readonly units: readonly Found[]
  readonly onChange: (units: Found[]) => void
}) {
  const { organization: words } = useOrganizationsWords()
  if (covers.length === 0) return <p className="muted">{words.coversNone}</p>
  return (
    <fieldset className="change-part">
      <legend className="sr-only">{words.covers}</legend>
      {covers.map(({ unit, name }) => (
        <label key={unit} className="check">
          <input
            type="checkbox"
            checked={units.some(({ id }) => id === unit)}
            onChange={(event) =>
              onChange(event.target.checked ? [...units, { id: unit, name }] : units.filter(({ id }) => id !== unit))
            }
          />
          {name}
        </label>
      ))}
    </fieldset>
  )
}
