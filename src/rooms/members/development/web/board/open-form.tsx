import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import type { PostKind } from '../../../contract.ts'
import { postKindNames } from '../../../rules/words.ts'
import { membersApi } from '../../../web/api.ts'
import { PickOrganization, PickUnit, type Picked } from '../../../web/member/pick.tsx'
import { DeedForm } from '../../../web/member/send.tsx'
import { KNOWN_AT } from '../../rules/stage.ts'
import { developmentApi } from '../api.ts'
import { useDevelopmentWords } from '../words.ts'

type Start = keyof typeof KNOWN_AT
type Known = 'apply' | 'activist' | 'target' | 'meeting' | 'approval'

/** Enters an applicant, or takes over somebody who is on the way already. */
export function OpenForm({
  onDone,
  onCancel,
}: {
  readonly onDone: (id: string) => void
  readonly onCancel: () => void
}) {
  const { open: words } = useDevelopmentWords()
  const { today } = useOffice()
  const [stage, setStage] = useState<Start>('applicant')
  const [name, setName] = useState('')
  const [born, setBorn] = useState('')
  const [gender, setGender] = useState('')
  const [organization, setOrganization] = useState<Picked | null>(null)
  const [unit, setUnit] = useState<Picked | null>(null)
  const [postKind, setPostKind] = useState('')
  const [backbone, setBackbone] = useState(false)
  const [member, setMember] = useState('')
  const [days, setDays] = useState<Partial<Record<Known, string>>>({ apply: today })
  const [papers, setPapers] = useState('')
  const [note, setNote] = useState('')
  const [other, setOther] = useState(false)
  const taken = stage === 'probationary'
  const candidates = useQuery({
    ...membersApi.query('members.list', { organization: organization?.id, status: 'probationary', limit: 100 }),
    enabled: taken && organization !== null,
  })
  // What is asked at a stage is one of the days that have a label.
  const asked = KNOWN_AT[stage] as readonly Known[]
  const missing =
    organization === null
      ? words.noOrganization
      : taken && member === ''
        ? words.noMember
        : !taken && name.trim() === ''
          ? words.noName
          : born === ''
            ? words.noBorn
            : asked.some((key) => (days[key] ?? '') === '')
              ? words.noDay
              : null
  const chosen = candidates.data?.rows.find(({ id }) => id === member)
  return (
    <DeedForm
      send={words.send}
      missing={missing}
      onSend={() =>
        developmentApi.call('development.open', {
          stage,
          // Whoever is a member already is named by the register.
          name: taken ? (chosen?.name ?? '—') : name.trim(),
          born,
          gender: gender === 'male' || gender === 'female' ? gender : null,
          organization: organization?.id ?? '',
          unit: unit?.id ?? null,
          postKind: postKind === '' ? null : (postKind as PostKind),
          backbone,
          days: Object.fromEntries(asked.map((key) => [key, days[key] ?? ''])),
          ...(taken ? { member } : {}),
          other,
          papers: papers.trim(),
          note: note.trim(),
        })
      }
      onDone={({ id }) => onDone(id)}
      onCancel={onCancel}
    >
      <Field label={words.stage} {...(stage === 'applicant' ? {} : { hint: words.takeOver })}>
        <select value={stage} onChange={({ target: { value } }) => setStage(value as Start)}>
          {Object.entries(words.stages).map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      </Field>
      <PickOrganization label={words.organization} picked={organization} onPick={setOrganization} />
      {taken ? (
        <Field label={words.member}>
          <select value={member} onChange={({ target: { value } }) => setMember(value)}>
            <option value="">{words.chooseMember}</option>
            {(candidates.data?.rows ?? []).map((row) => (
              <option key={row.id} value={row.id}>
                {[row.name, row.unitName, row.joined].filter((part) => part !== null).join(' · ')}
              </option>
            ))}
          </select>
        </Field>
      ) : (
        <Field label={words.name}>
          <input maxLength={60} autoComplete="off" value={name} onChange={({ target: { value } }) => setName(value)} />
        </Field>
      )}
      <div className="development-pair">
        <Field label={words.born}>
          <input type="date" max={today} value={born} onChange={({ target: { value } }) => setBorn(value)} />
        </Field>
        <Field label={words.gender}>
          <select value={gender} onChange={({ target: { value } }) => setGender(value)}>
            <option value="">{words.none}</option>
            <option value="male">{words.male}</option>
            <option value="female">{words.female}</option>
          </select>
        </Field>
      </div>
      {asked.map((key) => (
        <Field key={key} label={words.days[key]}>
          <input
            type="date"
            max={today}
            value={days[key] ?? ''}
            onChange={({ target: { value } }) => setDays((old) => ({ ...old, [key]: value }))}
          />
        </Field>
      ))}
      <PickUnit label={words.unit} picked={unit} onPick={setUnit} />
      <Field label={words.postKind}>
        <select value={postKind} onChange={({ target: { value } }) => setPostKind(value)}>
          <option value="">{words.none}</option>
          {Object.entries(postKindNames).map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      </Field>
      <label className="check">
        <input type="checkbox" checked={backbone} onChange={({ target: { checked } }) => setBackbone(checked)} />
        {words.backbone}
      </label>
      <Field label={words.papers} hint={words.papersHint}>
        <input maxLength={120} value={papers} onChange={({ target: { value } }) => setPapers(value)} />
      </Field>
      <Field label={words.note}>
        <input maxLength={400} value={note} onChange={({ target: { value } }) => setNote(value)} />
      </Field>
      <label className="check">
        <input type="checkbox" checked={other} onChange={({ target: { checked } }) => setOther(checked)} />
        {words.other}
      </label>
    </DeedForm>
  )
}
