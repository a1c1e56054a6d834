import type { Member } from './proposal.ts'
import { useProposalWords } from './words.ts'

export interface Apart {
  readonly a: string
  readonly b: string
}

/** Two members that should not sit together; of two there is nothing to choose. */
export function ApartFields({
  members,
  value,
  onChange,
}: {
  readonly members: readonly Member[]
  readonly value: Apart | null
  readonly onChange: (value: Apart | null) => void
}) {
  const words = useProposalWords()
  const first = (): Apart =>
    members.length === 2 ? { a: members[0]?.unit ?? '', b: members[1]?.unit ?? '' } : { a: '', b: '' }
  const choose = (key: 'a' | 'b', label: string) => (
    <select
      className="control fill"
      aria-label={label}
      value={value?.[key] ?? ''}
      onChange={(event) => value !== null && onChange({ ...value, [key]: event.target.value })}
    >
      <option value="">{words.apartPick}</option>
      {members.map(({ unit, name }) => (
        <option key={unit} value={unit}>
          {name}
        </option>
      ))}
    </select>
  )
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={value !== null}
          onChange={(event) => onChange(event.target.checked ? first() : null)}
        />
        {words.apart}
      </label>
      {value === null ? null : (
        <div className="row">
          {choose('a', words.apartA)}
          {choose('b', words.apartB)}
        </div>
      )}
    </>
  )
}
