import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reachesChain, reachesUnit } from '../../../../kernel/scope.ts'
import { openTestContext, testClock, type TestContext } from '../../../../platform/server/testing.ts'
import { areasServer } from '../../../areas/server/index.ts'
import { auditServer } from '../../../audit/server/index.ts'
import { organizationsTable } from '../../../organizations/testing-table.ts'
import { rulebookServer } from '../../../rulebook/server/index.ts'
import { unitsServer } from '../../../units/server/index.ts'
import {
  chainIn,
  makeOracle,
  parentsOf,
  parentsToday,
  PARALLEL,
  pathIn,
  reachedOf,
  VERBS,
  world,
  type World,
} from '../../rules/grants/testing.ts'
import { accessServer } from '../index.ts'
import { loadPower } from './power.ts'
import { forgetEverybody, layOut, type TestArea } from './testing.ts'

let context: TestContext

beforeAll(async () => {
  context = await openTestContext(
    [areasServer, accessServer, auditServer, rulebookServer, unitsServer, organizationsTable],
    testClock(),
  )
})
afterAll(() => context.close())

const RUNS = 40

test('read from the database, for random offices: exactly what walking the parents answers', async () => {
  let reached = 0
  let seated = 0
  await fc.assert(
    fc.asyncProperty(world, async (office) => {
      const now = new Date(`${office.today}T12:00:00+08:00`)
      await build(office, now)
      const oracle = makeOracle(office)
      const here = parentsToday(office)
      for (const { id } of office.accounts) {
        const power = await loadPower(context.database.gate, 'local', id, office.today, now)
        for (const verb of VERBS) {
          expect([...power.actingFor(verb)].sort()).toEqual([...oracle.actingFor(id, verb)].sort())
          office.organizations.forEach((_, index) => {
            const expected = oracle.reachesOrganization(id, verb, `o${index}`)
            if (expected) seated++
            expect(reachesChain(power.reach(verb), chainIn(office, `o${index}`))).toBe(expected)
          })
          for (const unit of office.units) {
            const expected = oracle.reaches(id, verb, unit)
            if (expected) reached++
            expect(reachesUnit(power.reach(verb), reachedOf(here, unit))).toBe(expected)
          }
        }
      }
    }),
    { seed: 20261122, numRuns: RUNS },
  )
  expect(reached).toBeGreaterThan(RUNS * 5)
  expect(seated).toBeGreaterThan(RUNS)
})

/** Writes a random office past everything. */
async function build(office: World, now: Date): Promise<void> {
  const { database } = context
  await forgetEverybody(context)
  await database.writeAsOwner(async (tx) => {
    await sql`delete from area`.execute(tx)
    await sql`delete from unit`.execute(tx)
    await sql`delete from organization`.execute(tx)
  })
  const here = parentsToday(office)
  const areas = office.epochs.flatMap((epoch, index): TestArea[] => {
    const parents = parentsOf(epoch)
    const [from, to] = index === 0 ? ['2000-01-01', office.changedOn] : [office.changedOn, null]
    return [...parents].map(([id, parent]) => ({ id, parent, path: pathIn(parents, id), from, to }))
  })
  const across = PARALLEL.map((id): TestArea => ({ id, tree: 'building', parent: 'a0', path: `a0/${id}/` }))
  await layOut(
    context,
    [...areas, ...across],
    office.units.map((unit) => reachedOf(here, unit)),
    null,
  )
  await database.writeAsOwner(async (tx) => {
    const copy = (table: string, columns: string, rows: (string | number | boolean | string[] | null)[][]) =>
      database.copy(
        tx,
        table,
        ['district', ...columns.split(' ')],
        rows.map((row) => ['local', ...row]),
      )
    const at = now.toISOString()
    const pathOf = (area: string): string => (area === '' ? '' : here.has(area) ? pathIn(here, area) : `a0/${area}/`)
    const ended = (is: boolean): string | null => (is ? at : null)
    await copy(
      'account',
      'id username name state created_at',
      office.accounts.map(({ id, state }) => [id, id, id, state, at]),
    )
    await copy(
      'access_role',
      'id version name note verbs on_kinds needs_second_factor changed_by changed_at reason',
      office.roles.flatMap(({ id, versions }) =>
        versions.map((verbs, index) => [id, index + 1, id, '', [...verbs], ['area'], false, '', at, '']),
      ),
    )
    await copy(
      'organization',
      'id name kind state chain path search changed_at',
      office.organizations.map(({ ended: over }, index) => [
        `o${index}`,
        `支部${index}`,
        'branch',
        over ? 'revoked' : 'active',
        chainIn(office, `o${index}`),
        'a0/',
        '',
        at,
      ]),
    )
    await copy(
      'access_grant',
      'id account role kind area section unit organization from_day until_day ended_at reason granted_by granted_at',
      office.grants.map(({ account, role, on, from, until, ended: over }, index) => [
        `g${index}`,
        account,
        role,
        on.kind,
        'area' in on ? on.area : null,
        'section' in on ? on.section : null,
        'unit' in on ? on.unit : null,
        'organization' in on ? on.organization : null,
        from,
        until,
        ended(over),
        '',
        '',
        at,
      ]),
    )
    await copy(
      'access_substitution',
      'id of_account by_account from_day until_day ended_at reason made_by made_at',
      office.substitutions.map(({ of, by, from, until, ended: over }, index) => [
        `s${index}`,
        of,
        by,
        from,
        until,
        ended(over),
        '',
        '',
        at,
      ]),
    )
    await copy(
      'access_glass',
      'id account who area path from_at until_at reason',
      // One on an area that is no more reaches nothing.
      office.glasses.map(({ account, area, minutes }, index) => [
        `x${index}`,
        account,
        '',
        area,
        pathOf(area),
        at,
        new Date(now.getTime() + minutes * 60_000).toISOString(),
        '',
      ]),
    )
  })
}
