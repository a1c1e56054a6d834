import type { OrganizationKind } from '../contract.ts'
import { standsIn } from './chain.ts'
import { judgeLaterMoves } from './judge-days.ts'
import type { Judgement } from './judgement.ts'
import { mayStandUnder } from './kinds.ts'
import type { Known, KnownOrganization } from './known.ts'
import { isEnded } from './lifecycle.ts'
import { organizationKindNames } from './names.ts'

/** Whether an organisation of this form may stand there from the day on. */
export function judgeSuperior(
  known: Known,
  kind: OrganizationKind,
  superior: string | null,
  judgement: Judgement,
): KnownOrganization | null {
  if (superior === null) {
    if (!mayStandUnder(kind, null)) {
      judgement.ask('organization.superior', `${organizationKindNames[kind]}一般有上级党组织，现在没有写明。`)
    }
    return null
  }
  const above = known.others.get(superior)
  if (!above) {
    judgement.refuse('not-found', '没有这个上级党组织，或不在你负责的范围内。')
    return null
  }
  if (isEnded(above.state)) judgement.refuse('superior-ended', `“${above.name}”已经撤销或合并，不能作上级。`)
  if (above.since > known.day) {
    judgement.refuse('bad-day', `“${above.name}”${above.since}才成立，那一天还不能作上级。`)
  }
  if (!mayStandUnder(kind, above.kind)) {
    judgement.refuse(
      'superior-kind',
      `${organizationKindNames[kind]}不能隶属于${organizationKindNames[above.kind]}“${above.name}”。`,
    )
  }
  const own = known.organization
  if (own !== null && standsIn(above.chain, own.id)) {
    judgement.refuse(
      'cycle',
      above.id === own.id ? '不能隶属于自己。' : `“${above.name}”是“${own.name}”的下级，隶属关系会绕成一圈。`,
    )
  }
  judgeLaterMoves(known, above.name, judgement)
  return above
}

/** Two organisations of one name under one superior cannot be told apart. */
export function judgeNamesakes(known: Known, name: string, judgement: Judgement): void {
  const other = known.namesakes.find((one) => one.id !== known.organization?.id)
  if (other) judgement.refuse('same-name', `同一上级下已有“${name}”。`)
}

export function judgeCode(known: Known, code: string | null, judgement: Judgement): void {
  const holder = known.codeHolder
  if (code === null || holder === null || holder.id === known.organization?.id) return
  judgement.refuse('same-code', `组织代码 ${code} 已是“${holder.name}”的。`)
}
