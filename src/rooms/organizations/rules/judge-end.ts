import { standsIn } from './chain.ts'
import { judgeAttach, sayUnits, type Leaving } from './judge-cover.ts'
import { judgeLaterMoves } from './judge-days.ts'
import { sayNames, type Judgement } from './judgement.ts'
import { kindRules, mayStandUnder } from './kinds.ts'
import type { Known, KnownOrganization } from './known.ts'
import { organizationKindNames } from './names.ts'
import { holdsOn } from './versions.ts'

/** One goes up in another: units, members and organisations below go there. */
export function judgeMerge(
  known: Known,
  organization: KnownOrganization,
  into: string,
  judgement: Judgement,
): Leaving[] {
  const other = known.others.get(into)
  if (!other) {
    judgement.refuse('not-found', '没有要并入的党组织，或不在你负责的范围内。')
    return []
  }
  if (other.id === organization.id) {
    judgement.refuse('cycle', '不能并入自己。')
    return []
  }
  if (other.state !== 'active') judgement.refuse('into-state', `“${other.name}”不是正常状态，不能并入。`)
  if (other.since > known.day) judgement.refuse('bad-day', `“${other.name}”${other.since}才成立，那一天还不能并入。`)
  if (standsIn(other.chain, organization.id)) {
    judgement.refuse('cycle', `“${other.name}”是“${organization.name}”的下级，先把它的隶属关系调出来再并入。`)
  }
  judgeLaterMoves(known, other.name, judgement)
  const misplaced = known.children.filter((child) => !mayStandUnder(child.kind, other.kind))
  if (misplaced.length > 0) {
    const names = misplaced.map((child) => child.name)
    judgement.refuse(
      'children',
      `${sayNames(names, '个党组织')}不能隶属于${organizationKindNames[other.kind]}“${other.name}”，先调整它们。`,
    )
  }
  const members = organization.members.full + organization.members.probationary
  if (members > 0 && !kindRules[other.kind].holdsRelations) {
    judgement.refuse('members', `${organizationKindNames[other.kind]}不接收组织关系，${members} 名党员不能并入。`)
  }
  const total = members + other.members.full + other.members.probationary
  const most = known.numbers.number('branch.4', 'branchMembersMost')
  if (['branch', 'joint-branch'].includes(other.kind) && most !== null && total > most) {
    judgement.ask('branch.4', `党支部党员人数一般不超过 ${most} 人，并入后有 ${total} 人。`)
  }
  const moving = known.spans.filter((one) => holdsOn(one, known.day)).map((one) => one.unit)
  const there = new Set(known.spansInto.filter((one) => holdsOn(one, known.day)).map((one) => one.unit))
  const joining = moving.filter((id) => !there.has(id))
  // Units of this one leave it on the same day, so that cover by it stands in nobody's way.
  const units = new Map(
    [...known.units].map(([id, unit]) => [
      id,
      { ...unit, covers: unit.covers.filter((cover) => cover.organization !== organization.id) },
    ]),
  )
  const leaving = judgeAttach({ ...known, organization: other, units }, other.kind, joining, known.spansInto, judgement)
  if (joining.length > 0) judgement.follow(`${sayUnits(known, joining)}从这一天起由“${other.name}”覆盖。`)
  if (members > 0) judgement.follow(`${members} 名党员的组织关系转到“${other.name}”。`)
  if (known.children.length > 0) judgement.follow(`${known.children.length} 个下级党组织改隶属于“${other.name}”。`)
  judgement.follow(`“${organization.name}”的班子任职到这一天为止，名称和沿革留存。`)
  return leaving
}

/** With members or organisations left it is not revoked: somebody has to say where they go. */
export function judgeRevoke(
  known: Known,
  organization: KnownOrganization,
  membersTo: string | undefined,
  judgement: Judgement,
): void {
  if (known.children.length > 0) {
    const names = known.children.map((child) => child.name)
    judgement.refuse('children', `还有下级${sayNames(names, '个党组织')}，先调整它们的隶属关系或一并撤销。`)
  }
  const members = organization.members.full + organization.members.probationary
  const to = membersTo === undefined ? null : known.others.get(membersTo)
  if (membersTo !== undefined) judgeTaker(known, organization, to ?? null, judgement)
  if (members > 0) {
    if (membersTo === undefined) {
      judgement.refuse('members', `还有 ${members} 名党员的组织关系在这里，写明转到哪个党组织再撤销。`, 'branch.7')
    } else if (to) judgement.follow(`${members} 名党员的组织关系转到“${to.name}”。`)
  }
  const covered = known.spans.filter((one) => holdsOn(one, known.day)).map((one) => one.unit)
  const bare = covered.filter((id) => known.units.get(id)?.covers.every((one) => one.organization === organization.id))
  if (bare.length > 0) judgement.follow(`${sayUnits(known, bare)}从这一天起没有党组织覆盖，覆盖率随之变动。`)
  judgement.follow('班子任职到这一天为止；没有办完的待办结束；名称、沿革和材料留存。')
}

function judgeTaker(
  known: Known,
  organization: KnownOrganization,
  to: KnownOrganization | null,
  judgement: Judgement,
): void {
  if (to === null) return judgement.refuse('not-found', '没有接收党员的党组织，或不在你负责的范围内。')
  if (to.id === organization.id) return judgement.refuse('cycle', '党员不能转到要撤销的党组织。')
  if (to.state !== 'active') judgement.refuse('into-state', `“${to.name}”不是正常状态，不能接收党员。`)
  if (!kindRules[to.kind].holdsRelations) {
    judgement.refuse('into-kind', `${organizationKindNames[to.kind]}不接收组织关系。`)
  }
  if (to.since > known.day) judgement.refuse('bad-day', `“${to.name}”${to.since}才成立，那一天还不能接收党员。`)
  judgeLaterMoves(known, to.name, judgement)
}
