import { Choice, choicesOf } from '../../../../../platform/web/parts/choice.tsx'
import { FindInput } from '../../../../../platform/web/parts/find-input.tsx'
import { countText } from '../../../../../platform/web/format.ts'
import { kindNames, sourceNames, stepNames } from '../../rules/names.ts'
import type { FoundingSearch } from '../search.ts'
import { useFoundingWords } from '../words.ts'

/** Narrows the desk; a town chosen here is the one in the head of every page. */
export function DeskFilter({
  search,
  towns,
  onChange,
}: {
  readonly search: FoundingSearch
  /** Towns with cases, and how many. */
  readonly towns: readonly { readonly id: string; readonly name: string; readonly n: number }[]
  readonly onChange: (what: Partial<FoundingSearch>) => void
}) {
  const words = useFoundingWords()
  const some = [search.q, search.kind, search.clock, search.source, search.plan, search.step].some(
    (one) => one !== undefined,
  )
  return (
    <div className="founding-bar no-print" role="group" aria-label={words.filters}>
      <FindInput q={search.q} onChange={(q) => onChange({ q })} label={words.find} />
      {towns.length < 2 && search.area === undefined ? null : (
        <Choice
          label={words.towns}
          all={words.allTowns}
          value={towns.some(({ id }) => id === search.area) ? search.area : undefined}
          choices={towns.map(({ id, name, n }) => [id, words.townCount(name, countText(n))])}
          onChoose={(area) => onChange({ area })}
        />
      )}
      <Choice
        label={words.filterNames.kind}
        all={words.all.kind}
        value={search.kind}
        choices={choicesOf(kindNames)}
        onChoose={(kind) => onChange({ kind })}
      />
      <Choice
        label={words.filterNames.clock}
        all={words.filterNames.clock}
        value={search.clock}
        choices={choicesOf(words.clocks)}
        onChoose={(clock) => onChange({ clock })}
      />
      <Choice
        label={words.filterNames.source}
        all={words.all.source}
        value={search.source}
        choices={choicesOf(sourceNames)}
        onChoose={(source) => onChange({ source })}
      />
      {search.view === 'list' ? (
        <Choice
          label={words.filterNames.step}
          all={words.all.step}
          value={search.step}
          choices={choicesOf(stepNames)}
          onChoose={(step) => onChange({ step })}
        />
      ) : null}
      {search.plan === undefined ? null : <span className="tag">{words.planOnly}</span>}
      {some ? (
        <button
          type="button"
          className="link-button"
          onClick={() =>
            onChange({
              q: undefined,
              kind: undefined,
              clock: undefined,
              source: undefined,
              plan: undefined,
              step: undefined,
            })
          }
        >
          {words.clear}
        </button>
      ) : null}
    </div>
  )
}
