import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Field } from '../../../../platform/web/parts/field.tsx'
import type { PlanParams } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { Amount } from './amount.tsx'
import { furtherChanged } from './changed.ts'
import { defaultParams } from './default-params.ts'
import type { ParamsProps } from './props.ts'
import { hostOrder } from './say-params.ts'
import { useKnown } from './use-known.ts'
import { WeightsForm } from './weights-form.tsx'
import { useParamsWords } from './words.ts'

const efforts = ['quick', 'usual', 'thorough'] as const

/** Rules that most offices never touch; folded, with a count of what was changed. */
export function FurtherRules({ params, onChange }: ParamsProps) {
  const words = useParamsWords()
  const changed = furtherChanged(params)
  const [open, setOpen] = useState(changed > 0)
  return (
    <details className="further" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {words.more}
        {changed === 0 ? null : <span className="tag tag-teal">{words.moreChanged(changed)}</span>}
      </summary>
      {open ? <Further params={params} onChange={onChange} changed={changed} /> : null}
    </details>
  )
}

function Further({ params, onChange, changed }: ParamsProps & { readonly changed: number }) {
  const words = useParamsWords()
  const known = useKnown()
  const plans = useQuery(plannerApi.query('planner.list', {}))
  const set = (part: Partial<PlanParams>): void => onChange({ ...params, ...part })
  const reset = (): void => {
    const { within, maxUnits, capacity, countReported, area } = params
    const usualUnits = Math.min(defaultParams.usualUnits, maxUnits)
    onChange({ ...defaultParams, within, maxUnits, usualUnits, capacity, countReported, area })
  }
  return (
    <div className="form">
      <fieldset>
        <legend>{words.rules}</legend>
        <Amount
          name={words.usualUnits}
          why={words.usualUnitsHint}
          value={params.usualUnits}
          most={10}
          step={1}
          onChange={(value) => set({ usualUnits: value ?? NaN })}
        />
        <Amount
          name={words.extraUnitPrice}
          why={words.extraUnitPriceHint}
          value={params.extraUnitPrice}
          most={1000}
          onChange={(value) => set({ extraUnitPrice: value ?? NaN })}
        />
        <Amount
          name={words.maxKilometres}
          reason={known.points === false ? words.noPoints : null}
          empty={words.unlimited}
          value={params.maxKilometres}
          most={200}
          onChange={(maxKilometres) => set({ maxKilometres })}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={params.sameParent}
            onChange={(event) => set({ sameParent: event.target.checked })}
          />
          {words.sameParent}
        </label>
        <p>
          <Link to="/plan/scenarios" search={{ edit: 'pairs' }}>
            {words.pairs}
          </Link>
        </p>
      </fieldset>
      <WeightsForm params={params} onChange={onChange} known={known} />
      <fieldset>
        <legend>{words.hostsTitle}</legend>
        <p className="faint">{words.hostsHint}</p>
        <div className="two-fields">
          {hostOrder.map((key) => (
            <Amount
              key={key}
              name={words.hosts[key]}
              value={params.hosts[key]}
              most={1000}
              onChange={(value) => set({ hosts: { ...params.hosts, [key]: value ?? NaN } })}
            />
          ))}
        </div>
      </fieldset>
      <IndustrySteps params={params} onChange={onChange} />
      <div className="two-fields">
        <Field label={words.effort}>
          <select
            value={params.effort}
            onChange={({ target }) => set({ effort: efforts.find((key) => key === target.value) ?? 'usual' })}
          >
            {efforts.map((key) => (
              <option key={key} value={key}>
                {words.efforts[key]}
              </option>
            ))}
          </select>
        </Field>
        <Field label={words.compareWith}>
          <select
            value={params.compareWith ?? ''}
            onChange={({ target }) => set({ compareWith: target.value === '' ? undefined : target.value })}
          >
            <option value="">{words.compareLast}</option>
            {plans.data?.rows.map((plan) => (
              <option key={plan.id} value={plan.id}>
                {words.comparePlan(plan.no, plan.name)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={words.day} hint={words.dayHint}>
          <input
            type="date"
            value={params.day ?? ''}
            onChange={({ target }) => set({ day: target.value === '' ? undefined : target.value })}
          />
        </Field>
      </div>
      {changed === 0 ? null : (
        <div>
          <button type="button" className="link-button" onClick={reset}>
            {words.moreReset}
          </button>
        </div>
      )}
    </div>
  )
}

/** How far apart two lines of business are, by the lowest class of GB/T 4754 they share. */
function IndustrySteps({ params, onChange }: ParamsProps) {
  const words = useParamsWords()
  return (
    <fieldset>
      <legend>{words.stepsTitle}</legend>
      <p className="faint">{words.stepsHint}</p>
      <div className="industry-steps">
        {words.steps.map((name, at) => (
          <label key={name}>
            <span>{name}</span>
            <input
              className="control"
              type="number"
              min={0}
              max={100}
              step="any"
              required
              value={Number.isNaN(params.industrySteps[at]) ? '' : params.industrySteps[at]}
              onChange={({ target }) =>
                onChange({
                  ...params,
                  industrySteps: params.industrySteps.map((step, index) =>
                    index === at ? target.valueAsNumber : step,
                  ),
                })
              }
            />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
