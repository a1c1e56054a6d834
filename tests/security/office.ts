import { sql } from 'kysely'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import yauzl, { type ZipFile } from 'yauzl'
import type { EndpointTable } from '../../src/kernel/endpoint.ts'
import { serveGuide } from '../../src/apps/server/guide.ts'
import { serveMaintenance } from '../../src/apps/server/maintenance.ts'
import { rooms } from '../../src/apps/server/rooms.ts'
import { serveSample } from '../../src/apps/server/sample.ts'
import { EVERYTHING, NOTHING, reachesUnit, type Reach, type Reached } from '../../src/kernel/scope.ts'
import { platformEndpoints } from '../../src/platform/contract.ts'
import { makeApp } from '../../src/platform/server/compose.ts'
import type { Caller } from '../../src/platform/server/gate.ts'
import { accessEndpoints } from '../../src/rooms/access/contract.ts'
import { personalEndpoints } from '../../src/rooms/access/personal/contract.ts'
import { makeAccount } from '../../src/rooms/access/testing.ts'
import { areasEndpoints } from '../../src/rooms/areas/contract.ts'
import { auditEndpoints } from '../../src/rooms/audit/contract.ts'
import { coverageEndpoints } from '../../src/rooms/coverage/contract.ts'
import { documentsEndpoints } from '../../src/rooms/documents/contract.ts'
import { membersEndpoints } from '../../src/rooms/members/contract.ts'
import { declarationsEndpoints } from '../../src/rooms/members/declarations/contract.ts'
import { developmentEndpoints } from '../../src/rooms/members/development/contract.ts'
import { rostersEndpoints } from '../../src/rooms/members/rosters/contract.ts'
import { floatingEndpoints, transfersEndpoints } from '../../src/rooms/members/transfers/contract.ts'
import { plannerEndpoints } from '../../src/rooms/planner/contract.ts'
import { evidenceEndpoints } from '../../src/rooms/organizations/evidence/contract.ts'
import { organizationsEndpoints } from '../../src/rooms/organizations/contract.ts'
import { foundingEndpoints } from '../../src/rooms/organizations/founding/contract.ts'
import { hostsEndpoints } from '../../src/rooms/organizations/hosts/contract.ts'
import { lifeEndpoints } from '../../src/rooms/organizations/life/contract.ts'
import { postsEndpoints } from '../../src/rooms/organizations/posts/contract.ts'
import { registerEndpoints } from '../../src/rooms/organizations/register/contract.ts'
import { deadlinesEndpoints } from '../../src/rooms/organizations/deadlines/contract.ts'
import { rulebookEndpoints } from '../../src/rooms/rulebook/contract.ts'
import { unitsEndpoints } from '../../src/rooms/units/contract.ts'
import { openOffice, sampleFiles, type Office } from '../api/office.ts'

export const ALL_ENDPOINTS: EndpointTable = {
  ...platformEndpoints,
  ...accessEndpoints,
  ...personalEndpoints,
  ...areasEndpoints,
  ...auditEndpoints,
  ...rulebookEndpoints,
  ...organizationsEndpoints,
  ...evidenceEndpoints,
  ...registerEndpoints,
  ...foundingEndpoints,
  ...deadlinesEndpoints,
  ...postsEndpoints,
  ...lifeEndpoints,
  ...hostsEndpoints,
  ...unitsEndpoints,
  ...membersEndpoints,
  ...rostersEndpoints,
  ...transfersEndpoints,
  ...floatingEndpoints,
  ...developmentEndpoints,
  ...declarationsEndpoints,
  ...coverageEndpoints,
  ...plannerEndpoints,
  ...documentsEndpoints,
}

/** Stands in the name of every unit outside the first town; whoever works in the first town must never read it. */
export const MARK = '界外暗号'

/**
 * `office` reaches everything; `town`, `other`, `grid`, `line` and `unit` a part each, with every verb; `self` has an
 * account and may nothing; `stranger` is not signed in.
 */
export type Who = 'office' | 'town' | 'other' | 'grid' | 'line' | 'unit' | 'self' | 'stranger'

export interface Guarded extends Office {
  /** The complete program: all rooms, backups, the sample, the guide. */
  readonly whole: FastifyInstance
  /** Names of units in a text that the person reaches neither now nor reached at the beginning. */
  leaks(who: Who, text: string): Promise<string[]>
  readonly inside: { readonly path: string; readonly area: string; readonly unit: string }
  readonly outside: { readonly path: string; readonly area: string; readonly unit: string }
  /** Ids of everything there is, for guessing. */
  readonly ids: readonly string[]
  readonly plan: string
  readonly snapshot: string
  readonly importId: string
  readonly batch: string
  readonly proposals: { readonly inside: readonly string[]; readonly outside: readonly string[] }
  ask(
    who: Who,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: unknown,
  ): Promise<{ status: number; body: string; headers: Readonly<Record<string, unknown>>; text: () => Promise<string> }>
}

export const BROKEN_OFF = 599

/** A district with units in two towns, a plan, a snapshot and an import, and people of narrow reach, by the header `x-who`. */
export async function openGuarded(size = 160): Promise<Guarded> {
  // Backups of a test go with its data folder, never to those of whoever runs it.
  delete process.env['JUXIN_BACKUPS']
  const office = await openOffice()
  const { context } = office
  const dropped = await office.drop(await sampleFiles(office.folder, size))
  await office.commit(dropped.id)
  const owner = context.database.owner
  const towns = await sql<{ path: string; area: string; unit: string }>`
    select a.path, a.id as area, min(u.id) as unit, count(*) as many
    from area a join unit u on u.district = a.district and u.town = a.id
    where a.valid_to is null
    group by 1, 2 order by many desc, a.path limit 2`.execute(owner)
  const [inside, outside] = towns.rows
  if (!inside || !outside) throw new Error('the sample has fewer than two towns')
  await sql`update unit set name = name || ${MARK} where not starts_with(path, ${inside.path})`.execute(owner)
  // Every name tells which unit it is, wherever it comes up again.
  await sql`update unit u set name = u.name || '印' || n.no || '印'
    from (select id, row_number() over (order by id) as no from unit) n where n.id = u.id`.execute(owner)
  await sql`update unit_record r set facts = jsonb_set(r.facts, '{name}', to_jsonb(u.name))
    from unit u where u.district = r.district and u.id = r.unit_id`.execute(owner)
  const marked = await unitsNow(owner)
  const { job: planning } = await office.send<{ job: string }>('POST', '/api/plans', {})
  await office.finished(planning)
  const { id: plan } = await office.get<{ id: string }>('/api/plans/latest')
  const { id: snapshot } = await office.send<{ id: string }>('POST', '/api/snapshots', { name: '安全测试' })
  const batches = await office.get<{ rows: { id: string }[] }>('/api/batches')
  const allProposals = await sql<{ id: string; path: string }>`
    select plan_id || '-' || no as id, path from proposal order by no`.execute(owner)
  const units = await sql<{ id: string }>`select id from unit limit 40`.execute(owner)
  const areas = await sql<{ id: string }>`select id from area limit 40`.execute(owner)
  const batch = batches.rows[0]?.id ?? ''
  const line = [...marked.values()].find(({ section, path }) => section !== null && path.startsWith(outside.path))
  const grids = await sql<{ path: string }>`select a.path from area a where a.valid_to is null
    and starts_with(a.path, ${inside.path}) and a.path <> ${inside.path} order by length(a.path) desc limit 1`.execute(
    owner,
  )
  const part = (some: Partial<Reach>): Reach => ({ ...NOTHING, ...some })
  const reachOf: Readonly<Record<Exclude<Who, 'stranger'>, Reach>> = {
    office: EVERYTHING,
    town: part({ paths: [inside.path] }),
    other: part({ paths: [outside.path] }),
    grid: part({ paths: [grids.rows[0]?.path ?? inside.path] }),
    line: part({ lines: [{ section: line?.section ?? 'C', path: '' }] }),
    unit: part({ units: [inside.unit] }),
    self: NOTHING,
  }
  // Real ones beside those who ask here, so that there is something behind the ids.
  const accounts = await Promise.all(
    ['wang', 'zhao', 'qian'].map((username) =>
      makeAccount(context, {
        username,
        name: '某某',
        roles: [{ role: 'clerk', on: { kind: 'area', area: inside.area } }],
      }),
    ),
  )
  const grants = await sql<{ id: string }>`select id from access_grant`.execute(owner)
  const app = await makeApp(context, rooms, (made) => {
    serveSample(made, context)
    serveGuide(made)
    serveMaintenance(made, context)
  })
  const callers = new Map<string, Caller>(
    Object.entries(reachOf).map(([who, reach]) => [who, person(who, reach)] as const),
  )
  context.gates.install({
    caller: async (request: FastifyRequest) => callers.get(String(request.headers['x-who'] ?? '')) ?? null,
    accounts: async () => true,
  })
  return {
    ...office,
    whole: app,
    async close() {
      await app.close()
      await office.close()
    },
    async leaks(who, text) {
      const numbers = [...new Set([...text.matchAll(/印(\d+)印/g)].map((found) => found[1] ?? ''))]
      if (who === 'office' || numbers.length === 0) return []
      const reach = who === 'stranger' ? NOTHING : reachOf[who]
      const now = await unitsNow(owner)
      return numbers.filter((number) => {
        const places = [marked.get(number), now.get(number)]
        return !places.some((unit) => unit !== undefined && reachesUnit(reach, unit))
      })
    },
    inside,
    outside,
    plan,
    snapshot,
    importId: dropped.id,
    batch,
    proposals: {
      inside: allProposals.rows.filter(({ path }) => path.startsWith(inside.path)).map(({ id }) => id),
      outside: allProposals.rows.filter(({ path }) => path.startsWith(outside.path)).map(({ id }) => id),
    },
    ids: [
      ...units.rows.map(({ id }) => id),
      ...areas.rows.map(({ id }) => id),
      ...allProposals.rows.slice(0, 20).map(({ id }) => id),
      plan,
      snapshot,
      inside.unit,
      outside.unit,
      inside.area,
      outside.area,
      dropped.id,
      ...accounts.map(({ id }) => id),
      ...grants.rows.map(({ id }) => id),
      'administrator',
      'clerk',
      'wang',
    ].filter((id) => id !== ''),
    async ask(who, method, url, body) {
      const asked = app.inject({
        method,
        url,
        headers: { 'x-who': who, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      })
      // A download that breaks off half way has no status any more.
      const answer = await asked.catch((error: unknown) => {
        if (error instanceof Error && /destroyed before completion/.test(error.message)) return null
        throw error
      })
      if (answer === null) return { status: BROKEN_OFF, body: '', headers: {}, text: async () => '' }
      return {
        status: answer.statusCode,
        body: answer.body,
        headers: answer.headers,
        text: () => textOf(answer.rawPayload),
      }
    },
  }
}

/** By the number in their names. */
async function unitsNow(owner: Guarded['context']['database']['owner']): Promise<Map<string, Reached>> {
  const { rows } = await sql<Reached & { number: string }>`
    select substring(name from '印([0-9]+)印') as number, id, path, section, building, park, grid from unit`.execute(
    owner,
  )
  return new Map(rows.map((unit) => [unit.number, unit] as const))
}

function person(who: string, reach: Reach): Caller {
  return {
    account: `account-${who}`,
    name: `测试${who}`,
    session: `session-${who}`,
    reach: () => reach,
    actingFor: () => [],
    purpose: null,
    must: null,
  }
}

/** Everything that can be read in an answer; of a workbook or a document the texts of all its parts. */
export async function textOf(bytes: Buffer): Promise<string> {
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return bytes.toString('utf8')
  const zip = await new Promise<ZipFile>((opened, failed) =>
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, file) => (error ? failed(error) : opened(file))),
  )
  let text = ''
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) text += (chunk as Buffer).toString('utf8')
  }
  return text
}
