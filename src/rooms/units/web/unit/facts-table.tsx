import { Fragment, useState } from 'react'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { MaskedHint } from '../../../access/web/public.tsx'
import type { FactValue, UnitPage } from '../../contract.ts'
import { personalFacts } from '../../rules/personal.ts'
import { usePlatformWords } from '../../../../platform/web/words.ts'
import { useLedgerWords } from '../ledger/words.ts'
import { useUnitsWords } from '../words.ts'
import { useUnitWords } from './words.ts'

type Fact = UnitPage['facts'][number]

/** Sources that say something else than each other. */
const differs = ({ versions }: Fact): boolean => new Set(versions.map(({ value }) => JSON.stringify(value))).size > 1

/** Every fact: the value in force, whose it is and why, and on demand all that was ever said. */
export function FactsTable({ unit }: { readonly unit: UnitPage }) {
  const { facts: words } = useUnitWords()
  const [open, setOpen] = useState<string | null>(null)
  const [onlyDiffer, setOnlyDiffer] = useState(false)
  const shown = unit.facts.filter((fact) => !onlyDiffer || differs(fact))
  return (
    <Card
      title={words.title}
      note={
        <>
          {words.note}{' '}
          {unit.facts.some(({ fact, value }) => fact in personalFacts && value !== null) ? <MaskedHint /> : null}
        </>
      }
      extra={
        <label className="check">
          <input type="checkbox" checked={onlyDiffer} onChange={(event) => setOnlyDiffer(event.target.checked)} />
          {words.onlyDiffer}
        </label>
      }
    >
      {shown.length === 0 ? <EmptyState title={words.nothing} why={words.nothingWhy} /> : null}
      <table className="facts num" aria-label={words.title}>
        <thead className={shown.length === 0 ? 'sr-only' : ''}>
          <tr>
            <th scope="col" className="facts-label">
              {words.label}
            </th>
            <th scope="col">{words.value}</th>
            <th scope="col" className="facts-why">
              {words.why}
            </th>
            <th scope="col" className="facts-count">
              {words.versions}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((fact) => {
            const opened = open === fact.fact
            const many = fact.versions.length > 1
            const count = !many
              ? words.only
              : differs(fact)
                ? words.differ(fact.versions.length)
                : words.same(fact.versions.length)
            return (
              <Fragment key={fact.fact}>
                <tr className={opened ? 'facts-open' : ''}>
                  <th scope="row">{fact.label}</th>
                  <td>
                    <span className="facts-value">
                      <Value fact={fact.fact} value={fact.value} place={unit.place.trail.at(-1)?.name} />
                    </span>
                  </td>
                  <td className="facts-why">{fact.why}</td>
                  <td>
                    <button
                      type="button"
                      className="link-button"
                      aria-expanded={opened}
                      aria-label={`${words.show(fact.label)}，${count}`}
                      onClick={() => setOpen(opened ? null : fact.fact)}
                    >
                      {count}
                    </button>
                  </td>
                </tr>
                {opened ? (
                  <tr>
                    <td colSpan={4} className="facts-versions">
                      <Versions fact={fact} />
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </Card>
  )
}

function Versions({ fact }: { readonly fact: Fact }) {
  const { facts: words } = useUnitWords()
  const { sources } = useUnitsWords()
  return (
    <table aria-label={words.show(fact.label)}>
      <thead>
        <tr>
          <th scope="col">{words.said}</th>
          <th scope="col">{words.source}</th>
          <th scope="col">{words.asOf}</th>
          <th scope="col">{words.where}</th>
        </tr>
      </thead>
      <tbody>
        {fact.versions.map((version) => (
          <tr key={`${version.batch}-${version.where}-${version.text}`}>
            <td>
              {typeof version.value === 'string' && !coded.includes(fact.fact) ? (
                version.text
              ) : (
                <Value fact={fact.fact} value={version.value} />
              )}{' '}
              {version.current ? <span className="tag tag-teal">{words.used}</span> : null}
              {version.note === null ? null : <div className="faint">{version.note}</div>}
            </td>
            <td>{sources[version.source]}</td>
            <td>{version.asOf}</td>
            <td>{version.where}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Facts that are kept as keys and shown by name. */
const coded: readonly Fact['fact'][] = ['life', 'orgForm', 'placed']

function Value({
  fact,
  value,
  place,
}: {
  readonly fact: Fact['fact']
  readonly value: FactValue
  /** Name of the area in force, for a place set by hand. */
  readonly place?: string | undefined
}) {
  const { facts: words } = useUnitWords()
  const { lives } = useLedgerWords()
  const { states } = usePlatformWords()
  if (value === null || value === '') return <span className="faint">{words.blank}</span>
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return value.toLocaleString('en-US')
  if (fact === 'life' && value in lives) return lives[value as keyof typeof lives]
  if (fact === 'orgForm' && value in states) return states[value as keyof typeof states]
  return fact === 'placed' ? (place ?? value) : value
}
