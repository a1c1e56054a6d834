import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Field } from '../../../../platform/web/parts/field.tsx'
import './finder.css'

export interface Found {
  readonly id: string
  readonly name: string
  readonly note: string
}

/** Looks for areas, units or colleagues by a part of the name. */
export type Find = (q: string, signal: AbortSignal) => Promise<readonly Found[]>

/** One thing chosen by typing a part of its name; Enter takes the first, the chosen one stands in the field. */
export function Finder({
  label,
  hint,
  none,
  kind,
  find,
  picked,
  onPick,
}: {
  readonly label: string
  readonly hint?: string | undefined
  readonly none: string
  /** Names the kind of thing, so that answers are kept apart. */
  readonly kind: string
  readonly find: Find
  readonly picked: { readonly id: string; readonly name: string } | null
  readonly onPick: (found: Found | null) => void
}) {
  const [q, setQ] = useState<string | null>(null)
  const wanted = useStill((q ?? '').trim())
  const found = useQuery({
    queryKey: ['finder', kind, wanted],
    queryFn: ({ signal }) => find(wanted, signal),
    enabled: wanted !== '',
    placeholderData: keepPreviousData,
  })
  const rows = found.data ?? []
  const pick = (one: Found): void => {
    onPick(one)
    setQ(null)
  }
  return (
    <div>
      <Field label={label} hint={hint}>
        <input
          value={q ?? picked?.name ?? ''}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => {
            setQ(event.target.value)
            if (picked !== null) onPick(null)
          }}
          onKeyDown={(event) => {
            // Enter chooses here; it must not send the form around it.
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || q === null) return
            event.preventDefault()
            const first = wanted === q.trim() ? rows[0] : undefined
            if (first !== undefined) pick(first)
          }}
        />
      </Field>
      {q === null || q.trim() === '' || found.data === undefined ? null : (
        <ul className="finder-list" aria-label={label}>
          {rows.map((row) => (
            <li key={row.id}>
              <button type="button" onClick={() => pick(row)}>
                {row.name}
                <small>{row.note}</small>
              </button>
            </li>
          ))}
          {rows.length === 0 ? <li className="muted">{none}</li> : null}
        </ul>
      )}
    </div>
  )
}

function useStill(value: string): string {
  const [still, setStill] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), 200)
    return () => clearTimeout(timer)
  }, [value])
  return still
}
