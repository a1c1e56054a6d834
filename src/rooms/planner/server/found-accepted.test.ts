import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { NOTHING } from '../../../kernel/scope.ts'
import { everybody } from '../../../platform/server/gate.ts'
import { openTestContext, testClock, type TestContext } from '../../../platform/server/testing.ts'
import { areasServer } from '../../areas/server/index.ts'
import type { FoundingRow } from '../../organizations/founding/contract.ts'
import { organizationsServer } from '../../organizations/server/index.ts'
import { rulebookServer } from '../../rulebook/server/index.ts'
import { unitsServer } from '../../units/server/index.ts'
import type { ProposalRow } from '../contract.ts'
import { CITY, COUNTY, insertAreas, insertUnits, ledgerUnit, TOWNS } from '../testing.ts'
import { plannerServer } from './index.ts'

const clock = testClock()
let context: TestContext
let plan: string

beforeAll(async () => {
  context = await openTestContext([areasServer, rulebookServer, unitsServer, organizationsServer, plannerServer], clock)
  context.gates.install({
    accounts: async () => true,
    caller: async ({ headers }) => {
      const name = String(headers['x-person'] ?? 'office')
      if (name !== 'street') return everybody(name)
      return {
        ...everybody(name),
        account: name,
        reach: () => ({ ...NOTHING, paths: [`${CITY}/${COUNTY}/${TOWNS[1]}/`] }),
      }
    },
  })
  const scope = context.localScope()
  await insertAreas(context, scope)
  const here = { road: '黄浦路', number: '9', building: 'b1', buildingName: '黄浦路9号' }
  const there = { town: TOWNS[1], road: '柳桥路', number: '3' }
  await insertUnits(context, scope, [
    ledgerUnit('a1', { ...here, membersFull: 1 }),
    ledgerUnit('a2', { ...here, membersFull: 2 }),
    ledgerUnit('a3', { road: '学子街', membersFull: 4 }),
    ledgerUnit('b1', { ...there, membersFull: 2 }),
    ledgerUnit('b2', { ...there, membersFull: 1 }),
    ledgerUnit('b3', { ...there, membersFull: 5 }),
  ])
  clock.advance(60_000)
  const { job } = await call<{ job: string }>('POST', '/api/plans', {})
  plan = String((await context.jobs.finished(job)).result?.['plan'])
})
afterAll(() => context.close())

async function call<T>(method: 'GET' | 'POST', url: string, payload?: object, person = 'office'): Promise<T> {
  const app = await context.app()
  const headers = { 'x-person': person }
  return (await app.inject({ method, url, headers, ...(payload ? { payload } : {}) })).json<T>()
}

interface Done {
  opened: { proposal: string; founding: string }[]
  already: number
  skipped: { proposal: string; title: string; why: string }[]
}
const found = (payload: object = {}, person = 'office') =>
  call<Done>('POST', `/api/plans/${plan}/founding`, payload, person)
const cases = async () => (await call<{ rows: FoundingRow[] }>('GET', `/api/founding?plan=${plan}`)).rows
const proposals = async () =>
  (await call<{ rows: ProposalRow[] }>('GET', `/api/plans/${plan}/proposals?limit=100`)).rows
const decide = (id: string, decision: string) => call('POST', `/api/proposals/${id}/decision`, { decision })

it('drafts nothing that nobody has accepted', async () => {
  expect(await found()).toEqual({ opened: [], already: 0, skipped: [] })
})

it('drafts what was accepted, of a street its own, and never twice', async () => {
  const all = (await proposals()).filter(({ kind }) => kind === 'own' || kind === 'joint')
  expect(all).toHaveLength(4)
  for (const { id } of all) await decide(id, 'accepted')
  const street = await found({}, 'street')
  expect(street.opened).toHaveLength(2)
  const rest = await found()
  expect(rest).toMatchObject({ already: 2, skipped: [] })
  expect(rest.opened).toHaveLength(2)
  expect(await found()).toEqual({ opened: [], already: 4, skipped: [] })
  const rows = await cases()
  expect(rows.map(({ kind, units, source, planNo }) => [kind, units, source, planNo]).sort()).toEqual([
    ['branch', 1, 'plan', 1],
    ['branch', 1, 'plan', 1],
    ['joint-branch', 2, 'plan', 1],
    ['joint-branch', 2, 'plan', 1],
  ])
  const stored = await sql<{ proposal: string }>`select proposal from founding order by proposal`.execute(
    context.database.owner,
  )
  expect(stored.rows.map(({ proposal }) => proposal)).toEqual(all.map(({ id }) => id).sort())
})

it('says why a proposal was left when its unit is in another case, and drafts the others', async () => {
  const rows = await cases()
  for (const row of rows) {
    const { version } = await call<{ version: number }>('GET', `/api/founding/${row.id}`)
    await call('POST', `/api/founding/${row.id}/withdraw`, { version, day: clock.today(), reason: '重排' })
  }
  // Taken back by the office: the plan does not open them again by itself.
  expect(await found()).toEqual({ opened: [], already: 4, skipped: [] })
  await sql`truncate founding, founding_unit, founding_deed`.execute(context.database.owner)
  const branch = { name: '中共样例支部', kind: 'branch', units: ['a3'], area: TOWNS[0] }
  await call('POST', '/api/founding', branch)
  const again = await found()
  expect(again.opened).toHaveLength(3)
  expect(again.skipped.map(({ why }) => why)).toEqual(['“样例a3有限公司”另有组建在办（起草）。'])
})
