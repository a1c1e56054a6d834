import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Field } from '../../../../platform/web/parts/field.tsx'
import { useOffice } from '../../../areas/web/public.ts'
import { organizationsApi } from '../../../organizations/web/public.tsx'
import { memberStatusNames } from '../../rules/words.ts'
import { membersApi } from '../api.ts'
import { useMembersWords } from '../words.ts'
import { FactFields, NO_FACTS, readFacts } from './fact-fields.tsx'
import { PickOrganization, PickUnit, type Picked } from './pick.tsx'
import { DeedForm } from './send.tsx'

const STATUSES = ['full', 'probationary', 'suspended'] as const

/** Puts one member on file. Name and place are asked; everything else may be left out. */
export function AddForm({
  organization,
  onDone,
  onCancel,
}: {
  /** The one whose list is open. */
  readonly organization?: string | undefined
  readonly onDone: (id: string) => void
  readonly onCancel: () => void
}) {
  const { form: words, facts: labels } = useMembersWords()
  const { today } = useOffice()
  const given = useQuery({
    ...organizationsApi.query('organizations.get', { id: organization ?? '' }),
    enabled: organization !== undefined,
  }).data
  const [name, setName] = useState('')
  const [status, setStatus] = useState<(typeof STATUSES)[number]>('full')
  const [chosen, setChosen] = useState<Picked | null | undefined>(undefined)
  const [outside, setOutside] = useState(false)
  const [unit, setUnit] = useState<Picked | null>(null)
  const [day, setDay] = useState(today)
  const [reason, setReason] = useState('')
  const [other, setOther] = useState(false)
  const [facts, setFacts] = useState(NO_FACTS)
  const seat = chosen === undefined ? (given ?? null) : chosen
  const missing =
    name.trim() === ''
      ? words.noName
      : !outside && seat === null
        ? words.noWhere
        : outside && unit === null
          ? words.noUnit
          : day === ''
            ? words.noDay
            : reason.trim().length < 2
              ? words.noReason
              : null
  return (
    <DeedForm
      send={words.addSend}
      missing={missing}
      onSend={() =>
        membersApi.call('members.add', {
          ...readFacts(facts),
          name: name.trim(),
          status,
          place: outside ? 'elsewhere' : 'unit',
          organization: outside ? null : (seat?.id ?? null),
          unit: unit?.id ?? null,
          day,
          reason: reason.trim(),
          other,
        })
      }
      onDone={({ id }) => onDone(id)}
      onCancel={onCancel}
    >
      <Field label={words.name}>
        <input maxLength={60} autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
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
      {outside ? null : <PickOrganization label={words.organization} picked={seat} onPick={setChosen} />}
      <label className="check">
        <input type="checkbox" checked={outside} onChange={(event) => setOutside(event.target.checked)} />
        {words.organizationNone}
      </label>
      <PickUnit label={labels.unit} picked={unit} onPick={setUnit} />
      <Field label={words.dayAdd}>
        <input type="date" max={today} value={day} onChange={(event) => setDay(event.target.value)} />
      </Field>
      <Field label={words.reason} hint={words.reasonHint}>
        <input maxLength={400} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <label className="check">
        <input type="checkbox" checked={other} onChange={(event) => setOther(event.target.checked)} />
        {words.other}
      </label>
      <details>
        <summary>{words.more}</summary>
        <div className="form member-more">
          <FactFields facts={facts} today={today} onChange={setFacts} />
        </div>
      </details>
    </DeedForm>
  )
}
