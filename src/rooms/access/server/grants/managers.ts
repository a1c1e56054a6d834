import { sql } from 'kysely'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import { accessProblem } from '../../contract.ts'
import { listRoles } from './roles.ts'

/**
 * Whoever can manage accounts for good: account in use, granted upon the whole office with no last day. One whose time
 * runs out does not count, or the office would lock itself out by a date. The grants are locked first, so that of two who
 * take each other's away at once the second sees what the first did.
 */
export async function listManagers(tx: Tx, district: string, today: string): Promise<string[]> {
  await sql`select id from access_grant where district = ${district} and kind = 'area' and area = '' and ended_at is null
    order by id for update`.execute(tx)
  const roles = (await listRoles(tx, district)).filter(({ verbs }) => verbs.includes('access.accounts'))
  const rows = await rowsOf<{ account: string }>(
    tx,
    sql`select distinct g.account from access_grant g
      join account a on a.district = g.district and a.id = g.account and a.state = 'active'
      where g.district = ${district} and g.kind = 'area' and g.area = '' and g.ended_at is null and g.until_day is null
        and g.from_day <= ${today}::date and g.role = any(${roles.map(({ id }) => id)}::text[])`,
  )
  return rows.map(({ account }) => account)
}

/** Whether the office could no longer manage its accounts without this one. */
export async function isLastManager(tx: Tx, district: string, account: string, today: string): Promise<boolean> {
  const managers = await listManagers(tx, district, today)
  return managers.length === 1 && managers[0] === account
}

/** Does something to grants or roles, and refuses it when nobody could manage accounts afterwards. */
export async function keepingManager<T>(tx: Tx, district: string, today: string, work: () => Promise<T>): Promise<T> {
  const before = await listManagers(tx, district, today)
  const done = await work()
  if (before.length > 0 && (await listManagers(tx, district, today)).length === 0) {
    throw accessProblem('last-administrator')
  }
  return done
}
