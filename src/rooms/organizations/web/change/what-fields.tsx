import { Field } from '../../../../platform/web/parts/field.tsx'
import type { OrganizationChange, OrganizationPage } from '../../contract.ts'
import { kindRules } from '../../rules/kinds.ts'
import { hostKindNames } from '../../rules/names.ts'
import { AreaFinder } from '../parts/area-finder.tsx'
import { Picked, type Found } from '../parts/finder.tsx'
import { OrganizationFinder } from '../parts/organization-finder.tsx'
import { UnitFinder } from '../parts/unit-finder.tsx'
import { useOrganizationsWords } from '../words.ts'
import { Chosen } from './chosen.tsx'
import { KindField, UnitChecks } from './fields.tsx'
import { PartsFields } from './parts-fields.tsx'
import type { Draft } from './draft.ts'

interface Props {
  readonly organization: OrganizationPage
  readonly doing: OrganizationChange['change']
  readonly draft: Draft
  readonly onChange: (change: Partial<Draft>) => void
}

/** The fields of one kind of change; everything known is filled in. */
export function WhatFields({ organization, doing, draft, onChange }: Props) {
  const { form: words } = useOrganizationsWords()
  const organizationField = (label: string, key: 'organization') =>
    draft[key] === null ? (
      <OrganizationFinder label={label} without={[organization.id]} onPick={(picked) => onChange({ [key]: picked })} />
    ) : (
      <Chosen label={label} item={draft[key]} onTake={() => onChange({ [key]: null })} />
    )
  switch (doing) {
    case 'rename':
      return <NameField label={words.newName} draft={draft} onChange={onChange} />
    case 'retype':
      return (
        <>
          <KindField kinds={kindRules[organization.kind].retypesTo} draft={draft} onChange={onChange} />
          <NameField label={words.newName} hint={words.keepName} draft={draft} onChange={onChange} />
        </>
      )
    case 'move':
      return (
        <>
          {draft.none ? null : organizationField(words.superior, 'organization')}
          <label className="check">
            <input
              type="checkbox"
              checked={draft.none}
              onChange={(event) => onChange({ none: event.target.checked })}
            />
            {words.noSuperior}
          </label>
        </>
      )
    case 'place':
      return draft.area === null ? (
        <AreaFinder onPick={(area) => onChange({ area })} />
      ) : (
        <Chosen label={words.area} item={draft.area} onTake={() => onChange({ area: null })} />
      )
    case 'details':
      return <DetailsFields draft={draft} onChange={onChange} />
    case 'attach':
      return (
        <>
          <UnitFinder
            without={[...draft.units, ...organization.covers.map(({ unit, name }) => ({ id: unit, name }))].map(
              ({ id }) => id,
            )}
            onPick={(unit) => onChange({ units: [...draft.units, unit] })}
          />
          <Picked
            items={draft.units}
            take={words.take}
            onTake={(id) => onChange({ units: without(draft.units, id) })}
          />
        </>
      )
    case 'detach':
      return <UnitChecks covers={organization.covers} units={draft.units} onChange={(units) => onChange({ units })} />
    case 'split':
      return <PartsFields organization={organization} parts={draft.parts} onChange={(parts) => onChange({ parts })} />
    case 'merge':
      return organizationField(words.into, 'organization')
    case 'revoke':
      return (
        <>
          {organizationField(words.membersTo, 'organization')}
          <p className="muted">{words.membersToHint}</p>
        </>
      )
    case 'file':
      return null
  }
}

const without = (items: readonly Found[], id: string): Found[] => items.filter((one) => one.id !== id)

type FieldProps = Pick<Props, 'draft' | 'onChange'>

function NameField({ label, hint, draft, onChange }: FieldProps & { readonly label: string; readonly hint?: string }) {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      <input value={draft.name} maxLength={120} onChange={(event) => onChange({ name: event.target.value })} />
    </Field>
  )
}

function DetailsFields({ draft, onChange }: FieldProps) {
  const { form: words } = useOrganizationsWords()
  return (
    <>
      <Field label={words.code}>
        <input value={draft.code} maxLength={40} onChange={(event) => onChange({ code: event.target.value })} />
      </Field>
      <Field label={words.founded}>
        <input type="date" value={draft.founded} onChange={(event) => onChange({ founded: event.target.value })} />
      </Field>
      <Field label={words.host}>
        <select value={draft.hostKind} onChange={(event) => onChange({ hostKind: event.target.value })}>
          <option value="">{words.choose}</option>
          {Object.entries(hostKindNames).map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      {draft.hostKind === '' ? null : (
        <Field label={words.hostName}>
          <input
            value={draft.hostName}
            maxLength={120}
            onChange={(event) => onChange({ hostName: event.target.value })}
          />
        </Field>
      )}
      <Field label={words.remark}>
        <textarea
          value={draft.remark}
          maxLength={1000}
          onChange={(event) => onChange({ remark: event.target.value })}
        />
      </Field>
    </>
  )
}
