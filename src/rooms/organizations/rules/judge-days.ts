import type { OrganizationDeed } from './lifecycle.ts'
import type { Judgement } from './judgement.ts'
import type { Known, LaterDeed } from './known.ts'

/** Later deeds that the judged one would contradict: those upon the same matter. Its end concerns every matter. */
const SAME_MATTER: Readonly<Record<OrganizationDeed, readonly string[]>> = {
  rename: ['renamed', 'retyped'],
  retype: ['retyped', 'renamed'],
  move: ['moved', 'merged', 'revoked'],
  place: ['area-changed'],
  details: [],
  attach: [],
  detach: [],
  file: ['filed', 'merged', 'revoked'],
  split: ['*'],
  merge: ['*'],
  revoke: ['*'],
}
/** They say nothing that a change of the organisation could contradict. */
const NEUTRAL = new Set(['corrected', 'registered'])

/** The day: not before there was an organisation, not in the future, not against what was done later. */
export function judgeDay(known: Known, deed: OrganizationDeed, judgement: Judgement): void {
  const { day, today, organization } = known
  if (day > today) judgement.refuse('bad-day', '生效日在今天之后，到那天再办。')
  if (organization !== null && day < organization.since) {
    judgement.refuse('bad-day', `“${organization.name}”${organization.since}才成立，生效日不能在这之前。`)
  }
  if (organization === null) return
  const own = known.later.filter((one) => one.organization === organization.id && !NEUTRAL.has(one.kind))
  const against = own.find(({ kind }) => SAME_MATTER[deed].includes('*') || SAME_MATTER[deed].includes(kind))
  if (against) judgement.refuse('later-deed', sayLater(against))
}

export function sayLater({ day, words }: LaterDeed): string {
  return `${day}已有后来的变动：${words}。生效日请选在这之后。`
}

/** A superior that itself moved or ended later cannot be one from an earlier day on. */
export function judgeLaterMoves(known: Known, of: string, judgement: Judgement): void {
  const moved = known.later.find(
    (one) => one.organization !== known.organization?.id && ['moved', 'merged', 'revoked'].includes(one.kind),
  )
  if (moved) {
    judgement.refuse(
      'later-deed',
      `“${of}”或其上级“${moved.organizationName}”${moved.day}已有变动：${moved.words}。生效日请选在这之后。`,
    )
  }
}
