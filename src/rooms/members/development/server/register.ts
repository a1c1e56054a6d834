import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { admitMember, changeStatus, openName, tieAccount } from '../../server/public.ts'
import { mayFrom } from '../rules/judge-step.ts'
import { stepsOf } from '../rules/steps.ts'
import { doneOf, type CaseRecord } from './cases.ts'
import { noteDual } from './dual.ts'
import { dropSteps, writeDeed } from './write-deed.ts'

/**
 * The approval makes a probationary member: on file from the day of the approval, a member since the day on which the
 * branch's meeting voted (预备期从支部大会通过之日算起).
 */
export async function admit(
  context: Context,
  tx: Tx,
  wide: Scope,
  row: CaseRecord,
  day: Day,
  voted: Day,
): Promise<void> {
  const { unit, gender, born, ethnicity, education, job, postKind, group, organization } = row
  const member = await admitMember(
    context,
    tx,
    wide,
    {
      name: openName(context.secrets, row.name),
      status: 'probationary',
      place: unit === null ? 'residence' : 'unit',
      organization,
      unit,
      joined: voted,
      fullOn: null,
      gender,
      born,
      ethnicity,
      education,
      job,
      postKind,
      group,
      phone: null,
      identity: null,
      source: 'development',
    },
    { day, reason: '上级党委批准接收为预备党员', words: '接收为预备党员' },
  )
  if (row.account !== null)
    await tieAccount(context, tx, wide, member, { account: row.account, reason: '发展党员时已经对应本人账号' })
  await sql`update development set member = ${member} where district = ${wide.district} and id = ${row.id}`.execute(tx)
  if (row.backbone) {
    const role = row.postKind === 'technical' ? '技术骨干' : row.postKind === 'management' ? '管理骨干' : '生产经营骨干'
    await noteDual(context, tx, wide, {
      direction: 'to-member',
      member,
      day,
      role,
      reason: '骨干接收为预备党员',
      organization: row,
    })
  }
}

/**
 * The superior's approval carries out what the meeting resolved: a full member from the day on which the probation ended,
 * a longer probation with the vote still to come, or nobody's member any more.
 */
export async function confirm(
  context: Context,
  tx: Tx,
  wide: Scope,
  row: CaseRecord,
  day: Day,
  book: RuleBook,
): Promise<void> {
  const { member } = row
  const step = stepsOf(book).find(({ key }) => key === 'full-meeting')
  const ended =
    step === undefined ? null : mayFrom({ done: doneOf(row), extended: row.extended, special: row.special }, step)
  const now = context.clock.now().toISOString()
  if (row.outcome === 'extended') {
    const months = row.outcomeMonths ?? 0
    await dropSteps(tx, wide, row.id, ['apply-full', 'full-meeting', 'full-approval'])
    await sql`update development set stage = 'probationary', stage_since = ${row.stageSince}, outcome = null, outcome_months = null,
        extended = extended + ${months}, changed_at = ${now} where district = ${wide.district} and id = ${row.id}`.execute(
      tx,
    )
    const words = `批准延长预备期 ${months} 个月`
    await writeDeed(context, tx, wide, { development: row.id, path: row.path, deed: 'prolong', day, words })
    return
  }
  if (row.outcome === 'refused') {
    await sql`update development set stage = 'probationary', state = 'ended', end_kind = 'not-confirmed', ended = ${day}, changed_at = ${now}
      where district = ${wide.district} and id = ${row.id}`.execute(tx)
    if (member !== null) {
      const reason = '支部大会讨论、上级党委批准，取消预备党员资格'
      await changeStatus(context, tx, wide, member, { day, to: 'ended', endReason: 'not-confirmed', reason })
    }
    return
  }
  if (member !== null) {
    const reason = `上级党委 ${day} 批准，预备期满转为正式党员`
    await changeStatus(context, tx, wide, member, { day: ended ?? day, to: 'full', reason })
  }
}
