import type { Preset } from '../../contract.ts'
import { sayLine } from './say.ts'
import { useBookWords } from './words.ts'

/** One preset in words: when a unit is due, the targets, the denominator shown outside. */
export function PresetLines({ preset }: { readonly preset: Preset }) {
  const words = useBookWords()
  const { presets } = words
  return (
    <dl className="book-pairs num">
      <dt>{presets.source}</dt>
      <dd>{preset.source}</dd>
      <dt>{presets.certainty}</dt>
      <dd>
        {words.certainty[preset.certainty]}
        <span className="faint book-note">{words.certaintyWhy[preset.certainty]}</span>
      </dd>
      <dt>{presets.due}</dt>
      <dd>
        {preset.due.map((line) => (
          <div key={sayLine(words, line)}>{sayLine(words, line)}</div>
        ))}
        {preset.due.length > 1 ? <span className="faint">{presets.dueNote}</span> : null}
      </dd>
      <dt>{presets.targets}</dt>
      <dd>
        {preset.targets.length === 0 ? presets.targetsNone : null}
        {preset.targets.map((target) => (
          <div key={target.words}>{target.words}</div>
        ))}
      </dd>
      <dt>{presets.headline}</dt>
      <dd>{words.denominators[preset.headline] ?? preset.headline}</dd>
      <dt>{presets.reported}</dt>
      <dd>{preset.countReported ? presets.reportedYes : presets.reportedNo}</dd>
      <dt>{presets.capacity}</dt>
      <dd>{presets.capacityOf(preset.instructorCapacity)}</dd>
      <dt>{presets.joint}</dt>
      <dd>{presets.jointOf(preset.jointMaxUnits)}</dd>
      <dt>{presets.sizes}</dt>
      <dd>{preset.sizeClasses.map(({ name }) => name).join('、')}</dd>
    </dl>
  )
}
