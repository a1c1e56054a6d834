import { useState } from 'react'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import { memberStatusNames, placeNames } from '../../../rules/words.ts'
import { PickOrganization, PickUnit, type Picked } from '../../../web/member/pick.tsx'
import { DeedForm as Sending } from '../../../web/member/send.tsx'
import type { DeclarationDeed, DeclarationPage } from '../../contract.ts'
import { closeNames } from '../../rules/words.ts'
import { declarationsApi } from '../api.ts'
import { useDeskWords } from './words.ts'

type Status = 'full' | 'probationary'
type Place = 'unit' | 'residence' | 'supervising' | 'talent-centre'
type CloseAs = keyof typeof closeNames

const STATUSES: readonly Status[] = ['full', 'probationary']
const PLACES: readonly Place[] = ['unit', 'residence', 'supervising', 'talent-centre']
// Names of the table above.
const CLOSES = Object.keys(closeNames) as CloseAs[]

/** The form of one deed: what it needs beside day and reason. A refusal stands where it was sent. */
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
  const [day, setDay] = useState(today)
  const [reason, setReason] = useState('')
  const [unit, setUnit] = useState<Picked | null>(
    found.unit === null || found.unitName === null ? null : { id: found.unit, name: found.unitName },
  )
  const [organization, setOrganization] = useState<Picked | null>(null)
  const [fromText, setFromText] = useState(found.relation ?? '')
  const [place, setPlace] = useState<Place>('unit')
  const [status, setStatus] = useState<Status>('full')
  const [joined, setJoined] = useState('')
  const [fullOn, setFullOn] = useState('')
  const [other, setOther] = useState(false)
  const [closeAs, setCloseAs] = useState<CloseAs | ''>('')
  const takesIn = deed === 'admit' || deed === 'transfer'
  const asksUnit = takesIn || deed === 'verify'
  const missing =
    takesIn && organization === null
      ? words.no.organization
      : deed === 'transfer' && fromText.trim().length < 2
        ? words.no.fromText
        : deed === 'close' && closeAs === ''
          ? words.no.closeAs
          : day === ''
            ? words.no.day
            : reason.trim().length < 2
              ? words.no.reason
              : null
  const acting = { id: found.id, version: found.version, day, reason: reason.trim() }
  const person = {
    unit: unit?.id ?? null,
    status,
    place,
    joined: joined === '' ? null : joined,
    fullOn: fullOn === '' ? null : fullOn,
    other,
  }
  const send = (): Promise<unknown> => {
    switch (deed) {
      case 'contact':
        return declarationsApi.call('declarations.contact', acting)
      case 'verify':
        return declarationsApi.call('declarations.verify', { ...acting, unit: unit?.id ?? null })
      case 'admit':
        return declarationsApi.call('declarations.admit', {
          ...acting,
          ...person,
          organization: organization?.id ?? '',
        })
      case 'transfer':
        return declarationsApi.call('declarations.openTransfer', {
          ...acting,
          ...person,
          to: organization?.id ?? '',
          fromText: fromText.trim(),
        })
      case 'close':
        return declarationsApi.call('declarations.close', { ...acting, why: closeAs === '' ? 'other' : closeAs })
      case 'reopen':
        return declarationsApi.call('declarations.reopen', acting)
    }
  }
  return (
    <Sending send={words.send} missing={missing} what={what[deed]} onSend={send} onDone={onDone} onCancel={onDone}>
      {takesIn ? (
        <PickOrganization
          label={deed === 'transfer' ? words.to : words.organization}
          picked={organization}
          onPick={setOrganization}
        />
      ) : null}
      {deed === 'transfer' ? (
        <Field label={words.fromText}>
          <input maxLength={100} value={fromText} onChange={({ target: { value } }) => setFromText(value)} />
        </Field>
      ) : null}
      {asksUnit ? <PickUnit label={words.unit} picked={unit} onPick={setUnit} /> : null}
      {takesIn ? (
        <>
          <div className="declaration-pair">
            <Field label={words.status}>
              <select
                value={status}
                onChange={({ target: { value } }) => setStatus(STATUSES.find((one) => one === value) ?? 'full')}
              >
                {STATUSES.map((one) => (
                  <option key={one} value={one}>
                    {memberStatusNames[one]}
                  </option>
                ))}
              </select>
            </Field>
            <Field label={words.place}>
              <select
                value={place}
                onChange={({ target: { value } }) => setPlace(PLACES.find((one) => one === value) ?? 'unit')}
              >
                {PLACES.map((one) => (
                  <option key={one} value={one}>
                    {placeNames[one]}
                  </option>
                ))}
              </select>
            </Field>
            <Field label={words.joined}>
              <input type="date" max={today} value={joined} onChange={({ target: { value } }) => setJoined(value)} />
            </Field>
            <Field label={words.fullOn}>
              <input type="date" max={today} value={fullOn} onChange={({ target: { value } }) => setFullOn(value)} />
            </Field>
          </div>
          <label className="check">
            <input type="checkbox" checked={other} onChange={({ target: { checked } }) => setOther(checked)} />
            {words.other}
          </label>
        </>
      ) : null}
      {deed === 'close' ? (
        <Field label={words.closeAs}>
          <select
            value={closeAs}
            onChange={({ target: { value } }) => setCloseAs(CLOSES.find((one) => one === value) ?? '')}
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
          value={day}
          onChange={({ target: { value } }) => setDay(value)}
        />
      </Field>
      <Field label={words.reason} hint={words.reasonHints[deed]}>
        <input maxLength={400} value={reason} onChange={({ target: { value } }) => setReason(value)} />
      </Field>
    </Sending>
  )
}
