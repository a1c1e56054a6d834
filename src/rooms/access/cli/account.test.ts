import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../../../platform/server/testing.ts'
import { areasServer } from '../../areas/server/index.ts'
import { auditServer } from '../../audit/server/index.ts'
import { organizationsTable } from '../../organizations/testing-table.ts'
import { rulebookServer } from '../../rulebook/server/index.ts'
import { unitsServer } from '../../units/server/index.ts'
import { layOutOffice } from '../server/grants/testing.ts'
import { accessServer } from '../server/index.ts'
import { makeAccount } from '../testing.ts'
import { commands } from './index.ts'

let context: TestContext

beforeAll(async () => {
  context = await openTestContext([
    areasServer,
    accessServer,
    auditServer,
    rulebookServer,
    unitsServer,
    organizationsTable,
  ])
  await layOutOffice(context)
  const on = { kind: 'area', area: '' } as const
  await makeAccount(context, { username: 'boss', name: '王敏', roles: [{ role: 'administrator', on }] })
})
afterAll(() => context.close())

const run = (values: Record<string, string>, ...deed: string[]) =>
  commands[0]!.run(context, values, deed, () => undefined, context.localScope())

/** What accounts stand on, by their usernames. */
async function duties(): Promise<Record<string, string[]>> {
  const { json } = await run({}, 'list')
  const { accounts } = json as { accounts: { username: string; grants: { roleName: string; onName: string }[] }[] }
  return Object.fromEntries(
    accounts.map(({ username, grants }) => [username, grants.map(({ roleName, onName }) => `${roleName} · ${onName}`)]),
  )
}

describe('juxin account create', () => {
  it.each([
    ['town1', '镇街干部', '凌河街道', '镇街干部 · 凌河街道'],
    ['line1', '行业条线', '制造业 · 全区', '行业条线 · 制造业 · 全区'],
    ['clerk1', 'clerk', '全区', '区级经办 · 全区'],
    ['unit1', '党组织书记', '样例u3', '党组织书记 · 样例u3'],
  ])('%s as %s on “%s”, by name as in a list', async (username, role, on, words) => {
    const { text } = await run({ name: '样例', role, on }, 'create', username)
    expect(text).toContain('/invitation/')
    expect((await duties())[username]).toEqual([words])
  })

  it.each(['镇街干部', '行业条线', '社区和网格', '党组织书记', '区级经办'])(
    '%s with nothing said of where is refused, and nothing is made',
    async (role) => {
      await expect(run({ name: '样例', role }, 'create', 'nobody')).rejects.toMatchObject({
        code: 'platform.invalid-input',
        details: { where: expect.stringMatching(/^--on 没有填，填/) },
      })
      expect(await duties()).not.toHaveProperty('nobody')
    },
  )

  it('an account without a role is made, and may do nothing yet', async () => {
    await run({ name: '样例' }, 'create', 'plain')
    expect((await duties())['plain']).toEqual([])
  })
})
