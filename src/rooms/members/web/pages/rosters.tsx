import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { momentText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { rostersApi } from '../api.ts'
import { RosterBatches } from '../rosters/batches.tsx'
import { RosterDrop } from '../rosters/drop.tsx'
import { useRosterWords } from '../rosters/words.ts'
import '../../../../platform/web/parts/field.css'
import '../members.css'

/** Where registers go in, what is still open, and every one that was written. */
export function RostersPage() {
  const words = useRosterWords()
  const open = useQuery(rostersApi.query('rosters.list', {}))
  const rows = open.data?.rows ?? []
  return (
    <Page
      title={words.title}
      lead={
        <>
          {words.lead}{' '}
          <Link to="/members" search={{}}>
            {words.back}
          </Link>
        </>
      }
      fill
    >
      <RosterDrop />
      {open.error === null ? null : <ProblemPanel error={open.error} onRetry={() => void open.refetch()} />}
      {rows.length === 0 ? null : (
        <Card title={words.unfinished} padded>
          <ul className="member-lines">
            {rows.map(({ id, sheets, createdAt, sentence }) => (
              <li key={id}>
                <b>{sheets[0]?.file ?? ''}</b>
                <span className="faint num">{momentText(createdAt)}</span>
                <span className="muted">{sentence}</span>
                <Link to="/members/rosters/$id" params={{ id }}>
                  {words.open}
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <RosterBatches />
    </Page>
  )
}
