import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isWhole, NOTHING, reachesChain, reachesPath, type Reach } from '../../src/kernel/scope.ts'
import { rowsOf } from '../../src/platform/server/db/database.ts'
import { everybody } from '../../src/platform/server/gate.ts'
import { MASKED } from '../../src/platform/server/personal/eyes.ts'
import type { TestContext } from '../../src/platform/server/testing.ts'
import { listMembers } from '../../src/rooms/members/server/reads.ts'
import { listDeadlines } from '../../src/rooms/organizations/deadlines/server/reads.ts'
import { countOrganizations, listOrganizations } from '../../src/rooms/organizations/server/reads.ts'
import { countBy, idsOf, reachedUnits } from './oracle.ts'
import { membersIn, organizationsIn } from './party.ts'
import { isLive, isOnFile, seenMembers, seenOrganizations } from './party-oracle.ts'
import { DEED_QUERIES } from './party-deeds.ts'
import { ask, castOf, playPeople, reachesOf, scopeOf, type Answer, type Person } from './people.ts'
import { idsIn, makeWorld, openWorld } from './world.ts'
import { WORDS, type World } from './shapes.ts'

/**
 * Organisations and members: every kind of reach × every channel against the oracle, by row-level security alone, and by
 * the conditions of the queries alone.
 */
let context: TestContext
let app: FastifyInstance
let world: World
const everything: Person = { name: '管理员', verbs: 'all', reach: { ...NOTHING, paths: [''] } }
const cast = castOf([everything])

beforeAll(async () => {
  context = await openWorld()
  app = await context.app()
  playPeople(context, cast)
  world = await makeWorld(context, 23, { counties: 2, towns: 3, communities: 2, units: 150, full: true })
})
afterAll(() => context.close())

const reaches = (): [string, Reach][] => Object.entries(reachesOf(world))
const personFor = (name: string, reach: Reach): Person => {
  const person: Person = { name, verbs: 'all', reach }
  cast.set(encodeURIComponent(name), person)
  return person
}

async function get<T>(person: Person, url: string): Promise<T> {
  const got = await ask(app, person, 'GET', url)
  if (got.status !== 200) throw new Error(`${person.name} ${url}: ${got.status} ${got.body.slice(0, 300)}`)
  return JSON.parse(got.body) as T
}

async function all<T>(person: Person, url: string): Promise<{ rows: T[]; total: number | null }> {
  const rows: T[] = []
  let total: number | null = null
  for (let after = ''; ;) {
    const glue = url.includes('?') ? '&' : '?'
    const page = await get<{ rows: T[]; next: string | null; total: number | null }>(
      person,
      `${url}${glue}limit=20${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`,
    )
    rows.push(...page.rows)
    total ??= page.total
    if (page.next === null) return { rows, total }
    after = page.next
  }
}

interface Row {
  readonly id: string
}
const EVERY_STATE = 'state=forming,active,merged,revoked'
const EVERY_STATUS = 'status=full,probationary,suspended,ended'

const channels: Readonly<Record<string, (person: Person, reach: Reach) => Promise<void>>> = {
  async 'list of organisations, in every order'(person, reach) {
    const seen = seenOrganizations(world, reach)
    for (const order of ['chain', 'name&desc=true', 'founded', 'members&desc=true', 'termDue']) {
      const { rows, total } = await all<Row>(person, `/api/organizations?${EVERY_STATE}&sort=${order}`)
      expect(idsOf(rows), order).toEqual(idsOf(seen))
      expect(total).toBe(seen.length)
    }
    expect(idsOf((await all<Row>(person, '/api/organizations')).rows)).toEqual(idsOf(seen.filter(isLive)))
  },
  async 'search, superior, unit and area as conditions'(person, reach) {
    const seen = seenOrganizations(world, reach).filter(isLive)
    const asked = async (query: string): Promise<string[]> =>
      idsOf((await all<Row>(person, `/api/organizations?${query}`)).rows)
    expect(await asked(`q=${encodeURIComponent(WORDS[1])}`)).toEqual(
      idsOf(seen.filter(({ name }) => name.includes(WORDS[1]))),
    )
    const unit = world.organizations.find(({ covers }) => covers.length > 0)?.covers[0] ?? ''
    expect(await asked(`unit=${unit}`)).toEqual(
      // That a unit elsewhere is covered by somebody is not to be found out by asking for it.
      idsOf(
        reachedUnits(world, reach).some(({ id }) => id === unit)
          ? seen.filter(({ covers }) => covers.includes(unit))
          : [],
      ),
    )
    const town = world.areas.find(({ level }) => level === 'town')
    if (isWhole(reach)) {
      expect(await asked(`area=${town?.id}`)).toEqual(
        idsOf(seen.filter(({ path }) => path.startsWith(town?.path ?? '-'))),
      )
    }
    for (const { id, chain } of world.organizations.slice(0, 4)) {
      if (!seenOrganizations(world, reach).some((one) => one.id === id)) {
        expect((await ask(app, person, 'GET', `/api/organizations?under=${id}`)).status).toBe(404)
        continue
      }
      expect(await asked(`under=${id}`)).toEqual(idsOf(seen.filter((one) => one.chain.startsWith(chain))))
    }
  },
  async 'counts of organisations'(person, reach) {
    const seen = seenOrganizations(world, reach).filter(isLive)
    const count = await get<{ total: number; kinds: Record<string, number> }>(person, '/api/organizations/count')
    expect(count.total).toBe(seen.length)
    expect(count.kinds).toEqual(countBy(seen, ({ kind }) => kind))
  },
  async 'the tree, level by level'(person, reach) {
    const seen = seenOrganizations(world, reach).filter(isLive)
    const found: string[] = []
    interface Node extends Row {
      readonly superior: string | null
      readonly children: number
      readonly below: number
    }
    const walk = async (parent: string | null): Promise<Node[]> => {
      const { rows } = await all<Node>(person, `/api/organizations/tree${parent === null ? '' : `?parent=${parent}`}`)
      for (const node of rows) {
        found.push(node.id)
        const chain = world.organizations.find(({ id }) => id === node.id)?.chain ?? '-'
        const below = seen.filter((one) => one.chain.startsWith(chain) && one.id !== node.id)
        expect(node.below, node.id).toBe(below.length)
        expect(node.children, node.id).toBe(seen.filter(({ superior }) => superior === node.id).length)
        expect((await walk(node.id)).length).toBe(node.children)
      }
      return rows
    }
    await walk(null)
    expect(found.sort()).toEqual(idsOf(seen))
  },
  async 'the page of one, and what it says of its surroundings'(person, reach) {
    const seen = new Set(idsOf(seenOrganizations(world, reach)))
    const mine = new Set(idsOf(reachedUnits(world, reach)))
    for (const one of world.organizations) {
      const got = await ask(app, person, 'GET', `/api/organizations/${one.id}`)
      expect(got.status, one.id).toBe(seen.has(one.id) ? 200 : 404)
      if (got.status === 404) {
        expect(got.body).not.toContain(one.name)
        continue
      }
      const page = JSON.parse(got.body) as {
        changeable: boolean
        above: { id: string; reached: boolean }[]
        covers: { unit: string; reached: boolean; to: string | null }[]
      }
      expect(page.changeable, one.id).toBe(reachesPath(reach, one.path) || reachesChain(reach, one.chain))
      for (const above of page.above) expect(above.reached, above.id).toBe(seen.has(above.id))
      for (const { unit, reached } of page.covers) expect(reached, unit).toBe(mine.has(unit))
    }
  },
  async 'the register as a file'(person, reach) {
    const seen = idsOf(seenOrganizations(world, reach).filter(isLive))
    const { bytes } = await ask(app, person, 'GET', '/api/organizations/export?format=csv')
    const text = bytes.toString('utf8')
    const rows = text.split('\n').slice(1)
    // The second column is the name; superiors and units beyond the reach may be named beside it.
    expect(rows.flatMap((row) => organizationsIn(row.split(',')[1] ?? '')).sort()).toEqual(seen)
  },
  async 'what is due, listed and counted'(person, reach) {
    const seen = seenOrganizations(world, reach).filter(({ state }) => state === 'active')
    const { rows, total } = await all<{ subject: string }>(person, '/api/deadlines?kind=posts:election')
    expect(rows.map(({ subject }) => subject).sort()).toEqual(idsOf(seen))
    expect(total).toBe(seen.length)
    const count = await get<{ kinds: { kind: string; due: number }[] }>(person, '/api/deadlines/count')
    expect(count.kinds.find(({ kind }) => kind === 'posts:election')?.due ?? 0).toBe(seen.length)
  },
  async 'list of members, in every order'(person, reach) {
    const seen = seenMembers(world, reach)
    for (const order of ['organization', 'joined&desc=true', 'since', 'changed']) {
      const { rows, total } = await all<Row>(person, `/api/members?${EVERY_STATUS}&sort=${order}`)
      expect(idsOf(rows), order).toEqual(idsOf(seen))
      expect(total).toBe(seen.length)
    }
    expect(idsOf((await all<Row>(person, '/api/members')).rows)).toEqual(idsOf(seen.filter(isOnFile)))
  },
  async 'members by name, number, organisation and unit'(person, reach) {
    const seen = seenMembers(world, reach).filter(isOnFile)
    const asked = async (query: string): Promise<string[]> =>
      idsOf((await all<Row>(person, `/api/members?${query}`)).rows)
    const named = world.organizations.filter(({ name }) => name.includes(WORDS[2]))
    expect(named.length).toBeGreaterThan(0)
    // By the name of an organisation: only where the organisation is seen, too.
    const known = new Set(idsOf(seenOrganizations(world, reach)))
    const byName = await asked(`q=${encodeURIComponent(WORDS[2])}`)
    const ofNamed = seen.filter(({ organization }) => named.some(({ id }) => id === organization && known.has(id)))
    const inNamed = seen.filter(({ unit }) =>
      reachedUnits(world, reach).some(({ id, name }) => id === unit && name.includes(WORDS[2])),
    )
    expect(byName).toEqual([...new Set([...idsOf(ofNamed), ...idsOf(inNamed)])].sort())
    for (const { id, organization } of world.members.slice(0, 12)) {
      const meant = seen.some((one) => one.id === id)
      expect(await asked(`q=139${id.slice(1)}0`)).toEqual(meant && vaulted.has(id) ? [id] : [])
      expect(await asked(`organization=${organization ?? 'none'}`)).toEqual(
        idsOf(seen.filter((one) => one.organization === (organization ?? 'none'))),
      )
    }
    const unit = world.members.find((one) => one.unit !== null)?.unit ?? ''
    expect(await asked(`unit=${unit}`)).toEqual(idsOf(seen.filter((one) => one.unit === unit)))
  },
  async 'counts of members'(person, reach) {
    const seen = seenMembers(world, reach).filter(isOnFile)
    const count = await get<{ total: number; statuses: Record<string, number> }>(person, '/api/members/count')
    expect(count.total).toBe(seen.length)
    expect(count.statuses).toEqual(countBy(seen, ({ status }) => status))
  },
  async 'the page of one member'(person, reach) {
    const seen = new Set(idsOf(seenMembers(world, reach)))
    const known = new Set(idsOf(seenOrganizations(world, reach)))
    const mine = new Set(idsOf(reachedUnits(world, reach)))
    for (const { id } of world.members) {
      const got = await ask(app, person, 'GET', `/api/members/${id}`)
      expect(got.status, id).toBe(seen.has(id) ? 200 : 404)
      if (got.status === 404) expect(membersIn(got.body.replaceAll(id, ''))).toEqual([])
      else {
        expect(membersIn(got.body)).toEqual([id])
        expect(organizationsIn(got.body).filter((one) => !known.has(one))).toEqual([])
        expect(idsIn(got.body).filter((one) => !mine.has(one))).toEqual([])
      }
      expect(got.body).not.toContain(`林${id}`)
    }
  },
  async 'members as a file, masked'(person, reach) {
    const { bytes } = await ask(app, person, 'GET', '/api/members/export?format=csv')
    expect(membersIn(bytes.toString('utf8'))).toEqual(idsOf(seenMembers(world, reach).filter(isOnFile)))
  },
}

let vaulted: Set<string>
beforeAll(async () => {
  const rows = await rowsOf<{ owner: string }>(context.database.owner, sql`select owner from personal_vault`)
  vaulted = new Set(rows.map(({ owner }) => owner))
})

const NAMES = ['whole', 'rootByPath', 'county', 'town', 'twoTowns', 'community', 'building', 'park', 'grid', 'line',
  'lineInTown', 'lineInCommunity', 'oneUnit', 'mixed', 'organization', 'branch', 'mixedParty', 'nowhere'] // prettier-ignore

it('every kind of reach is played', () => {
  expect(reaches().map(([name]) => name).sort()).toEqual([...NAMES].sort()) // prettier-ignore
  const few = reaches().map(([, reach]) => seenOrganizations(world, reach).length)
  expect(new Set(few).size).toBeGreaterThan(8)
})

describe.each(NAMES)('somebody who reaches: %s', (name) => {
  it.each(Object.keys(channels))('%s', async (channel) => {
    expect.hasAssertions()
    const reach = reachesOf(world)[name] as Reach
    await channels[channel]?.(personFor(`某人-${name}`, reach), reach)
  })
})

describe('row-level security alone', () => {
  /** What a bare query gives, and what of it must be seen; `owned` are the ids that the table holds at all. */
  const TABLES: Readonly<Record<string, { query: string; meant: (reach: Reach) => string[] }>> = {
    organization: {
      query: 'select id as key from organization',
      meant: (reach) => idsOf(seenOrganizations(world, reach)),
    },
    organization_version: {
      query: 'select id as key from organization_version',
      meant: (reach) => idsOf(seenOrganizations(world, reach)),
    },
    organization_event: {
      query: 'select organization as key from organization_event',
      meant: (reach) => idsOf(seenOrganizations(world, reach)),
    },
    deadline: {
      query: `select subject as key from deadline where source = 'posts'`,
      meant: (reach) => idsOf(seenOrganizations(world, reach).filter(({ state }) => state === 'active')),
    },
    'organization_unit, by the unit': {
      query: `select unit_id || ' ' || organization as key from organization_unit where valid_to is null`,
      meant(reach) {
        const mine = new Set(idsOf(reachedUnits(world, reach)))
        return world.organizations
          .flatMap(({ id, covers }) => covers.filter((unit) => mine.has(unit)).map((unit) => `${unit} ${id}`))
          .sort()
      },
    },
    ...Object.fromEntries(
      [
        ['member', 'id'],
        ...['member_relation', 'member_status', 'member_event', 'member_name_key'].map((table) => [table, 'member']),
      ].map(
        // prettier-ignore
        ([table, column]) => [
          table,
          { query: `select ${column} as key from ${table}`, meant: (reach: Reach) => idsOf(seenMembers(world, reach)) },
        ],
      ),
    ),
    member_part: {
      query: 'select member as key from member_part',
      meant: (reach) => idsOf(seenMembers(world, reach)).filter((id) => parts.has(id)),
    },
    'numbers in the vault': {
      query: 'select owner as key from personal_vault',
      meant: (reach) => idsOf(seenMembers(world, reach)).filter((id) => vaulted.has(id)),
    },
    ...Object.fromEntries(
      Object.entries(DEED_QUERIES).map(([name, { query, meant }]) => [
        name,
        { query, meant: (reach: Reach) => meant(world, reach) },
      ]),
    ),
    'the trail of organisations': {
      query: `select subject as key from audit where subject like 'o%'`,
      meant: (reach) => trailOf(world.organizations, reach),
    },
    'the trail of members': {
      query: `select subject as key from audit where subject like 'm%'`,
      meant: (reach) => trailOf(world.members, reach),
    },
  }

  let parts: Set<string>
  let told: Set<string>
  beforeAll(async () => {
    const keys = async (query: string): Promise<Set<string>> => {
      const { rows } = await sql.raw<{ key: string }>(query).execute(context.database.owner)
      return new Set(rows.map(({ key }) => key))
    }
    parts = await keys('select member as key from member_part')
    told = await keys(`select subject as key from audit where subject ~ '^[om]\\d'`)
  })

  /**
   * What was done is shown to those of the area and of the organisation; whoever merely reaches a unit sees the organisation
   * and its events, not the trail. Who holds an organisation is shown the trail of all that they see.
   */
  function trailOf(rows: readonly { id: string; path: string; chain: string }[], reach: Reach): string[] {
    const seen = new Set([...idsOf(seenOrganizations(world, reach)), ...idsOf(seenMembers(world, reach))])
    const holds = reach.organizations.length > 0
    return idsOf(
      rows.filter(
        ({ id, path }) =>
          told.has(id) && ((path !== '' && reachesPath(reach, path)) || isWhole(reach) || (holds && seen.has(id))),
      ),
    )
  }

  it.each(Object.keys(TABLES))('%s: every reach sees exactly its rows', async (name) => {
    const table = TABLES[name]
    if (!table) throw new Error('no such table')
    let seen = 0
    for (const [kind, reach] of reaches()) {
      const scope = scopeOf(context, { name: '某人', verbs: 'all', reach }, 'organizations.read')
      const rows = await rowsOf<{ key: string }>(
        context.database.as(scope),
        sql.raw<{ key: string }>(table.query) as never,
      )
      expect(rows.map(({ key }) => key).sort(), kind).toEqual(table.meant(reach))
      if (!isWhole(reach)) seen += rows.length
    }
    expect(seen).toBeGreaterThan(0)
  })

  it('nothing is changed beyond the reach, whatever the statement says', async () => {
    const reach = reachesOf(world)['branch'] as Reach
    const scope = scopeOf(context, { name: '某人', verbs: 'all', reach }, 'organizations.change')
    const touched = await context.database.write(scope, async (tx) => {
      const { rows } = await sql<{ id: string }>`update organization set remark = remark returning id`.execute(tx)
      return idsOf(rows)
    })
    expect(touched).toEqual(idsOf(seenOrganizations(world, reach)))
    const away = context.database.write(scope, (tx) =>
      sql`update organization set chain = 'x/' || id || '/', path = 'x/' where id = ${touched[0]}`.execute(tx),
    )
    await expect(away).rejects.toThrow(/row-level security/)
  })

  it('without any reach there is nothing', async () => {
    const scope = scopeOf(context, { name: '某人', verbs: 'all', reach: NOTHING }, 'self')
    for (const table of [
      'organization',
      'organization_unit',
      'organization_event',
      'member',
      'member_relation',
      'personal_vault',
    ]) {
      const [row] = await rowsOf<{ n: number }>(context.database.as(scope), sql`select count(*)::int as n from ${sql.table(table)}`) // prettier-ignore
      expect(row?.n, table).toBe(0)
    }
  })
})

describe('the conditions of the queries alone, past row-level security', () => {
  it.each(NAMES)('%s', async (name) => {
    const reach = reachesOf(world)[name] as Reach
    const scope = scopeOf(context, { name: '某人', verbs: 'all', reach }, 'organizations.read')
    const { owner } = context.database
    const page = { desc: false, limit: 1000, after: null } as const
    const today = context.clock.today()
    const seen = seenOrganizations(world, reach)
    const filter = { state: 'forming,active,merged,revoked' }
    expect(idsOf(await listOrganizations(owner, scope, filter, { ...page, sort: 'chain', today }))).toEqual(idsOf(seen))
    expect(await countOrganizations(owner, scope, filter, today)).toBe(seen.length)
    const asker = { scope, caller: everybody('某人') }
    const due = await listDeadlines(context, owner, asker, {
      show: 'due',
      mine: false,
      kind: 'posts:election',
      limit: 500,
    })
    expect(due.rows.map(({ subject }) => subject).sort()).toEqual(idsOf(seen.filter(({ state }) => state === 'active')))
    const past = await listOrganizations(owner, scope, { ...filter, asOf: '2020-01-01' as never }, { ...page, sort: 'name', today }) // prettier-ignore
    expect(idsOf(past)).toEqual(idsOf(seen))
    const members = await listMembers(context, owner, scope, { status: 'full,probationary,ended' }, { ...page, sort: 'since' }, MASKED) // prettier-ignore
    expect(idsOf(members)).toEqual(idsOf(seenMembers(world, reach)))
  })
})

describe('who may do what to an organisation', () => {
  const deed = (person: Person, id: string, version: number): Promise<Answer> =>
    ask(app, person, 'POST', `/api/organizations/${id}/change`, {
      id,
      day: '2026-11-20',
      reason: '核对',
      version,
      what: { change: 'details', remark: `由${person.name}核对` },
    })

  it.each(NAMES)(
    '%s: what it changes is its own; what it only sees is refused; what it does not see is not there',
    async (name) => {
      const reach = reachesOf(world)[name] as Reach
      const person = personFor(`某人-${name}`, reach)
      const seen = new Set(idsOf(seenOrganizations(world, reach)))
      const done = { 200: 0, 403: 0, 404: 0 }
      for (const { id, path, chain, state } of world.organizations) {
        if (state !== 'active') continue
        const [row] = await rowsOf<{ version: number }>(context.database.owner, sql`select version from organization where id = ${id}`) // prettier-ignore
        const got = await deed(person, id, row?.version ?? 0)
        const meant = !seen.has(id) ? 404 : reachesPath(reach, path) || reachesChain(reach, chain) ? 200 : 403
        expect(got.status, `${id} ${got.body.slice(0, 200)}`).toBe(meant)
        done[meant]++
      }
      expect(done[200] + done[403] + done[404]).toBeGreaterThan(10)
      const agreed = await ask(app, everything, 'POST', '/api/coverage/recount', {})
      expect(JSON.parse(agreed.body)).toMatchObject({ equal: true })
    },
  )
})
