import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { countText } from '../../../../platform/web/format.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import type { InstructorRow } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { UnitFinder } from '../parts/unit-finder.tsx'
import { useInstructorsWords } from './words.ts'

/** How many units, until when, leaving or not, and which units are out of the question. */
export function InstructorForm({
  instructor,
  usual,
  onDone,
}: {
  readonly instructor: InstructorRow
  readonly usual: number
  readonly onDone: () => void
}) {
  const { form: words } = useInstructorsWords()
  const client = useQueryClient()
  const [capacity, setCapacity] = useState(instructor.capacity === null ? '' : String(instructor.capacity))
  const [until, setUntil] = useState(instructor.until ?? '')
  const [leaving, setLeaving] = useState(instructor.leaving)
  const [conflicts, setConflicts] = useState(instructor.conflicts)
  const [note, setNote] = useState(instructor.note)
  const save = useMutation({
    mutationFn: () =>
      plannerApi.call('planner.saveInstructor', {
        name: instructor.key,
        capacity: capacity === '' ? null : Number(capacity),
        until: until === '' ? null : until,
        leaving,
        conflicts: conflicts.map(({ unit }) => unit),
        note: note.trim(),
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['planner.instructors'] })
      void client.invalidateQueries({ queryKey: ['planner.handover'] })
      onDone()
    },
  })
  return (
    <Form onSend={() => save.mutate()}>
      <Field label={words.capacity} hint={words.capacityHint(usual)}>
        <input
          type="number"
          min={0}
          max={50}
          value={capacity}
          placeholder={String(usual)}
          onChange={(event) => setCapacity(event.target.value)}
        />
      </Field>
      <Field label={words.until} hint={words.untilHint}>
        <input type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
      </Field>
      <label className="check">
        <input type="checkbox" checked={leaving} onChange={(event) => setLeaving(event.target.checked)} />
        {words.leaving}
      </label>
      <div className="form">
        <span className="muted">
          {words.conflicts}
          <br />
          <small className="faint">{words.conflictsHint}</small>
        </span>
        {conflicts.length === 0 ? null : (
          <ul className="choose-list">
            {conflicts.map(({ unit, name }) => (
              <li key={unit}>
                <button
                  type="button"
                  aria-label={words.conflictRemove(name)}
                  onClick={() => setConflicts(conflicts.filter((other) => other.unit !== unit))}
                >
                  {name} <span className="faint">{words.removeShort}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        <UnitFinder
          label={words.conflictAdd}
          none={words.conflictNone}
          note={(full) => words.full(countText(full))}
          without={conflicts.map(({ unit }) => unit)}
          onPick={(unit) => setConflicts([...conflicts, unit])}
        />
      </div>
      <Field label={words.note}>
        <textarea value={note} maxLength={300} onChange={(event) => setNote(event.target.value)} />
      </Field>
      {save.error === null ? null : <ProblemPanel error={save.error} />}
      <div className="row">
        <ReasonButton type="primary" htmlType="submit" needs="planner.saveInstructor" loading={save.isPending}>
          {words.save}
        </ReasonButton>
        <Button onClick={onDone}>{words.cancel}</Button>
      </div>
    </Form>
  )
}
