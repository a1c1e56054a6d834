import { countText, rateText, shareText } from '../../../../platform/web/format.ts'
import { FigureLink } from '../../../../platform/web/parts/figure.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import type { Plan } from '../../contract.ts'
import { usePlanWords } from './words.ts'

/** Groups, covered, uncovered; how far from optimal and from what others would do. */
export function PlanLead({ plan }: { readonly plan: Plan }) {
  const words = usePlanWords()
  const to = (kind: 'joint' | 'own' | 'instructor' | 'uncovered', n: number) => (
    <FigureLink to="/plan/{-$id}" params={(old) => old} search={{ kind }}>
      {countText(n)}
    </FigureLink>
  )
  const seconds = plan.milliseconds / 1000
  const higher = plan.cost === 0 ? 0 : plan.peerCost / plan.cost - 1
  return (
    <>
      {fill(words.lead, {
        candidates: countText(plan.groupUnits + plan.uncovered),
        groups: to('joint', plan.groups),
        units: <b>{countText(plan.groupUnits)}</b>,
        uncovered: to('uncovered', plan.uncovered),
      })}
      <b>{plan.gap === 0 ? words.leadBest : words.leadGap(rateText(plan.gap))}</b>
      {words.leadTime(seconds < 1 ? seconds.toFixed(2) : seconds.toFixed(1))}
      {higher > 0.005 ? words.leadPeer(shareText(higher)) : words.leadPeerSame}
      {fill(words.leadFounders, { n: to('own', plan.founders) })}
      {fill(words.leadInstructors, {
        n: to('instructor', plan.withoutMembers),
        needed: <b>{countText(plan.instructorsNeeded)}</b>,
      })}
    </>
  )
}
