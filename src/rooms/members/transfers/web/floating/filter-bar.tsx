import { Choice } from '../../../../../platform/web/parts/choice.tsx'
import { FindInput } from '../../../../../platform/web/parts/find-input.tsx'
import { sides, type FloatingSearch } from '../search.ts'
import { useTransfersWords } from '../words.ts'

/** What narrows those who float: one's own side, words of an organisation. */
export function FilterBar({
  search,
  onChange,
}: {
  readonly search: FloatingSearch
  readonly onChange: (what: Partial<FloatingSearch>) => void
}) {
  const all = useTransfersWords()
  const words = all.floating
  return (
    <div className="transfers-bar no-print" role="group" aria-label={words.filters}>
      <FindInput q={search.q} onChange={(q) => onChange({ q })} label={words.find} className="transfers-find" />
      <Choice
        label={words.sideLabel}
        all={words.allSides}
        value={search.side}
        choices={sides.map((one) => [one, words.sides[one]])}
        onChoose={(side) => onChange({ side })}
      />
      {search.organization === undefined ? null : (
        <button type="button" className="link-button" onClick={() => onChange({ organization: undefined })}>
          {all.onlyOrganization} ×
        </button>
      )}
    </div>
  )
}
