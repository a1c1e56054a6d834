import { useState } from 'react'
import { useKeys } from '../../../../platform/web/keys/use-keys.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { momentText } from '../../../../platform/web/format.ts'
import type { Review } from '../../contract.ts'
import { Compare, CompareHead, useLines } from './compare.tsx'
import { Evidence } from './evidence.tsx'
import { leading } from './leading.ts'
import { useReviewWords } from './words.ts'

interface Props {
  readonly review: Review
  readonly onDecide: (same: boolean, unit?: string) => void
  readonly last: { readonly review: Review; readonly same: boolean } | null
  readonly onUndo: (id: string) => void
}

/** One doubtful pair with everything needed to decide it. */
export function ReviewPane({ review, onDecide, last, onUndo }: Props) {
  const words = useReviewWords()
  const { candidates } = review
  const [chosen, setChosen] = useState<string | null>(review.decidedUnit ?? leading(candidates))
  const shown = candidates.find(({ unit }) => unit === chosen) ?? candidates[0]
  const open = review.state === 'open'
  const lines = useLines(review)
  const same = (): void => {
    if (chosen !== null) onDecide(true, chosen)
  }
  const different = (): void => onDecide(false)
  const numbers = candidates
    .slice(0, 9)
    .map(({ unit }, index) => [String(index + 1), { words: words.keyChoose(index + 1), run: () => setChosen(unit) }])
  useKeys({
    ...(open ? { y: { words: words.keySame, run: same }, n: { words: words.keyDifferent, run: different } } : {}),
    ...(open && candidates.length > 1
      ? (Object.fromEntries(numbers) as Record<string, { words: string; run: () => void }>)
      : {}),
    ...(last === null ? {} : { u: { words: words.keyUndo, run: () => onUndo(last.review.id) } }),
  })
  return (
    <Card title={review.record.name} note={review.reason} className="review-pane">
      <div className="review-scroll">
        <Compare
          review={review}
          lines={lines.both}
          label={words.compare}
          chosen={chosen}
          head={<CompareHead review={review} chosen={chosen} onChoose={setChosen} />}
        />
        <h3 className="section-title">
          {words.evidence} <span className="faint">{words.evidenceNote}</span>
        </h3>
        {shown === undefined ? null : <Evidence candidate={shown} />}
        {lines.oneSided.length === 0 ? null : (
          <>
            <h3 className="section-title">
              {words.oneSided} <span className="faint">{words.oneSidedNote}</span>
            </h3>
            <Compare review={review} lines={lines.oneSided} label={words.oneSided} chosen={chosen} />
          </>
        )}
      </div>
      <div className="review-do">
        {open ? (
          <>
            <ReasonButton
              type="primary"
              needs="units.decideReview"
              reason={chosen === null ? words.chooseFirst : null}
              onClick={same}
            >
              {words.same}
              <kbd>Y</kbd>
            </ReasonButton>
            <ReasonButton needs="units.decideReview" onClick={different}>
              {candidates.length > 1 ? words.differentAll : words.different}
              <kbd>N</kbd>
            </ReasonButton>
          </>
        ) : (
          <>
            <span>
              {review.state === 'same' ? words.decidedSame : words.decidedDifferent}
              {'　'}
              <span className="faint">{review.decidedAt === null ? null : words.at(momentText(review.decidedAt))}</span>
            </span>
            <ReasonButton
              needs="units.reopenReview"
              onClick={() => onUndo(review.id)}
              aria-label={words.undoOf(review.record.name)}
            >
              {words.undo}
            </ReasonButton>
          </>
        )}
        <span className="push row" aria-live="polite">
          {last === null ? (
            <span className="faint">{words.keys}</span>
          ) : (
            <>
              <span className="muted">
                {last.same ? words.lastSame(last.review.record.name) : words.lastDifferent(last.review.record.name)}
              </span>
              <button type="button" className="link-button" onClick={() => onUndo(last.review.id)}>
                {words.undo}
              </button>
            </>
          )}
        </span>
      </div>
    </Card>
  )
}
