import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { NOTHING } from '../../../../kernel/scope.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { everybody } from '../../../../platform/server/gate.ts'
import { openDistrict, type TestDistrict } from '../../testing.ts'
import type { CasePage } from '../contract.ts'

let d: TestDistrict
beforeAll(async () => {
  d = await openDistrict()
  await d.context.database.writeAsOwner(async (tx) => {
    await sql`insert into account (district, id, username, name, state, second_factor, created_at)
      values (${d.context.config.district}, 'account-x', 'weishi', '卫十', 'active', false, now())`.execute(tx)
  })
})
afterAll(() => d.context.close())

interface Held {
  readonly facts: readonly {
    readonly key: string
    readonly label: string
    readonly value: string | null
    readonly correctable: boolean
  }[]
  readonly requests: readonly { readonly id: string }[]
}

const asSelf = (): void =>
  d.context.gates.install({
    caller: async () => ({ ...everybody('卫十'), account: 'account-x', reach: () => NOTHING }),
    accounts: async () => true,
  })
const own = async (): Promise<Held['facts']> =>
  (await d.ask<Held>('GET', '/api/account/held')).body.facts.filter(({ key }) => key.startsWith('development.'))

it('whoever is on the way sees the own case and nobody else’s, has it corrected, and keeps the account as a member', async () => {
  const branch = await d.organization('云山机床有限公司党支部')
  const open = async (name: string): Promise<string> => {
    const days = { activist: '2024-01-10', target: '2025-02-10' }
    const person = { name, born: '1990-01-05', organization: branch, stage: 'target', days }
    return (await d.ask<{ id: string }>('POST', '/api/development', person)).body.id
  }
  const [id, other] = [await open('卫十'), await open('陈一一')]
  const send = async (of: string, what: string, body: object) => {
    const { version } = (await d.ask<CasePage>('GET', `/api/development/${of}`)).body
    const answer = await d.ask<CasePage & { words: string }>('POST', `/api/development/${of}/${what}`, {
      version,
      ...body,
    })
    expect([what, body, answer.body.words, answer.status]).toEqual([what, body, undefined, 200])
    return answer.body
  }
  asSelf()
  expect(await own()).toEqual([])
  d.as('测试核对')
  const tie = { username: 'weishi', reason: '本人申请' }
  expect((await send(id, 'account', tie)).hasAccount).toBe(true)
  const second = await d.ask<{ words: string }>('POST', `/api/development/${other}/account`, { version: 1, ...tie })
  expect(second.body.words).toContain('已经是另一个人的')
  await send(id, 'steps', { step: 'target-filed', day: '2025-02-20' })
  await send(id, 'steps', { step: 'introducers', day: '2025-03-01', details: { persons: ['赵四', '钱五'] } })

  asSelf()
  const facts = await own()
  const value = (label: string) => facts.find((fact) => fact.label === label)?.value
  expect(value('姓名')).toBe('卫十')
  expect(value('阶段')).toContain('发展对象')
  expect(value('党组织')).toBe('云山机床有限公司党支部')
  expect(value('确定发展对象')).toBe('2025-02-10')
  expect(value('入党介绍人')).toBe('赵*、钱*')
  expect(JSON.stringify(facts)).not.toContain('陈一一')
  const asked = await d.ask('POST', '/api/account/held/correct', {
    key: `development.${id}.education`,
    to: '大学本科',
    reason: '毕业了',
  })
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  const { requests } = (await d.ask<Held>('GET', '/api/account/held')).body
  expect((await d.ask('GET', `/api/development/${id}`)).status).toBe(403)

  d.as('测试核对')
  const decided = await d.ask('POST', `/api/personal/requests/${requests[0]?.id}`, { grant: true, answer: '已核对' })
  expect(decided.status, JSON.stringify(decided.body)).toBe(200)
  expect((await d.ask<CasePage>('GET', `/api/development/${id}`)).body.education).toBe('大学本科')

  for (const [step, day, details] of [
    ['review', '2025-03-01'],
    ['class', '2025-03-10', { classDays: 3 }],
    ['committee-review', '2025-04-01'],
    ['pre-review', '2025-04-10'],
    ['form', '2025-04-15'],
    ['meeting', '2025-05-01', { due: 9, present: 9, yes: 9 }],
    ['committee-talk', '2025-05-20'],
    ['approval', '2025-06-01'],
  ] as const)
    await send(id, 'steps', { step, day, ...(details === undefined ? {} : { details }) })
  const [member] = await rowsOf<{ account: string | null }>(
    d.context.database.owner,
    sql`select m.account from development c join member m on m.id = c.member where c.id = ${id}`,
  )
  expect(member?.account).toBe('account-x')
  asSelf()
  const after = await own()
  expect(after.find(({ label }) => label === '阶段')?.value).toContain('预备党员')
  expect(after.filter(({ correctable }) => correctable)).toEqual([])
  d.as('测试核对')
})
