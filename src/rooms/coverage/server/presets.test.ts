import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rowsOf } from '../../../platform/server/db/database.ts'
import { openTestContext, type TestContext } from '../../../platform/server/testing.ts'
import { builtInPresets } from '../../rulebook/public.ts'
import { changeUnits, randomUnits, seedTree, testRooms } from '../testing.ts'
import { compareCells } from './cells.ts'
import { relabelOnUpgrade } from './labels.ts'

let context: TestContext
beforeAll(async () => {
  context = await openTestContext(testRooms)
  await seedTree(context)
  await changeUnits(context, { before: [], after: randomUnits(5, 2500) })
})
afterAll(() => context.close())

const post = async (url: string, payload: object = {}) => {
  const app = await context.app()
  const answer = await app.inject({ method: 'POST', url, payload })
  return { status: answer.statusCode, body: answer.json() }
}
const countDue = async (): Promise<number> => {
  const [row] = await rowsOf<{ n: number }>(context.database.owner, sql`select count(*)::int as n from unit where must`)
  return row?.n ?? -1
}
const everything = () =>
  rowsOf(context.database.owner, sql`select id, coverage, due, reason, must, with_member from unit order by id`)

it.each(builtInPresets.map(({ id }) => id))('a dry run of %s says what activating it then does', async (id) => {
  const before = await everything()
  const { body: dry } = await post(`/api/presets/${id}/dry-run`)
  expect(await everything()).toEqual(before)
  expect(dry.dueBefore).toBe(await countDue())
  expect(dry.dueAfter).toBe(dry.dueBefore + dry.entered - dry.left)
  expect(dry.sample.length).toBe(Math.min(20, dry.entered + dry.left))

  const { body: started } = await post(`/api/presets/${id}/activate`, { reason: '部务会议定' })
  const job = await context.jobs.finished(started.job)
  expect(job).toMatchObject({ state: 'done', result: { preset: id } })
  expect(await countDue()).toBe(dry.dueAfter)
  expect(await compareCells(context.database.owner, context.localScope())).toMatchObject({ equal: true })
})

it('says a dry run in words, with the targets of the preset', async () => {
  await context.jobs.finished((await post('/api/presets/national/activate', { reason: '复原' })).body.job)
  const { body } = await post('/api/presets/changle-2011/dry-run')
  expect(body.sentence).toMatch(
    /^“嵊州长乐 2011”这套口径会多出 [\d,]+ 家应建单位；应建由 [\d,]+ 家变为 [\d,]+ 家。这只是试算，没有改动数据。$/,
  )
  expect(body.targets).toHaveLength(3)
  expect(body.targets[0]).toMatchObject({ words: '应建单位组织覆盖 100%', met: false })
})

it('shows a target for some kinds only where the slice holds nothing else', async () => {
  await context.jobs.finished((await post('/api/presets/henan-social-2017/activate', { reason: '试' })).body.job)
  const app = await context.app()
  const ask = async (query: Record<string, string>) =>
    (await app.inject({ method: 'GET', url: '/api/coverage/explain', query })).json()
  expect((await ask({})).figure.target).toBeNull()
  expect((await ask({ kind: 'foundation' })).figure.target).toBe(0.6)
  expect((await ask({ kind: 'foundation,enterprise' })).figure.target).toBeNull()
  expect((await ask({})).chosen).toMatch(/^本机于 2026-11-21 选定“河南社会组织 2017”（第 1 版），理由：试$/)
})

it('rests a local idea of 应建 on the preset and names the preset as its source', async () => {
  await context.jobs.finished((await post('/api/presets/linyi-2020/activate', { reason: '试' })).body.job)
  const app = await context.app()
  const { figure } = (await app.inject({ method: 'GET', url: '/api/coverage/explain?denominator=due' })).json()
  expect(figure.article).toMatchObject({ rule: 'preset.linyi-2020', regulation: '临沂 2020', certainty: 'M' })
})

it('refuses an unknown preset and a choice without reason', async () => {
  expect((await post('/api/presets/none/dry-run')).body.code).toBe('rulebook.preset-not-found')
  expect((await post('/api/presets/none/activate', { reason: '试' })).body.code).toBe('rulebook.preset-not-found')
  expect((await post('/api/presets/national/activate', { reason: ' ' })).body.code).toBe('platform.invalid-input')
})

it('labels a ledger anew once after an upgrade of the rules', async () => {
  await context.database.writeAsOwner(async (tx) => {
    await sql`update unit set reason = '旧' where id < 'u0000010'`.execute(tx)
    await sql`update coverage_edition set edition = 'old'`.execute(tx)
  })
  await relabelOnUpgrade(context)
  await relabelOnUpgrade(context)
  const rows = await rowsOf<{ n: number }>(
    context.database.owner,
    sql`select count(*)::int as n from unit where reason = '旧'`,
  )
  expect(rows).toEqual([{ n: 0 }])
  const audits = await rowsOf<{ details: { changed: number } }>(
    context.database.owner,
    sql`select details from audit where action = 'coverage.relabelled' and subject is null`,
  )
  expect(audits.map(({ details }) => details.changed)).toEqual([10])
})
