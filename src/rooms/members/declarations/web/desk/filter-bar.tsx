import { useTyped } from '../../../../../platform/web/parts/use-typed.ts'
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
  const { text, type, now } = useTyped(search.q, (q) => onChange({ q }))
  const some = Object.keys(NOTHING).some((key) => search[key as keyof typeof NOTHING] !== undefined)
  return (
    <div className="declarations-bar no-print" role="group" aria-label={words.list}>
      <input
        className="control"
        type="search"
        value={text}
        maxLength={60}
        aria-label={words.findLabel}
        placeholder={words.find}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') now()
        }}
      />
      <select
        className="control"
        aria-label={words.stateLabel}
        value={search.state ?? ''}
        onChange={({ target: { value } }) => onChange({ state: value === '' ? undefined : value })}
      >
        <option value="">{words.openStates}</option>
        {Object.entries(stateNames).map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
        <option value={Object.keys(stateNames).join(',')}>{words.allStates}</option>
      </select>
      <select
        className="control"
        aria-label={words.clockLabel}
        value={search.clock ?? ''}
        onChange={({ target: { value } }) =>
          onChange({ clock: value === 'overdue' || value === 'soon' ? value : undefined })
        }
      >
        <option value="">{words.allClocks}</option>
        <option value="overdue">{words.clocks.overdue}</option>
        <option value="soon">{words.clocks.soon}</option>
      </select>
      {search.unit === undefined ? null : <span className="tag">{words.onlyUnit}</span>}
      {some ? (
        <button type="button" className="link-button" onClick={() => onChange(NOTHING)}>
          {words.clear}
        </button>
      ) : null}
    </div>
  )
}
