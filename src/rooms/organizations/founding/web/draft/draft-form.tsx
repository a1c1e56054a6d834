import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { UseMutationResult } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { countText } from '../../../../../platform/web/format.ts'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { Field, Form } from '../../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import type { HostKind } from '../../../contract.ts'
import { hostKindNames } from '../../../rules/names.ts'
import { Chosen } from '../../../web/change/chosen.tsx'
import { AreaFinder } from '../../../web/parts/area-finder.tsx'
import { OrganizationFinder } from '../../../web/parts/organization-finder.tsx'
import { UnitFinder } from '../../../web/parts/unit-finder.tsx'
import type { FoundingKind } from '../../contract.ts'
import { kindNames } from '../../rules/names.ts'
import { foundingApi } from '../api.ts'
import { useFoundingWords } from '../words.ts'
import { AdvicePanel } from './advice-panel.tsx'
import { questionOf, type DraftState } from './plan-state.ts'
import '../../../web/change/change.css'
import './draft.css'

export interface DraftPlan {
  readonly name: string
  readonly kind: FoundingKind
  readonly units: string[]
  readonly area: string
  readonly superior: string | null
  readonly host: { kind: HostKind; name: string } | null
  readonly until: string | null
  readonly secretaryReady: boolean
  readonly remark: string
}

/** Units first; form, name, superior and place follow from them until somebody writes otherwise. */
export function DraftForm({
  id,
  start,
  send,
  label,
  onCancel,
}: {
  /** The case that is revised. */
  readonly id?: string | undefined
  readonly start: DraftState
  readonly send: UseMutationResult<unknown, Error, DraftPlan>
  readonly label: string
  readonly onCancel: () => void
}) {
  const { draft: words } = useFoundingWords()
  const [state, setState] = useState(start)
  const set = (what: Partial<DraftState>): void => setState((old) => ({ ...old, ...what }))
  const question = questionOf(state, id)
  const advice = useQuery({
    ...foundingApi.query('founding.advise', question),
    enabled: question.units.length > 0 || question.host !== null,
    placeholderData: keepPreviousData,
  })
  const { data } = advice
  const kind = state.kind ?? data?.advised?.kind ?? null
  const name = state.name ?? data?.suggested.name ?? ''
  const suggestedArea =
    data?.suggested.area == null ? null : { id: data.suggested.area, name: data.suggested.areaName ?? '' }
  const area = state.area === undefined ? suggestedArea : state.area
  const superior = state.superior === undefined ? (data?.suggested.superior ?? null) : state.superior
  const busy = data?.units.find((unit) => unit.busy !== null)
  const why =
    question.units.length === 0 && (question.host === null || state.hostName.trim() === '')
      ? words.needUnits
      : busy !== undefined
        ? `${busy.name}：${busy.busy ?? ''}`
        : kind === null
          ? words.needKind
          : name.trim().length < 2
            ? words.needName
            : area === null
              ? words.needArea
              : null
  const save = (): void => {
    if (why !== null || kind === null || area === null) return
    send.mutate({
      name: name.trim(),
      kind,
      units: question.units,
      area: area.id,
      superior: superior?.id ?? null,
      host:
        state.host === '' || state.hostName.trim() === '' ? null : { kind: state.host, name: state.hostName.trim() },
      until: question.until,
      secretaryReady: state.secretaryReady,
      remark: state.remark.trim(),
    })
  }
  const factsOf = (unit: string) => data?.units.find((one) => one.unit === unit)
  // The keys of a record are its names.
  const hosts = Object.keys(hostKindNames) as HostKind[]
  const kinds = Object.keys(kindNames) as FoundingKind[]
  return (
    <div className="founding-two">
      <Card padded>
        <Form onSend={save}>
          <UnitFinder
            without={state.units.map((unit) => unit.id)}
            onPick={(unit) => set({ units: [...state.units, unit] })}
          />
          {state.units.length === 0 ? (
            <p className="muted">{words.unitsNone}</p>
          ) : (
            <table className="draft-units num" aria-label={words.units}>
              <tbody>
                {state.units.map((unit) => {
                  const facts = factsOf(unit.id)
                  return (
                    <tr key={unit.id}>
                      <td>
                        {unit.name === '' ? (facts?.name ?? '') : unit.name}
                        {facts?.busy == null ? null : <div className="bad">{facts.busy}</div>}
                      </td>
                      <td className="muted">{facts?.townName ?? ''}</td>
                      <td className="right">{countText(facts?.membersFull)}</td>
                      <td>
                        <button
                          type="button"
                          className="link-button"
                          aria-label={`× ${unit.name}`}
                          onClick={() => set({ units: state.units.filter((one) => one.id !== unit.id) })}
                        >
                          ×
                        </button>
                      </td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          )}
          <Field label={words.kind}>
            <select
              value={kind ?? ''}
              onChange={(event) => set({ kind: kinds.find((one) => one === event.target.value) ?? null })}
            >
              <option value="">{words.needKind}</option>
              {kinds.map((one) => (
                <option key={one} value={one}>
                  {kindNames[one]}
                </option>
              ))}
            </select>
          </Field>
          <Field label={words.name} hint={state.name === null ? words.nameHint : undefined}>
            <input value={name} maxLength={120} onChange={(event) => set({ name: event.target.value })} />
          </Field>
          {superior === null ? (
            <OrganizationFinder
              label={words.superior}
              kinds={['working-committee', 'committee', 'general-branch']}
              onPick={(found) => set({ superior: found })}
            />
          ) : (
            <Chosen label={words.superior} item={superior} onTake={() => set({ superior: null })} />
          )}
          {area === null ? (
            <AreaFinder onPick={(found) => set({ area: found })} />
          ) : (
            <Chosen label={words.area} item={area} onTake={() => set({ area: null })} />
          )}
          <details open={state.host !== '' || state.until !== '' || !state.secretaryReady}>
            <summary className="muted">{words.more}</summary>
            <div className="form">
              <Field label={words.host}>
                <select
                  value={state.host}
                  onChange={(event) => set({ host: hosts.find((one) => one === event.target.value) ?? '' })}
                >
                  <option value="">{words.hostNone}</option>
                  {hosts
                    .filter((one) => one !== 'unit')
                    .map((one) => (
                      <option key={one} value={one}>
                        {hostKindNames[one]}
                      </option>
                    ))}
                </select>
              </Field>
              {state.host === '' ? null : (
                <Field label={words.hostName}>
                  <input
                    value={state.hostName}
                    maxLength={120}
                    onChange={(event) => set({ hostName: event.target.value })}
                  />
                </Field>
              )}
              <Field label={words.until} hint={words.untilHint}>
                <input type="date" value={state.until} onChange={(event) => set({ until: event.target.value })} />
              </Field>
              <label className="check">
                <input
                  type="checkbox"
                  checked={state.secretaryReady}
                  onChange={(event) => set({ secretaryReady: event.target.checked })}
                />
                {words.secretary}
              </label>
            </div>
          </details>
          <Field label={words.remark} hint={words.remarkHint}>
            <textarea value={state.remark} maxLength={1000} onChange={(event) => set({ remark: event.target.value })} />
          </Field>
          {data === undefined || data.trial.refused.length === 0 ? null : (
            <div className="problem" role="status">
              <ul>
                {data.trial.refused.map((one) => (
                  <li key={one.why}>{one.why}</li>
                ))}
              </ul>
              <p className="muted">{words.atApply}</p>
            </div>
          )}
          {send.error === null ? null : <ProblemPanel error={send.error} />}
          <div className="row">
            <ReasonButton
              type="primary"
              htmlType="submit"
              needs={id === undefined ? 'founding.draft' : 'founding.revise'}
              reason={why}
              loading={send.isPending}
            >
              {label}
            </ReasonButton>
            <Button onClick={onCancel}>{words.cancel}</Button>
          </div>
        </Form>
      </Card>
      <Card title={useFoundingWords().advice.title}>
        {advice.error === null ? (
          <AdvicePanel advice={data} chosen={kind} onTake={(next) => set({ kind: next })} />
        ) : (
          <ProblemPanel error={advice.error} onRetry={() => void advice.refetch()} />
        )}
      </Card>
    </div>
  )
}
