import { Link } from '@tanstack/react-router'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import type { ImportView } from '../../contract.ts'
import { unitsApi } from '../api.ts'
import { useImportWords } from './words.ts'

/** What was written, and where to go from here. */
export function Result({ one }: { readonly one: ImportView }) {
  const { result: words, tabs, one: oneWords } = useImportWords()
  const { counts } = one
  const said = (['new', 'changed', 'same', 'suspicious', 'doubtful', 'wrong'] as const).filter((key) => counts[key] > 0)
  return (
    <div className="result num">
      <Card title={words.title} note={one.sentence}>
        <div className="result-counts">
          {said.map((key) => (
            <div key={key}>
              <span className="muted">{tabs[key]}</span>
              <b>{countText(counts[key])}</b>
            </div>
          ))}
          {counts.cellsTaken === 0 ? null : (
            <div>
              <span className="muted">{oneWords.cellsName}</span>
              <b>{countText(counts.cellsTaken)}</b>
            </div>
          )}
        </div>
      </Card>
      <Card title={words.next}>
        <div className="result-next">
          <Link to="/" className="first">
            <b>{words.seeCoverage}</b>
            <span>{words.seeCoverageWhy}</span>
          </Link>
          <Link to="/plan/{-$id}" params={{ id: undefined }}>
            <b>{words.seePlan}</b>
            <span>{words.seePlanWhy}</span>
          </Link>
          {counts.doubtful === 0 ? null : (
            <Link to="/review">
              <b>{words.review}</b>
              <span>{words.reviewWhy(countText(counts.doubtful))}</span>
            </Link>
          )}
          {counts.wrong === 0 ? null : (
            <a href={unitsApi.url('units.wrongRows', { id: one.id })} download>
              <b>{words.mend}</b>
              <span>{words.mendWhy(countText(counts.wrong))}</span>
            </a>
          )}
          <Link to="/import">
            <b>{words.more}</b>
            <span>{words.moreWhy}</span>
          </Link>
        </div>
      </Card>
    </div>
  )
}
