import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EVERYTHING, isNothing, isWhole, reachesUnit, type Reach } from '../../src/kernel/scope.ts'
import type { Endpoint, EndpointTable } from '../../src/kernel/endpoint.ts'
import type { TestContext } from '../../src/platform/server/testing.ts'
import { BUILT_IN_ROLES } from '../../src/rooms/access/rules/grants/built-in-roles.ts'
import { areasEndpoints } from '../../src/rooms/areas/contract.ts'
import { commands as coverageCommands } from '../../src/rooms/coverage/cli/index.ts'
import { coverageEndpoints } from '../../src/rooms/coverage/contract.ts'
import { documentsEndpoints } from '../../src/rooms/documents/contract.ts'
import { unzip } from '../../src/rooms/documents/testing.ts'
import { commands as plannerCommands } from '../../src/rooms/planner/cli/index.ts'
import { membersEndpoints } from '../../src/rooms/members/contract.ts'
import { declarationsEndpoints } from '../../src/rooms/members/declarations/contract.ts'
import { developmentEndpoints } from '../../src/rooms/members/development/contract.ts'
import { rostersEndpoints } from '../../src/rooms/members/rosters/contract.ts'
import { floatingEndpoints, transfersEndpoints } from '../../src/rooms/members/transfers/contract.ts'
import { organizationsEndpoints } from '../../src/rooms/organizations/contract.ts'
import { deadlinesEndpoints } from '../../src/rooms/organizations/deadlines/contract.ts'
import { evidenceEndpoints } from '../../src/rooms/organizations/evidence/contract.ts'
import { foundingEndpoints } from '../../src/rooms/organizations/founding/contract.ts'
import { hostsEndpoints } from '../../src/rooms/organizations/hosts/contract.ts'
import { lifeEndpoints } from '../../src/rooms/organizations/life/contract.ts'
import { registerEndpoints } from '../../src/rooms/organizations/register/contract.ts'
import { postsEndpoints } from '../../src/rooms/organizations/posts/contract.ts'
import { plannerEndpoints } from '../../src/rooms/planner/contract.ts'
import { rulebookEndpoints } from '../../src/rooms/rulebook/contract.ts'
import { commands as unitsCommands } from '../../src/rooms/units/cli/index.ts'
import { unitsEndpoints } from '../../src/rooms/units/contract.ts'
import { changesOf, countBy, idsOf, neighboursOf, reachedReviews, reachedUnits, tallyOf, unitsIn } from './oracle.ts'
import { ask, callerOf, castOf, playPeople, reachesOf, scopeOf, type Answer, type Person } from './people.ts'
import { idsIn, makeWorld, openWorld, readWorld } from './world.ts'
import { WORDS, type RawUnit, type World } from './shapes.ts'

/**
 * role × scope × verb × channel against the oracle. The roles are those that the office ships, each given to a person for
 * every kind of reach; the channels are all endpoints and commands that show anything of the ledger. No cell may differ.
 */
let context: TestContext
let app: FastifyInstance
let world: World
/** As the snapshot froze it; the ledger has moved on since. */
let frozen: readonly RawUnit[]
let snapshot: string
let plan: string
let folder: string

const everything: Person = { name: '管理员', verbs: 'all', reach: EVERYTHING }
const cast = castOf([everything])
const reaches = (): Record<string, Reach> => ({ ...reachesOf({ ...world, units: frozen }) })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'juxin-scope-'))
  context = await openWorld()
  app = await context.app()
  playPeople(context, cast)
  world = await makeWorld(context, 7, { counties: 3, towns: 3, communities: 3, units: 240, full: true })
  frozen = world.units
  snapshot = (await answer<{ id: string }>(everything, 'POST', '/api/snapshots', { name: '上月' })).id
  const made = await answer<{ job: string }>(everything, 'POST', '/api/plans', {})
  const job = await context.jobs.finished(made.job)
  plan = String(job.result?.['plan'] ?? job.result?.['id'])
  await moveOn()
  world = await readWorld(context, world.areas, context.config.district)
})
afterAll(async () => {
  await context.close()
  rmSync(folder, { recursive: true, force: true })
})

async function answer<T>(
  person: Person,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: Record<string, unknown>,
): Promise<T> {
  const got = await ask(app, person, method, url, body)
  if (got.status !== 200) throw new Error(`${person.name} ${method} ${url}: ${got.status} ${got.body.slice(0, 300)}`)
  return JSON.parse(got.body) as T
}

/** After the snapshot some units leave, some move elsewhere, some change their state. */
async function moveOn(): Promise<void> {
  const some = (from: number): string[] => world.units.slice(from, from + 15).map(({ id }) => id)
  const towns = world.areas.filter(({ level }) => level === 'town')
  const to = towns.at(-1)
  await context.database.writeAsOwner(async (tx) => {
    await sql`delete from unit where id = any(${some(20)})`.execute(tx)
    await sql`update unit set path = ${to?.path}, county = ${to?.parent}, town = ${to?.id}, community = null, grid = 'g:1'
      where id = any(${some(60)})`.execute(tx)
    await sql`update unit set coverage = 'own', org_name = id || '党支部', due = 'nothing' where id = any(${some(100)})`.execute(
      tx,
    )
  })
  await answer(everything, 'POST', '/api/coverage/recount', {})
}

const personFor = (name: string, reach: Reach, verbs: Person['verbs'] = 'all', turnsBack = false): Person => {
  const person = { name, verbs, reach, turnsBack }
  cast.set(encodeURIComponent(name), person)
  return person
}

/** Every page of a list. */
async function listAll<T>(person: Person, url: string): Promise<{ rows: T[]; total: number | null }> {
  const rows: T[] = []
  let total: number | null = null
  let after = ''
  for (;;) {
    const glue = url.includes('?') ? '&' : '?'
    const page = await answer<{ rows: T[]; next: string | null; total: number | null }>(
      person,
      'GET',
      `${url}${glue}limit=50${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`,
    )
    rows.push(...page.rows)
    total ??= page.total
    if (page.next === null) return { rows, total }
    after = page.next
  }
}

interface WithId {
  readonly id: string
}

/** One channel for one reach: what it shows, and what it must show. */
type Channel = (person: Person, reach: Reach) => Promise<void>

const within = (reach: Reach): RawUnit[] => reachedUnits(world, reach)
const then = (reach: Reach): RawUnit[] => frozen.filter((unit) => reachesUnit(reach, unit))

const channels: Readonly<Record<string, Channel>> = {
  async list(person, reach) {
    for (const sort of ['name', 'area', 'employees', 'changed']) {
      const { rows, total } = await listAll<WithId>(person, `/api/units?sort=${sort}&desc=${sort === 'employees'}`)
      expect(idsOf(rows)).toEqual(idsOf(within(reach)))
      expect(total).toBe(within(reach).length)
    }
  },
  async 'list by area'(person, reach) {
    for (const area of world.areas) {
      const { rows } = await listAll<WithId>(person, `/api/units?area=${encodeURIComponent(area.id)}`)
      expect(idsOf(rows), area.id).toEqual(idsOf(unitsIn(within(reach), area)))
    }
  },
  async 'list by ids'(person, reach) {
    const ids = world.units.map(({ id }) => id).slice(0, 120)
    const { rows } = await listAll<WithId>(person, `/api/units?ids=${ids.join(',')}`)
    expect(idsOf(rows)).toEqual(idsOf(within(reach).filter(({ id }) => ids.includes(id))))
  },
  async 'list by batch and review'(person, reach) {
    const waiting = new Set(world.reviews.flatMap(({ candidates }) => candidates))
    const reviewed = await listAll<WithId>(person, '/api/units?review=open')
    expect(idsOf(reviewed.rows)).toEqual(idsOf(within(reach).filter(({ id }) => waiting.has(id))))
    const batch = await listAll<WithId>(person, '/api/units?batch=b1')
    expect(idsOf(batch.rows)).toEqual(idsOf(within(reach)))
  },
  async get(person, reach) {
    const reached = new Set(idsOf(within(reach)))
    for (const unit of world.units.filter((_, at) => at % 12 === 5)) {
      const got = await ask(app, person, 'GET', `/api/units/${unit.id}`)
      expect(got.status, unit.id).toBe(reached.has(unit.id) ? 200 : 404)
      if (got.status !== 200) continue
      const page = JSON.parse(got.body) as { neighbours: WithId[] }
      const near = neighboursOf(within(reach), unit)
      if (near.length <= 12) expect(idsOf(page.neighbours)).toEqual(idsOf(near))
      for (const { id } of page.neighbours) expect(near.map((one) => one.id)).toContain(id)
    }
  },
  async count(person, reach) {
    const got = await answer<{ total: number; facets: Record<string, { key: string; n: number }[]> }>(
      person,
      'GET',
      '/api/units/count',
    )
    const facet = (name: string) => Object.fromEntries((got.facets[name] ?? []).map(({ key, n }) => [key, n]))
    const units = within(reach)
    expect(got.total).toBe(units.length)
    expect(facet('kind')).toEqual(countBy(units, ({ kind }) => kind))
    expect(facet('section')).toEqual(countBy(units, ({ section }) => section ?? '-'))
    expect(facet('size')).toEqual(countBy(units, ({ size }) => size))
    expect(facet('life')).toEqual(countBy(units, ({ life }) => life))
    expect(facet('coverage')).toEqual(countBy(units, ({ coverage }) => coverage))
    expect(facet('due')).toEqual(countBy(units, ({ due }) => due))
  },
  async search(person, reach) {
    for (const word of WORDS) {
      const { rows, total } = await listAll<WithId>(person, `/api/units?q=${encodeURIComponent(word)}`)
      const meant = within(reach).filter(({ name }) => name.includes(word))
      expect(idsOf(rows)).toEqual(idsOf(meant))
      expect(total).toBe(meant.length)
    }
  },
  async 'export xlsx'(person, reach) {
    const got = await ask(app, person, 'GET', '/api/units/export?format=xlsx')
    const parts = await unzip(got.bytes)
    expect(idsIn([...parts.values()].join('\n'))).toEqual(idsOf(within(reach)))
  },
  async 'export csv'(person, reach) {
    const got = await ask(app, person, 'GET', `/api/units/export?format=csv&q=${encodeURIComponent(WORDS[0])}`)
    expect(idsIn(got.bytes.toString('utf8'))).toEqual(
      idsOf(within(reach).filter(({ name }) => name.includes(WORDS[0]))),
    )
  },
  async unlocated(person, reach) {
    const counties = await listAll<WithId>(person, '/api/units/unlocated?need=county')
    expect(idsOf(counties.rows)).toEqual(idsOf(within(reach).filter(({ county }) => county === null)))
    expect(counties.total).toBe(counties.rows.length)
    const towns = await listAll<WithId>(person, '/api/units/unlocated?need=town')
    expect(idsOf(towns.rows)).toEqual(
      idsOf(within(reach).filter(({ county, town }) => county !== null && town === null)),
    )
  },
  async reviews(person, reach) {
    const { rows, total } = await listAll<WithId & { candidates: { unit: string }[] }>(person, '/api/reviews')
    const meant = reachedReviews(world, reach)
    const reached = new Set(idsOf(within(reach)))
    expect(idsOf(rows)).toEqual(idsOf(meant))
    expect(total).toBe(meant.length)
    for (const row of rows) {
      const shown = row.candidates.map(({ unit }) => unit).sort()
      const all = meant.find(({ id }) => id === row.id)?.candidates ?? []
      expect(shown).toEqual(all.filter((id) => reached.has(id)).sort())
    }
  },
  async 'areas with their counts'(person, reach) {
    const office = await answer<{ root: { id: string; units: number } }>(person, 'GET', '/api/office')
    expect(office.root.units).toBe(within(reach).length)
    for (const asOf of ['', '&asOf=2019-05-01']) {
      for (const area of world.areas.filter(({ tree, level }) => tree === 'division' && level !== 'community')) {
        const { rows } = await answer<{ rows: { id: string; units: number }[] }>(
          person,
          'GET',
          `/api/areas?parent=${area.id}${asOf}`,
        )
        const below = world.areas.filter(({ parent, tree }) => parent === area.id && tree === 'division')
        expect(idsOf(rows)).toEqual(idsOf(below))
        for (const row of rows) {
          const own = below.find(({ id }) => id === row.id)
          const stood = asOf === '' ? within(reach) : within(reach).map((unit) => past.get(unit.id) ?? unit)
          expect(row.units, `${row.id}${asOf}`).toBe(
            own ? stood.filter(({ path }) => path.startsWith(own.path)).length : -1,
          )
        }
      }
    }
    for (const tree of ['building', 'park', 'grid'] as const) {
      const { rows } = await answer<{ rows: { id: string; units: number }[] }>(person, 'GET', `/api/areas?tree=${tree}`)
      expect(Object.fromEntries(rows.map(({ id, units }) => [id, units]))).toEqual(
        countBy(within(reach), (unit) => unit[tree]),
      )
    }
    const found = await answer<{ rows: { id: string; units: number }[] }>(
      person,
      'GET',
      `/api/areas/find?q=${encodeURIComponent('街99')}`,
    )
    for (const row of found.rows) {
      const area = world.areas.find(({ id }) => id === row.id)
      expect(row.units).toBe(area ? unitsIn(within(reach), area).length : -1)
    }
  },
  async 'coverage summary'(person, reach) {
    for (const area of [null, ...world.areas]) {
      const url = area === null ? '/api/coverage' : `/api/coverage?area=${encodeURIComponent(area.id)}`
      const got = await answer<{
        tally: Record<string, number>
        excluded: { n: number }[]
        previous: { tally: Record<string, number> }
        unavailable: { why: string }[]
      }>(person, 'GET', url)
      const units = area === null ? within(reach) : unitsIn(within(reach), area)
      const before = area === null ? then(reach) : unitsIn(then(reach), area)
      expect(got.tally, url).toEqual(tallyOf(units))
      expect(got.excluded.reduce((sum, { n }) => sum + n, 0)).toBe(tallyOf(units)['excluded'])
      expect(got.previous.tally, url).toEqual(tallyOf(before))
      const known = within(reach).filter(({ revenue }) => revenue !== null).length
      expect(got.unavailable[0]?.why.includes(`只有 ${known} 家`)).toBe(known > 0)
    }
  },
  async 'coverage table'(person, reach) {
    type Row = { key: string; tally: Record<string, number> }
    const units = within(reach)
    const keys: Record<string, (unit: RawUnit) => string> = {
      kind: ({ kind }) => kind,
      industry: ({ section }) => section ?? '-',
      size: ({ size }) => size,
      county: ({ county, path }) => county ?? `${path.split('/')[0]}-`,
      town: ({ town, county, path }) => town ?? `${county ?? path.split('/')[0]}-`,
    }
    for (const [by, key] of Object.entries(keys)) {
      const got = await answer<{ rows: Row[]; total: Row }>(person, 'GET', `/api/coverage/table?by=${by}`)
      const groups = Object.groupBy(units, key)
      expect(Object.fromEntries(got.rows.map((row) => [row.key, row.tally])), by).toEqual(
        Object.fromEntries(Object.entries(groups).map(([name, own]) => [name, tallyOf(own ?? [])])),
      )
      expect(got.total.tally).toEqual(tallyOf(units))
    }
  },
  async 'coverage explained, and what to do'(person, reach) {
    const units = within(reach)
    const why = await answer<{ rows: number; figure: { top: { n: number }; bottom: { n: number } } }>(
      person,
      'GET',
      '/api/coverage/explain?denominator=registered',
    )
    expect(why.rows).toBe(units.length)
    expect(why.figure.top.n).toBe(units.filter(({ coverage }) => coverage === 'own' || coverage === 'joint').length)
    const todo = await answer<{ rows: { due: string; n: number }[] }>(person, 'GET', '/api/coverage/actions')
    for (const { due, n } of todo.rows) expect(n, due).toBe(units.filter((unit) => unit.due === due).length)
  },
  async snapshots(person, reach) {
    const before = then(reach)
    type Snap = {
      id: string
      units: number
      tally: Record<string, number>
      figures: { denominator: string; bottom: { n: number } }[]
    }
    const { rows } = await answer<{ rows: Snap[] }>(person, 'GET', '/api/snapshots')
    const one = await answer<Snap>(person, 'GET', `/api/snapshots/${snapshot}`)
    for (const shown of [...rows, one]) {
      expect(shown.tally).toEqual(tallyOf(before))
      expect(shown.units).toBe(before.length)
      expect(shown.figures.find(({ denominator }) => denominator === 'registered')?.bottom.n).toBe(before.length)
    }
    const listed = await listAll<{ unit: string }>(person, `/api/snapshots/${snapshot}/units`)
    expect(listed.rows.map(({ unit }) => unit).sort()).toEqual(idsOf(before))
    expect(listed.total).toBe(before.length)
  },
  async 'change note'(person, reach) {
    const meant = changesOf(then(reach), within(reach))
    const note = await answer<{
      reconciled: boolean
      sums: { before: number; entered: number; left: number; changedIn: number }[]
    }>(person, 'GET', `/api/snapshots/${snapshot}/changes`)
    const sum = (pick: (one: (typeof note.sums)[number]) => number): number =>
      note.sums.reduce((all, one) => all + pick(one), 0)
    expect(note.reconciled).toBe(true)
    expect(sum((one) => one.before)).toBe(then(reach).length)
    expect(sum((one) => one.entered)).toBe(meant.entered.length)
    expect(sum((one) => one.left)).toBe(meant.left.length)
    expect(sum((one) => one.changedIn)).toBe(meant.changed.length)
    const { rows } = await listAll<{ unit: string; kind: string }>(person, `/api/snapshots/${snapshot}/changes/rows`)
    const kind = (name: string): string[] =>
      rows
        .filter((row) => row.kind === name)
        .map(({ unit }) => unit)
        .sort()
    expect(kind('entered')).toEqual(meant.entered.sort())
    expect(kind('left')).toEqual(meant.left.sort())
    expect(kind('changed')).toEqual(meant.changed.sort())
  },
  async 'change note as a paper'(person, reach) {
    const got = await ask(app, person, 'GET', `/api/documents/change-note/${snapshot}`)
    expect(got.status).toBe(200)
    const text = [...(await unzip(got.bytes)).values()].join('\n').replaceAll(/<[^>]+>/g, '')
    const mine = new Set([...idsOf(within(reach)), ...idsOf(then(reach))])
    expect(idsIn(text).filter((id) => !mine.has(id))).toEqual([])
    expect(text).toContain(then(reach).length.toLocaleString('en-US'))
  },
  async 'command line'(person, reach) {
    const run = async (name: string, values: Record<string, unknown>, positionals: string[] = []) => {
      const found = [...unitsCommands, ...coverageCommands, ...plannerCommands].find((one) => one.name === name)
      if (!found) throw new Error(`no command ${name}`)
      const { json } = await found.run(context, values, positionals, () => {}, scopeOf(context, person, found.verb))
      return JSON.parse(JSON.stringify(json)) as Record<string, unknown>
    }
    const listed = await run('units', { limit: '1000' })
    expect(listed['total']).toBe(within(reach).length)
    expect(idsOf(listed['rows'] as WithId[])).toEqual(idsOf(within(reach)))
    const file = join(folder, 'out.csv')
    await run('export', { out: file })
    expect(idsIn(readFileSync(file, 'utf8'))).toEqual(idsOf(within(reach)))
    expect((await run('coverage', { by: 'town' }))['tally']).toEqual(tallyOf(within(reach)))
  },
  async 'long work'(person) {
    const job = context.jobs.start(scopeOf(context, everything, 'units.read'), 'test', async () => ({ id: 'u0000001' }))
    await context.jobs.finished(job.id)
    for (const path of ['', '/events']) {
      expect((await ask(app, person, 'GET', `/api/jobs/${job.id}${path}`)).status).toBe(404)
    }
    expect((await ask(app, person, 'DELETE', `/api/jobs/${job.id}`)).status).toBe(404)
    const { rows } = await answer<{ rows: WithId[] }>(person, 'GET', '/api/jobs')
    expect(rows).toEqual([])
  },
}

/** Where units stood in 2019. */
const past = new Map<string, { path: string }>()
beforeAll(async () => {
  const rows = await sql<{ unit_id: string; path: string }>`select unit_id, path from place_past`.execute(
    context.database.owner,
  )
  for (const { unit_id, path } of rows.rows) past.set(unit_id, { path })
})

const REACHES = ['whole', 'rootByPath', 'county', 'town', 'twoTowns', 'community', 'building', 'park', 'grid', 'line',
  'lineInTown', 'lineInCommunity', 'oneUnit', 'mixed', 'organization', 'mixedParty', 'nowhere'] // prettier-ignore

describe.each(REACHES)('somebody who reaches: %s', (name) => {
  it.each(Object.keys(channels))('%s', async (channel) => {
    expect.hasAssertions()
    const reach = reaches()[name] as Reach
    await channels[channel]?.(personFor(`某人-${name}`, reach), reach)
  })
})

const TABLES: Readonly<Record<string, EndpointTable>> = {
  areas: areasEndpoints,
  units: unitsEndpoints,
  rulebook: rulebookEndpoints,
  organizations: organizationsEndpoints,
  founding: foundingEndpoints,
  posts: postsEndpoints,
  evidence: evidenceEndpoints,
  register: registerEndpoints,
  life: lifeEndpoints,
  hosts: hostsEndpoints,
  deadlines: deadlinesEndpoints,
  members: membersEndpoints,
  rosters: rostersEndpoints,
  transfers: transfersEndpoints,
  floating: floatingEndpoints,
  development: developmentEndpoints,
  declarations: declarationsEndpoints,
  coverage: coverageEndpoints,
  planner: plannerEndpoints,
  documents: documentsEndpoints,
}
const endpoints = (): [string, Endpoint][] => Object.values(TABLES).flatMap((table) => Object.entries(table))

/** A path with ids that exist, so that nothing is refused for want of them. */
const pathOf = (endpoint: Endpoint, unit: string): string =>
  endpoint.path
    .replace('/plans/:id', `/plans/${plan}`)
    .replace('/plan/:id', `/plan/${plan}`)
    .replace('/snapshots/:id', `/snapshots/${snapshot}`)
    .replace('/change-note/:id', `/change-note/${snapshot}`)
    .replace('/areas/:id', '/areas/990101')
    .replace(':id', unit)

async function textOf({ bytes, body }: Answer): Promise<string> {
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return body
  return [...(await unzip(bytes)).values()].join('\n').replaceAll(/<[^>]+>/g, '')
}

describe('no reading endpoint shows a unit that is not reached', () => {
  it.each(REACHES.filter((name) => !['whole', 'rootByPath'].includes(name)))('%s', async (name) => {
    const reach = reaches()[name] as Reach
    const person = personFor(`某人-${name}`, reach)
    const mine = new Set([...idsOf(within(reach)), ...idsOf(then(reach))])
    const foreign = world.units.find(({ id }) => !mine.has(id))?.id ?? ''
    const proposals = await answer<{ rows: WithId[] }>(everything, 'GET', `/api/plans/${plan}/proposals?limit=200`)
    for (const [key, endpoint] of endpoints()) {
      if (endpoint.method !== 'GET') continue
      const ids = key === 'planner.getProposal' ? proposals.rows.map(({ id }) => id) : [foreign]
      for (const id of ids) {
        const url = pathOf(endpoint, encodeURIComponent(id))
        const got = await ask(app, person, 'GET', url)
        expect(got.status, `${key} ${got.body.slice(0, 200)}`).toBeLessThan(500)
        const shown = idsIn(await textOf(got)).filter((one) => !mine.has(one) && one !== foreign)
        expect(shown, key).toEqual([])
        if (got.status === 200 && !url.includes(foreign)) expect(idsIn(await textOf(got)), key).not.toContain(foreign)
      }
    }
  })
})

/** Says that somebody who turns back got in. */
const ADMITTED = 'platform.cancelled'

describe('role × scope × verb: who may not is refused before anything is looked at', () => {
  it.each(BUILT_IN_ROLES.map(({ id }) => id))('%s', async (id) => {
    const role = BUILT_IN_ROLES.find((one) => one.id === id)
    if (!role) throw new Error('no such role')
    for (const name of ['whole', 'town', 'grid', 'line', 'organization', 'oneUnit']) {
      const person = personFor(`${id}-${name}`, reaches()[name] as Reach, role.verbs, true)
      for (const [key, endpoint] of endpoints()) {
        if (endpoint.verb === 'open' || endpoint.verb === 'self') continue
        const reach = callerOf(person).reach(endpoint.verb)
        const meant = isNothing(reach)
          ? 'platform.not-allowed'
          : endpoint.whole !== undefined && !isWhole(reach)
            ? 'platform.whole-office-only'
            : ADMITTED
        const got = await ask(
          app,
          person,
          endpoint.method,
          pathOf(endpoint, 'none'),
          endpoint.method === 'GET' ? undefined : {},
        )
        expect((JSON.parse(got.body) as { code: string }).code, `${person.name} ${key}`).toBe(meant)
        expect(got.status === 403).toBe(meant !== ADMITTED)
      }
    }
  })

  it('nobody at all is sent to sign in', async () => {
    for (const [key, endpoint] of endpoints()) {
      const got = await ask(app, null, endpoint.method, pathOf(endpoint, 'none'))
      // What is sent to an open one is looked at, and here it is nothing.
      expect(got.status, key).toBe(endpoint.verb !== 'open' ? 401 : endpoint.method === 'GET' ? 200 : 400)
    }
  })
})
