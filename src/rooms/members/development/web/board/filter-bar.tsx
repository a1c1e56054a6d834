import { Choice, choicesOf } from '../../../../../platform/web/parts/choice.tsx'
import { FindInput } from '../../../../../platform/web/parts/find-input.tsx'
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
  const some = Object.keys(NOTHING).some((key) => search[key as keyof typeof NOTHING] !== undefined)
  return (
    <div className="development-bar no-print" role="group" aria-label={words.filters}>
      <FindInput q={search.q} onChange={(q) => onChange({ q })} label={words.find} />
      <Choice
        label={words.clockLabel}
        all={words.allClocks}
        value={search.clock}
        choices={choicesOf(words.clocks)}
        onChoose={(clock) => onChange({ clock })}
      />
      <Choice
        label={words.postLabel}
        all={words.allPosts}
        value={search.postKind}
        choices={choicesOf(postKindNames)}
        onChoose={(postKind) => onChange({ postKind })}
      />
      {search.view === 'list' ? (
        <>
          <Choice
            label={words.stageLabel}
            all={words.allStages}
            value={search.stage}
            choices={choicesOf<string>(stageNames)}
            onChoose={(stage) => onChange({ stage })}
          />
          <Choice
            label={words.stateLabel}
            all={words.states.open}
            value={search.state}
            choices={[
              ['done', words.states.done],
              ['ended', words.states.ended],
            ]}
            onChoose={(state) => onChange({ state })}
          />
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
