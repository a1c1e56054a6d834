import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { useArea } from '../../../areas/web/public.ts'
import type { Scenario } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { paramsFault } from '../params/changed.ts'
import { defaultParams } from '../params/default-params.ts'
import { RulesForm } from '../params/rules-form.tsx'
import { useParamsWords } from '../params/words.ts'
import { useScenariosWords } from './words.ts'

/** A scenario's name, note and rules; dropping it asks once more and says what stays. */
export function ScenarioForm({
  scenario,
  onDone,
}: {
  readonly scenario: Scenario | null
  readonly onDone: () => void
}) {
  const { form: words } = useScenariosWords()
  const { faults } = useParamsWords()
  const area = useArea()
  const client = useQueryClient()
  const [name, setName] = useState(scenario?.name ?? '')
  const [note, setNote] = useState(scenario?.note ?? '')
  const [params, setParams] = useState(scenario?.params ?? { ...defaultParams, area })
  const done = (): void => {
    void client.invalidateQueries({ queryKey: ['planner.scenarios'] })
    onDone()
  }
  const save = useMutation({
    mutationFn: () =>
      plannerApi.call('planner.saveScenario', {
        ...(scenario === null ? {} : { id: scenario.id }),
        name: name.trim(),
        note: note.trim(),
        params,
      }),
    onSuccess: done,
  })
  const fault = paramsFault(params)
  const reason = name.trim() === '' ? words.needName : fault === null ? null : faults[fault]
  return (
    <Form onSend={() => reason === null && save.mutate()}>
      <Field label={words.name} hint={words.nameHint}>
        <input value={name} maxLength={40} required onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={words.note} hint={words.noteHint}>
        <textarea value={note} maxLength={300} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <RulesForm params={params} onChange={setParams} />
      {save.error === null ? null : <ProblemPanel error={save.error} />}
      <div className="row">
        <ReasonButton
          type="primary"
          htmlType="submit"
          needs="planner.saveScenario"
          reason={reason}
          loading={save.isPending}
        >
          {words.save}
        </ReasonButton>
        <Button onClick={onDone}>{words.cancel}</Button>
      </div>
      {scenario === null ? null : <Drop id={scenario.id} onDone={done} />}
    </Form>
  )
}

function Drop({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { form: words } = useScenariosWords()
  const [asked, setAsked] = useState(false)
  const drop = useMutation({ mutationFn: () => plannerApi.call('planner.dropScenario', { id }), onSuccess: onDone })
  return (
    <div className="form">
      <hr className="thin" />
      <p className="faint">{words.dropWhy}</p>
      {drop.error === null ? null : <ProblemPanel error={drop.error} />}
      <div className="row">
        {asked ? (
          <>
            <Button danger loading={drop.isPending} onClick={() => drop.mutate()}>
              {words.dropSure}
            </Button>
            <Button onClick={() => setAsked(false)}>{words.cancel}</Button>
          </>
        ) : (
          <ReasonButton needs="planner.dropScenario" onClick={() => setAsked(true)}>
            {words.drop}
          </ReasonButton>
        )}
      </div>
    </div>
  )
}
