import { useSearch, useNavigate } from '@tanstack/react-router'
import { useKnown } from '../params/use-known.ts'
import { useParamsWords } from '../params/words.ts'
import { levelsOf, toggled } from './levels.ts'
import type { BeltLevel } from './levels.ts'
import { beltLevels } from './levels.ts'
import { useBeltsWords } from './words.ts'

const ofs = ['members', 'uncovered', 'all'] as const

/** What is chosen from and counted; every change is in the address at once and the list follows. */
export function BeltsParams() {
  const words = useBeltsWords()
  const { noPoints } = useParamsWords()
  const { count = '5', levels, of = 'members', radius = '0.5' } = useSearch({ from: '/plan/belts' })
  const navigate = useNavigate({ from: '/plan/belts' })
  const known = useKnown()
  const chosen = levelsOf(levels)
  const set = (what: Record<string, string | undefined>): void =>
    void navigate({ search: (old) => ({ ...old, belt: undefined, ...what }), replace: true })
  return (
    <div className="plan-bar no-print" role="group" aria-label={words.params}>
      <label className="row">
        {words.count}
        <input
          className="control belts-number"
          type="number"
          min={1}
          max={50}
          value={count}
          onChange={({ target }) => set({ count: target.value === '' ? undefined : target.value })}
        />
      </label>
      <label className="row">
        {words.of}
        <select className="control" value={of} onChange={({ target }) => set({ of: target.value })}>
          {ofs.map((key) => (
            <option key={key} value={key}>
              {words.ofs[key]}
            </option>
          ))}
        </select>
      </label>
      <span className="row row-wrap" role="group" aria-label={words.levels}>
        {words.levels}
        {beltLevels.map((level) => {
          const reason = levelReason(level)
          return (
            <label key={level} className="check" title={reason ?? undefined}>
              <input
                type="checkbox"
                checked={chosen.includes(level)}
                disabled={reason !== null}
                onChange={() => set({ levels: toggled(chosen, level) })}
              />
              <span className={reason === null ? '' : 'muted'}>{words.levelNames[level]}</span>
            </label>
          )
        })}
      </span>
      {chosen.includes('circle') ? (
        <label className="row">
          {words.radius}
          <input
            className="control belts-number"
            type="number"
            min={0.1}
            max={20}
            step={0.1}
            value={radius}
            onChange={({ target }) => set({ radius: target.value === '' ? undefined : target.value })}
          />
        </label>
      ) : null}
    </div>
  )

  /** The last one chosen stays; circles need coordinates. */
  function levelReason(level: BeltLevel): string | null {
    if (level === 'circle' && known.points === false && !chosen.includes(level)) return noPoints
    return chosen.length === 1 && chosen.includes(level) ? words.needLevel : null
  }
}
