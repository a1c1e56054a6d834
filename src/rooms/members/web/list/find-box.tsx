import { useTyped } from '../../../../platform/web/parts/use-typed.ts'
import { useMembersWords } from '../words.ts'

/** What is typed goes into the address a moment after the last key; Enter does not wait. */
export function FindBox({
  q,
  onChange,
}: {
  readonly q: string | undefined
  readonly onChange: (q: string | undefined) => void
}) {
  const words = useMembersWords()
  const { text, type, now } = useTyped(q, onChange)
  return (
    <input
      className="control members-find"
      type="search"
      value={text}
      maxLength={100}
      aria-label={words.findLabel}
      placeholder={words.find}
      title={words.findHint}
      onChange={(event) => type(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') now()
      }}
    />
  )
}
