import { Input } from 'antd'
import { useTyped } from '../../../../platform/web/parts/use-typed.ts'
import { useLedgerWords } from './words.ts'

/** What is typed goes into the address a moment after the last key; Enter does not wait. */
export function SearchBox({
  q,
  onChange,
}: {
  readonly q: string | undefined
  readonly onChange: (q: string | undefined) => void
}) {
  const words = useLedgerWords()
  const { text, type, now } = useTyped(q, onChange)
  return (
    <Input
      className="filter-find"
      allowClear
      value={text}
      maxLength={100}
      aria-label={words.findLabel}
      placeholder={words.find}
      onChange={(event) => type(event.target.value)}
      onPressEnter={now}
    />
  )
}
