import { useQuery } from '@tanstack/react-query'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import { plannerApi } from '../api.ts'
import { useLate } from '../../../../platform/web/parts/use-late.ts'
import { costText, differenceText } from '../plan/cost-text.ts'
import { CheckList } from './check-list.tsx'
import { useProposalWords } from './words.ts'

/** Asks, a moment after the last change, what these members would cost; `data` is undefined until that is known. */
export function useTrial(id: string, members: readonly string[], wanted: boolean) {
  const key = [...members].sort().join(' ')
  const late = useLate(key, 300)
  const query = useQuery({
    queryKey: ['planner.tryChange', id, late],
    queryFn: ({ signal }) => plannerApi.call('planner.tryChange', { id, members: late.split(' ') }, signal),
    enabled: wanted && late !== '',
  })
  return { data: late === key ? query.data : undefined, error: late === key ? query.error : null }
}

export function TrialView({ trial }: { readonly trial: ReturnType<typeof useTrial> }) {
  const words = useProposalWords()
  if (trial.error !== null) return <ProblemPanel error={trial.error} />
  if (trial.data === undefined) {
    return (
      <div aria-label={words.trying} aria-busy="true">
        <SkeletonLines count={2} />
      </div>
    )
  }
  const { ok, why, checks, costBefore, costAfter, delta, others } = trial.data
  const change = differenceText(delta)
  return (
    <div className="trial change-trial num" role="group" aria-label={words.tryTitle} aria-live="polite">
      <p className={ok ? 'good' : 'bad'}>{ok ? words.tryOk : (why ?? words.tryNo)}</p>
      {ok ? (
        <p>
          {change === '0' ? (
            words.trySame
          ) : (
            <>
              {words.tryCost(costText(costBefore), costText(costAfter))}
              <b>{words.tryDelta(change)}</b>
            </>
          )}
        </p>
      ) : null}
      <CheckList checks={checks} />
      {others.length === 0 ? null : (
        <>
          <h3>{words.tryOthers}</h3>
          <ul>
            {others.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
