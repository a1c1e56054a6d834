import { sql } from 'kysely'
import { quarterName } from '../../../../kernel/day-math.ts'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { under } from '../../../../platform/server/db/under.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { mayChange } from '../../../organizations/server/public.ts'
import { findArea } from '../../../areas/server/public.ts'
import { requireMember } from '../../server/public.ts'
import { developmentProblem, type Answered, type Asked } from '../contract.ts'
import { sayDual } from '../rules/sentences.ts'
import { dayOf } from '../rules/steps.ts'
import { developmentReachSql } from './cases.ts'

export interface NewDual {
  readonly direction: 'to-member' | 'to-backbone'
  readonly member: string
  readonly day: Day
  readonly role: string
  readonly reason: string
  readonly organization: { readonly organization: string; readonly chain: string; readonly path: string }
}

export async function noteDual({ clock }: Context, tx: Tx, wide: Scope, dual: NewDual): Promise<string> {
  const id = clock.id()
  const { organization, chain, path } = dual.organization
  await sql`insert into dual_cultivation (district, id, direction, day, member, organization, chain, path, role, reason, actor, at)
    values (${wide.district}, ${id}, ${dual.direction}, ${dual.day}, ${dual.member}, ${organization}, ${chain}, ${path},
      ${dual.role}, ${dual.reason}, ${wide.actor}, ${clock.now().toISOString()})`.execute(tx)
  const { direction, day, role, reason } = dual
  await writeAudit(tx, wide, clock, 'development.dual', dual.member, { direction, day, role, reason }, { path })
  return id
}

/** A member who became a backbone; nobody can be one before being a member, and not twice in the same role. */
export async function noteBackbone(
  context: Context,
  tx: Tx,
  scope: Scope,
  order: Asked<'development.noteBackbone'>,
): Promise<string> {
  const member = await requireMember(tx, scope, order.member)
  const no = (why: string) => developmentProblem('cannot-do', { why })
  const { organization, chain, path } = member
  if (organization === null) throw no('组织关系不在本区的，不在这里登记')
  if (!mayChange(scope, member)) throw developmentProblem('outside-scope', { organization: '这名党员的党组织' })
  if (member.status === 'ended') throw no('已经不在册')
  const day = dayOf(order.day)
  if (day > context.clock.today()) throw no(`${day} 还没有到`)
  if (member.joined !== null && day < member.joined) throw no(`${day} 早于入党的 ${member.joined}`)
  const known = await rowsOf(
    tx,
    sql`select 1 from dual_cultivation where district = ${scope.district} and member = ${member.id}
      and direction = 'to-backbone' and role = ${order.role}`,
  )
  if (known.length > 0) throw no(`已经登记过培养为“${order.role}”`)
  return context.database.derive(tx, scope, (wide) =>
    noteDual(context, tx, wide, {
      direction: 'to-backbone',
      member: member.id,
      day,
      role: order.role,
      reason: order.reason,
      organization: { organization, chain, path },
    }),
  )
}

type Dual = Answered<'development.dual'>

/** Numbers of a year by quarter, and the events without names. */
export async function readDual(
  { clock }: Context,
  db: Db | Tx,
  scope: Scope,
  { year = Number(clock.today().slice(0, 4)), area }: Asked<'development.dual'>,
): Promise<Dual> {
  const parts = [
    developmentReachSql(scope, 'd'),
    sql`d.day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`,
  ]
  if (area !== undefined) {
    const found = await findArea(db, scope, area, clock.today())
    parts.push(found === null ? sql`false` : under(sql.ref('d.path'), found.path))
  }
  const rows = await rowsOf<Dual['rows'][number] & { day: Day }>(
    db,
    sql`select d.id, d.direction, d.day, d.organization, coalesce(o.name, '其他党组织') as "organizationName", d.role, d.reason
      from dual_cultivation d left join organization o on o.district = d.district and o.id = d.organization
      where ${sql.join(parts, sql` and `)} order by d.day desc, d.id desc limit 2000`,
  )
  const quarters = [1, 2, 3, 4].map((at) => {
    const own = rows.filter(({ day }) => quarterName(day) === `${year}-Q${at}`)
    const of = (which: string): number => own.filter(({ direction }) => direction === which).length
    return { quarter: `${year}-Q${at}`, toMember: of('to-member'), toBackbone: of('to-backbone') }
  })
  const sum = (key: 'toMember' | 'toBackbone'): number => quarters.reduce((all, one) => all + one[key], 0)
  return { sentence: sayDual(year, sum('toMember'), sum('toBackbone')), year, quarters, rows }
}
