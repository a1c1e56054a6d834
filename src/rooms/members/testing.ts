import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Clock } from '../../platform/server/clock.ts'
import { everybody } from '../../platform/server/gate.ts'
import { rowsOf } from '../../platform/server/db/database.ts'
import type { RoomServer } from '../../platform/server/room.ts'
import { openTestContext, type TestContext } from '../../platform/server/testing.ts'
import { accessServer } from '../access/server/index.ts'
import { areasServer } from '../areas/server/index.ts'
import { auditServer } from '../audit/server/index.ts'
import type { OrganizationKind } from '../organizations/contract.ts'
import { organizationsServer } from '../organizations/server/index.ts'
import { registerOrganization } from '../organizations/server/public.ts'
import { rulebookServer } from '../rulebook/server/index.ts'
import { unitsServer } from '../units/server/index.ts'
import { membersServer } from './server/index.ts'

/** The rooms up to this one. */
export const testRooms: readonly RoomServer[] = [
  areasServer,
  accessServer,
  auditServer,
  rulebookServer,
  unitsServer,
  organizationsServer,
  membersServer,
]

/** A small district: a ledger of six firms in two towns, and a tree of organisations over it. */
export interface TestDistrict {
  readonly context: TestContext
  readonly app: FastifyInstance
  /** By name. */
  readonly units: ReadonlyMap<string, string>
  readonly towns: readonly { readonly id: string; readonly path: string }[]
  organization(name: string, more?: MadeOrganization): Promise<string>
  ask<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown): Promise<{ status: number; body: T }>
  /** Sends files to an endpoint that takes them, waits for the job, gives the id. */
  drop(url: string, files: readonly { name: string; bytes: Buffer | string }[]): Promise<string>
  finished(job: string): Promise<void>
  /** Whoever asks from now on states this purpose; null: names are masked. */
  as(purpose: string | null): void
}

export interface MadeOrganization {
  readonly kind?: OrganizationKind
  readonly superior?: string
  readonly units?: readonly string[]
  readonly founded?: string
  readonly town?: number
}

const FIRMS = [
  '云山机床有限公司',
  '云山纺织有限公司',
  '云山物流有限公司',
  '云山食品有限公司',
  '云山软件有限公司',
  '云山商贸有限公司',
]

export async function openDistrict(rooms: readonly RoomServer[] = testRooms, clock?: Clock): Promise<TestDistrict> {
  const context = await openTestContext(rooms, clock)
  const app = await context.app()
  const as = (purpose: string | null): void =>
    context.gates.install({ caller: async () => everybody('测试', purpose), accounts: async () => false })
  as('测试核对')
  const ask = async <T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown) => {
    // A request's body is whatever the test sends.
    const payload = body === undefined ? {} : { payload: body as Record<string, unknown> }
    const answer = await app.inject({ method, url, ...payload })
    const json = /json/.test(String(answer.headers['content-type']))
    return { status: answer.statusCode, body: (json ? JSON.parse(answer.body) : answer.rawPayload) as T }
  }
  const finished = async (job: string): Promise<void> => {
    const done = await context.jobs.finished(job)
    if (done.state !== 'done') throw new Error(done.problem?.words ?? done.state)
  }
  const drop = async (url: string, files: readonly { name: string; bytes: Buffer | string }[]): Promise<string> => {
    const answer = await app.inject({ method: 'POST', url, ...multipart(files) })
    if (answer.statusCode !== 200) throw new Error(answer.body)
    const { id, job } = answer.json<{ id: string; job: string }>()
    await finished(job)
    return id
  }
  await dropLedger()
  const { units, towns } = await readGround()
  return {
    context,
    app,
    units,
    towns,
    as,
    ask,
    drop,
    finished,
    async organization(name, { kind = 'branch', superior, units: own = [], founded = '2015-06-01', town = 0 } = {}) {
      const scope = context.localScope()
      const { id } = await context.database.write(scope, (tx) =>
        registerOrganization(context, tx, scope, {
          name,
          kind,
          superior: superior ?? null,
          area: towns[town]?.id ?? '',
          // Written as a day above.
          founded: founded as Day,
          day: founded as Day,
          units: own,
          state: 'active',
          event: 'registered',
          reason: '补录',
          overrides: Object.fromEntries(SOFT.map((rule) => [rule, '测试'])),
        }),
      )
      return id
    },
  }

  async function dropLedger(): Promise<void> {
    const heading = '序号,单位名称,单位地址,职工人数,正式党员,预备党员,是否建立党组织'
    const rows = FIRMS.map(
      (name, at) =>
        `${at + 1},${name},浙江省宁波市鄞州区${at < 3 ? '东郊街道' : '下应街道'}云山路${at + 1}号,30,0,0,否`,
    )
    const id = await drop('/api/imports', [{ name: '两新组织台账.csv', bytes: `${heading}\n${rows.join('\n')}` }])
    const { body } = await ask<{ job: string }>('POST', `/api/imports/${id}/commit`)
    await finished(body.job)
  }

  async function readGround() {
    const rows = await rowsOf<{ id: string; name: string }>(context.database.owner, sql`select id, name from unit`)
    const areas = await rowsOf<{ id: string; path: string }>(
      context.database.owner,
      sql`select id, path from area where level = 'town' and valid_to is null order by id`,
    )
    return { units: new Map(rows.map(({ id, name }) => [name, id])), towns: areas }
  }
}

/** Soft rules that the builders break without asking. */
const SOFT = ['organization.superior', 'branch.4', 'branch.5', 'branch.5.joint', 'formation.tiers', 'branch.7']

export function multipart(files: readonly { name: string; bytes: Buffer | string }[]) {
  const boundary = 'juxin-test-boundary'
  const parts = files.flatMap(({ name, bytes }) => [
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    Buffer.from(bytes),
    Buffer.from('\r\n'),
  ])
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
  }
}
