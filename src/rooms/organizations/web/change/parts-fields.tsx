import { Button } from 'antd'
import { Field } from '../../../../platform/web/parts/field.tsx'
import type { OrganizationKind, OrganizationPage } from '../../contract.ts'
import { useOrganizationsWords } from '../words.ts'
import type { DraftPart } from './draft.ts'
import { KindField, UnitChecks } from './fields.tsx'

const KINDS: readonly OrganizationKind[] = ['branch', 'joint-branch', 'general-branch', 'committee']

/** The organisations that a split makes, each with the units that it takes along. */
export function PartsFields({
  organization,
  parts,
  onChange,
}: {
  readonly organization: OrganizationPage
  readonly parts: readonly DraftPart[]
  readonly onChange: (parts: readonly DraftPart[]) => void
}) {
  const { form: words } = useOrganizationsWords()
  const put = (at: number, change: Partial<DraftPart>): void =>
    onChange(parts.map((part, place) => (place === at ? { ...part, ...change } : part)))
  const taken = (at: number): ReadonlySet<string> =>
    new Set(parts.flatMap((part, place) => (place === at ? [] : part.units.map(({ id }) => id))))
  return (
    <>
      {parts.map((part, at) => (
        <section key={part.key} className="change-part" aria-label={words.part(at + 1)}>
          <Field label={words.name}>
            <input value={part.name} maxLength={120} onChange={(event) => put(at, { name: event.target.value })} />
          </Field>
          <KindField kinds={KINDS} draft={part} onChange={(change) => put(at, change)} />
          <span className="muted">{words.partUnits}</span>
          <UnitChecks
            covers={organization.covers.filter(({ unit }) => !taken(at).has(unit))}
            units={part.units}
            onChange={(units) => put(at, { units })}
          />
          {parts.length === 1 ? null : (
            <button
              type="button"
              className="link-button"
              onClick={() => onChange(parts.filter((_, place) => place !== at))}
            >
              {words.dropPart}
            </button>
          )}
        </section>
      ))}
      <div>
        <Button
          size="small"
          onClick={() =>
            onChange([
              ...parts,
              { key: Math.max(0, ...parts.map(({ key }) => key)) + 1, name: '', kind: 'branch', units: [] },
            ])
          }
        >
          {words.addPart}
        </Button>
      </div>
    </>
  )
}
