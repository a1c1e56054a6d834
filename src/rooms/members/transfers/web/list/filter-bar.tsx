import { Choice } from '../../../../../platform/web/parts/choice.tsx'
import { FindInput } from '../../../../../platform/web/parts/find-input.tsx'
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
  const some = Object.keys(NOTHING).some((key) => search[key as keyof typeof NOTHING] !== undefined)
  const step = (value: string | undefined): Partial<TransfersSearch> => ({
    state: transferStates.find((one) => one === value),
    flag: transferFlags.find((one) => one === value),
  })
  return (
    <div className="transfers-bar no-print" role="group" aria-label={words.filters}>
      <FindInput q={search.q} onChange={(q) => onChange({ q })} label={words.find} className="transfers-find" />
      <Choice
        label={words.directionLabel}
        all={words.allDirections}
        value={search.direction}
        choices={directions.map((one) => [one, directionNames[one]])}
        onChoose={(direction) => onChange({ direction })}
      />
      <Choice
        label={words.stepLabel}
        all={words.open}
        value={search.flag ?? search.state}
        choices={[
          ...transferStates.map((one) => [one, transferStateNames[one]] as const),
          ...transferFlags.map((one) => [one, words.flags[one]] as const),
        ]}
        onChoose={(one) => onChange(step(one))}
      />
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
