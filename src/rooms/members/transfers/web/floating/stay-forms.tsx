import { useState } from 'react'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import { DeedForm } from '../../../web/member/send.tsx'
import type { StayRow } from '../../contract.ts'
import { floatingApi } from '../api.ts'
import { useTransfersWords } from '../words.ts'

interface Props {
  readonly stay: StayRow
  readonly onDone: () => void
}

/** That there was contact on a day; nothing else is asked. */
export function ContactForm({ stay, onDone }: Props) {
  const { form: words } = useTransfersWords().floating
  const { today } = useOffice()
  const [day, setDay] = useState<string>(today)
  return (
    <DeedForm
      send={words.contactSend}
      what={words.contactWhat}
      missing={day === '' ? words.noDay : null}
      onSend={() => floatingApi.call('floating.contact', { id: stay.id, version: stay.version, day })}
      onDone={onDone}
      onCancel={onDone}
    >
      <Field label={words.contactDay}>
        <input type="date" min={stay.since} max={today} value={day} onChange={(event) => setDay(event.target.value)} />
      </Field>
    </DeedForm>
  )
}

export function EndForm({ stay, onDone }: Props) {
  const { form: words } = useTransfersWords().floating
  const { today } = useOffice()
  const [day, setDay] = useState<string>(today)
  const [reason, setReason] = useState('')
  const missing = day === '' ? words.noDay : reason.trim().length < 2 ? words.noReason : null
  return (
    <DeedForm
      send={words.endSend}
      what={words.endWhat}
      missing={missing}
      onSend={() =>
        floatingApi.call('floating.end', { id: stay.id, version: stay.version, day, reason: reason.trim() })
      }
      onDone={onDone}
      onCancel={onDone}
    >
      <Field label={words.endDay}>
        <input type="date" min={stay.since} max={today} value={day} onChange={(event) => setDay(event.target.value)} />
      </Field>
      <Field label={words.reason}>
        <input maxLength={400} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </DeedForm>
  )
}
