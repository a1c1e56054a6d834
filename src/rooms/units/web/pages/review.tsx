import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { usePages } from '../../../../platform/web/api/use-pages.ts'
import { countText, momentText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { TabBar } from '../../../../platform/web/parts/tab-bar.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { Review } from '../../contract.ts'
import { unitsApi } from '../api.ts'
import { alike } from '../reviews/leading.ts'
import { ReviewPane } from '../reviews/review-pane.tsx'
import { useDecide } from '../reviews/use-decide.ts'
import { useReviewWords } from '../reviews/words.ts'
import '../imports/imports.css'
import '../reviews/reviews.css'

/** Doubtful pairs, one after the other: both records side by side, why they look alike, Y or N. */
export function ReviewPage() {
  const words = useReviewWords()
  const { state = 'open', at } = useSearch({ from: '/review' })
  const navigate = useNavigate({ from: '/review' })
  const decide = useDecide()
  const list = usePages(unitsApi.pages('units.listReviews', { state }))
  const rows = list.rows.filter((review) => state === 'decided' || !decide.gone.has(review.id))
  const found = rows.findIndex((review) => review.id === at)
  const index = Math.max(0, found)
  const review = rows[index]
  const left = list.total === null ? null : list.total - (list.rows.length - rows.length)
  const go = (next: Review | undefined): void => {
    void navigate({ search: (old) => ({ ...old, at: next?.id }), replace: true })
  }
  const columns: Column<Review>[] = [
    {
      key: 'name',
      title: words.record,
      render: ({ record, where, candidates, decidedAt, state: said }) => (
        <span className="review-line">
          <b>{record.name}</b>
          <small title={where}>
            {said === 'open'
              ? [...(alike(candidates).length > 1 ? [words.several(alike(candidates).length)] : []), where].join(' · ')
              : `${said === 'same' ? words.decidedSame : words.decidedDifferent} · ${momentText(decidedAt ?? '')}`}
          </small>
        </span>
      ),
    },
    {
      key: 'score',
      title: words.sureTitle,
      width: '62px',
      right: true,
      render: ({ candidates }) => candidates[0]?.score.toFixed(2),
    },
  ]
  const lead =
    state === 'decided'
      ? words.leadDecided
      : left === 0
        ? words.leadNone
        : list.loading
          ? undefined
          : fill(words.lead, { n: <b>{countText(left ?? rows.length)}</b> })
  if (list.problem !== null) {
    return (
      <Page title={words.title} lead="">
        <ProblemPanel error={list.problem} onRetry={list.retry} />
      </Page>
    )
  }
  return (
    <Page title={words.title} lead={lead} fill>
      {decide.error === null ? null : <ProblemPanel error={decide.error} />}
      <div className="review-columns">
        <Card>
          <TabBar
            label={words.statesLabel}
            panel="review-list"
            chosen={state}
            tabs={[
              { key: 'open', name: words.states.open, ...(state === 'open' && left !== null ? { count: left } : {}) },
              { key: 'decided', name: words.states.decided },
            ]}
            onChoose={(next) => void navigate({ search: { state: next }, replace: true })}
          />
          <div id="review-list" className="import-panel" role="tabpanel" aria-label={words.states[state]}>
            <DataTable
              label={words.list}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              loading={list.loading}
              more={list.more}
              total={left}
              at={index}
              onAt={go}
              rowHeight={56}
              oneLine={false}
              empty={null}
            />
          </div>
        </Card>
        {review === undefined ? (
          <Card>
            {list.loading ? null : (
              <EmptyState
                title={state === 'open' ? words.empty : words.emptyDecided}
                why={words.emptyWhy}
                next={<Link to="/">{words.emptyNext}</Link>}
              />
            )}
          </Card>
        ) : (
          <ReviewPane
            key={review.id}
            review={review}
            onDecide={(same, unit) => {
              go(rows[index + 1] ?? rows[index - 1])
              decide.decide({ review, same, unit })
            }}
            last={decide.last}
            onUndo={(id) => {
              decide.undo(id)
              void navigate({ search: (old) => ({ ...old, at: id }), replace: true })
            }}
          />
        )}
      </div>
    </Page>
  )
}
