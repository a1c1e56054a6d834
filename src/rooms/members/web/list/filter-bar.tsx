import type { MemberStatus, RelationPlace } from '../../contract.ts'
import { memberStatusNames, placeNames } from '../../rules/words.ts'
import { memberFlags, type MembersSearch } from '../search.ts'
import { useMembersWords } from '../words.ts'
import { FindBox } from './find-box.tsx'

// Names of the tables above.
const STATUSES = Object.keys(memberStatusNames) as MemberStatus[]
const PLACES = Object.keys(placeNames) as RelationPlace[]

/** What narrows the register; the chosen organisation or unit comes by links and can be taken away. */
export function FilterBar({
  search,
  onChange,
}: {
  readonly search: MembersSearch
  readonly onChange: (what: Partial<MembersSearch>) => void
}) {
  const words = useMembersWords()
  const only = (['organization', 'under', 'unit'] as const).filter((key) => search[key] !== undefined)
  return (
    <div className="members-bar no-print">
      <FindBox q={search.q} onChange={(q) => onChange({ q })} />
      <select
        className="control"
        aria-label={words.statusLabel}
        value={search.status ?? ''}
        onChange={(event) => onChange({ status: event.target.value === '' ? undefined : event.target.value })}
      >
        <option value="">{words.allStatuses}</option>
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {memberStatusNames[status]}
          </option>
        ))}
      </select>
      <select
        className="control"
        aria-label={words.placeLabel}
        value={search.place ?? ''}
        onChange={(event) => onChange({ place: event.target.value === '' ? undefined : event.target.value })}
      >
        <option value="">{words.allPlaces}</option>
        {PLACES.map((place) => (
          <option key={place} value={place}>
            {placeNames[place]}
          </option>
        ))}
      </select>
      <select
        className="control"
        aria-label={words.flagLabel}
        value={search.flag ?? ''}
        onChange={(event) => onChange({ flag: memberFlags.find((flag) => flag === event.target.value) })}
      >
        <option value="">{words.allFlags}</option>
        {memberFlags.map((flag) => (
          <option key={flag} value={flag}>
            {words.flags[flag]}
          </option>
        ))}
      </select>
      {only.map((key) => (
        <button key={key} type="button" className="link-button" onClick={() => onChange({ [key]: undefined })}>
          {words.only[key]} ×
        </button>
      ))}
    </div>
  )
}
