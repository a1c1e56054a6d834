import { useTyped } from '../../../../../platform/web/parts/use-typed.ts'
import { directionNames, transferStateNames } from '../../rules/words.ts'
import { directions, transferFlags, transferStates, type TransfersSearch } from '../search.ts'
import { useTransfersWords } from '../words.ts'

const NOTHING = {
  q: undefined,
  direction: undefined,
  state: undefined,
  flag: undefined,
  organization: undefined,
  member: undefined,
}

/** What narrows the list; one organisation or one member comes by links and can be taken away. */
export function FilterBar({
  search,
  onChange,
}: {
  readonly search: TransfersSearch
  readonly onChange: (what: Partial<TransfersSearch>) => void
}) {
  const words = useTransfersWords()
  const { text, type, now } = useTyped(search.q, (q) => onChange({ q }))
  const some = Object.keys(NOTHING).some((key) => search[key as keyof typeof NOTHING] !== undefined)
  const step = (value: string): Partial<TransfersSearch> => ({
    state: transferStates.find((one) => one === value),
    flag: transferFlags.find((one) => one === value),
  })
  return (
    <div className="transfers-bar no-print" role="group" aria-label={words.filters}>
      <input
        className="control transfers-find"
        type="search"
        value={text}
        maxLength={100}
        aria-label={words.find}
        placeholder={words.find}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') now()
        }}
      />
      <select
        className="control"
        aria-label={words.directionLabel}
        value={search.direction ?? ''}
        onChange={({ target: { value } }) => onChange({ direction: directions.find((one) => one === value) })}
      >
        <option value="">{words.allDirections}</option>
        {directions.map((one) => (
          <option key={one} value={one}>
            {directionNames[one]}
          </option>
        ))}
      </select>
      <select
        className="control"
        aria-label={words.stepLabel}
        value={search.flag ?? search.state ?? ''}
        onChange={({ target: { value } }) => onChange(step(value))}
      >
        <option value="">{words.open}</option>
        {transferStates.map((one) => (
          <option key={one} value={one}>
            {transferStateNames[one]}
          </option>
        ))}
        {transferFlags.map((one) => (
          <option key={one} value={one}>
            {words.flags[one]}
          </option>
        ))}
      </select>
      {search.organization === undefined ? null : (
        <button type="button" className="link-button" onClick={() => onChange({ organization: undefined })}>
          {words.onlyOrganization} ×
        </button>
      )}
      {search.member === undefined ? null : (
        <button type="button" className="link-button" onClick={() => onChange({ member: undefined })}>
          {words.onlyMember} ×
        </button>
      )}
      {some ? (
        <button type="button" className="link-button" onClick={() => onChange(NOTHING)}>
          {words.clear}
        </button>
      ) : null}
    </div>
  )
}
