import { useState } from 'react'
import type { ReactNode } from 'react'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import { memberStatusNames, placeNames } from '../../../rules/words.ts'
import { PickOrganization, PickUnit, type Picked } from '../../../web/member/pick.tsx'
import { DeedForm } from '../../../web/member/send.tsx'
import { transfersApi } from '../api.ts'
import { PickMember } from '../pick/pick-member.tsx'
import { useTransfersWords } from '../words.ts'

const STATUSES = ['full', 'probationary'] as const
const PLACES = ['unit', 'residence', 'supervising', 'talent-centre'] as const

/** Somebody comes from outside: as the letter says, or a record that is here already. */
export function InForm({
  member: given,
  onDone,
  onCancel,
  children,
}: {
  readonly member: string | undefined
  readonly onDone: (id: string) => void
  readonly onCancel: () => void
  readonly children: ReactNode
}) {
  const { form: words } = useTransfersWords()
  const { today } = useOffice()
  const [known, setKnown] = useState(given !== undefined)
  const [member, setMember] = useState<string | null>(given ?? null)
  const [name, setName] = useState('')
  const [status, setStatus] = useState<(typeof STATUSES)[number]>('full')
  const [place, setPlace] = useState<(typeof PLACES)[number]>('unit')
  const [fromText, setFromText] = useState('')
  const [to, setTo] = useState<Picked | null>(null)
  const [unit, setUnit] = useState<Picked | null>(null)
  const [joined, setJoined] = useState('')
  const [fullOn, setFullOn] = useState('')
  const [identity, setIdentity] = useState('')
  const [phone, setPhone] = useState('')
  const [other, setOther] = useState(false)
  const [reason, setReason] = useState('')
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
  const missing =
    known && member === null
      ? words.noMember
      : !known && name.trim() === ''
        ? words.noName
        : fromText.trim().length < 2
          ? words.noFromText
          : to === null
            ? words.noTo
            : reason.trim().length < 2
              ? words.noReason
              : null
  return (
    <DeedForm
      send={words.send}
      what={words.what}
      missing={missing}
      onSend={() =>
        transfersApi.call('transfers.open', {
          direction: 'in',
          ...(known
            ? { member: member ?? '' }
            : {
                name: name.trim(),
                joined: orNull(joined),
                fullOn: orNull(fullOn),
                identity: orNull(identity),
                phone: orNull(phone),
                other,
              }),
          status,
          place,
          unit: unit?.id ?? null,
          fromText: fromText.trim(),
          to: to?.id ?? '',
          reason: reason.trim(),
        })
      }
      onDone={({ id }) => onDone(id)}
      onCancel={onCancel}
    >
      {children}
      <label className="check">
        <input type="checkbox" checked={known} onChange={(event) => setKnown(event.target.checked)} />
        {words.known}
      </label>
      {known ? (
        <PickMember label={words.member} member={member} ended onPick={setMember} />
      ) : (
        <Field label={words.name}>
          <input maxLength={60} autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
      )}
      <Field label={words.status}>
        <select
          value={status}
          onChange={(event) => setStatus(STATUSES.find((one) => one === event.target.value) ?? 'full')}
        >
          {STATUSES.map((one) => (
            <option key={one} value={one}>
              {memberStatusNames[one]}
            </option>
          ))}
        </select>
      </Field>
      <Field label={words.fromText} hint={words.fromTextHint}>
        <input maxLength={100} value={fromText} onChange={(event) => setFromText(event.target.value)} />
      </Field>
      <PickOrganization label={words.to} picked={to} onPick={setTo} />
      <Field label={words.place}>
        <select
          value={place}
          onChange={(event) => setPlace(PLACES.find((one) => one === event.target.value) ?? 'unit')}
        >
          {PLACES.map((one) => (
            <option key={one} value={one}>
              {placeNames[one]}
            </option>
          ))}
        </select>
      </Field>
      <PickUnit label={words.unit} picked={unit} onPick={setUnit} />
      <Field label={words.reason} hint={words.reasonHint}>
        <input maxLength={400} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {known ? null : (
        <>
          <label className="check">
            <input type="checkbox" checked={other} onChange={(event) => setOther(event.target.checked)} />
            {words.other}
          </label>
          <details>
            <summary>{words.more}</summary>
            <div className="form member-more">
              <Field label={words.joined}>
                <input type="date" max={today} value={joined} onChange={(event) => setJoined(event.target.value)} />
              </Field>
              <Field label={words.fullOn}>
                <input type="date" max={today} value={fullOn} onChange={(event) => setFullOn(event.target.value)} />
              </Field>
              <Field label={words.identity}>
                <input
                  maxLength={40}
                  autoComplete="off"
                  value={identity}
                  onChange={(event) => setIdentity(event.target.value)}
                />
              </Field>
              <Field label={words.phone}>
                <input
                  maxLength={40}
                  autoComplete="off"
                  value={phone}
                  onChange={(event) => setPhone(event.target.value)}
                />
              </Field>
            </div>
          </details>
        </>
      )}
    </DeedForm>
  )
}
