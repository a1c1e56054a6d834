import { useTyped } from '../../../../../platform/web/parts/use-typed.ts'
import { postKindNames } from '../../../rules/words.ts'
import { stageNames } from '../../rules/words.ts'
import type { DevelopmentSearch } from '../search.ts'
import { useDevelopmentWords } from '../words.ts'

const NOTHING = {
  q: undefined,
  stage: undefined,
  state: undefined,
  organization: undefined,
  under: undefined,
  postKind: undefined,
  clock: undefined,
}

/** What narrows the board and the list; the town is chosen in the head of every page. */
export function FilterBar({
  search,
  onChange,
}: {
  readonly search: DevelopmentSearch
  readonly onChange: (what: Partial<DevelopmentSearch>) => void
}) {
  const words = useDevelopmentWords()
  const { text, type, now } = useTyped(search.q, (q) => onChange({ q }))
  const some = Object.keys(NOTHING).some((key) => search[key as keyof typeof NOTHING] !== undefined)
  return (
    <div className="development-bar no-print" role="group" aria-label={words.filters}>
      <input
        className="control"
        type="search"
        value={text}
        maxLength={60}
        aria-label={words.find}
        placeholder={words.find}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') now()
        }}
      />
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
      <select
        className="control"
        aria-label={words.postLabel}
        value={search.postKind ?? ''}
        onChange={({ target: { value } }) =>
          onChange({ postKind: value === '' ? undefined : (value as keyof typeof postKindNames) })
        }
      >
        <option value="">{words.allPosts}</option>
        {Object.entries(postKindNames).map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
      {search.view === 'list' ? (
        <>
          <select
            className="control"
            aria-label={words.stageLabel}
            value={search.stage ?? ''}
            onChange={({ target: { value } }) => onChange({ stage: value === '' ? undefined : value })}
          >
            <option value="">{words.allStages}</option>
            {Object.entries(stageNames).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
          <select
            className="control"
            aria-label={words.stateLabel}
            value={search.state ?? ''}
            onChange={({ target: { value } }) =>
              onChange({ state: value === 'done' || value === 'ended' ? value : undefined })
            }
          >
            <option value="">{words.states.open}</option>
            <option value="done">{words.states.done}</option>
            <option value="ended">{words.states.ended}</option>
          </select>
        </>
      ) : null}
      {search.organization === undefined && search.under === undefined ? null : (
        <span className="tag">{words.only}</span>
      )}
      {some ? (
        <button type="button" className="link-button" onClick={() => onChange(NOTHING)}>
          {words.clear}
        </button>
      ) : null}
    </div>
  )
}
