import { useTyped } from '../../../../../platform/web/parts/use-typed.ts'
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
  const { text, type, now } = useTyped(search.q, (q) => onChange({ q }))
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
        aria-label={words.sideLabel}
        value={search.side ?? ''}
        onChange={({ target: { value } }) => onChange({ side: sides.find((one) => one === value) })}
      >
        <option value="">{words.allSides}</option>
        {sides.map((one) => (
          <option key={one} value={one}>
            {words.sides[one]}
          </option>
        ))}
      </select>
      {search.organization === undefined ? null : (
        <button type="button" className="link-button" onClick={() => onChange({ organization: undefined })}>
          {all.onlyOrganization} ×
        </button>
      )}
    </div>
  )
}
