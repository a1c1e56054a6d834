import { useTyped } from './use-typed.ts'

/** A search box whose words stand in the address: what is typed goes there a moment after the last key; Enter does not wait. */
export function FindInput({
  q,
  onChange,
  label,
  placeholder = label,
  title,
  className = '',
}: {
  readonly q: string | undefined
  readonly onChange: (q: string | undefined) => void
  readonly label: string
  readonly placeholder?: string
  readonly title?: string
  readonly className?: string
}) {
  const { text, type, now } = useTyped(q, onChange)
  return (
    <input
      className={`control ${className}`}
      type="search"
      value={text}
      maxLength={100}
      aria-label={label}
      placeholder={placeholder}
      title={title}
      onChange={(event) => type(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') now()
      }}
    />
  )
}
