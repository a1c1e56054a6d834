import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Field } from '../../../../platform/web/parts/field.tsx'
import { useLate } from '../../../../platform/web/parts/use-late.ts'
import './finder.css'

export interface Found {
  readonly id: string
  readonly name: string
  readonly note?: string | undefined
}

export interface Search {
  readonly of: string
  readonly find: (q: string, signal: AbortSignal) => Promise<readonly Found[]>
}

/** A field that finds something by its name; what is chosen is handed over, the field is empty again. */
export function Finder({
  label,
  none,
  search,
  without = [],
  onPick,
}: {
  readonly label: string
  /** Said when nothing is found. */
  readonly none: string
  /** Looks for the text; its name tells one kind of thing from another in the cache. */
  readonly search: Search
  /** Ids that are not offered. */
  readonly without?: readonly string[]
  readonly onPick: (found: Found) => void
}) {
  const [q, setQ] = useState('')
  const wanted = useLate(q.trim(), 200)
  const asked = useQuery({
    queryKey: ['finder', search.of, wanted],
    queryFn: ({ signal }) => search.find(wanted, signal),
    enabled: wanted !== '',
    placeholderData: keepPreviousData,
  })
  const rows = asked.data?.filter(({ id }) => !without.includes(id))
  const pick = (found: Found): void => {
    onPick(found)
    setQ('')
  }
  return (
    <>
      <Field label={label}>
        <input
          value={q}
          maxLength={60}
          onChange={(event) => setQ(event.target.value)}
          onKeyDown={(event) => {
            // Enter chooses here; it must not send the form around it.
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            event.preventDefault()
            const first = wanted === q.trim() ? rows?.[0] : undefined
            if (first !== undefined) pick(first)
          }}
        />
      </Field>
      {q.trim() === '' || rows === undefined ? null : (
        <ul className="finder-list">
          {rows.map((row) => (
            <li key={row.id}>
              <button type="button" onClick={() => pick(row)}>
                {row.name}
                {row.note === undefined ? null : <small>{row.note}</small>}
              </button>
            </li>
          ))}
          {rows.length === 0 ? <li className="muted">{none}</li> : null}
        </ul>
      )}
    </>
  )
}

/** What was chosen, each to be taken away again. */
export function Picked({
  items,
  take,
  onTake,
}: {
  readonly items: readonly Found[]
  readonly take: (name: string) => string
  readonly onTake: (id: string) => void
}): ReactNode {
  if (items.length === 0) return null
  return (
    <ul className="finder-picked">
      {items.map(({ id, name }) => (
        <li key={id}>
          <span>{name}</span>
          <button type="button" className="link-button" aria-label={take(name)} onClick={() => onTake(id)}>
            ×
          </button>
        </li>
      ))}
    </ul>
  )
}
