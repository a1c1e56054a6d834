import { useState } from 'react'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import { PickOrganization, type Picked } from '../../../web/member/pick.tsx'
import { DeedForm } from '../../../web/member/send.tsx'
import { floatingApi } from '../api.ts'
import { PickMember, useMember } from '../pick/pick-member.tsx'
import { PickPlace } from '../pick/pick-place.tsx'
import { useTransfersWords } from '../words.ts'

const RECEIVERS = ['here', 'elsewhere', 'unknown'] as const

/** Somebody of ours who is away, or somebody from outside who has come; never where they live. */
export function RegisterForm({
  member: given,
  onDone,
  onCancel,
}: {
  readonly member: string | undefined
  readonly onDone: (id: string) => void
  readonly onCancel: () => void
}) {
  const all = useTransfersWords()
  const { form: words } = all.floating
  const { today } = useOffice()
  const [outsider, setOutsider] = useState(false)
  const [member, setMember] = useState<string | null>(given ?? null)
  const [name, setName] = useState('')
  const [fromText, setFromText] = useState('')
  const [receiver, setReceiver] = useState<(typeof RECEIVERS)[number]>('elsewhere')
  const [to, setTo] = useState<Picked | null>(null)
  const [toText, setToText] = useState('')
  const [since, setSince] = useState<string>(today)
  const [fixed, setFixed] = useState(true)
  const [abroad, setAbroad] = useState(false)
  const [dual, setDual] = useState(true)
  const [reason, setReason] = useState('')
  const record = useMember(outsider ? null : member)
  const here = outsider || receiver === 'here'
  const missing = outsider
    ? name.trim() === ''
      ? words.noName
      : fromText.trim().length < 2
        ? words.noFrom
        : null
    : member === null
      ? words.noMember
      : null
  const rest =
    here && to === null
      ? words.noTo
      : !here && receiver === 'elsewhere' && toText.trim().length < 2
        ? words.noToText
        : since === ''
          ? words.noDay
          : reason.trim().length < 2
            ? words.noReason
            : null
  const write = () =>
    floatingApi.call('floating.register', {
      ...(outsider ? { member: null, name: name.trim(), fromText: fromText.trim() } : { member }),
      to: here ? (to?.id ?? null) : null,
      toText: !here && receiver === 'elsewhere' ? toText.trim() : null,
      since,
      fixed,
      abroad: !outsider && abroad,
      dual: here && dual,
      reason: reason.trim(),
    })
  return (
    <DeedForm
      send={words.send}
      what={words.registerWhat}
      missing={missing ?? rest}
      onSend={write}
      onDone={({ id }) => onDone(id)}
      onCancel={onCancel}
    >
      <Field label={words.who}>
        <select
          value={outsider ? 'outsider' : 'own'}
          onChange={(event) => {
            setOutsider(event.target.value === 'outsider')
            setTo(null)
          }}
        >
          <option value="own">{words.whos.own}</option>
          <option value="outsider">{words.whos.outsider}</option>
        </select>
      </Field>
      {outsider ? (
        <>
          <Field label={words.name}>
            <input maxLength={60} autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={words.fromText} hint={words.fromTextHint}>
            <input maxLength={100} value={fromText} onChange={(event) => setFromText(event.target.value)} />
          </Field>
          <PickOrganization label={words.to} picked={to} onPick={setTo} />
        </>
      ) : (
        <>
          <PickMember label={words.member} member={member} onPick={setMember} />
          <Field label={words.receiver}>
            <select
              value={receiver}
              onChange={(event) => setReceiver(RECEIVERS.find((one) => one === event.target.value) ?? 'unknown')}
            >
              {RECEIVERS.map((one) => (
                <option key={one} value={one}>
                  {words.receivers[one]}
                </option>
              ))}
            </select>
          </Field>
          {receiver === 'here' ? (
            <PickPlace label={words.to} use="stay" picked={to} without={record?.organization} onPick={setTo} />
          ) : null}
          {receiver === 'elsewhere' ? (
            <Field label={words.toText}>
              <input maxLength={100} value={toText} onChange={(event) => setToText(event.target.value)} />
            </Field>
          ) : null}
        </>
      )}
      <Field label={outsider ? words.sinceIn : words.since}>
        <input type="date" max={today} value={since} onChange={(event) => setSince(event.target.value)} />
      </Field>
      <label className="check">
        <input type="checkbox" checked={fixed} onChange={(event) => setFixed(event.target.checked)} />
        {words.fixed}
      </label>
      {outsider ? null : (
        <label className="check">
          <input type="checkbox" checked={abroad} onChange={(event) => setAbroad(event.target.checked)} />
          {words.abroad}
        </label>
      )}
      {here ? (
        <label className="check" title={words.dualHint}>
          <input type="checkbox" checked={dual} onChange={(event) => setDual(event.target.checked)} />
          {words.dual}
        </label>
      ) : null}
      <Field label={words.reason} hint={words.reasonHint}>
        <input maxLength={400} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </DeedForm>
  )
}
