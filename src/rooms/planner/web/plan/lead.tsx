import { countText } from '../../../../platform/web/format.ts'
import { FigureLink } from '../../../../platform/web/parts/figure.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import type { Plan } from '../../contract.ts'
import { usePlanWords } from './words.ts'

/** Groups, covered, uncovered, founders, instructors: the one sentence a leader reads. */
export function PlanLead({ plan }: { readonly plan: Plan }) {
  const words = usePlanWords()
  const to = (kind: 'joint' | 'own' | 'instructor' | 'uncovered', n: number) => (
    <FigureLink to="/plan/{-$id}" params={(old) => old} search={{ kind }}>
      {countText(n)}
    </FigureLink>
  )
  return (
    <>
      {fill(words.lead, {
        candidates: countText(plan.groupUnits + plan.uncovered),
        groups: to('joint', plan.groups),
        units: <b>{countText(plan.groupUnits)}</b>,
        uncovered: to('uncovered', plan.uncovered),
      })}
      {fill(words.leadFounders, { n: to('own', plan.founders) })}
      {fill(words.leadInstructors, {
        n: to('instructor', plan.withoutMembers),
        needed: <b>{countText(plan.instructorsNeeded)}</b>,
      })}
    </>
  )
}
