import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { FigureLink } from '../../../../platform/web/parts/figure.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import { areasApi } from '../api.ts'
import { ChangeForm } from './change-form.tsx'
import { useTreeWords } from './words.ts'

/** The first day on record: before it the tree is taken to have been the same. */
const ALWAYS = '0001-01-01'

/** One area: where it stands, its units, its history, and how to change it. */
export function AreaCard({ id, asOf }: { readonly id: string | undefined; readonly asOf: string | undefined }) {
  const words = useTreeWords()
  const query = useQuery({ ...areasApi.query('areas.get', { id: id ?? '', asOf }), enabled: id !== undefined })
  if (id === undefined) {
    return (
      <Card>
        <EmptyState title={words.one.pick} />
      </Card>
    )
  }
  if (query.error !== null) return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
  if (query.data === undefined) {
    return (
      <Card>
        <SkeletonLines count={6} />
      </Card>
    )
  }
  const { area, trail, history } = query.data
  const from = area.validFrom === ALWAYS ? null : area.validFrom
  const validity =
    area.validTo !== null
      ? words.one.fromTo(from ?? '', area.validTo)
      : from === null
        ? words.one.always
        : words.one.from(from)
  return (
    <div className="area-side">
      <Card title={area.name} note={trail.map(({ name }) => name).join(' / ')}>
        <dl className="area-pairs num">
          <dt>{words.one.level}</dt>
          <dd>
            {words.levels[area.level]}
            {area.zone ? `（${words.zone}）` : ''}
          </dd>
          <dt>{words.one.code}</dt>
          <dd>{area.code ?? words.one.noCode}</dd>
          <dt>{words.one.validity}</dt>
          <dd>{validity}</dd>
          <dt>{words.one.units}</dt>
          <dd>
            <FigureLink to="/units" search={{ area: area.id }}>
              {countText(area.units)}
            </FigureLink>
            <span className="area-links">
              <Link to="/units" search={{ area: area.id }}>
                {words.one.list}
              </Link>
              {area.tree === 'division' ? (
                <Link to="/coverage" search={{ area: area.id }}>
                  {words.one.coverage}
                </Link>
              ) : null}
            </span>
          </dd>
          <dt>{words.one.history}</dt>
          <dd>
            {history.length === 0 ? <span className="muted">{words.one.historyNone}</span> : null}
            {history.map((event) => (
              <div key={`${event.day}-${event.words}`}>
                <span className="muted">{event.day}</span> {event.words}
              </div>
            ))}
          </dd>
        </dl>
      </Card>
      <ChangeForm key={area.id} area={area} />
    </div>
  )
}
