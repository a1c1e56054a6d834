import { sql, type RawBuilder } from 'kysely'
import { NOTHING, type Reach } from '../../../kernel/scope.ts'
import { rowsOf } from '../../../platform/server/db/database.ts'
import { everybody } from '../../../platform/server/gate.ts'
import type { TestDistrict } from '../testing.ts'
import type { StayRow, TransferPage } from './contract.ts'

export interface Refused {
  readonly code: string
  readonly words: string
}

/** What tests of transfers ask again and again. */
export function atDesk(d: TestDistrict) {
  const one = async <T>(query: RawBuilder<unknown>): Promise<T | undefined> =>
    (await rowsOf<T>(d.context.database.owner, query as RawBuilder<T>))[0]
  const page = async (id: string) => (await d.ask<TransferPage>('GET', `/api/transfers/${id}`)).body
  let born = 0
  return {
    page,
    stay: async (id: string) => (await d.ask<StayRow>('GET', `/api/floating/${id}`)).body,
    async member(name: string, organization: string, more: object = {}): Promise<string> {
      const { status, body } = await d.ask<{ id: string }>('POST', '/api/members', {
        name,
        status: 'full',
        organization,
        joined: '2010-07-01',
        fullOn: '2011-07-01',
        born: `1970-01-${String((born++ % 28) + 1).padStart(2, '0')}`,
        day: '2020-01-01',
        reason: '补录',
        ...more,
      })
      if (status !== 200) throw new Error(JSON.stringify(body))
      return body.id
    },
    async open(order: object): Promise<string> {
      const { status, body } = await d.ask<{ id: string }>('POST', '/api/transfers', { reason: '工作变动', ...order })
      if (status !== 200) throw new Error(JSON.stringify(body))
      return body.id
    },
    async act(id: string, deed: string, day: string, more: object = {}) {
      const { version } = await page(id)
      const order = { version, deed, day, reason: '按介绍信办理', ...more }
      return d.ask<TransferPage & Refused>('POST', `/api/transfers/${id}/act`, order)
    },
    try: (id: string, deed: string, day: string, more: object = {}) =>
      d.ask<{ refused: string | null; soft: { words: string }[]; follows: string[] }>(
        'POST',
        `/api/transfers/${id}/try`,
        {
          deed,
          day,
          ...more,
        },
      ),
    due: async (subject: string): Promise<string[]> =>
      (
        await rowsOf<{ text: string }>(
          d.context.database.owner,
          sql`select kind || ' ' || due as text from deadline where subject = ${subject} and state = 'open' order by due, kind`,
        )
      ).map(({ text }) => text),
    counts: async (organization: string) => {
      const row = await one<{ n: number }>(
        sql`select members_full + members_probationary as n from organization where id = ${organization}`,
      )
      return row?.n
    },
    inUnit: async (unit: string) =>
      (await one<{ n: number | null }>(sql`select members_full as n from unit where id = ${unit}`))?.n,
    record: (id: string) =>
      one<{
        organization: string | null
        status: string
        place: string
        since: string
        floating: boolean
        lost: string | null
      }>(sql`select organization, status, place, since, floating, lost_since as lost from member where id = ${id}`),
    /** Whoever asks from now on reaches these organisations with all below them, and nothing else. */
    async secretary(...organizations: readonly string[]): Promise<void> {
      const rows = await rowsOf<{ chain: string }>(
        d.context.database.owner,
        sql`select chain from organization where id = any(${[...organizations]}::text[])`,
      )
      const reach: Reach = { ...NOTHING, organizations: rows.map(({ chain }) => chain) }
      d.context.gates.install({
        caller: async () => ({ ...everybody('支部书记', '办理转接'), account: 'a1', reach: () => reach }),
        accounts: async () => true,
      })
    },
  }
}
