import type { OrganizationChange, OrganizationKind, Trial } from '../contract.ts'
import { judgeAttach, judgeDetach, judgeLeft, sayUnits, type Leaving } from './judge-cover.ts'
import { judgeDay } from './judge-days.ts'
import { judgeMerge, judgeRevoke } from './judge-end.ts'
import { openJudgement, sayNames, type Judgement } from './judgement.ts'
import { judgeCode, judgeNamesakes, judgeSuperior } from './judge-place.ts'
import { kindRules, mayStandUnder } from './kinds.ts'
import type { Known, KnownOrganization } from './known.ts'
import { sayIllegal, stateAfter } from './lifecycle.ts'
import { organizationKindNames } from './names.ts'
import { holdsOn } from './versions.ts'

export interface Judged extends Trial {
  /** Units that leave a joint branch since they get an organisation of their own. */
  readonly leaving: readonly Leaving[]
}

/** May this be done, what does it take, what follows? The trial shows the answer, the deed obeys it. */
export function judgeChange(known: Known, what: OrganizationChange): Judged {
  const judgement = openJudgement(known)
  const organization = known.organization
  if (organization === null) throw new Error('nothing to change')
  if (stateAfter(organization.state, what.change) === null) {
    judgement.refuse('state', sayIllegal(organization.state, what.change))
    return { ...plain(judgement), leaving: [] }
  }
  judgeDay(known, what.change, judgement)
  const leaving = judgeWhat(known, organization, what, judgement)
  return { ...plain(judgement), leaving }
}

function plain({ refused, soft, follows }: Judgement): Trial {
  return { refused, soft, follows }
}

function judgeWhat(
  known: Known,
  organization: KnownOrganization,
  what: OrganizationChange,
  judgement: Judgement,
): Leaving[] {
  switch (what.change) {
    case 'rename':
      if (what.name === organization.name) judgement.refuse('same', '名称没有变化。')
      judgeNamesakes(known, what.name, judgement)
      return []
    case 'retype':
      return judgeRetype(known, organization, what.kind, what.name, judgement)
    case 'move':
      judgeMove(known, organization, what.superior, judgement)
      return []
    case 'place':
      return []
    case 'details':
      judgeDetails(known, organization, what, judgement)
      return []
    case 'attach':
      return judgeAttach(known, organization.kind, what.units, known.spans, judgement)
    case 'detach':
      judgeDetach(known, what.units, judgement)
      return []
    case 'file':
      judgement.follow('党组织从组建中转为正常。')
      return []
    case 'split':
      return judgeSplit(known, organization, what, judgement)
    case 'merge':
      return judgeMerge(known, organization, what.into, judgement)
    case 'revoke':
      judgeRevoke(known, organization, what.membersTo, judgement)
      return []
  }
}

function judgeMove(known: Known, organization: KnownOrganization, superior: string | null, judgement: Judgement): void {
  if (superior === organization.superior) judgement.refuse('same', '隶属关系没有变化。')
  const above = judgeSuperior(known, organization.kind, superior, judgement)
  judgeNamesakes(known, organization.name, judgement)
  if (known.children.length > 0) {
    const names = known.children.map(({ name }) => name)
    judgement.follow(`下级${sayNames(names, '个党组织')}随它一起划转。`)
  }
  if (above) judgement.follow(`从这一天起隶属于“${above.name}”；以前的隶属关系留在沿革里。`)
}

/** Sizes from which a form is usual; smaller ones step up with approval, so the rule is soft. */
const TIERS: Partial<Record<OrganizationKind, string>> = { 'general-branch': 'generalBranch', committee: 'committee' }

function judgeRetype(
  known: Known,
  organization: KnownOrganization,
  kind: OrganizationKind,
  name: string | undefined,
  judgement: Judgement,
): Leaving[] {
  const { kind: from } = organization
  if (kind === from) judgement.refuse('same', '类别没有变化。')
  else if (!kindRules[from].retypesTo.includes(kind)) {
    judgement.refuse(
      'retype',
      `${organizationKindNames[from]}不能直接改为${organizationKindNames[kind]}，需要另行组建。`,
    )
  }
  const superior = organization.superior === null ? null : (known.others.get(organization.superior) ?? null)
  if (superior !== null && !mayStandUnder(kind, superior.kind)) {
    judgement.refuse('superior-kind', `${organizationKindNames[kind]}不能隶属于“${superior.name}”，先调整隶属关系。`)
  }
  const misplaced = known.children.filter((child) => !mayStandUnder(child.kind, kind))
  if (misplaced.length > 0) {
    const names = misplaced.map((child) => child.name)
    judgement.refuse('children', `${organizationKindNames[kind]}下面不能有${sayNames(names, '个党组织')}，先调整它们。`)
  }
  if (name !== undefined) judgeNamesakes(known, name, judgement)
  const tier = TIERS[kind]
  const least = tier === undefined ? null : known.numbers.number('formation.tiers', tier)
  const members = organization.members.full + organization.members.probationary
  if (least !== null && members < least) {
    judgement.ask(
      'formation.tiers',
      `${organizationKindNames[kind]}一般要有党员 ${least} 人以上，现有 ${members} 人；升格要经上级批准。`,
    )
  }
  const covered = known.spans.filter((one) => holdsOn(one, known.day)).map((one) => one.unit)
  if (covered.length > 0 && !kindRules[kind].coversUnits) {
    judgement.refuse(
      'no-units',
      `${organizationKindNames[kind]}不直接覆盖单位，先减去它覆盖的 ${covered.length} 家单位。`,
    )
    return []
  }
  return judgeAttach(known, kind, covered, [], judgement)
}

type Details = Extract<OrganizationChange, { change: 'details' }>

function judgeDetails(known: Known, organization: KnownOrganization, what: Details, judgement: Judgement): void {
  if (what.code !== undefined) judgeCode(known, what.code, judgement)
  const { founded } = what
  if (founded === undefined || founded === null) return
  if (founded > known.today) judgement.refuse('bad-day', '成立日期在今天之后。')
  const earlier = known.later.find((one) => one.organization === organization.id && one.day < founded)
  if (earlier) {
    judgement.refuse('bad-day', `${earlier.day}已有“${earlier.words}”，成立日期不能晚于它。`)
  }
}

type Split = Extract<OrganizationChange, { change: 'split' }>

function judgeSplit(known: Known, organization: KnownOrganization, what: Split, judgement: Judgement): Leaving[] {
  const covered = known.spans.filter((one) => holdsOn(one, known.day)).map((one) => one.unit)
  const named = what.parts.flatMap((part) => part.units)
  if (new Set(named).size < named.length) judgement.refuse('unit-twice', '同一家单位分到了两处。')
  if (new Set(what.parts.map((part) => part.name)).size < what.parts.length) {
    judgement.refuse('same-name', '分出的党组织有重名的。')
  }
  const foreign = named.filter((id) => !covered.includes(id))
  if (foreign.length > 0) judgement.refuse('not-covered', `${sayUnits(known, foreign)}那一天不由它覆盖，不能分出。`)
  for (const part of what.parts) {
    judgeSuperior(known, part.kind, organization.superior, judgement)
    const taken = known.namesakes.find((one) => one.name === part.name)
    if (taken) judgement.refuse('same-name', `同一上级下已有“${part.name}”。`)
    if (part.units.length > 0 && !kindRules[part.kind].coversUnits) {
      judgement.refuse('no-units', `${organizationKindNames[part.kind]}不直接覆盖单位。`)
    }
    const most = known.numbers.number('branch.5.joint', 'jointUnitsMost')
    if (part.kind === 'joint-branch' && most !== null && part.units.length > most) {
      judgement.ask(
        'branch.5.joint',
        `联合党支部覆盖单位一般不超过 ${most} 个，“${part.name}”会有 ${part.units.length} 个。`,
      )
    }
    const covering = part.units.length > 0 ? `，覆盖${sayUnits(known, part.units)}` : ''
    judgement.follow(`分出“${part.name}”（${organizationKindNames[part.kind]}）${covering}。`)
  }
  judgement.follow('党员不随单位自动划分，分出后按组织关系逐人调整；分出的党组织要选举产生班子。')
  judgeLeft(
    known,
    organization.kind,
    covered.filter((id) => !named.includes(id)),
    judgement,
  )
  return []
}
