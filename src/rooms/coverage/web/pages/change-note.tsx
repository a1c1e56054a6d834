import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { DownloadButton } from '../../../../platform/web/parts/download-link.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonBlock } from '../../../../platform/web/parts/skeleton.tsx'
import { coverageApi } from '../api.ts'
import { RowsCard } from '../frozen/rows-card.tsx'
import { SumsTable } from '../frozen/sums-table.tsx'
import { useFrozenWords } from '../frozen/words.ts'
import '../../../../platform/web/parts/field.css'
import '../frozen/frozen.css'

/**
 * What changed between a frozen version and another or now: sentences, sums that reconcile, reasons, every unit. The
 * paper is made by a later room; the application says where it is.
 */
export function ChangeNotePage({ paperOf }: { readonly paperOf: (id: string, to: string | undefined) => string }) {
  const { change: words } = useFrozenWords()
  const { id } = useParams({ from: '/snapshots/$id' })
  const { to } = useSearch({ from: '/snapshots/$id' })
  const navigate = useNavigate({ from: '/snapshots/$id' })
  const snapshots = useQuery(coverageApi.query('coverage.listSnapshots', {}))
  const query = useQuery(coverageApi.query('coverage.changeNote', { id, to }))
  const note = query.data
  const back = <Link to="/snapshots">{words.back}</Link>
  if (query.error !== null) {
    return (
      <Page title={words.titleShort} lead={back}>
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  }
  const sum = (part: 'entered' | 'left' | 'changedIn'): number =>
    note?.sums.reduce((total, row) => total + row[part], 0) ?? 0
  const from = snapshots.data?.rows.find((row) => row.id === id)
  const name = to === undefined ? words.now : note?.to.name
  const later = snapshots.data?.rows.filter((row) => row.id !== id && row.takenAt > (from?.takenAt ?? ''))
  return (
    <Page
      title={from === undefined || name === undefined ? words.titleShort : words.title(from.name, name)}
      lead={note?.sentences.join('')}
      asOf={note?.to.asOf}
      actions={
        <>
          <label className="row">
            <span className="muted">{words.to}</span>
            <select
              className="control"
              value={to ?? ''}
              onChange={(event) => {
                const next = event.target.value === '' ? undefined : event.target.value
                void navigate({ search: (old) => ({ ...old, to: next }), replace: true })
              }}
            >
              <option value="">{words.now}</option>
              {later?.map((row) => (
                <option key={row.id} value={row.id}>
                  {row.name}
                </option>
              ))}
            </select>
          </label>
          <DownloadButton href={paperOf(id, to)} needs="documents.changeNote">
            {words.paper}
          </DownloadButton>
        </>
      }
      fill
    >
      {note === undefined ? (
        <SkeletonBlock height={240} />
      ) : (
        <div className="change-top">
          <Card
            title={words.sums}
            note={words.sumsNote}
            extra={
              <span className={note.reconciled ? 'good' : 'bad'}>
                {note.reconciled ? words.reconciled : words.differ}
              </span>
            }
          >
            <SumsTable sums={note.sums} />
          </Card>
          <Card title={words.reasons}>
            {note.reasons.length === 0 ? <p className="card-body muted">{words.reasonsNone}</p> : null}
            <ul className="change-reasons num" tabIndex={0} aria-label={words.reasons}>
              {note.reasons.map(({ why, n }) => (
                <li key={why}>
                  {why}
                  <b>{countText(n)}</b>
                </li>
              ))}
            </ul>
          </Card>
        </div>
      )}
      <RowsCard id={id} counts={note && { entered: sum('entered'), left: sum('left'), changed: sum('changedIn') }} />
    </Page>
  )
}
