import { sql } from 'kysely'
import type { Context } from '../../platform/server/room.ts'
import type { TestContext } from '../../platform/server/testing.ts'
import type { On } from './contract.ts'
import { SESSION_COOKIE } from './server/cookies.ts'
import { installHasher, makeHasher } from './server/hashing.ts'
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
      await sql`insert into access_grant (district, id, account, role, kind, area, section, unit, organization, from_day, until_day, reason,
          granted_by, granted_at)
        values (${config.district}, ${clock.id()}, ${id}, ${role}, ${on.kind}, ${area},
          ${on.kind === 'line' ? on.section : null}, ${on.kind === 'unit' ? on.unit : null},
          ${on.kind === 'organization' ? on.organization : null},
          ${from ?? '2020-01-01'}, ${until ?? null}, '测试', '测试', ${now})`.execute(tx)
    }
    return startSession(context, tx, id, '127.0.0.1', 'Chrome 109 · Windows')
  })
  forgetCallers(context)
  const cookie = `${SESSION_COOKIE}=${token}`
  return { id, cookie, headers: { cookie, 'sec-fetch-site': 'same-origin' } }
}

/** Password hashes that cost next to nothing, for stories with many sign-ins. Before the first of them. */
export function hashCheaply(context: Context): void {
  installHasher(context, makeHasher({ memoryKib: 64, passes: 1 }))
}

/** A browser as far as the server can tell: keeps cookies, says that it calls from our own pages. */
export class TestBrowser {
  readonly cookies = new Map<string, string>()
  readonly #context: TestContext
  readonly #address: string

  constructor(context: TestContext, address = '127.0.0.1') {
    this.#context = context
    this.#address = address
  }

  async call(
    method: 'GET' | 'POST' | 'DELETE' | 'PUT',
    url: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown>; text: string; location: string }> {
    const app = await this.#context.app()
    const answer = await app.inject({
      method,
      url,
      remoteAddress: this.#address,
      headers: {
        'sec-fetch-site': 'same-origin',
        'user-agent': 'Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 Chrome/109.0.0.0 Safari/537.36',
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const parsed: unknown = /json/.test(String(answer.headers['content-type'])) ? JSON.parse(answer.body) : {}
    // Answers of the API are objects.
    return {
      status: answer.statusCode,
      body: parsed as Record<string, unknown>,
      text: answer.body,
      location: String(answer.headers.location ?? ''),
    }
  }
}
