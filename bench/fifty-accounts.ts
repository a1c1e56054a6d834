import { parseArgs } from 'node:util'
import { rooms } from '../src/apps/server/rooms.ts'
import { openContext } from '../src/platform/server/compose.ts'
import { readConfig } from '../src/platform/server/config.ts'
import { makeAccount } from '../src/rooms/access/testing.ts'
import { sql } from 'kysely'

/**
 * Fifty people of an office that has data already: ten of the district, thirty of towns, ten of communities. Prints their
 * cookies for `fifty-people.ts --cookie`. For a folder that is thrown away: they are signed in without passwords.
 *
 *   node bench/fifty-accounts.ts --data DIR          (or with DATABASE_URL)
 */
const { values } = parseArgs({ options: { data: { type: 'string' } } })
const config = readConfig(
  { ...(values.data === undefined ? {} : { data: values.data }), logLevel: 'error' },
  process.env,
)
const context = await openContext(config, rooms)
try {
  const areas = async (level: string): Promise<string[]> =>
    (
      await sql<{
        id: string
      }>`select a.id from area a where a.tree = 'division' and a.level = ${level} and a.valid_to is null
        order by (select count(*) from unit u where u.path like a.path || '%') desc limit 30`.execute(
        context.database.owner,
      )
    ).rows.map(({ id }) => id)
  const [towns, communities] = [await areas('town'), await areas('community')]
  const cookies: string[] = []
  for (let person = 0; person < 50; person++) {
    const [role, area] =
      person < 10
        ? ['clerk', '']
        : person < 40
          ? ['town', towns[person % towns.length] ?? '']
          : ['grid', communities[person % Math.max(communities.length, 1)] ?? towns[0] ?? '']
    const made = await makeAccount(context, {
      username: `fifty-${Date.now()}-${person}`,
      name: `第${person + 1}人`,
      roles: [{ role, on: { kind: 'area', area } }],
    })
    cookies.push(made.cookie)
  }
  process.stdout.write(`${cookies.join(',')}\n`)
} finally {
  await context.close()
}
