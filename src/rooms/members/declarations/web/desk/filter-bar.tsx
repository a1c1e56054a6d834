import { Choice, choicesOf } from '../../../../../platform/web/parts/choice.tsx'
import { FindInput } from '../../../../../platform/web/parts/find-input.tsx'
import { stateNames } from '../../rules/words.ts'
import type { DeclarationsSearch } from '../search.ts'
import { useDeskWords } from './words.ts'

const NOTHING = { q: undefined, state: undefined, clock: undefined, unit: undefined }

/** What narrows the list of declarations; the town is chosen in the head of every page. */
export function FilterBar({
  search,
  onChange,
}: {
  readonly search: DeclarationsSearch
  readonly onChange: (what: Partial<DeclarationsSearch>) => void
}) {
  const words = useDeskWords()
  const some = Object.keys(NOTHING).some((key) => search[key as keyof typeof NOTHING] !== undefined)
  return (
    <div className="declarations-bar no-print" role="group" aria-label={words.list}>
      <FindInput q={search.q} onChange={(q) => onChange({ q })} label={words.findLabel} placeholder={words.find} />
      <Choice
        label={words.stateLabel}
        all={words.openStates}
        value={search.state}
        choices={[...choicesOf<string>(stateNames), [Object.keys(stateNames).join(','), words.allStates]]}
        onChoose={(state) => onChange({ state })}
      />
      <Choice
        label={words.clockLabel}
        all={words.allClocks}
        value={search.clock}
        choices={choicesOf(words.clocks)}
        onChoose={(clock) => onChange({ clock })}
      />
      {search.unit === undefined ? null : <span className="tag">{words.onlyUnit}</span>}
      {some ? (
        <button type="button" className="link-button" onClick={() => onChange(NOTHING)}>
          {words.clear}
        </button>
      ) : null}
    </div>
  )
}
