import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect } from 'react'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonBlock } from '../../../../../platform/web/parts/skeleton.tsx'
import { usePlatformWords } from '../../../../../platform/web/words.ts'
import { declarationsApi } from '../api.ts'
import { PaperForm } from '../open/paper-form.tsx'
import { useOpenWords } from '../open/words.ts'
import '../open/open.css'
import '../open/paper-form.css'

/** Open to everybody: the same declaration on one sheet of paper, with its receipt to tear off. */
export function DeclareFormPage() {
  const { form: words } = useOpenWords()
  const platform = usePlatformWords()
  const { at } = useSearch({ from: '/declare/form' })
  const query = useQuery({ ...declarationsApi.query('declarations.notice', { at }), staleTime: Infinity })
  const notice = query.data
  const office = notice?.office ?? platform.product
  useEffect(() => {
    document.title = `${words.title} · ${office}`
  }, [words, office])
  return (
    <main className="leaf" id="main">
      <div className="paper-bar no-print">
        <p className="muted">
          {words.lead} {notice?.address === null ? words.noAddress : null}
        </p>
        <div className="leaf-do">
          <Button type="primary" disabled={notice === undefined} onClick={() => window.print()}>
            {words.print}
          </Button>
          <Link to="/declare" search={{ at }}>
            {words.toOnline}
          </Link>
        </div>
      </div>
      {query.error !== null ? (
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : notice === undefined ? (
        <SkeletonBlock height={720} />
      ) : (
        <PaperForm notice={notice} at={at} />
      )}
    </main>
  )
}
