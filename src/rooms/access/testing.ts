import { sql } from 'kysely'
import type { Context } from '../../platform/server/room.ts'
import type { On } from './contract.ts'
import { SESSION_COOKIE } from './server/cookies.ts'
import { forgetCallers } from './server/remembered.ts'
import { startSession } from './server/sessions.ts'

export interface MadeAccount {
  readonly id: string
  /** For the header `cookie` of a request: the person is signed in. */
  readonly cookie: string
  /** The same with what a browser says of a call from our own pages; without it nothing that changes anything is taken. */
  readonly headers: { readonly cookie: string; readonly 'sec-fetch-site': 'same-origin' }
}

/**
 * An account in use, with grants in force from long ago, signed in. No password is computed: that takes a tenth of a second
 * and is tested where people sign in. Roles that demand a second factor are content with what stands in the table.
 */
export async function makeAccount(
  context: Context,
  person: {
    readonly username: string
    readonly name: string
    readonly roles?: readonly {
      readonly role: string
      readonly on: On
      readonly from?: string
      readonly until?: string
    }[]
    readonly secondFactor?: boolean
  },
): Promise<MadeAccount> {
  const { clock, config, database } = context
  const id = clock.id()
  const now = clock.now().toISOString()
  const { token } = await database.writeAsOwner(async (tx) => {
    await sql`insert into account (district, id, username, name, state, second_factor, created_at)
      values (${config.district}, ${id}, ${person.username}, ${person.name}, 'active',
        ${person.secondFactor ?? true}, ${now})`.execute(tx)
    for (const { role, on, from, until } of person.roles ?? []) {
      const area = on.kind === 'area' || on.kind === 'line' ? on.area : null
      await sql`insert into access_grant (district, id, account, role, kind, area, section, unit, from_day, until_day, reason,
          granted_by, granted_at)
        values (${config.district}, ${clock.id()}, ${id}, ${role}, ${on.kind}, ${area},
          ${on.kind === 'line' ? on.section : null}, ${on.kind === 'unit' ? on.unit : null},
          ${from ?? '2020-01-01'}, ${until ?? null}, '测试', '测试', ${now})`.execute(tx)
    }
    return startSession(context, tx, id, '127.0.0.1', 'Chrome 109 · Windows')
  })
  forgetCallers(context)
  const cookie = `${SESSION_COOKIE}=${token}`
  return { id, cookie, headers: { cookie, 'sec-fetch-site': 'same-origin' } }
}
