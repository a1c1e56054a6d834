import { sql } from 'kysely'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { USUAL_TIMES, type Times } from '../rules/times.ts'

export async function readTimes(db: Db | Tx, district: string): Promise<Times> {
  const rows = await rowsOf(
    db,
    sql<{ name: string; value: number }>`select name, value from access_setting where district = ${district}`,
  )
  const set = new Map(rows.map(({ name, value }) => [name, value]))
  return {
    idleHours: set.get('idleHours') ?? USUAL_TIMES.idleHours,
    longestDays: set.get('longestDays') ?? USUAL_TIMES.longestDays,
    purposeMinutes: set.get('purposeMinutes') ?? USUAL_TIMES.purposeMinutes,
    linkHours: set.get('linkHours') ?? USUAL_TIMES.linkHours,
  }
}

export async function saveTimes(tx: Tx, district: string, times: Times): Promise<void> {
  for (const [name, value] of Object.entries(times)) {
    await sql`insert into access_setting (district, name, value) values (${district}, ${name}, ${value})
      on conflict (district, name) do update set value = excluded.value`.execute(tx)
  }
}
