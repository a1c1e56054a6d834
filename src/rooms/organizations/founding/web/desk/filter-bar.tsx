import { useTyped } from '../../../../../platform/web/parts/use-typed.ts'
import { countText } from '../../../../../platform/web/format.ts'
import type { FoundingKind, FoundingStep } from '../../contract.ts'
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
  const { text, type, now } = useTyped(search.q, (q) => onChange({ q }))
  // The keys of a record are its names.
  const kinds = Object.keys(kindNames) as FoundingKind[]
  const steps = Object.keys(stepNames) as FoundingStep[]
  const some = [search.q, search.kind, search.clock, search.source, search.plan, search.step].some(
    (one) => one !== undefined,
  )
  return (
    <div className="founding-bar no-print" role="group" aria-label={words.filters}>
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
        choices={kinds.map((key) => [key, kindNames[key]])}
        onChoose={(kind) => onChange({ kind })}
      />
      <Choice
        label={words.filterNames.clock}
        all={words.filterNames.clock}
        value={search.clock}
        choices={Object.entries(words.clocks)}
        onChoose={(clock) => onChange({ clock: clock === 'overdue' || clock === 'soon' ? clock : undefined })}
      />
      <Choice
        label={words.filterNames.source}
        all={words.all.source}
        value={search.source}
        choices={Object.entries(sourceNames)}
        onChoose={(source) =>
          onChange({ source: source === 'hand' || source === 'blind-spot' || source === 'plan' ? source : undefined })
        }
      />
      {search.view === 'list' ? (
        <Choice
          label={words.filterNames.step}
          all={words.all.step}
          value={search.step}
          choices={steps.map((key) => [key, stepNames[key]])}
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

function Choice({
  label,
  all,
  value,
  choices,
  onChoose,
}: {
  readonly label: string
  readonly all: string
  readonly value: string | undefined
  readonly choices: readonly (readonly [string, string])[]
  readonly onChoose: (key: string | undefined) => void
}) {
  return (
    <select
      className="control"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChoose(event.target.value === '' ? undefined : event.target.value)}
    >
      <option value="">{all}</option>
      {choices.map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  )
}
