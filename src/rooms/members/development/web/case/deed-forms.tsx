import { useState } from 'react'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import type { PostKind } from '../../../contract.ts'
import { postKindNames } from '../../../rules/words.ts'
import { PickOrganization, PickUnit, type Picked } from '../../../web/member/pick.tsx'
import { DeedForm } from '../../../web/member/send.tsx'
import type { CasePage } from '../../contract.ts'
import { HAND_ENDS, type HandEnd } from '../../rules/stage.ts'
import { endNames, stepNames } from '../../rules/words.ts'
import { developmentApi } from '../api.ts'
import { useDevelopmentWords } from '../words.ts'
import type { OtherDeed } from './other-deeds.tsx'

/** The form of one of the other deeds: its own fields, a day and a reason. */
export function OtherForm({
  deed,
  found,
  onDone,
}: {
  readonly deed: OtherDeed
  readonly found: CasePage
  readonly onDone: () => void
}) {
  const { case: words, open } = useDevelopmentWords()
  const { today } = useOffice()
  const [day, setDay] = useState(today)
  const [reason, setReason] = useState('')
  const [to, setTo] = useState<Picked | null>(null)
  const [unit, setUnit] = useState<Picked | null>(null)
  const [end, setEnd] = useState<HandEnd>('withdrew')
  const [role, setRole] = useState('')
  const [username, setUsername] = useState('')
  const [name, setName] = useState('')
  const [born, setBorn] = useState(found.born)
  const [job, setJob] = useState(found.job ?? '')
  const [postKind, setPostKind] = useState<PostKind | ''>(found.postKind ?? '')
  const [backbone, setBackbone] = useState(found.backbone)
  const acting = { id: found.id, version: found.version }
  const text = reason.trim()
  const send = (): Promise<unknown> => {
    switch (deed) {
      case 'move':
        return developmentApi.call('development.move', {
          ...acting,
          day,
          to: to?.id ?? '',
          unit: unit?.id ?? null,
          reason: text,
        })
      case 'prolong':
        return developmentApi.call('development.prolong', { ...acting, day, reason: text })
      case 'take-back':
        return developmentApi.call('development.takeBack', { ...acting, step: found.takeBack ?? 'apply', reason: text })
      case 'end':
        return developmentApi.call('development.end', { ...acting, day, end, reason: text })
      case 'backbone':
        return developmentApi.call('development.noteBackbone', {
          member: found.member ?? '',
          day,
          role: role.trim(),
          reason: text,
        })
      case 'account':
        return developmentApi.call('development.tieAccount', {
          ...acting,
          username: username.trim() === '' ? null : username.trim(),
          reason: text,
        })
      case 'correct':
        return developmentApi.call('development.correct', {
          ...acting,
          reason: text,
          fields: {
            ...(name.trim() === '' ? {} : { name: name.trim() }),
            born,
            job: job.trim() === '' ? null : job.trim(),
            postKind: postKind === '' ? null : postKind,
            backbone,
          },
        })
    }
  }
  const missing =
    deed === 'move' && to === null
      ? words.moveTo
      : deed === 'account' && username.trim() === '' && !found.hasAccount
        ? words.username
        : deed === 'backbone' && role.trim().length < 2
          ? words.role
          : text.length < 2
            ? words.reasonMissing
            : null
  const what: Readonly<Record<OtherDeed, string | undefined>> = {
    move: words.moveWhat,
    prolong: words.prolongWhat,
    end: words.endWhat,
    backbone: words.backboneWhat,
    account: words.accountWhat,
    correct: undefined,
    'take-back': found.takeBack === null ? undefined : words.takeBackWhat(stepNames[found.takeBack]),
  }
  const dated = { move: words.moveDay, prolong: words.prolongDay, end: words.endDay, backbone: words.day }
  const told = what[deed]
  return (
    <DeedForm
      send={words.sendAny}
      missing={missing}
      {...(told === undefined ? {} : { what: told })}
      onSend={send}
      onDone={onDone}
      onCancel={onDone}
    >
      {deed === 'move' ? (
        <>
          <PickOrganization label={words.moveTo} picked={to} without={[found.organization]} onPick={setTo} />
          <PickUnit label={words.facts.unit} picked={unit} onPick={setUnit} />
        </>
      ) : null}
      {deed === 'end' ? (
        <Field label={words.endKind}>
          <select
            value={end}
            onChange={({ target: { value } }) => setEnd(HAND_ENDS.find((one) => one === value) ?? 'withdrew')}
          >
            {HAND_ENDS.map((key) => (
              <option key={key} value={key}>
                {endNames[key]}
              </option>
            ))}
          </select>
        </Field>
      ) : null}
      {deed === 'backbone' ? (
        <Field label={words.role}>
          <input maxLength={80} value={role} onChange={({ target: { value } }) => setRole(value)} />
        </Field>
      ) : null}
      {deed === 'correct' ? (
        <>
          <Field label={words.facts.name} hint={open.none}>
            <input
              maxLength={60}
              autoComplete="off"
              value={name}
              placeholder={found.name}
              onChange={({ target: { value } }) => setName(value)}
            />
          </Field>
          <Field label={words.facts.born}>
            <input type="date" max={today} value={born} onChange={({ target: { value } }) => setBorn(value)} />
          </Field>
          <Field label={words.facts.job}>
            <input maxLength={80} value={job} onChange={({ target: { value } }) => setJob(value)} />
          </Field>
          <Field label={words.facts.postKind}>
            <select value={postKind} onChange={({ target: { value } }) => setPostKind(value as PostKind | '')}>
              <option value="">{open.none}</option>
              {Object.entries(postKindNames).map(([key, label]) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          </Field>
          <label className="check">
            <input type="checkbox" checked={backbone} onChange={({ target: { checked } }) => setBackbone(checked)} />
            {open.backbone}
          </label>
        </>
      ) : null}
      {deed === 'account' ? (
        <Field label={words.username}>
          <input
            maxLength={60}
            autoComplete="off"
            value={username}
            onChange={({ target: { value } }) => setUsername(value)}
          />
        </Field>
      ) : null}
      {deed === 'correct' || deed === 'take-back' || deed === 'account' ? null : (
        <Field label={dated[deed]}>
          <input type="date" max={today} value={day} onChange={({ target: { value } }) => setDay(value)} />
        </Field>
      )}
      <Field label={words.reason}>
        <input maxLength={400} value={reason} onChange={({ target: { value } }) => setReason(value)} />
      </Field>
    </DeedForm>
  )
}
