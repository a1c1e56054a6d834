import { sql } from 'kysely'
import type { z } from 'zod'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { requireChangeable, type Organization } from '../../server/public.ts'
import { lifeProblem, type newMeetingShape } from '../contract.ts'
import { lifeNames, type LifeKind } from '../rules/life-kinds.ts'
import { refuseMeeting } from '../rules/refuse-meeting.ts'
import { settleClock } from './clock.ts'

export type NewMeeting = z.output<typeof newMeetingShape>

/** As the trail and the history say it. */
export const sayMeeting = ({ day, kinds }: { readonly day: string; readonly kinds: readonly LifeKind[] }): string =>
  `${day} ${kinds.map((kind) => lifeNames[kind]).join('、')}`

/**
 * Records what was held, all or none. An entry of a calendar that was recorded before is passed over; the same kind on the
 * same day of the same organisation is refused unless it is said to be another one (`life.already`).
 */
export async function recordMeetings(
  context: Context,
  scope: Scope,
  given: { readonly meetings: readonly NewMeeting[]; readonly again: boolean },
): Promise<{ ids: string[]; skipped: number; notes: string[] }> {
  return context.database.write(scope, async (tx) => {
    const ids: string[] = []
    const notes = new Set<string>()
    const touched = new Set<string>()
    let skipped = 0
    for (const meeting of given.meetings) {
      const holders = await demandHolders(context, tx, scope, meeting)
      if (await isKnown(tx, scope, meeting)) {
        skipped++
        continue
      }
      if (!given.again) await demandNew(tx, scope, meeting, holders)
      for (const note of await notesOn(tx, scope, meeting)) notes.add(note)
      const id = context.clock.id()
      await writeMeeting(context, tx, scope, id, meeting)
      for (const { id: organization, path } of holders) {
        touched.add(organization)
        const { day, kinds, title } = meeting
        const names = kinds.map((kind) => lifeNames[kind])
        await writeAudit(
          tx,
          scope,
          context.clock,
          'life.record',
          organization,
          { day, kinds: names, title, meeting: id },
          { path },
        )
      }
      ids.push(id)
    }
    await settleClock(context, tx, scope, [...touched])
    return { ids, skipped, notes: [...notes] }
  })
}

/** Organisations that hold it, each within the reach. Throws `life.refused` for what cannot have been so. */
export async function demandHolders(
  context: Context,
  tx: Tx,
  scope: Scope,
  meeting: Pick<NewMeeting, 'day' | 'kinds' | 'holders'>,
): Promise<Organization[]> {
  const found: Organization[] = []
  for (const holder of meeting.holders) {
    const organization = await requireChangeable(tx, scope, holder.organization)
    const why = refuseMeeting({ ...meeting, ...holder, day: meeting.day as Day }, organization, context.clock.today())
    if (why !== null) throw lifeProblem('refused', { why: `${organization.name}：${why}` })
    if (found.some(({ id }) => id === organization.id))
      throw lifeProblem('refused', { why: `${organization.name}列了两次` })
    found.push(organization)
  }
  return found
}

/** An entry of a calendar that an organisation has on record already. */
async function isKnown(tx: Tx, scope: Scope, { key, holders }: NewMeeting): Promise<boolean> {
  if (key === null) return false
  const rows = await rowsOf(
    tx,
    sql`select 1 from organization_meeting_of where district = ${scope.district} and key = ${key} and not withdrawn
      and organization = any(${holders.map(({ organization }) => organization)}::text[]) limit 1`,
  )
  return rows.length > 0
}

async function demandNew(
  tx: Tx,
  scope: Scope,
  { day, kinds }: NewMeeting,
  holders: readonly Organization[],
): Promise<void> {
  const rows = await rowsOf<{ organization: string; kinds: LifeKind[] }>(
    tx,
    sql`select organization, kinds from organization_meeting_of where district = ${scope.district} and day = ${day}
      and organization = any(${holders.map(({ id }) => id)}::text[]) and kinds && ${[...kinds]}::text[] and not withdrawn`,
  )
  const [known] = rows
  if (known === undefined) return
  const name = holders.find(({ id }) => id === known.organization)?.name ?? ''
  const same = known.kinds.filter((kind) => kinds.includes(kind)).map((kind) => lifeNames[kind])
  throw lifeProblem('already', { name, day, kinds: same.join('、') })
}

/** What the articles say about the numbers; the record stands all the same. */
async function notesOn(tx: Tx, scope: Scope, { day, kinds, holders }: NewMeeting): Promise<string[]> {
  const book = await findRuleBook(tx, scope, day as Day)
  return kinds.flatMap((kind) => {
    const percent = book.find(`life.${kind}`)?.params['presentPercent']
    if (percent === undefined) return []
    const few = holders.some(({ due, present }) => due !== null && present !== null && present * 100 < due * percent)
    return few ? [`${day} ${lifeNames[kind]}到会不足半数，按条例不能作决定。`] : []
  })
}

/** Row of the meeting and of each holder; holders first, for by them the row is reached. */
export async function writeMeeting(
  { clock }: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  { day, kinds, title, note, bySecretary, holders, source, key }: NewMeeting,
): Promise<void> {
  const lectured = bySecretary && kinds.includes('lecture')
  for (const { organization, due, present } of holders) {
    await sql`insert into organization_meeting_of (district, organization, meeting, day, kinds, by_secretary, due, present, key)
      values (${scope.district}, ${organization}, ${id}, ${day}, ${[...kinds]}::text[], ${lectured}, ${due}, ${present}, ${key})`.execute(
      tx,
    )
  }
  await sql`insert into organization_meeting (district, id, day, kinds, title, note, by_secretary, source, key, actor, at)
    values (${scope.district}, ${id}, ${day}, ${[...kinds]}::text[], ${title}, ${note}, ${lectured}, ${source}, ${key},
      ${scope.actor}, ${clock.now().toISOString()})`.execute(tx)
}
