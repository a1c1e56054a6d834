import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOTHING, reachesUnit } from '../../src/kernel/scope.ts'
import type { TestContext } from '../../src/platform/server/testing.ts'
import { ask, castOf, playPeople, type Person } from './people.ts'
import { makeWorld, openWorld, readWorld } from './world.ts'
import { type RawUnit, type World, type WorldArea } from './shapes.ts'

/**
 * What somebody who reaches one town may do to the ledger: everything to its own units, nothing to others, and nothing
 * that would put a unit where they no longer reach it. What follows from it, counters above all, is right for the whole
 * office.
 */
let context: TestContext
let app: FastifyInstance
let world: World
let town: WorldArea
let worker: Person
const everything: Person = { name: 'all', verbs: 'all', reach: { ...NOTHING, paths: [''] } }

beforeAll(async () => {
  context = await openWorld()
  app = await context.app()
  world = await makeWorld(context, 7, { counties: 3, towns: 3, communities: 3, units: 220, full: true })
  const towns = world.areas.filter(({ level }) => level === 'town')
  const size = ({ path }: WorldArea): number => world.units.filter((unit) => unit.path.startsWith(path)).length
  const sisters = towns.filter(({ id, parent }) => towns.some((other) => other.parent === parent && other.id !== id))
  town = sisters.sort((a, b) => size(b) - size(a))[0] as WorldArea
  worker = { name: 'worker', verbs: 'all', reach: { ...NOTHING, paths: [town.path] } }
  playPeople(context, castOf([worker, everything]))
})
afterAll(() => context.close())

const mine = (at = 0): RawUnit =>
  world.units.filter((unit) => reachesUnit(worker.reach, unit) && unit.excluded === null)[at] as RawUnit
const foreign = (at = 0): RawUnit =>
  world.units.filter((unit) => !reachesUnit(worker.reach, unit) && unit.excluded === null)[at] as RawUnit

async function unitNow(id: string): Promise<RawUnit | undefined> {
  return (await readWorld(context, world.areas, context.config.district)).units.find((unit) => unit.id === id)
}

async function deeds(): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select (select count(*) from audit)::int + (select count(*) from unit_batch)::int
    + (select count(*) from unit_record)::int + (select count(*) from unit_exclusion)::int as n`.execute(
    context.database.owner,
  )
  return rows[0]?.n ?? 0
}

async function countersAgree(): Promise<void> {
  const got = await ask(app, everything, 'POST', '/api/coverage/recount', {})
  expect(JSON.parse(got.body)).toMatchObject({ equal: true })
}

/** The deeds on one unit. */
const ON_A_UNIT: readonly (readonly ['PUT' | 'POST' | 'DELETE', string, Record<string, unknown> | undefined])[] = [
  ['PUT', '/life', { life: 'closed', day: '2026-11-20', evidence: '走访' }],
  ['PUT', '/details', { parent: '某集团', evidence: '走访' }],
  ['POST', '/exclusion', { reason: 'empty', evidence: '查无下落', approver: '王某某', expires: '2027-06-01' }],
  ['DELETE', '/exclusion', undefined],
]

describe('somebody who reaches one town', () => {
  it.each(ON_A_UNIT)('does %s %s to a unit of theirs, and the counters follow', async (method, path, body) => {
    const { id } = mine()
    const got = await ask(app, worker, method, `/api/units/${id}${path}`, body)
    expect(got.status, got.body).toBe(200)
    expect((await unitNow(id))?.path).toBe(mine().path)
    await countersAgree()
  })

  it.each(ON_A_UNIT)('does not learn by %s %s that a unit elsewhere is there', async (method, path, body) => {
    const before = await deeds()
    for (const id of [foreign().id, 'u9999999']) {
      const got = await ask(app, worker, method, `/api/units/${id}${path}`, body)
      expect(got.status).toBe(404)
      expect(JSON.parse(got.body)).toMatchObject({ code: 'units.unit-not-found' })
    }
    expect(await deeds()).toBe(before)
    expect(await unitNow(foreign().id)).toEqual(foreign())
  })

  it('moves a unit within the town, but not out of it', async () => {
    const unit = mine(1)
    const inside = world.areas.find(
      ({ level, parent, id }) => level === 'community' && parent === town.id && id !== unit.community,
    )
    const moved = await ask(app, worker, 'PUT', `/api/units/${unit.id}/place`, { area: inside?.id ?? town.id })
    expect(moved.status, moved.body).toBe(200)
    expect((await unitNow(unit.id))?.community).toBe(inside?.id ?? null)
    await countersAgree()
    const before = await deeds()
    const sister = world.areas.find(
      ({ level, parent, id }) => level === 'town' && parent === town.parent && id !== town.id,
    )
    const county = world.areas.find(({ id }) => id === town.parent)
    for (const area of [sister?.id ?? '', town.parent ?? '']) {
      const got = await ask(app, worker, 'PUT', `/api/units/${unit.id}/place`, { area })
      expect(got.status, area).toBe(403)
      expect(JSON.parse(got.body)).toMatchObject({ code: 'units.outside-scope' })
      expect((JSON.parse(got.body) as { words: string }).words).toContain(`管${county?.name}的同事`)
    }
    expect(await deeds()).toBe(before)
    expect((await unitNow(unit.id))?.path.startsWith(town.path)).toBe(true)
    await countersAgree()
  })

  it('merges two units of theirs and takes it back, but not one of theirs with another', async () => {
    const [kept, gone] = [mine(2).id, mine(3).id]
    const other = await ask(app, worker, 'POST', `/api/units/${kept}/merge`, { other: foreign(1).id, reason: '同一家' })
    expect(JSON.parse(other.body)).toMatchObject({ code: 'units.unit-not-found' })
    const merged = await ask(app, worker, 'POST', `/api/units/${kept}/merge`, { other: gone, reason: '同一家' })
    expect(merged.status, merged.body).toBe(200)
    expect(await unitNow(gone)).toBeUndefined()
    await countersAgree()
    const { rows } = await sql<{
      id: string
    }>`select id from unit_merge where kept = ${kept} and gone = ${gone}`.execute(context.database.owner)
    const undone = await ask(app, worker, 'POST', `/api/merges/${rows[0]?.id}/undo`)
    expect(undone.status, undone.body).toBe(200)
    expect((await unitNow(gone))?.path).toBe(mine(3).path)
    await countersAgree()
  })

  it('does not take back a merge of units elsewhere', async () => {
    const { rows } = await sql<{
      id: string
      kept: string
    }>`select m.id, m.kept from unit_merge m join unit u on u.id = m.kept
      where m.undone_at is null and u.path not like ${`${town.path}%`} limit 1`.execute(context.database.owner)
    expect(rows).toHaveLength(1)
    const got = await ask(app, worker, 'POST', `/api/merges/${rows[0]?.id}/undo`)
    expect(JSON.parse(got.body)).toMatchObject({ code: 'units.merge-not-found' })
  })

  it('decides reviews about units of theirs only', async () => {
    const reached = (id: string): boolean => {
      const unit = world.units.find((one) => one.id === id)
      return unit !== undefined && reachesUnit(worker.reach, unit)
    }
    const about = async (at: number, units: readonly RawUnit[]) => {
      const review = world.reviews[at]
      const list = units.map(({ id }) => ({ key: id, score: 0.5, evidence: [] }))
      await sql`update unit_review set candidates = ${JSON.stringify({ list })}::jsonb where id = ${review?.id}`.execute(
        context.database.owner,
      )
      return { id: review?.id, candidates: units.map(({ id }) => id) }
    }
    const own = await about(0, [mine(4), mine(5)])
    const shared = await about(1, [foreign(2), mine(4)])
    const others = await about(2, [foreign(2), foreign(3)])
    const decide = (id: string | undefined, body: Record<string, unknown>) =>
      ask(app, worker, 'POST', `/api/reviews/${id}`, body)
    const code = async (answer: Promise<{ body: string }>) => (JSON.parse((await answer).body) as { code: string }).code
    expect(await code(decide(others.id, { same: false }))).toBe('units.review-not-found')
    expect(await code(decide(others.id, { same: true, unit: others.candidates[0] }))).toBe('units.review-not-found')
    const elsewhere = shared.candidates.find((id) => !reached(id))
    expect(await code(decide(shared.id, { same: true, unit: elsewhere }))).toBe('units.unit-not-found')
    expect(await code(decide(shared.id, { same: false }))).toBe('units.review-unseen')
    // A row of its own would stand nowhere yet, which is not in the town.
    expect(await code(decide(own.id, { same: false }))).toBe('units.outside-scope')
    const same = await decide(own.id, { same: true, unit: own.candidates[0] })
    expect(same.status, same.body).toBe(200)
    const reopened = await ask(app, worker, 'DELETE', `/api/reviews/${own.id}`)
    expect(reopened.status, reopened.body).toBe(200)
    expect(await code(ask(app, worker, 'DELETE', `/api/reviews/${others.id}`))).toBe('units.review-not-found')
    await countersAgree()
  })
})
