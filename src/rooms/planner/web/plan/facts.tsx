import { useNavigate } from '@tanstack/react-router'
import { countText, gapText, shareText } from '../../../../platform/web/format.ts'
import { Figure } from '../../../../platform/web/parts/figure.tsx'
import type { Plan } from '../../contract.ts'
import { usePlanWords } from './words.ts'

/** How good the plan is, in one quiet line: proof, kinds of groups, changes, what the usual method would cost. */
export function PlanFacts({ plan }: { readonly plan: Plan }) {
  const words = usePlanWords()
  const { facts } = words
  const navigate = useNavigate({ from: '/plan/{-$id}' })
  const look = (what: 'gap' | 'changes') => () =>
    void navigate({ search: (old) => ({ ...old, look: what }), replace: true })
  const hosts = plan.byHost.filter(({ groups }) => groups > 0)
  const peer = sayPeer(plan, facts)
  if (plan.groups === 0) return null
  return (
    <ul className="plan-facts num" aria-label={facts.label}>
      <li>
        <Figure onOpen={look('gap')}>
          {plan.gapState === 'proven'
            ? facts.proven
            : plan.gapState === 'refining'
              ? facts.refining(gapText(plan.gap))
              : facts.settled(gapText(plan.gap))}
        </Figure>
      </li>
      {hosts.length === 0 ? null : (
        <li>{hosts.map(({ host, groups }) => facts.host(words.hosts[host], countText(groups))).join(' · ')}</li>
      )}
      {plan.changedUnits === null || plan.comparedNo === null ? null : (
        <li>
          <Figure onOpen={look('changes')}>
            {plan.changedUnits === 0
              ? facts.changesNone(plan.comparedNo)
              : facts.changes(plan.comparedNo, countText(plan.changedUnits))}
          </Figure>
        </li>
      )}
      {peer === '' ? null : <li>{peer}</li>}
    </ul>
  )
}

/** Only what the usual method does worse is said; a plan equal to it needs no boast. */
function sayPeer(plan: Plan, facts: ReturnType<typeof usePlanWords>['facts']): string {
  const higher = plan.cost > 0 ? plan.peerCost / plan.cost - 1 : 0
  const left = plan.peerUncovered - plan.uncovered
  const parts = [
    ...(higher > 0.005 ? [higher < 1 ? facts.peer(shareText(higher)) : facts.peerTimes((higher + 1).toFixed(1))] : []),
    ...(left > 0 ? [facts.peerMore(countText(left))] : []),
  ]
  return parts.join('，')
}
