import { Link } from '@tanstack/react-router'
import { countText, gapText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import type { Belts } from '../../contract.ts'
import { useBeltsWords } from './words.ts'

type Belt = Belts['belts'][number]

/** Why this one, and some of the units in it. */
export function BeltPane({ belt }: { readonly belt: Belt | undefined }) {
  const words = useBeltsWords()
  if (belt === undefined) {
    return (
      <Card title={words.why} padded className="no-print">
        <p className="muted">{words.pickWhy}</p>
      </Card>
    )
  }
  return (
    <Card title={belt.name} note={`${words.levelNames[belt.level]} · ${belt.townName}`}>
      <div className="belt-why num">
        <h3>{words.why}</h3>
        <p>{belt.why}</p>
        <h3>{words.sample}</h3>
        <ul>
          {belt.sample.map(({ unit, name }) => (
            <li key={unit}>
              <Link to="/units/$id" params={{ id: unit }}>
                {name}
              </Link>
            </li>
          ))}
          {belt.sample.length < belt.units ? (
            <li className="muted">{words.sampleMore(countText(belt.units))}</li>
          ) : null}
        </ul>
      </div>
    </Card>
  )
}

/** How far the choice may be from the best, and what nearly made it. */
export function ProofCard({ belts }: { readonly belts: Belts }) {
  const words = useBeltsWords()
  return (
    <Card title={words.proof}>
      <div className="belt-why num">
        <p>
          {words.proofLine(countText(belts.reached), countText(Math.floor(belts.bound + 1e-6)))}
          {belts.gap === 0 ? words.proofBest : words.proofGap(gapText(belts.gap))}
          {words.candidates(countText(belts.candidates))}
        </p>
        {belts.rejected.length === 0 ? null : (
          <>
            <h3>{words.rejected}</h3>
            <ul>
              {belts.rejected.map(({ name, words: text }) => (
                <li key={name}>
                  {name}：{text}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Card>
  )
}
