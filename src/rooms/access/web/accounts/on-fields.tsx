import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Field } from '../../../../platform/web/parts/field.tsx'
import type { On } from '../../contract.ts'
import { accessApi } from '../api.ts'
import { findAreas } from '../parts/find.ts'
import { Finder } from '../parts/finder.tsx'
import type { Find, Found } from '../parts/finder.tsx'
import { usePartsWords } from '../parts/words.ts'
import { onOf } from './on-of.ts'
import { useAccountsWords } from './words.ts'

/** How later rooms find what a role can be granted upon. */
export interface OnFinders {
  readonly units: Find
  readonly organizations: Find
}

/** A role and upon what it is granted: an area, an industry line, a Party organisation, one unit, or oneself. */
export function useGrantFields(find: OnFinders, optional: boolean) {
  const { grant: words } = useAccountsWords()
  const parts = usePartsWords()
  const roles = useQuery(accessApi.query('access.roles', {})).data?.rows ?? []
  const [role, setRole] = useState('')
  const [wantedKind, setKind] = useState<On['kind']>('area')
  const [area, setArea] = useState<Found | null>(null)
  const [whole, setWhole] = useState(false)
  const [section, setSection] = useState('C')
  const [unit, setUnit] = useState<Found | null>(null)
  const [organization, setOrganization] = useState<Found | null>(null)
  const chosen = roles.find(({ id }) => id === role)
  const kinds = chosen?.on ?? []
  const kind = kinds.includes(wantedKind) ? wantedKind : (kinds[0] ?? 'area')
  const on = onOf({
    kind,
    area: area?.id ?? null,
    whole,
    section,
    unit: unit?.id ?? null,
    organization: organization?.id ?? null,
  })
  const missing = chosen === undefined ? (optional ? null : words.why.role) : on === null ? words.why[kind] : null
  const areaField = (
    <>
      {whole ? null : (
        <Finder
          label={words.area}
          hint={words.areaHint}
          none={words.areaNone}
          kind="area"
          find={findAreas}
          picked={area}
          onPick={setArea}
        />
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={whole}
          onChange={(event) => {
            setWhole(event.target.checked)
            setArea(null)
          }}
        />
        {words.whole}
      </label>
    </>
  )
  return {
    /** Null: no role was chosen, or what it stands upon is missing. */
    grant: chosen === undefined || on === null ? null : { role: chosen.id, on },
    why: missing,
    fields: (
      <>
        <div className="two-fields">
          <Field label={words.role} hint={chosen?.note}>
            <select
              value={role}
              onChange={(event) => {
                setRole(event.target.value)
                setKind(roles.find(({ id }) => id === event.target.value)?.on[0] ?? 'area')
                setWhole(false)
              }}
            >
              <option value="">{optional ? words.noRole : words.chooseRole}</option>
              {roles.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
          {kinds.length < 2 ? null : (
            <Field label={words.on}>
              <select
                value={kind}
                onChange={(event) => setKind(kinds.find((one) => one === event.target.value) ?? kind)}
              >
                {kinds.map((one) => (
                  <option key={one} value={one}>
                    {words.kinds[one]}
                  </option>
                ))}
              </select>
            </Field>
          )}
        </div>
        {chosen === undefined ? null : kind === 'area' ? (
          areaField
        ) : kind === 'line' ? (
          <>
            <Field label={words.section}>
              <select value={section} onChange={(event) => setSection(event.target.value)}>
                {Object.entries(parts.sections).map(([letter, name]) => (
                  <option key={letter} value={letter}>
                    {letter}　{name}
                  </option>
                ))}
              </select>
            </Field>
            {areaField}
          </>
        ) : kind === 'unit' ? (
          <Finder
            label={words.unit}
            hint={words.unitHint}
            none={words.unitNone}
            kind="unit"
            find={find.units}
            picked={unit}
            onPick={setUnit}
          />
        ) : kind === 'organization' ? (
          <Finder
            label={words.organization}
            hint={words.organizationHint}
            none={words.organizationNone}
            kind="organization"
            find={find.organizations}
            picked={organization}
            onPick={setOrganization}
          />
        ) : (
          <p className="muted">{words.self}</p>
        )}
      </>
    ),
  }
}
