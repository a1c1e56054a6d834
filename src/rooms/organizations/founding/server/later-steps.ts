import type { z } from 'zod'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findSecretaries, seatOfficers } from '../../posts/server/public.ts'
import { changeOrganization } from '../../server/public.ts'
import { foundingProblem, type foundingEndpoints } from '../contract.ts'
import { checkSeats } from '../rules/check-seats.ts'
import { given } from './apply.ts'
import { requireAct, takeDeed } from './take.ts'
import { demandReasons, refuseHard, trialOf } from './weigh.ts'

type Input<K extends keyof typeof foundingEndpoints> = z.output<(typeof foundingEndpoints)[K]['input']>

/** The members' meeting elects, or the superior appoints, the first officers; names stand with the posts. */
export async function elect(context: Context, tx: Tx, scope: Scope, input: Input<'founding.elect'>): Promise<void> {
  const { id, version, reason, how, due, present, committee, seats } = input
  const day = input.day as Day
  await takeDeed(context, tx, scope, { id, version, day, deed: 'elect', reason }, async ({ row, book }) => {
    const asked = { kind: row.kind, how, full: row.membersFull, due, present, committee, seats: committee ? seats : 0 }
    const trial = trialOf(checkSeats(asked, book))
    refuseHard(trial)
    const overrides = demandReasons(trial, { ...row.overrides, ...input.overrides })
    if (row.organization !== null) {
      await seatOfficers(context, tx, scope, {
        organization: row.organization,
        day,
        how,
        officers: input.officers.map((one) => ({ ...one, member: null, phone: null, votes: null })),
        reason: reason === '' ? '组建后首次产生班子' : reason,
      })
    }
    const met = how === 'elected' ? { due, present } : {}
    return {
      fields: { how, ...met, committee, ...(committee ? { seats } : {}), ...given(overrides) },
      change: { elected: day, overrides: { ...row.overrides, ...overrides } },
    }
  })
}

/** Filed with the organisation department: from here on the organisation is active. */
export async function file(context: Context, tx: Tx, scope: Scope, input: Input<'founding.file'>): Promise<void> {
  const { id, version, reason, filedWith, paperNo } = input
  const day = input.day as Day
  const { organization } = await requireAct(tx, scope, id)
  await takeDeed(context, tx, scope, { id, version, day, deed: 'file', reason }, async () => {
    // What is filed is who was elected: a report without a secretary says nothing.
    const secretaries = await findSecretaries(tx, scope, organization === null ? [] : [organization])
    if (secretaries.size === 0) {
      const why = '还没有登记书记，先在党组织页面的“班子”里登记选举结果。'
      throw foundingProblem('refused', { why, refused: [] })
    }
    return { fields: { filedWith, ...(paperNo === '' ? {} : { paperNo }) } }
  })
  if (organization === null) return
  const words = reason === '' ? `选举结果报${filedWith}备案` : reason
  await changeOrganization(context, tx, scope, { id: organization, day, reason: words, what: { change: 'file' } })
}

/** Taken back; an organisation that was already on record by the reply is revoked with it. */
export async function withdraw(
  context: Context,
  tx: Tx,
  scope: Scope,
  input: Input<'founding.withdraw'>,
): Promise<void> {
  const { id, version, reason } = input
  const day = input.day as Day
  const { organization } = await requireAct(tx, scope, id)
  await takeDeed(context, tx, scope, { id, version, day, deed: 'withdraw', reason })
  if (organization === null) return
  await changeOrganization(context, tx, scope, { id: organization, day, reason, what: { change: 'revoke' } })
}

/** Examined, or returned because something is missing. */
export async function review(context: Context, tx: Tx, scope: Scope, input: Input<'founding.review'>): Promise<void> {
  const { id, version, reason } = input
  await takeDeed(context, tx, scope, { id, version, day: input.day as Day, deed: 'review', reason })
}

/** The clock of the reply stops; it runs anew from the next application. */
export async function giveBack(context: Context, tx: Tx, scope: Scope, input: Input<'founding.return'>): Promise<void> {
  const { id, version, reason } = input
  const taking = { id, version, day: input.day as Day, deed: 'return' as const, reason }
  await takeDeed(context, tx, scope, taking, async () => ({ fields: {}, change: { applied: null } }))
}
