import { Link } from '@tanstack/react-router'
import { countText } from '../../../../../platform/web/format.ts'
import { SkeletonBlock } from '../../../../../platform/web/parts/skeleton.tsx'
import type { Output } from '../../../../../platform/web/api/client.ts'
import type { foundingEndpoints } from '../../contract.ts'
import { OPEN_STEPS } from '../../rules/lifecycle.ts'
import { stepNames } from '../../rules/names.ts'
import { useFoundingWords } from '../words.ts'
import { CaseCard } from './case-card.tsx'
import './desk.css'

type Board = Output<typeof foundingEndpoints, 'founding.board'>

/** The steps side by side, in each the cases whose clock ends first on top. */
export function StepBoard({
  board,
  opened,
  onOpen,
}: {
  readonly board: Board | undefined
  readonly opened: string | undefined
  readonly onOpen: (id: string) => void
}) {
  const words = useFoundingWords()
  return (
    <div className="founding-board">
      {OPEN_STEPS.map((step) => {
        const column = board?.columns.find((one) => one.step === step)
        const left = (column?.total ?? 0) - (column?.rows.length ?? 0)
        return (
          <section key={step} className="founding-column" aria-label={stepNames[step]}>
            <h2>
              {stepNames[step]}
              {column === undefined ? null : <span className="faint num">{countText(column.total)}</span>}
              {(column?.overdue ?? 0) === 0 ? null : (
                <span className="tag tag-red num">{words.overdueCount(countText(column?.overdue))}</span>
              )}
            </h2>
            <div className="founding-cards">
              {column === undefined ? <SkeletonBlock height={96} /> : null}
              {column?.rows.map((row) => (
                <CaseCard key={row.id} row={row} opened={opened === row.id} onOpen={() => onOpen(row.id)} />
              ))}
              {column?.total === 0 ? <p className="faint">{words.emptyColumn}</p> : null}
              {left > 0 ? (
                <Link from="/founding" to="/founding" search={(old) => ({ ...old, view: 'list' as const, step })}>
                  {words.more(countText(left))}
                </Link>
              ) : null}
            </div>
          </section>
        )
      })}
    </div>
  )
}
