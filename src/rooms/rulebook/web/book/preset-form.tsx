import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import type { Preset } from '../../contract.ts'
import { rulebookApi } from '../api.ts'
import { useBookWords } from './words.ts'

type Condition = Preset['due'][number][number]
type Target = Preset['targets'][number]
type FieldKey = Condition['field']

/** Replaces one item of a list. */
const put = <T,>(list: readonly T[], at: number, item: T): T[] => list.map((old, index) => (index === at ? item : old))
const drop = <T,>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at)

/** Edits a preset, or a copy of one under a new id; it counts for nothing until it is tried and activated. */
export function PresetForm({
  from,
  id,
  name: called,
  onDone,
}: {
  readonly from: Preset
  readonly id: string
  readonly name: string
  readonly onDone: (id: string) => void
}) {
  const words = useBookWords()
  const { edit } = words
  const [name, setName] = useState(called)
  const [source, setSource] = useState(from.source)
  const [certainty, setCertainty] = useState(from.certainty)
  const [due, setDue] = useState(from.due)
  const [targets, setTargets] = useState(from.targets)
  const [headline, setHeadline] = useState(from.headline)
  const [capacity, setCapacity] = useState(from.instructorCapacity)
  const [joint, setJoint] = useState(from.jointMaxUnits)
  const [countReported, setCountReported] = useState(from.countReported)
  const save = useMutation({
    mutationFn: () =>
      rulebookApi.call('rulebook.savePreset', {
        id,
        preset: {
          name: name.trim(),
          source: source.trim(),
          certainty,
          due,
          targets,
          headline,
          countReported,
          instructorCapacity: capacity,
          jointMaxUnits: joint,
          sizeClasses: from.sizeClasses,
        },
      }),
    onSuccess: (preset) => {
      void refreshAll()
      onDone(preset.id)
    },
  })
  const numbers = due.every((line) => line.every(({ atLeast }) => Number.isFinite(atLeast)))
  const reason = name.trim() === '' ? edit.needName : numbers ? null : edit.needNumber
  const setCondition = (line: number, at: number, change: Partial<Condition>): void =>
    setDue(put(due, line, due[line]?.map((old, index) => (index === at ? { ...old, ...change } : old)) ?? []))
  const setTarget = (at: number, change: Partial<Target>): void =>
    setTargets(targets.map((old, index) => (index === at ? { ...old, ...change } : old)))
  return (
    <Form onSend={() => reason === null && save.mutate()}>
      <Field label={edit.name}>
        <input value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={edit.source} hint={edit.sourceHint}>
        <textarea value={source} maxLength={300} onChange={(event) => setSource(event.target.value)} />
      </Field>
      <Field label={edit.certainty}>
        <select value={certainty} onChange={(event) => setCertainty(event.target.value as Preset['certainty'])}>
          {(Object.keys(words.certainty) as Preset['certainty'][]).map((key) => (
            <option key={key} value={key}>
              {words.certainty[key]}
            </option>
          ))}
        </select>
      </Field>
      <fieldset className="book-set">
        <legend>
          {words.presets.due}
          <span className="faint">　{words.presets.dueNote}</span>
        </legend>
        {due.map((line, lineAt) => (
          <div key={lineAt} className="book-line">
            {line.map((condition, at) => (
              <div key={at} className="book-condition">
                <select
                  className="control"
                  aria-label={`${edit.line(lineAt + 1)}${edit.field}`}
                  value={condition.field}
                  onChange={(event) => setCondition(lineAt, at, { field: event.target.value as FieldKey })}
                >
                  {(Object.keys(words.fields) as FieldKey[]).map((key) => (
                    <option key={key} value={key}>
                      {words.fields[key]}
                    </option>
                  ))}
                </select>
                <input
                  className="control"
                  type="number"
                  min={0}
                  required
                  aria-label={edit.atLeast}
                  title={edit.atLeast}
                  value={Number.isFinite(condition.atLeast) ? condition.atLeast : ''}
                  onChange={(event) => setCondition(lineAt, at, { atLeast: event.target.valueAsNumber })}
                />
                <input
                  className="control"
                  type="number"
                  min={0}
                  aria-label={edit.below}
                  placeholder={edit.below}
                  title={edit.below}
                  value={condition.below ?? ''}
                  onChange={(event) =>
                    setCondition(lineAt, at, {
                      below: event.target.value === '' ? null : event.target.valueAsNumber,
                    })
                  }
                />
                {line.length > 1 || due.length > 1 ? (
                  <button
                    type="button"
                    className="link-button"
                    aria-label={edit.removeOf(words.fields[condition.field])}
                    onClick={() => setDue(line.length > 1 ? put(due, lineAt, drop(line, at)) : drop(due, lineAt))}
                  >
                    {edit.remove}
                  </button>
                ) : null}
              </div>
            ))}
            <button
              type="button"
              className="link-button"
              onClick={() => setDue(put(due, lineAt, [...line, { field: 'employees', atLeast: 50, below: null }]))}
            >
              {edit.addCondition}
            </button>
          </div>
        ))}
        <button
          type="button"
          className="link-button"
          onClick={() => setDue([...due, [{ field: 'employees', atLeast: 50, below: null }]])}
        >
          {edit.addLine}
        </button>
      </fieldset>
      <fieldset className="book-set">
        <legend>{edit.targets}</legend>
        {targets.map((target, at) => (
          <div key={at} className="book-condition">
            <select
              className="control"
              aria-label={edit.targetFigure}
              value={target.figure}
              onChange={(event) => setTarget(at, { figure: event.target.value as Target['figure'] })}
            >
              {(Object.keys(words.figures) as Target['figure'][]).map((key) => (
                <option key={key} value={key}>
                  {words.figures[key]}
                </option>
              ))}
            </select>
            <select
              className="control"
              aria-label={edit.targetDenominator}
              value={target.denominator}
              onChange={(event) => setTarget(at, { denominator: event.target.value })}
            >
              {Object.entries(words.denominators).map(([key, text]) => (
                <option key={key} value={key}>
                  {text}
                </option>
              ))}
            </select>
            <input
              className="control"
              type="number"
              min={0}
              max={100}
              required
              aria-label={edit.targetRate}
              title={edit.targetRate}
              value={Math.round(target.rate * 1000) / 10}
              onChange={(event) => setTarget(at, { rate: (event.target.valueAsNumber || 0) / 100 })}
            />
            <button
              type="button"
              className="link-button"
              aria-label={edit.removeOf(target.words)}
              onClick={() => setTargets(drop(targets, at))}
            >
              {edit.remove}
            </button>
          </div>
        ))}
        <button
          type="button"
          className="link-button"
          onClick={() =>
            setTargets([
              ...targets,
              { figure: 'organization', denominator: 'due', rate: 1, words: words.figures.organization, kinds: [] },
            ])
          }
        >
          {edit.addTarget}
        </button>
      </fieldset>
      <Field label={edit.headline}>
        <select value={headline} onChange={(event) => setHeadline(event.target.value)}>
          {Object.entries(words.denominators).map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      </Field>
      <div className="book-two">
        <Field label={edit.capacity}>
          <input
            type="number"
            min={1}
            max={50}
            required
            value={capacity}
            onChange={(event) => setCapacity(event.target.valueAsNumber)}
          />
        </Field>
        <Field label={edit.joint}>
          <input
            type="number"
            min={2}
            max={20}
            required
            value={joint}
            onChange={(event) => setJoint(event.target.valueAsNumber)}
          />
        </Field>
      </div>
      <label className="check">
        <input type="checkbox" checked={countReported} onChange={(event) => setCountReported(event.target.checked)} />
        {edit.reported}
      </label>
      {save.error === null ? null : <ProblemPanel error={save.error} />}
      <div className="row">
        <ReasonButton
          type="primary"
          htmlType="submit"
          needs="rulebook.savePreset"
          reason={reason}
          loading={save.isPending}
        >
          {edit.save}
        </ReasonButton>
        <Button onClick={() => onDone(from.id)}>{edit.cancel}</Button>
      </div>
    </Form>
  )
}
