import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { isMasked } from '../../../../../kernel/mask.ts'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import { placeNames } from '../../../rules/words.ts'
import { PickOrganization, PickUnit, type Picked } from '../../../web/member/pick.tsx'
import { DeedForm as Sending } from '../../../web/member/send.tsx'
import type { DeclarationDeed, DeclarationPage } from '../../contract.ts'
import { closeNames } from '../../rules/words.ts'
import { asksFor, missingFor, PLACES, sendDeed, type Given, type Place } from './deeds.ts'
import { PersonFields } from './person-fields.tsx'
import { TownField } from './town-field.tsx'
import { useDeskWords } from './words.ts'

// Names of the table above.
const CLOSES = Object.keys(closeNames) as (keyof typeof closeNames)[]

/** The form of one deed: what it asks beside its day and a word on it. A refusal stands where it was sent. */
export function DeedForm({
  deed,
  found,
  onDone,
}: {
  readonly deed: DeclarationDeed
  readonly found: DeclarationPage
  readonly onDone: () => void
}) {
  const { form: words, what } = useDeskWords()
  const { today } = useOffice()
  const [unit, setUnit] = useState<Picked | null>(
    found.unit === null || found.unitName === null ? null : { id: found.unit, name: found.unitName },
  )
  const [organization, setOrganization] = useState<Picked | null>(null)
  const [typed, setTyped] = useState<Given>({
    day: today,
    text: '',
    fromText: found.relation === null || isMasked(found.relation) ? '' : found.relation,
    place: 'unit',
    town: found.town ?? '',
    status: found.status ?? 'full',
    joined: found.joinedOn ?? '',
    fullOn: found.fullOn ?? '',
    looked: false,
    closeAs: '',
  })
  const change = (part: Partial<Given>): void => setTyped((old) => ({ ...old, ...part }))
  const asks = asksFor(deed)
  const given = { ...typed, unit: unit?.id ?? null, organization: organization?.id ?? null }
  const missing = missingFor(deed, given)
  const outside = deed === 'admit' && typed.place === 'elsewhere'
  return (
    <Sending
      send={words.send}
      missing={missing === null ? null : words.no[missing]}
      what={what[deed]}
      onSend={() => sendDeed(deed, found, given)}
      onDone={onDone}
      onCancel={onDone}
    >
      {asks.organization ? (
        <Field label={words.place}>
          <select
            value={typed.place}
            onChange={({ target: { value } }) => change({ place: PLACES.find((one) => one === value) ?? 'unit' })}
          >
            {PLACES.filter((one) => one !== 'elsewhere' || deed === 'admit').map((one: Place) => (
              <option key={one} value={one}>
                {placeNames[one]}
              </option>
            ))}
          </select>
        </Field>
      ) : null}
      {asks.organization && !outside ? (
        <PickOrganization
          label={deed === 'transfer' ? words.to : words.organization}
          picked={organization}
          onPick={setOrganization}
        />
      ) : null}
      {deed === 'transfer' ? (
        <Field label={words.fromText} hint={words.fromHint}>
          <input
            maxLength={100}
            value={typed.fromText}
            onChange={({ target: { value } }) => change({ fromText: value })}
          />
        </Field>
      ) : null}
      {asks.unit ? <PickUnit label={words.unit} picked={unit} onPick={setUnit} /> : null}
      {deed === 'assign' ? <TownField value={typed.town} onChange={(town) => change({ town })} /> : null}
      {asks.person ? <PersonFields typed={typed} today={today} onChange={change} /> : null}
      {asks.organization ? (
        <label className="check">
          <input
            type="checkbox"
            checked={typed.looked}
            onChange={({ target: { checked } }) => change({ looked: checked })}
          />
          <span className="in-text">
            {words.looked}{' '}
            <Link to="/members" search={{}} target="_blank">
              {words.toRegister}
            </Link>
          </span>
        </label>
      ) : null}
      {deed === 'close' ? (
        <Field label={words.closeAs}>
          <select
            value={typed.closeAs}
            onChange={({ target: { value } }) => change({ closeAs: CLOSES.find((one) => one === value) ?? '' })}
          >
            <option value="">{words.pick}</option>
            {CLOSES.map((one) => (
              <option key={one} value={one}>
                {closeNames[one]}
              </option>
            ))}
          </select>
        </Field>
      ) : null}
      <Field label={words.day}>
        <input
          type="date"
          min={found.declared}
          max={today}
          value={typed.day}
          onChange={({ target: { value } }) => change({ day: value })}
        />
      </Field>
      {asks.text === null ? null : (
        <Field label={words[asks.text]} hint={words.hints[deed]}>
          <input maxLength={400} value={typed.text} onChange={({ target: { value } }) => change({ text: value })} />
        </Field>
      )}
    </Sending>
  )
}
