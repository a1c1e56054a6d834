import { Button } from 'antd'
import { Amount } from './amount.tsx'
import { presetKeys, presetOf, presets } from './presets.ts'
import type { ParamsProps } from './props.ts'
import { weightOrder } from './say-params.ts'
import type { Known } from './use-known.ts'
import { useParamsWords } from './words.ts'

/** How much each consideration counts, from a preset or one by one. */
export function WeightsForm({ params, onChange, known }: ParamsProps & { readonly known: Known }) {
  const words = useParamsWords()
  const chosen = presetOf(params.weights)
  const reasons: Partial<Record<(typeof weightOrder)[number], string | null>> = {
    distance: known.points === false ? words.noPoints : null,
    links: known.links === false ? words.noLinks : null,
    stability: known.earlier === false ? words.noEarlier : null,
  }
  return (
    <fieldset>
      <legend>{words.weightsTitle}</legend>
      <div className="row row-wrap" role="group" aria-label={words.presetsLabel}>
        {presetKeys.map((key) => (
          <Button
            key={key}
            size="small"
            className={key === chosen ? 'menu-button-on' : ''}
            aria-pressed={key === chosen}
            title={words.presets[key].why}
            onClick={() => onChange({ ...params, weights: { ...presets[key] } })}
          >
            {words.presets[key].name}
          </Button>
        ))}
      </div>
      <p className="faint">{chosen === null ? words.weightsHint : words.presets[chosen].why}</p>
      {weightOrder.map((key) => (
        <Amount
          key={key}
          name={words.weights[key].name}
          why={words.weights[key].why}
          reason={reasons[key] ?? null}
          value={params.weights[key]}
          most={key === 'address' || key === 'industry' ? 100 : 1000}
          onChange={(value) => onChange({ ...params, weights: { ...params.weights, [key]: value ?? NaN } })}
        />
      ))}
    </fieldset>
  )
}
