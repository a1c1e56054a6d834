import { plannerProblem } from '../contract.ts'
import { nameOf, type PlacedUnit } from '../rules/cautions.ts'
import { checkRules } from '../rules/checks.ts'
import { FOUNDING } from '../rules/costs.ts'
import type { ProposalKind } from '../rules/decision.ts'
import type { Role } from '../rules/unit.ts'
import { noAlternatives, type Draft, type DraftInput } from './draft.ts'
import { draftFacts } from './facts.ts'
import type { Standing } from './standing.ts'

export interface PlacedRole {
  readonly placed: PlacedUnit
  readonly role: Role
}

interface CarryInput extends DraftInput {
  readonly standing: readonly Standing[]
}

/** A decision of an earlier plan that goes into the new one as it is. */
export interface Carried {
  readonly draft: Draft
  readonly standing: Standing
}

/** Decisions that still hold go into the new plan as they are; their units are locked. */
export function carryOver(input: CarryInput, byId: ReadonlyMap<string, PlacedRole>) {
  const kept: Carried[] = []
  const dropped: Standing[] = []
  const locked = new Set<string>()
  for (const standing of input.standing) {
    const found = standing.units.map((id) => byId.get(id)).filter((one) => one !== undefined)
    const fits = found.filter(({ role }) => roleFits(standing.kind, role)).map(({ placed }) => placed)
    if (input.params.area !== undefined && found.length < standing.units.length) {
      // Some of its units lie outside the area planned: it stays where it is, and its units are spoken for.
      for (const { placed } of found) locked.add(placed.unit.id)
      continue
    }
    const whole = fits.length === standing.units.length
    const holds = standing.kind === 'instructor' ? fits.length > 0 : whole && isBranch(standing.kind, fits)
    if (!holds) {
      dropped.push(standing)
      continue
    }
    if (standing.decision === 'locked' && standing.kind === 'joint') refuseBrokenLock(fits, input)
    for (const { unit } of fits) locked.add(unit.id)
    kept.push({
      standing,
      draft: {
        ...draftFacts(standing.kind, fits, standing.instructor, input),
        alternatives: noAlternatives,
        nearest: [],
      },
    })
  }
  return { kept, dropped, locked }
}

/** A lock is the office's word that a group stays: where the rules of this plan forbid it, the office says which gives way. */
function refuseBrokenLock(members: readonly PlacedUnit[], { yardstick }: DraftInput): void {
  const { maxUnits } = yardstick.params
  const broken = checkRules(members, yardstick).find(({ ok, hard }) => hard && !ok)
  const size = members.length > maxUnits ? `最多 ${maxUnits} 家，这一组 ${members.length} 家` : null
  if (!broken && size === null) return
  const names = members.map(nameOf)
  const group = names.length > 2 ? `${names.slice(0, 2).join('、')}等 ${names.length} 家` : names.join('、')
  throw plannerProblem('lock-conflict', { why: `${group}：${broken ? `${broken.rule}，${broken.says}` : size}` })
}

function roleFits(kind: ProposalKind, role: Role): boolean {
  if (kind === 'instructor') return role === 'idle'
  return kind === 'own' ? role === 'founder' : role === 'joiner' || role === 'founder'
}

function isBranch(kind: ProposalKind, members: readonly PlacedUnit[]): boolean {
  const weight = members.reduce((sum, member) => sum + member.weight, 0)
  return weight >= FOUNDING && (kind === 'own' ? members.length === 1 : members.length >= 2)
}
