import { Input } from 'antd'
import { useTyped } from '../../../../../platform/web/parts/use-typed.ts'
import { weakNames } from '../../rules/weak.ts'
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
  const { text, type, now } = useTyped(filter.q, (q) => onSet({ q }))
  return (
    <div className="terms-bar no-print">
      <Input
        className="terms-find"
        allowClear
        value={text}
        maxLength={100}
        aria-label={words.find}
        placeholder={words.find}
        onChange={(event) => type(event.target.value)}
        onPressEnter={now}
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
      {filter.weak === undefined ? null : (
        <button
          type="button"
          className="link-button"
          aria-label={words.onlyWeakDrop(weakNames[filter.weak])}
          onClick={() => onSet({ weak: undefined })}
        >
          {words.onlyWeak(weakNames[filter.weak])}
        </button>
      )}
    </div>
  )
}
