import { useState } from 'react'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import { DeedForm } from '../../../web/member/send.tsx'
import { floatingApi } from '../api.ts'
import { PickMember, useMember } from '../pick/pick-member.tsx'
import { useTransfersWords } from '../words.ts'

/** Out of contact from a day on, or in contact again: people decide and date it. */
export function LostForm({
  member: given,
  lost,
  onDone,
  onCancel,
}: {
  readonly member: string | undefined
  readonly lost: boolean
  readonly onDone: (member: string) => void
  readonly onCancel: () => void
}) {
  const { form: words } = useTransfersWords().floating
  const { today } = useOffice()
  const [member, setMember] = useState<string | null>(given ?? null)
  const [day, setDay] = useState<string>(today)
  const [reason, setReason] = useState('')
  const record = useMember(member)
  const missing =
    member === null || record === undefined
      ? words.noMember
      : day === ''
        ? words.noDay
        : reason.trim().length < 2
          ? words.noReason
          : null
  return (
    <DeedForm
      send={lost ? words.lostSend : words.foundSend}
      what={lost ? words.lostWhat : words.foundWhat}
      missing={missing}
      onSend={() =>
        floatingApi.call('floating.setLost', {
          member: member ?? '',
          version: record?.version ?? 0,
          lost,
          day,
          reason: reason.trim(),
        })
      }
      onDone={() => onDone(member ?? '')}
      onCancel={onCancel}
    >
      {given === undefined ? <PickMember label={words.member} member={member} onPick={setMember} /> : null}
      <Field label={lost ? words.lostDay : words.foundDay}>
        <input type="date" max={today} value={day} onChange={(event) => setDay(event.target.value)} />
      </Field>
      <Field label={words.reason} hint={lost ? words.lostReasonHint : words.foundReasonHint}>
        <input maxLength={400} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </DeedForm>
  )
}
