import { Field } from '../../../../platform/web/parts/field.tsx'
import { useArea, useChosenArea } from '../../../areas/web/public.ts'
import type { PlanParams } from '../../contract.ts'
import { FurtherRules } from './further-rules.tsx'
import type { ParamsProps } from './props.ts'
import { useParamsWords } from './words.ts'
import './params.css'

const withins = ['town', 'county', 'city'] as const

/** The rules of a plan: the few that matter first, the others folded under them. */
export function RulesForm({ params, onChange }: ParamsProps) {
  const words = useParamsWords()
  const area = useArea()
  const here = useChosenArea()?.area.name ?? ''
  const set = (part: Partial<PlanParams>): void => onChange({ ...params, ...part })
  const only = params.area ?? area
  return (
    <>
      <Field label={words.within} hint={words.withinHint}>
        <select
          value={params.within}
          onChange={(event) => {
            const within = withins.find((key) => key === event.target.value)
            if (within !== undefined) set({ within })
          }}
        >
          {withins.map((key) => (
            <option key={key} value={key}>
              {words.withins[key]}
            </option>
          ))}
        </select>
      </Field>
      <div className="two-fields">
        <Field label={words.maxUnits} hint={words.maxUnitsHint}>
          <input
            type="number"
            min={2}
            max={10}
            required
            value={Number.isNaN(params.maxUnits) ? '' : params.maxUnits}
            onChange={({ target }) => {
              const maxUnits = target.valueAsNumber
              // What is usual follows down, so that one change is enough.
              set({ maxUnits, usualUnits: maxUnits < params.usualUnits ? maxUnits : params.usualUnits })
            }}
          />
        </Field>
        <Field label={words.capacity} hint={words.capacityHint}>
          <input
            type="number"
            min={1}
            max={50}
            required
            value={Number.isNaN(params.capacity) ? '' : params.capacity}
            onChange={({ target }) => set({ capacity: target.valueAsNumber })}
          />
        </Field>
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={params.countReported}
          onChange={(event) => set({ countReported: event.target.checked })}
        />
        <span>
          {words.countReported}
          <br />
          <span className="faint">{words.countReportedHint}</span>
        </span>
      </label>
      {only === undefined ? null : (
        <label className="check">
          <input
            type="checkbox"
            checked={params.area !== undefined}
            onChange={({ target }) => set({ area: target.checked ? only : undefined })}
          />
          {words.area(here)}
        </label>
      )}
      <FurtherRules params={params} onChange={onChange} />
    </>
  )
}
