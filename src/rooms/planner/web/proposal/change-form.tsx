import { Button } from 'antd'
import { useState } from 'react'
import { countText } from '../../../../platform/web/format.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { UnitFinder } from '../parts/unit-finder.tsx'
import type { Picked } from '../parts/unit-finder.tsx'
import type { Proposal } from './proposal.ts'
import { TrialView, useTrial } from './trial.tsx'
import { useProposalWords } from './words.ts'

/** Members out, others in; every step is held against the rules at once, with what it would cost. */
export function ChangeForm({
  proposal,
  pending,
  onSend,
  onCancel,
}: {
  readonly proposal: Proposal
  readonly pending: boolean
  readonly onSend: (members: string[], reason: string) => void
  readonly onCancel: () => void
}) {
  const words = useProposalWords()
  const [members, setMembers] = useState<readonly Picked[]>(proposal.members.map(({ unit, name }) => ({ unit, name })))
  const [reason, setReason] = useState('')
  const ids = members.map(({ unit }) => unit)
  const same = ids.length === proposal.members.length && proposal.members.every(({ unit }) => ids.includes(unit))
  const trial = useTrial(proposal.id, ids, !same && ids.length > 0)
  const add = (unit: Picked): void => setMembers([...members, unit])
  const near = proposal.nearest.filter(({ unit }) => !ids.includes(unit))
  const missing =
    ids.length === 0
      ? words.needMember
      : same
        ? words.needChange
        : trial.data === undefined
          ? words.trying
          : !trial.data.ok
            ? (trial.data.why ?? words.tryNo)
            : reason.trim() === ''
              ? words.needReason
              : null
  return (
    <Form onSend={() => missing === null && onSend(ids, reason.trim())}>
      <ul className="choose-list" aria-label={words.after(ids.length)}>
        {members.map(({ unit, name }) => (
          <li key={unit}>
            <button
              type="button"
              aria-label={words.remove(name)}
              onClick={() => setMembers(members.filter((other) => other.unit !== unit))}
            >
              {name} <span className="faint">{words.removeShort}</span>
            </button>
          </li>
        ))}
      </ul>
      {near.length === 0 ? null : (
        <div className="row row-wrap" role="group" aria-label={words.addNear}>
          <span className="faint">{words.addNear}</span>
          {near.slice(0, 4).map((unit) => (
            <button key={unit.unit} type="button" className="link-button" onClick={() => add(unit)}>
              +{unit.name}
            </button>
          ))}
        </div>
      )}
      <UnitFinder
        label={words.add}
        none={words.addNone}
        note={(full) => words.full(countText(full))}
        without={ids}
        onPick={add}
      />
      {same || ids.length === 0 ? null : <TrialView trial={trial} />}
      <Field label={words.changeReason} hint={words.reasonHint}>
        <textarea value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <div className="row form-end">
        <ReasonButton type="primary" htmlType="submit" reason={missing} loading={pending}>
          {words.send}
        </ReasonButton>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    </Form>
  )
}
