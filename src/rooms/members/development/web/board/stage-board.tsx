import { Link } from '@tanstack/react-router'
import { countText } from '../../../../../platform/web/format.ts'
import type { Output } from '../../../../../platform/web/api/client.ts'
import { SkeletonBlock } from '../../../../../platform/web/parts/skeleton.tsx'
import type { CaseRow, DevelopmentStage, developmentEndpoints } from '../../contract.ts'
import { stageNames, stepNames } from '../../rules/words.ts'
import { DueText } from '../due-text.tsx'
import { useDevelopmentWords } from '../words.ts'

// Names of the table above.
const STAGES = Object.keys(stageNames) as DevelopmentStage[]

/** The stages side by side, in each those whose deadline comes first on top. */
export function StageBoard({
  board,
}: {
  readonly board: Output<typeof developmentEndpoints, 'development.board'> | undefined
}) {
  const words = useDevelopmentWords()
  return (
    <div className="development-board">
      {STAGES.map((stage) => {
        const column = board?.columns.find((one) => one.stage === stage)
        const left = (column?.total ?? 0) - (column?.rows.length ?? 0)
        return (
          <section key={stage} className="development-column" aria-label={stageNames[stage]}>
            <h2>
              {stageNames[stage]}
              {column === undefined ? null : <span className="faint num">{countText(column.total)}</span>}
              {(column?.overdue ?? 0) === 0 ? null : (
                <span className="tag tag-red num">{words.overdueN(countText(column?.overdue))}</span>
              )}
            </h2>
            <div className="development-cards">
              {column === undefined ? <SkeletonBlock height={96} /> : null}
              {column?.rows.map((row) => (
                <CaseCard key={row.id} row={row} />
              ))}
              {column?.total === 0 ? <p className="faint">{words.emptyColumn}</p> : null}
              {left > 0 ? (
                <Link
                  from="/development"
                  to="/development"
                  search={(old) => ({ ...old, view: 'list' as const, stage })}
                >
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

function CaseCard({ row }: { readonly row: CaseRow }) {
  const words = useDevelopmentWords()
  return (
    <Link className="development-card" to="/development/$id" params={{ id: row.id }} search={{}}>
      <b>{row.name}</b>
      <span className="muted">{row.organizationName}</span>
      {row.next === null ? null : (
        <span>
          {words.next}：{stepNames[row.next]}
        </span>
      )}
      {row.due === null ? null : (
        <DueText due={row.due} days={row.days} step={row.dueStep === row.next ? null : row.dueStep} />
      )}
    </Link>
  )
}
