import { useState } from 'react'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import type { Plan } from '../../contract.ts'
import { usePlanWords } from './words.ts'

type Town = Pick<Plan['towns'][number], 'town' | 'name' | 'groups' | 'units' | 'uncovered' | 'open'>

/** Where: the towns of the plan under their counties, with what is left to decide. */
export function TownsPane({
  plan,
  chosen,
  onChoose,
}: {
  readonly plan: Plan
  readonly chosen: string | undefined
  readonly onChoose: (town: string | undefined) => void
}) {
  const { towns: words } = usePlanWords()
  const [q, setQ] = useState('')
  const wanted = q.trim()
  const towns = plan.towns.filter((town) => wanted === '' || `${town.county}${town.name}`.includes(wanted))
  const counties = [...new Set(towns.map(({ county }) => county))]
  const all: Town = {
    town: '',
    name: words.all,
    groups: plan.groups,
    units: plan.groupUnits,
    uncovered: plan.uncovered,
    open: plan.towns.reduce((sum, { open }) => sum + open, 0),
  }
  return (
    <Card title={words.title} note={countText(plan.towns.length)}>
      <div className="plan-find no-print">
        <input
          className="control"
          type="search"
          value={q}
          aria-label={words.find}
          placeholder={words.find}
          onChange={(event) => setQ(event.target.value)}
        />
      </div>
      <div className="plan-towns num">
        {wanted === '' ? (
          <TownButton town={all} on={chosen === undefined} onChoose={() => onChoose(undefined)} />
        ) : null}
        {counties.map((county) => (
          <section key={county} aria-label={county}>
            <h3>{county}</h3>
            {towns
              .filter((town) => town.county === county)
              .map((town) => (
                <TownButton
                  key={town.town}
                  town={town}
                  on={chosen === town.town}
                  onChoose={() => onChoose(town.town)}
                />
              ))}
          </section>
        ))}
        {counties.length === 0 ? <p className="card-body muted">{words.none}</p> : null}
      </div>
    </Card>
  )
}

function TownButton({
  town,
  on,
  onChoose,
}: {
  readonly town: Town
  readonly on: boolean
  readonly onChoose: () => void
}) {
  const { towns: words } = usePlanWords()
  return (
    <button type="button" aria-pressed={on} onClick={onChoose}>
      <b className="ellipsis" title={town.name}>
        {town.name}
      </b>
      <span>{words.groups(countText(town.groups))}</span>
      <small>
        {town.town === ''
          ? words.left(countText(town.uncovered))
          : words.line(countText(town.units), countText(town.uncovered))}
        {' · '}
        {town.open === 0 ? words.done : words.open(countText(town.open))}
      </small>
    </button>
  )
}
