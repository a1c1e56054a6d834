import { useState } from 'react'
import { Field } from '../../../../platform/web/parts/field.tsx'
import { useOffice } from '../../../areas/web/public.ts'
import type { EndReason, MemberPage, MemberStatus } from '../../contract.ts'
import { endNames, statusMoves } from '../../rules/status-moves.ts'
import { memberStatusNames } from '../../rules/words.ts'
import { membersApi } from '../api.ts'
import { useMembersWords } from '../words.ts'
import { FactFields, NO_FACTS, readFacts, type FactTexts } from './fact-fields.tsx'
import { PickOrganization, PickUnit, type Picked } from './pick.tsx'
import { DeedForm } from './send.tsx'

interface FormProps {
  readonly member: MemberPage
  readonly onDone: () => void
}

/** Moves that the table allows from where the member stands; the server judges by the same table. */
export function StatusForm({ member, onDone }: FormProps) {
  const { form: words } = useMembersWords()
  const { today } = useOffice()
  const legal = (Object.keys(memberStatusNames) as MemberStatus[]).flatMap((to) => {
    const move = statusMoves[member.status][to]
    return typeof move === 'string' ? [] : [{ to, ...move }]
  })
  const [to, setTo] = useState<MemberStatus | undefined>(legal[0]?.to)
  const [why, setWhy] = useState<EndReason | ''>('')
  const [day, setDay] = useState(today)
  const [reason, setReason] = useState('')
  const reasons = legal.find((one) => one.to === to)?.reasons ?? []
  const missing =
    to === 'ended' && why === ''
      ? words.noEnd
      : day === ''
        ? words.noDay
        : reason.trim().length < 2
          ? words.noReason
          : null
  return (
    <DeedForm
      send={words.statusSend}
      missing={missing}
      what={words.what.status}
      onSend={() =>
        membersApi.call('members.setStatus', {
          id: member.id,
          version: member.version,
          day,
          to: to ?? 'full',
          reason: reason.trim(),
          ...(to === 'ended' && why !== '' ? { endReason: why } : {}),
        })
      }
      onDone={onDone}
      onCancel={onDone}
    >
      <Field label={words.to}>
        <select value={to} onChange={(event) => setTo(legal.find((one) => one.to === event.target.value)?.to)}>
          {legal.map((one) => (
            <option key={one.to} value={one.to}>
              {one.words}
            </option>
          ))}
        </select>
      </Field>
      {reasons.length === 0 ? null : (
        <Field label={words.endReason}>
          <select value={why} onChange={(event) => setWhy(reasons.find((one) => one === event.target.value) ?? '')}>
            <option value="">{words.pick}</option>
            {reasons.map((one) => (
              <option key={one} value={one}>
                {endNames[one]}
              </option>
            ))}
          </select>
        </Field>
      )}
      <DayAndReason day={day} reason={reason} today={today} onDay={setDay} onReason={setReason} />
    </DeedForm>
  )
}

export function MoveForm({ member, onDone }: FormProps) {
  const { form: words } = useMembersWords()
  const { today } = useOffice()
  const [to, setTo] = useState<Picked | null>(null)
  const [day, setDay] = useState(today)
  const [reason, setReason] = useState('')
  const missing =
    to === null ? words.noWhere : day === '' ? words.noDay : reason.trim().length < 2 ? words.noReason : null
  return (
    <DeedForm
      send={words.moveSend}
      missing={missing}
      what={words.what.move}
      onSend={() =>
        membersApi.call('members.moveWithin', {
          id: member.id,
          version: member.version,
          day,
          to: to?.id ?? '',
          reason: reason.trim(),
        })
      }
      onDone={onDone}
      onCancel={onDone}
    >
      <PickOrganization
        label={words.organization}
        picked={to}
        without={member.organization === null ? [] : [member.organization]}
        onPick={setTo}
      />
      <DayAndReason day={day} reason={reason} today={today} onDay={setDay} onReason={setReason} />
    </DeedForm>
  )
}

/** Only what was changed is sent; name and numbers, which may be masked, only when they were typed anew. */
export function CorrectForm({ member, onDone }: FormProps) {
  const { form: words, facts: labels } = useMembersWords()
  const { today } = useOffice()
  const before: FactTexts = {
    ...NO_FACTS,
    joined: member.joined ?? '',
    fullOn: member.fullOn ?? '',
    gender: member.gender ?? '',
    born: member.born ?? '',
    ethnicity: member.ethnicity ?? '',
    education: member.education ?? '',
    job: member.job ?? '',
    postKind: member.postKind ?? '',
    group: member.group ?? '',
  }
  const [name, setName] = useState('')
  const [facts, setFacts] = useState(before)
  const [unit, setUnit] = useState<Picked | null>(
    member.unit === null || member.unitName === null ? null : { id: member.unit, name: member.unitName },
  )
  const [reason, setReason] = useState('')
  const [was, is] = [readFacts(before), readFacts(facts)]
  const changed = Object.fromEntries(
    Object.entries(is).filter(([key, value]) => value !== was[key as keyof typeof was]),
  )
  const fields = {
    ...changed,
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...((unit?.id ?? null) === member.unit ? {} : { unit: unit?.id ?? null }),
  }
  const missing = Object.keys(fields).length === 0 ? words.noChange : reason.trim().length < 2 ? words.noReason : null
  return (
    <DeedForm
      send={words.correctSend}
      missing={missing}
      what={words.maskedHint}
      onSend={() =>
        membersApi.call('members.correct', { id: member.id, version: member.version, reason: reason.trim(), fields })
      }
      onDone={onDone}
      onCancel={onDone}
    >
      <Field label={words.name}>
        <input maxLength={60} autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <PickUnit label={labels.unit} picked={unit} onPick={setUnit} />
      <FactFields facts={facts} today={today} onChange={setFacts} />
      <Field label={words.reason} hint={words.reasonHint}>
        <input maxLength={400} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </DeedForm>
  )
}

export function AccountForm({ member, onDone }: FormProps) {
  const { form: words, page } = useMembersWords()
  const [username, setUsername] = useState('')
  const [reason, setReason] = useState('')
  const missing =
    username.trim() === '' && !member.hasAccount ? words.usernameHint : reason.trim().length < 2 ? words.noReason : null
  return (
    <DeedForm
      send={words.accountSend}
      missing={missing}
      what={member.hasAccount ? page.accountYes : page.accountNo}
      onSend={() =>
        membersApi.call('members.tieAccount', {
          id: member.id,
          username: username.trim() === '' ? null : username.trim(),
          reason: reason.trim(),
        })
      }
      onDone={onDone}
      onCancel={onDone}
    >
      <Field label={words.username} hint={words.usernameHint}>
        <input
          maxLength={60}
          autoComplete="off"
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
      </Field>
      <Field label={words.reason}>
        <input maxLength={400} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </DeedForm>
  )
}

function DayAndReason({
  day,
  reason,
  today,
  onDay,
  onReason,
}: {
  readonly day: string
  readonly reason: string
  readonly today: string
  readonly onDay: (day: string) => void
  readonly onReason: (reason: string) => void
}) {
  const { form: words } = useMembersWords()
  return (
    <>
      <Field label={words.day}>
        <input type="date" max={today} value={day} onChange={(event) => onDay(event.target.value)} />
      </Field>
      <Field label={words.reason} hint={words.reasonHint}>
        <input maxLength={400} value={reason} onChange={(event) => onReason(event.target.value)} />
      </Field>
    </>
  )
}
