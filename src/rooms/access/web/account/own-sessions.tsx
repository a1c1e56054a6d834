import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { momentText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import { accessApi } from '../api.ts'
import { useAccountWords } from './words.ts'

/** Where one is signed in; any but this one can be ended. */
export function OwnSessions() {
  const { sessions: words } = useAccountWords()
  const query = useQuery(accessApi.query('access.ownSessions', {}))
  const revoke = useMutation({
    mutationFn: (id: string) => accessApi.call('access.revokeSession', { id }),
    onSuccess: refreshAll,
  })
  const error = query.error ?? revoke.error
  return (
    <Card title={words.title} note={words.note}>
      {error === null ? null : <ProblemPanel error={error} onRetry={() => void query.refetch()} />}
      {query.data === undefined ? (
        query.error === null ? (
          <SkeletonLines count={2} />
        ) : null
      ) : (
        <ul className="plain-list num">
          {query.data.rows.map(({ id, current, browser, from, usedAt, until }) => (
            <li key={id}>
              <span className="grow">
                {browser} {current ? <span className="tag tag-teal">{words.current}</span> : null}
                <small>
                  {words.from} {from}，{words.used(momentText(usedAt))}，{words.until(momentText(until))}
                </small>
              </span>
              {current ? null : (
                <Button
                  size="small"
                  aria-label={words.revokeLong(browser)}
                  loading={revoke.isPending && revoke.variables === id}
                  onClick={() => revoke.mutate(id)}
                >
                  {words.revoke}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
