import { Link } from '@tanstack/react-router'
import { countText, momentText } from '../../../../platform/web/format.ts'
import type { TrailRow } from '../../contract.ts'
import { splitDetails } from './details.ts'
import { useTrailWords } from './words.ts'
import './trail.css'

/** One row with everything it says: who, from where, what was before and after. */
export function RowPanel({ row }: { readonly row: TrailRow }) {
  const { one: words, kinds } = useTrailWords()
  const { changes, rest } = splitDetails(row.details, words.yes, words.no)
  return (
    <div className="trail-panel num">
      <dl className="trail-facts">
        <dt>{words.at}</dt>
        <dd>{momentText(row.at)}</dd>
        <dt>{words.who}</dt>
        <dd>{row.who}</dd>
        {row.actingFor.length === 0 ? null : (
          <>
            <dt>{words.acting}</dt>
            <dd>{row.actingFor.join('、')}</dd>
          </>
        )}
        <dt>{words.from}</dt>
        <dd>{row.from}</dd>
        <dt>{words.action}</dt>
        <dd>
          {row.words}（{kinds[row.kind]}）
        </dd>
        <dt>{words.subject}</dt>
        <dd>{row.subjectName ?? row.subject ?? '—'}</dd>
        <dt>{words.request}</dt>
        <dd>{row.request ?? '—'}</dd>
        <dt>{words.seal}</dt>
        <dd>{row.seal === null ? '—' : words.sealNo(countText(row.seal))}</dd>
      </dl>
      {changes.length === 0 ? null : (
        <section aria-label={words.change}>
          <h2>{words.change}</h2>
          <table className="table" aria-label={words.change}>
            <thead>
              <tr>
                <th scope="col">{words.field}</th>
                <th scope="col">{words.before}</th>
                <th scope="col">{words.after}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ field, before, after }) => (
                <tr key={field}>
                  <td>{field}</td>
                  <td>{before}</td>
                  <td>{after}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="faint">{words.hashed}</p>
        </section>
      )}
      {rest.length === 0 ? null : (
        <section aria-label={words.details}>
          <h2>{words.details}</h2>
          <dl className="trail-facts">
            {rest.map(({ field, value }) => [<dt key={field}>{field}</dt>, <dd key={`${field}-value`}>{value}</dd>])}
          </dl>
        </section>
      )}
      {changes.length + rest.length === 0 ? <p className="muted">{words.none}</p> : null}
      <div className="row row-wrap">
        {row.subject === null ? null : (
          <Link to="/audit" search={{ subject: row.subject }}>
            {words.bySubject}
          </Link>
        )}
        {row.account === null ? null : (
          <Link to="/audit" search={{ who: row.account }}>
            {words.byWho}
          </Link>
        )}
        {row.subject !== null && row.action.startsWith('units.') && row.subjectName !== null ? (
          <Link to="/units/$id" params={{ id: row.subject }}>
            {words.unit}
          </Link>
        ) : null}
      </div>
    </div>
  )
}
