import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { momentText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { StateTag } from '../../../../platform/web/parts/state-tag.tsx'
import type { UnitPage } from '../../contract.ts'
import { unitsApi } from '../api.ts'
import { CoverageLines, PlaceLines } from './brief.tsx'
import { useUnitWords } from './words.ts'

/** The exclusion in force, with everything that makes it one. */
export function CoverageCard({ unit }: { readonly unit: UnitPage }) {
  const words = useUnitWords()
  const { exclusion } = unit
  const form = words.exclusion
  return (
    <Card title={words.coverage.title} padded>
      <CoverageLines unit={unit} />
      {exclusion === null ? null : (
        <dl className="pairs unit-gap">
          <dt>{form.reason}</dt>
          <dd>{form.reasons[exclusion.reason as keyof typeof form.reasons] ?? exclusion.reason}</dd>
          <dt>{form.evidence}</dt>
          <dd>{exclusion.evidence}</dd>
          <dt>{form.approver}</dt>
          <dd>{exclusion.approver}</dd>
          <dt>{form.from}</dt>
          <dd>{exclusion.from}</dd>
          <dt>{form.expires}</dt>
          <dd>{exclusion.expires}</dd>
        </dl>
      )}
    </Card>
  )
}

export function PlaceCard({ unit }: { readonly unit: UnitPage }) {
  const { place: words, brief } = useUnitWords()
  return (
    <Card title={words.title} padded>
      <PlaceLines unit={unit} />
      {unit.industryNote === null ? null : (
        <dl className="pairs unit-gap">
          <dt>{brief.industry}</dt>
          <dd>
            {unit.industryName}
            <div className="faint">{unit.industryNote}</div>
          </dd>
        </dl>
      )}
    </Card>
  )
}

/** Units merged into this one; each merge can be undone. */
export function MergesCard({ unit }: { readonly unit: UnitPage }) {
  const { merges: words } = useUnitWords()
  const undo = useMutation({
    mutationFn: (id: string) => unitsApi.call('units.unmerge', { id }),
    onSuccess: refreshAll,
  })
  if (unit.merges.length === 0) return null
  return (
    <Card title={words.title}>
      <ul className="neighbours">
        {unit.merges.map(({ id, from, at }) => (
          <li key={id}>
            <span>{words.line(from, momentText(at))}</span>
            <ReasonButton
              type="link"
              size="small"
              className="push"
              needs="units.unmerge"
              on={{ unit: unit.reached }}
              aria-label={words.undoOf(from)}
              onClick={() => undo.mutate(id)}
            >
              {words.undo}
            </ReasonButton>
          </li>
        ))}
      </ul>
      {undo.error === null ? null : <ProblemPanel error={undo.error} />}
    </Card>
  )
}

export function NeighboursCard({ unit }: { readonly unit: UnitPage }) {
  const { neighbours: words } = useUnitWords()
  return (
    <Card title={words.title} note={words.note}>
      {unit.neighbours.length === 0 ? <p className="card-body muted">{words.none}</p> : null}
      <ul className="neighbours num" tabIndex={0} aria-label={words.title}>
        {unit.neighbours.map((other) => (
          <li key={other.id}>
            <Link to="/units/$id" params={{ id: other.id }} className="ellipsis" title={other.name}>
              {other.name}
            </Link>
            <span className="faint">{other.membersFull === null ? other.near : words.members(other.membersFull)}</span>
            <StateTag state={other.coverage} title={other.near} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

export function TimelineCard({ unit }: { readonly unit: UnitPage }) {
  const { timeline: words } = useUnitWords()
  return (
    <Card title={words.title}>
      {unit.timeline.length === 0 ? <p className="card-body muted">{words.none}</p> : null}
      <ul className="timeline num" tabIndex={0} aria-label={words.title}>
        {unit.timeline.map((event) => (
          <li key={`${event.at}-${event.words}`}>
            <div className="faint">{momentText(event.at)}</div>
            {event.words}
          </li>
        ))}
      </ul>
    </Card>
  )
}
