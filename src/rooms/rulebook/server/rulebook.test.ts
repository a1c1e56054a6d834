import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, parseDay } from '../../../kernel/day.ts'
import { rowsOf } from '../../../platform/server/db/database.ts'
import { openTestContext, type TestContext } from '../../../platform/server/testing.ts'
import { rulebookEvents, type Preset } from '../contract.ts'
import { builtInRules, RULES_VERSION } from '../rules/builtin.ts'
import { builtInPresets } from '../rules/presets.ts'
import { inForce } from '../rules/rule.ts'
import { rulebookServer } from './index.ts'
import { activePreset, findPresetInForce } from './reads.ts'
import { findRuleBook } from './rules.ts'
import { addBuiltIns, putInForce, type PresetActivated } from './writes.ts'

let context: TestContext
beforeAll(async () => {
  context = await openTestContext([rulebookServer])
})
afterAll(() => context.close())

const call = async (method: 'GET' | 'PUT', url: string, body?: object) => {
  const app = await context.app()
  const answer = await app.inject({ method, url, ...(body ? { payload: body } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}

const own = (change: Partial<Preset> = {}): Record<string, unknown> => {
  const { id: _, version: __, ...body } = builtInPresets[0]!
  return { preset: { ...body, name: '本区口径', ...change } }
}

describe('the rulebook', () => {
  it('holds the built-in rules and presets once, however often it starts', async () => {
    await addBuiltIns(context)
    const count = await rowsOf<{ rules: number; presets: number; audits: number }>(
      context.database.owner,
      sql`select (select count(*) from rule_version) as rules, (select count(*) from preset_version) as presets,
        (select count(*) from audit where action = 'rulebook.built-ins-added') as audits`,
    )
    expect(count).toEqual([{ rules: builtInRules.length, presets: builtInPresets.length, audits: 1 }])
  })

  it('lists rules with source and edition, as of a day', async () => {
    const now = await call('GET', '/api/rules')
    expect(now.body.version).toBe(RULES_VERSION)
    expect(now.body.rows).toHaveLength(builtInRules.filter((rule) => inForce(rule, context.clock.today())).length)
    expect(now.body.rows.find((rule: { id: string }) => rule.id === 'branch.4')).toMatchObject({
      rule: 'branch.4',
      article: '第四条',
      certainty: 'H',
      hard: true,
      params: { membersFull: 3 },
    })
    const before = await call('GET', '/api/rules?asOf=2018-10-27')
    expect(before.body.rows.some((rule: { id: string }) => rule.id === 'branch.4')).toBe(false)
  })

  it('judges each day by the edition then in force', async () => {
    const on = async (day: string) => {
      const { body } = await call('GET', `/api/rules?asOf=${day}`)
      return body.rows.find((rule: { id: string }) => rule.id === 'develop.step.oath')
    }
    expect((await on('2026-05-17')).params).toEqual({ order: 20, stage: 5, needs: 17 })
    expect((await on('2026-05-18')).params).toMatchObject({ since: 17, maxMonths: 1 })
    const db = context.database.owner
    const scope = context.localScope()
    expect((await findRuleBook(db, scope, parseDay('2026-05-17')!)).find('develop.publicity')).toBeNull()
    expect((await findRuleBook(db, scope, parseDay('2026-05-18')!)).param('develop.publicity', 'workingDays')).toBe(5)
  })

  it('counts local practice only where it was switched on, from that day, with a reason on record', async () => {
    const db = context.database.owner
    const scope = context.localScope()
    const today = context.clock.today()
    expect((await findRuleBook(db, scope, today)).find('weak.no-secretary')).toBeNull()
    const put = (id: string, body: object) => call('PUT', `/api/rules/${id}`, body)
    const on = { active: true, params: { months: 2 }, reason: '区委社会工作部定' }
    expect((await put('weak.no-secretary', on)).body).toMatchObject({ active: true, params: { months: 2 } })
    expect((await findRuleBook(db, scope, today)).param('weak.no-secretary', 'months')).toBe(2)
    expect((await findRuleBook(db, scope, addDays(today, -1))).find('weak.no-secretary')).toBeNull()
    expect((await put('weak.no-secretary', { ...on, active: false })).body).toMatchObject({ active: false })
    expect((await findRuleBook(db, scope, today)).find('weak.no-secretary')).toBeNull()
    expect((await put('branch.4', on)).body.code).toBe('rulebook.rule-fixed')
    expect((await put('no.such', on)).body.code).toBe('rulebook.rule-not-found')
    expect((await put('weak.no-life', { ...on, params: { weeks: 1 } })).body.code).toBe('rulebook.rule-params')
    expect((await put('weak.no-life', { ...on, params: { months: 1.5 } })).body.code).toBe('rulebook.rule-params')
    expect((await put('weak.no-life', { ...on, reason: '' })).status).toBe(400)
  })

  it('has the national preset in force until somebody chooses', async () => {
    const { body } = await call('GET', '/api/presets')
    expect(body.rows.map((row: Preset) => row.id)).toHaveLength(builtInPresets.length)
    expect(body.rows[0]).toMatchObject({
      id: 'national',
      active: true,
      builtIn: true,
      version: 1,
      countReported: false,
    })
    expect(await findPresetInForce(context.database.owner, context.localScope())).toMatchObject({ choice: null })
  })

  it('saves an own preset in versions and refuses built-in ones and unusable ones', async () => {
    expect((await call('PUT', '/api/presets/national', own())).body.code).toBe('rulebook.preset-built-in')
    expect((await call('PUT', '/api/presets/ours', own({ headline: 'x' }))).body.code).toBe('rulebook.preset-invalid')
    expect((await call('PUT', '/api/presets/ours', own())).body).toMatchObject({ id: 'ours', version: 1 })
    expect((await call('PUT', '/api/presets/ours', own({ jointMaxUnits: 4 }))).body).toMatchObject({
      version: 2,
      active: false,
    })
    const { body } = await call('GET', '/api/presets')
    expect(body.rows.find((row: Preset) => row.id === 'ours')).toMatchObject({ version: 2, jointMaxUnits: 4 })
  })

  it('puts a preset in force with its reason, announces it, and then keeps it as it is', async () => {
    const heard: PresetActivated[] = []
    context.reactions.on<PresetActivated>(rulebookEvents.presetActivated, async (_tx, _scope, payload) => {
      heard.push(payload)
    })
    const scope = context.localScope()
    await context.database.writeAsOwner((tx) => putInForce(context, tx, scope, 'ours', '部务会议定'))
    expect(heard).toMatchObject([{ preset: { id: 'ours', version: 2 }, reason: '部务会议定' }])
    expect(await activePreset(context.database.owner, scope)).toMatchObject({ id: 'ours', version: 2, active: true })
    const { choice } = await findPresetInForce(context.database.owner, scope)
    expect(choice).toMatchObject({ actor: '本机', reason: '部务会议定' })
    expect((await call('PUT', '/api/presets/ours', own())).body.code).toBe('rulebook.preset-active')
    expect((await call('GET', '/api/presets')).body.rows[0]).toMatchObject({ id: 'ours', active: true })
  })

  it('rolls back the choice when a reaction fails', async () => {
    const scope = context.localScope()
    context.reactions.on(rulebookEvents.presetActivated, async () => {
      throw new Error('no')
    })
    await expect(
      context.database.writeAsOwner((tx) => putInForce(context, tx, scope, 'national', '试')),
    ).rejects.toThrow('no')
    expect((await activePreset(context.database.owner, scope)).id).toBe('ours')
  })
})
