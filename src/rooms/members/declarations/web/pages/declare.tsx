import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonLines } from '../../../../../platform/web/parts/skeleton.tsx'
import { declarationsApi } from '../api.ts'
import { DeclareForm } from '../open/declare-form.tsx'
import { Leaf } from '../open/leaf.tsx'
import type { Receipt } from '../open/notice.ts'
import { ReceiptCard } from '../open/receipt-card.tsx'
import { Terms } from '../open/terms.tsx'
import { useOpenWords } from '../open/words.ts'

/** Open to everybody: a person says of themselves that they are a member, and where their relation is. */
export function DeclarePage() {
  const words = useOpenWords()
  const { at } = useSearch({ from: '/declare' })
  const query = useQuery({ ...declarationsApi.query('declarations.notice', { at }), staleTime: Infinity })
  const [receipt, setReceipt] = useState<Receipt | 'left' | null>(null)
  const notice = query.data
  if (notice === undefined) {
    return (
      <Leaf title={words.title} office={null}>
        {query.error === null ? (
          <SkeletonLines count={8} />
        ) : (
          <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
        )}
      </Leaf>
    )
  }
  if (receipt === 'left') {
    return (
      <Leaf title={words.receipt.gone} lead={words.receipt.goneWhy} office={notice.office}>
        <ul className="leaf-links">
          <li>
            <Link to="/declare/withdraw">{words.toWithdraw}</Link>
          </li>
        </ul>
      </Leaf>
    )
  }
  if (receipt !== null) {
    return (
      <Leaf title={words.receipt.title} office={notice.office}>
        <ReceiptCard receipt={receipt} notice={notice} onLeave={() => setReceipt('left')} />
      </Leaf>
    )
  }
  const { workplace, town, towns, link } = notice
  const townName = towns.find(({ id }) => id === town)?.name
  return (
    <Leaf title={words.title} lead={words.lead} office={notice.office}>
      <h2>{words.before}</h2>
      <Terms notice={notice} />
      {link === 'bad' ? <p className="leaf-note">{words.badLink}</p> : null}
      {workplace !== null ? (
        <p className="leaf-note">{words.fromUnit(workplace.name)}</p>
      ) : townName !== undefined ? (
        <p className="leaf-note">{words.fromTown(townName)}</p>
      ) : null}
      <DeclareForm notice={notice} at={at} onDone={setReceipt} />
      <ul className="leaf-links">
        <li>
          <Link to="/declare/withdraw">{words.toWithdraw}</Link>
        </li>
        <li>
          <Link to="/declare/form">{words.paperInstead}</Link>
        </li>
      </ul>
    </Leaf>
  )
}
