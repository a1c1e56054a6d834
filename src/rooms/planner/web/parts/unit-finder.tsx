import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Field } from '../../../../platform/web/parts/field.tsx'
import { apiOf } from '../../../../platform/web/api/client.ts'
import type { unitsEndpoints } from '../../../units/contract.ts'
import { useLate } from '../../../../platform/web/parts/use-late.ts'

const unitsApi = apiOf<typeof unitsEndpoints>()

export interface Picked {
  readonly unit: string
  readonly name: string
}

/** Finds a unit of the ledger by name, initials or code and hands it over. */
export function UnitFinder({
  label,
  none,
  note,
  without,
  onPick,
}: {
  readonly label: string
  /** Said when nothing is found. */
  readonly none: string
  /** Small words behind a unit, from its full members. */
  readonly note: (full: number) => string
  readonly without: readonly string[]
  readonly onPick: (unit: Picked) => void
}) {
  const [q, setQ] = useState('')
  const wanted = useLate(q.trim(), 200)
  const found = useQuery({
    ...unitsApi.query('units.list', { q: wanted, limit: 8 }),
    enabled: wanted !== '',
    placeholderData: keepPreviousData,
  })
  const rows = found.data?.rows.filter(({ id }) => !without.includes(id)) ?? []
  const pick = (unit: Picked): void => {
    onPick(unit)
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
            const first = wanted === q.trim() ? rows[0] : undefined
            if (first !== undefined) pick({ unit: first.id, name: first.name })
          }}
        />
      </Field>
      {q.trim() === '' || found.data === undefined ? null : (
        <ul className="choose-list">
          {rows.map((row) => (
            <li key={row.id}>
              <button type="button" onClick={() => pick({ unit: row.id, name: row.name })}>
                {row.name}
                <small>{[row.county, row.town, note(row.membersFull ?? 0)].filter(Boolean).join(' · ')}</small>
              </button>
            </li>
          ))}
          {rows.length === 0 ? <li className="muted">{none}</li> : null}
        </ul>
      )}
    </>
  )
}
