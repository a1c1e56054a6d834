import { useState } from 'react'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import type { Picked } from '../../../web/member/pick.tsx'
import { DeedForm } from '../../../web/member/send.tsx'
import type { Direction } from '../../contract.ts'
import { transfersApi } from '../api.ts'
import { PickMember, useMember } from '../pick/pick-member.tsx'
import { PickPlace } from '../pick/pick-place.tsx'
import { directions } from '../search.ts'
import { useTransfersWords } from '../words.ts'
import { InForm } from './in-form.tsx'

/** A new case: nothing moves by it, the letter comes next. */
export function OpenForm({
  member,
  start,
  onStart,
  onDone,
  onCancel,
}: {
  /** Whom it is about, where that is known. */
  readonly member: string | undefined
  readonly start: Direction | undefined
  readonly onStart: (direction: Direction) => void
  readonly onDone: (id: string) => void
  readonly onCancel: () => void
}) {
  const { form: words } = useTransfersWords()
  const direction = start ?? 'within'
  const choice = (
    <Field label={words.direction}>
      <select
        value={direction}
        onChange={({ target: { value } }) => onStart(directions.find((one) => one === value) ?? 'within')}
      >
        {(['within', 'out', 'in'] as const).map((one) => (
          <option key={one} value={one}>
            {words.directions[one]}
          </option>
        ))}
      </select>
    </Field>
  )
  const rest = { onDone, onCancel }
  if (direction === 'in')
    return (
      <InForm key="in" member={member} {...rest}>
        {choice}
      </InForm>
    )
  return (
    <LeaveForm key="leave" direction={direction} member={member} {...rest}>
      {choice}
    </LeaveForm>
  )
}

function LeaveForm({
  direction,
  member: given,
  onDone,
  onCancel,
  children,
}: {
  readonly direction: 'within' | 'out'
  readonly member: string | undefined
  readonly onDone: (id: string) => void
  readonly onCancel: () => void
  readonly children: React.ReactNode
}) {
  const { form: words } = useTransfersWords()
  const [member, setMember] = useState<string | null>(given ?? null)
  const [to, setTo] = useState<Picked | null>(null)
  const [toText, setToText] = useState('')
  const [stays, setStays] = useState(false)
  const [reason, setReason] = useState('')
  const record = useMember(member)
  const text = reason.trim()
  const missing =
    member === null
      ? words.noMember
      : direction === 'within' && to === null
        ? words.noTo
        : direction === 'out' && toText.trim().length < 2
          ? words.noToText
          : text.length < 2
            ? words.noReason
            : null
  return (
    <DeedForm
      send={words.send}
      what={words.what}
      missing={missing}
      onSend={() =>
        direction === 'within'
          ? transfersApi.call('transfers.open', { direction, member: member ?? '', to: to?.id ?? '', reason: text })
          : transfersApi.call('transfers.open', {
              direction,
              member: member ?? '',
              toText: toText.trim(),
              stays,
              reason: text,
            })
      }
      onDone={({ id }) => onDone(id)}
      onCancel={onCancel}
    >
      {children}
      <PickMember label={words.member} member={member} onPick={setMember} />
      {direction === 'within' ? (
        <PickPlace label={words.to} use="relation" picked={to} without={record?.organization} onPick={setTo} />
      ) : (
        <>
          <Field label={words.toText} hint={words.toTextHint}>
            <input maxLength={100} value={toText} onChange={(event) => setToText(event.target.value)} />
          </Field>
          <label className="check">
            <input type="checkbox" checked={stays} onChange={(event) => setStays(event.target.checked)} />
            {words.stays}
          </label>
        </>
      )}
      <Field label={words.reason} hint={words.reasonHint}>
        <input maxLength={400} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </DeedForm>
  )
}
