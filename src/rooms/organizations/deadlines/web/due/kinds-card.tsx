import { countText } from '../../../../../platform/web/format.ts'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { SkeletonLines } from '../../../../../platform/web/parts/skeleton.tsx'
import type { Output } from '../../../../../platform/web/api/client.ts'
import type { deadlinesEndpoints } from '../../contract.ts'
import type { Show } from '../search.ts'
import { useDueWords } from './words.ts'

type Count = Output<typeof deadlinesEndpoints, 'deadlines.count'>

/** Kinds with how many are to be done; one is chosen or all. */
export function KindsCard({
  count,
  show,
  chosen,
  onChoose,
}: {
  readonly count: Count | undefined
  readonly show: Show
  readonly chosen: string | undefined
  readonly onChoose: (kind: string | undefined) => void
}) {
  const words = useDueWords()
  const line = (key: string | undefined, name: string, due: number, overdue: number) => (
    <li key={key ?? ''}>
      <button type="button" aria-pressed={chosen === key} onClick={() => onChoose(key)}>
        <span>
          {name}
          {overdue === 0 ? null : <span className="tag tag-red">{words.overdueN(countText(overdue))}</span>}
        </span>
        <span>{countText(due)}</span>
      </button>
    </li>
  )
  return (
    <Card title={words.kinds} note={words.kindsNote}>
      {count === undefined ? (
        <SkeletonLines count={6} />
      ) : (
        <ul className="due-kinds num">
          {line(undefined, words.all, count[show], show === 'due' ? count.overdue : 0)}
          {count.kinds
            .filter((one) => one[show] > 0 || one.kind === chosen)
            .map((one) => line(one.kind, one.name, one[show], show === 'due' ? one.overdue : 0))}
        </ul>
      )}
    </Card>
  )
}
