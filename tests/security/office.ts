import { sql } from 'kysely'
import type { FastifyRequest } from 'fastify'
import yauzl, { type ZipFile } from 'yauzl'
import type { EndpointTable } from '../../src/kernel/endpoint.ts'
import { EVERYTHING, type Reach } from '../../src/kernel/scope.ts'
import { platformEndpoints } from '../../src/platform/contract.ts'
import type { Caller } from '../../src/platform/server/gate.ts'
import { accessEndpoints } from '../../src/rooms/access/contract.ts'
import { personalEndpoints } from '../../src/rooms/access/personal/contract.ts'
import { areasEndpoints } from '../../src/rooms/areas/contract.ts'
import { auditEndpoints } from '../../src/rooms/audit/contract.ts'
import { coverageEndpoints } from '../../src/rooms/coverage/contract.ts'
import { documentsEndpoints } from '../../src/rooms/documents/contract.ts'
import { plannerEndpoints } from '../../src/rooms/planner/contract.ts'
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
  ...unitsEndpoints,
  ...coverageEndpoints,
  ...plannerEndpoints,
  ...documentsEndpoints,
}

/** Stands in the name of every unit outside the first town; whoever works in the first town must never read it. */
export const MARK = '界外暗号'

/** `office` reaches everything, `town` and `other` one town each with every verb, `stranger` is not signed in. */
export type Who = 'office' | 'town' | 'other' | 'stranger'

export interface Guarded extends Office {
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
  await sql`update unit_record r set facts = jsonb_set(r.facts, '{name}', to_jsonb(u.name))
    from unit u where u.district = r.district and u.id = r.unit_id and not starts_with(u.path, ${inside.path})`.execute(
    owner,
  )
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
  const reachOf: Readonly<Record<Exclude<Who, 'stranger'>, Reach>> = {
    office: EVERYTHING,
    town: { paths: [inside.path], places: [], lines: [], units: [] },
    other: { paths: [outside.path], places: [], lines: [], units: [] },
  }
  const callers = new Map<string, Caller>(
    Object.entries(reachOf).map(([who, reach]) => [who, person(who, reach)] as const),
  )
  context.gates.install({
    caller: async (request: FastifyRequest) => callers.get(String(request.headers['x-who'] ?? '')) ?? null,
    accounts: async () => true,
  })
  return {
    ...office,
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
    ].filter((id) => id !== ''),
    async ask(who, method, url, body) {
      const asked = office.app.inject({
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
