import { useEffect, useState } from 'react'
import { useLate } from '../../../web/parts/use-late.ts'
import { termStates, type TermsSearch } from '../search.ts'
import { usePostsWords } from '../words.ts'

/** State of the term and a part of the name. */
export function TermsBar({
  filter,
  onSet,
}: {
  readonly filter: TermsSearch
  readonly onSet: (what: Partial<TermsSearch>) => void
}) {
  const { termsPage: words } = usePostsWords()
  const [q, setQ] = useState(filter.q ?? '')
  const wanted = useLate(q.trim(), 250)
  useEffect(() => {
    if (wanted !== (filter.q ?? '')) onSet({ q: wanted === '' ? undefined : wanted })
    // Only what was typed is sent; the address may change for other reasons.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted])
  return (
    <div className="terms-bar no-print">
      <input
        className="control"
        type="search"
        aria-label={words.find}
        placeholder={words.find}
        value={q}
        maxLength={100}
        onChange={(event) => setQ(event.target.value)}
      />
      <select
        className="control"
        aria-label={words.state}
        value={filter.state ?? ''}
        onChange={(event) => onSet({ state: termStates.find((one) => one === event.target.value) })}
      >
        <option value="">{words.all}</option>
        {termStates.map((state) => (
          <option key={state} value={state}>
            {words.states[state]}
          </option>
        ))}
      </select>
    </div>
  )
}
