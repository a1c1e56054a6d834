import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import { rooms } from '../src/apps/server/rooms.ts'
import { EVERYTHING, NOTHING, type Reach } from '../src/kernel/scope.ts'
import { seededRandom } from '../src/kernel/random.ts'
import { everybody } from '../src/platform/server/gate.ts'
import { writeXlsx } from '../src/platform/server/spreadsheets/write-xlsx.ts'
import { openTestContext, testClock, type TestContext } from '../src/platform/server/testing.ts'
import { multipart } from '../src/rooms/members/testing.ts'
import { recountMembers } from '../src/rooms/members/server/public.ts'
import { runAllClocks } from '../src/rooms/organizations/deadlines/server/public.ts'
import { searchText } from '../src/standards/search-tokens.ts'
import { checkOf } from '../src/standards/identity-number.ts'

/**
 * A district of 3,000 organisations and 60,000 members: the members come in by a register as an office drops it, then the
 * export of the national system, in which known differences are planted, is reconciled with them; each difference must be
 * found and explained and nothing else. With 5,000 declarations beside them the pages that people open all day, by the administrator, by a town and
 * by the secretary of one branch.
 *
 *     node bench/members.ts [--organizations 3000] [--members 60000] [--rounds 40] [--json]   PostgreSQL with TEST_DATABASE_URL
 */
const option = (name: string, usual: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? usual : Number(process.argv[at + 1])
}
const ORGANIZATIONS = option('organizations', 3000)
const MEMBERS = option('members', 60_000)
const ROUNDS = option('rounds', 40)
const TOWNS = Math.max(6, Math.round(ORGANIZATIONS / 50))
const ROOT = '990100'
const TODAY = '2026-11-20'

const two = (n: number): string => String(n).padStart(2, '0')
const townOf = (i: number): string => `t${String(i % TOWNS).padStart(4, '0')}`
const pathOf = (i: number): string => `${ROOT}/990101/${townOf(i)}/`
const idOf = (i: number): string => `o${String(i).padStart(6, '0')}`
const chainOf = (i: number): string => (i < TOWNS ? `${idOf(i)}/` : `${idOf(i % TOWNS)}/${idOf(i)}/`)
const nameOf = (i: number): string => (i < TOWNS ? `云山第${i}街道综合党委` : `中共云山第${i}支部委员会`)
const unitOf = (i: number): string => `云山${i}号机械有限公司`

async function fill(context: TestContext): Promise<void> {
  const { district } = context.config
  const now = '2026-11-01T00:00:00Z'
  await context.database.writeAsOwner(async (tx) => {
    const copy = (table: string, columns: string, rows: (string | number | boolean | null)[][]) =>
      context.database.copy(tx, table, columns.split(' '), rows)
    await sql`insert into office (district, root, as_of) values (${district}, ${ROOT}, ${TODAY})`.execute(tx)
    await copy(
      'area',
      'district id valid_from tree name level parent path source',
      [
        [ROOT, '云山市', 'city', null, `${ROOT}/`],
        ['990101', '云山东区', 'county', ROOT, `${ROOT}/990101/`],
        ...Array.from({ length: TOWNS }, (_, i) => [townOf(i), `${i}街道`, 'town', '990101', pathOf(i)]),
      ].map(([id = '', name = '', level = '', parent = null, path = '']) => [
        district,
        id,
        '2000-01-01',
        'division',
        name,
        level,
        parent,
        path,
        '虚构',
      ]),
    )
    const units = Array.from({ length: ORGANIZATIONS * 3 }, (_, i) => i)
    await copy('unit_batch', 'district id import_id file sheet sha256 source as_of written_at rows counts', [
      [district, 'b1', '', '登记.csv', '', '', 'registry', TODAY, now, units.length, '{}'],
    ])
    await copy(
      'unit',
      'district id name kind path county town place size life sources coverage due reason must with_member search changed_at',
      units.map((i) => [district, `u${i}`, unitOf(i), 'enterprise', pathOf(i), '990101', townOf(i), '{"confidence":1,"words":[]}', 'small',
        'operating', '{registry}', 'none', 'nothing', '', false, false, searchText({ name: unitOf(i), code: null, address: null }), now]), // prettier-ignore
    )
    await copy(
      'unit_record',
      'district id unit_id batch_id source as_of row_no facts hash state joined_by',
      units.map((i) => [
        district,
        `r${i}`,
        `u${i}`,
        'b1',
        'registry',
        TODAY,
        i,
        JSON.stringify({ name: unitOf(i), placed: townOf(i) }),
        '',
        'live',
        'new',
      ]),
    )
    const all = Array.from({ length: ORGANIZATIONS }, (_, i) => i)
    await copy(
      'organization',
      'district id name kind state superior chain area path founded units search changed_at',
      all.map((i) => [district, idOf(i), nameOf(i), i < TOWNS ? 'committee' : i % 7 === 0 ? 'joint-branch' : 'branch', 'active',
        i < TOWNS ? null : idOf(i % TOWNS), chainOf(i), townOf(i), pathOf(i), '2015-01-01', 3,
        searchText({ name: nameOf(i), code: null, address: null }), now]), // prettier-ignore
    )
    await copy(
      'organization_version',
      'district id valid_from event name kind state superior chain area path',
      all.map((i) => [
        district,
        idOf(i),
        '2015-01-01',
        'e',
        nameOf(i),
        i < TOWNS ? 'committee' : 'branch',
        'active',
        i < TOWNS ? null : idOf(i % TOWNS),
        chainOf(i),
        townOf(i),
        pathOf(i),
      ]),
    )
    await copy(
      'organization_unit',
      'district organization unit_id valid_from form event',
      all.flatMap((i) => [0, 1, 2].map((k) => [district, idOf(i), `u${i * 3 + k}`, '2015-01-01', 'joint', 'e'])),
    )
    await copy(
      'organization_event',
      'district id organization day kind words reason actor at',
      all.map((i) => [district, `e${i}`, idOf(i), '2015-01-01', 'registered', '补录', '补录', '某人', now]),
    )
    await copy(
      'organization_term',
      'district id organization no begins due first_due how event',
      all.map((i) => {
        const due = new Date(Date.parse(TODAY) + (((i * 37) % 1100) - 100) * 86_400_000).toISOString().slice(0, 10)
        return [district, `t${i}`, idOf(i), 3, '2023-01-01', due, due, 'recorded', 'e']
      }),
    )
  })
  await context.database.tidy([
    'unit',
    'unit_record',
    'organization',
    'organization_unit',
    'organization_event',
    'organization_version',
  ])
}

/** Where people work, what the annual reports say of it, and 5,000 who declared themselves. */
async function fillDeclared(context: TestContext): Promise<void> {
  const { config, database, secrets } = context
  await database.writeAsOwner(async (tx) => {
    await sql`update member m set unit_id = 'u' || n.no % ${ORGANIZATIONS * 3} from
      (select id, row_number() over (order by id) as no from member) n where n.id = m.id and n.no % 3 <> 0`.execute(tx)
    await sql`update unit set members_reported = length(id) + substr(id, 2)::int % 5 where substr(id, 2)::int % 3 = 0`.execute(
      tx,
    )
    const columns =
      'district id state name name_hash phone phone_hash said place_kind unit_id town path declared paper consent consent_day code_hash changed changed_at'
    const rows = Array.from({ length: 5000 }, (_, i) => [
      config.district, `d${i}`, i % 5 === 0 ? 'received' : 'closed', secrets.seal(`申报${i}`), secrets.hash('declared-name', `申报${i}`),
      secrets.seal('13900000000'), secrets.hash('declared-phone', '13900000000'), secrets.seal('{}'), 'unknown',
      i % 2 === 0 ? `u${i}` : null, townOf(i), pathOf(i), '2026-11-01', false, '2026-1', '2026-11-01', `${i}`, '2026-11-01', '2026-11-01T00:00:00Z']) // prettier-ignore
    await database.copy(tx, 'declaration', columns.split(' '), rows)
  })
}

interface Person {
  readonly name: string
  readonly identity: string
  readonly gender: string
  readonly born: string
  readonly category: string
  readonly branch: number
  readonly joined: string
  readonly fullOn: string
}

const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂文辉玲建国志海峰雪梅林云龙凤'

function makePeople(): Person[] {
  const random = seededRandom(5)
  const pick = (text: string): string => text[random.int(text.length)] ?? ''
  return Array.from({ length: MEMBERS }, (_, i) => {
    const born = `${1955 + random.int(45)}-${two(1 + random.int(12))}-${two(1 + random.int(28))}`
    const head = `990101${born.replaceAll('-', '')}${String(random.int(1000)).padStart(3, '0')}`
    const joined = `${Number(born.slice(0, 4)) + 19 + random.int(7)}-${two(1 + random.int(12))}-${two(1 + random.int(28))}`
    const probationary = random.next() < 0.03
    return {
      name: pick(SURNAMES) + pick(GIVEN) + (random.next() < 0.75 ? pick(GIVEN) : ''),
      // One in ten has none, as registers are.
      identity: i % 10 === 0 ? '' : head + checkOf(head),
      gender: Number(head[16]) % 2 === 1 ? '男' : '女',
      born,
      category: probationary ? '预备党员' : '正式党员',
      branch: TOWNS + (i % (ORGANIZATIONS - TOWNS)),
      joined: joined > '2026-01-01' ? '2026-01-01' : joined,
      fullOn: probationary || joined > '2025-01-01' ? '' : `${Number(joined.slice(0, 4)) + 1}${joined.slice(4)}`,
    }
  })
}

const HEAD = ['姓名', '公民身份号码', '性别', '民族', '出生日期', '学历', '人员类别', '所在党支部', '加入党组织日期', '转为正式党员日期', '工作岗位', '联系电话', '家庭住址', '党籍状态', '是否为失联党员', '是否为流动党员'] // prettier-ignore

async function fileOf(folder: string, title: string, people: readonly Person[]): Promise<Buffer> {
  const path = join(folder, `${title.length}-${people.length}.xlsx`)
  const rows = people.map((one) => [one.name, one.identity, one.gender, '汉族', one.born, '大学本科', one.category, nameOf(one.branch),
    one.joined, one.fullOn, '一线职工', '', '', '正常', '否', '否']) // prettier-ignore
  await writeXlsx(path, {
    sheets: [{ name: '党员', titles: [title], columns: HEAD.map((heading) => ({ title: heading })), rows }],
  })
  return readFileSync(path)
}

interface Planted {
  readonly people: Person[]
  readonly expected: Record<string, number>
}

/** The register as the national system has it: some moved, some of another status or with other days, some only there, some only here. */
function plant(people: readonly Person[]): Planted {
  const expected: Record<string, number> = { organization: 0, status: 0, dates: 0, 'only-here': 0, 'only-there': 0 }
  const note = (kind: string): void => void (expected[kind] = (expected[kind] ?? 0) + 1)
  const there = people.flatMap((one, i): Person[] => {
    if (one.identity === '') return [one]
    switch (i % 97) {
      case 11:
        note('organization')
        return [{ ...one, branch: TOWNS + ((one.branch - TOWNS + 1) % (ORGANIZATIONS - TOWNS)) }]
      case 22:
        if (one.category === '正式党员') return [one]
        note('status')
        return [{ ...one, category: '正式党员' }]
      case 33:
        note('dates')
        return [{ ...one, joined: `${one.joined.slice(0, 8)}${one.joined.endsWith('28') ? '27' : '28'}`, fullOn: '' }]
      case 44:
        note('only-here')
        return []
      case 55: {
        note('only-there')
        const head = `990102${one.born.replaceAll('-', '')}${String(i % 1000).padStart(3, '0')}`
        const gender = Number(head[16]) % 2 === 1 ? '男' : '女'
        return [one, { ...one, name: `欧阳${one.name}新`, identity: head + checkOf(head), gender, fullOn: '' }]
      }
      default:
        return [one]
    }
  })
  return { people: there, expected }
}

interface Answer<T> {
  readonly body: T
  readonly seconds: number
  /** Processor time; with the embedded database it is nearly all of it, whatever else the machine does. */
  readonly cpu: number
}

async function ask<T>(
  app: FastifyInstance,
  who: string,
  url: string,
  method: 'GET' | 'POST' = 'GET',
  payload?: object,
): Promise<Answer<T>> {
  const [start, before] = [performance.now(), process.cpuUsage()]
  const got = await app.inject({
    method,
    url,
    headers: { 'x-person': who },
    ...(payload === undefined ? {} : { payload }),
  })
  const seconds = (performance.now() - start) / 1000
  if (got.statusCode !== 200) throw new Error(`${who} ${url}: ${got.statusCode} ${got.body.slice(0, 300)}`)
  const { user, system } = process.cpuUsage(before)
  return { body: JSON.parse(got.body) as T, seconds, cpu: (user + system) / 1000 }
}

interface RosterAnswer {
  readonly state: string
  readonly sentence: string
  readonly unexplained: number
  readonly counts: Record<string, number>
  readonly differences: Record<string, number>
}

async function drop(
  context: TestContext,
  app: FastifyInstance,
  bytes: Buffer,
  name: string,
): Promise<{ id: string; seconds: number; cpu: number; roster: RosterAnswer }> {
  const [start, before] = [performance.now(), process.cpuUsage()]
  const { headers, payload } = multipart([{ name, bytes }])
  const got = await app.inject({
    method: 'POST',
    url: '/api/rosters',
    headers: { ...headers, 'x-person': 'office' },
    payload,
  })
  const { id, job } = JSON.parse(got.body) as { id: string; job: string }
  const done = await context.jobs.finished(job)
  if (done.state !== 'done') throw new Error(done.problem?.words ?? done.state)
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(before)
  return {
    id,
    seconds,
    cpu: (user + system) / 1e6,
    roster: (await ask<RosterAnswer>(app, 'office', `/api/rosters/${id}`)).body,
  }
}

const percentile = (taken: readonly number[], p: number): number =>
  [...taken].sort((a, b) => a - b)[Math.min(taken.length - 1, Math.floor(taken.length * p))] ?? 0

const q = encodeURIComponent
const CHANNELS: Readonly<Record<string, readonly string[]>> = {
  'organisation page': [`/api/organizations/${idOf(TOWNS + 5)}`, `/api/organizations/${idOf(5)}`],
  'tree level': ['/api/organizations/tree', `/api/organizations/tree?parent=${idOf(5)}`],
  'due list': ['/api/deadlines'],
  'member list': ['/api/members', '/api/members?sort=joined&desc=true', `/api/members?organization=${idOf(TOWNS + 5)}`],
  'member search: whole name': [`/api/members?q=${q('张伟芳')}`, `/api/members?q=${q('王磊')}`],
  'member search: two characters': [`/api/members?q=${q('建国')}`],
  'member search: initials': ['/api/members?q=zwf'],
  'member search: organisation': [`/api/members?q=${q('第777支部')}`],
  'member page': ['/api/members/@member'],
  declarations: ['/api/declarations', '/api/declarations/count', `/api/declarations?q=${q('申报77')}`],
  'counts that disagree': ['/api/declarations/units', '/api/declarations/units/count'],
}

const folder = mkdtempSync(join(tmpdir(), 'juxin-bench-members-'))
const context = await openTestContext(rooms, testClock(`${TODAY}T09:00:00+08:00`))
const cast: Readonly<Record<string, Reach>> = {
  office: EVERYTHING,
  town: { ...NOTHING, paths: [pathOf(5)] },
  secretary: { ...NOTHING, organizations: [chainOf(TOWNS + 5)] },
}
context.gates.install({
  accounts: async () => true,
  caller: async (request) => {
    const who = String(request.headers['x-person'] ?? '')
    return { ...everybody(who), account: who === 'office' ? null : `account-${who}`, reach: () => cast[who] ?? NOTHING }
  },
})
try {
  await fill(context)
  const app = await context.app()
  const people = makePeople()
  const figures: Record<string, number> = {}

  const register = await drop(context, app, await fileOf(folder, '两新组织党员名册', people), '党员名册.xlsx')
  figures['read and compare the first register, s'] = register.seconds
  const started = performance.now()
  const { body: commit } = await ask<{ job: string }>(app, 'office', `/api/rosters/${register.id}/commit`, 'POST', {
    take: ['added'],
  })
  const written = await context.jobs.finished(commit.job)
  if (written.state !== 'done') throw new Error(written.problem?.words ?? written.state)
  figures['write it, s'] = (performance.now() - started) / 1000
  const scope = context.localScope()
  figures['members on file'] = register.roster.counts['added'] ?? 0
  figures['counters that a recount finds wrong'] = (await recountMembers(context.database.as(scope), scope)).length

  const { people: there, expected } = plant(people)
  const title = `全国党员管理信息系统 党员基本信息 截至${TODAY}`
  const national = await drop(context, app, await fileOf(folder, title, there), '系统导出.xlsx')
  figures['reconcile with the national export, s'] = national.seconds
  figures['the same, s of processor time'] = national.cpu
  figures['rows of it'] = national.roster.counts['rows'] ?? 0
  figures['same on both sides'] = national.roster.counts['same'] ?? 0
  figures['unexplained'] = national.roster.unexplained
  const same = await drop(context, app, await fileOf(folder, '两新组织党员名册', people), '党员名册.xlsx')
  figures['differences when the first register comes again'] =
    (same.roster.counts['rows'] ?? 0) - (same.roster.counts['same'] ?? 0) - (same.roster.counts['wrong'] ?? 0)
  const wrongKinds = Object.entries(expected).filter(([kind, n]) => {
    const found = national.roster.differences[kind] ?? 0
    // Rows of people whose name and branch another row already has without a number are wrong rows, and explained as such.
    return Math.abs(found - n) > (register.roster.counts['wrong'] ?? 0) + (national.roster.counts['asked'] ?? 0)
  })

  await fillDeclared(context)
  await runAllClocks(context, scope)
  await context.database.tidy(['member', 'member_name_key', 'organization', 'deadline', 'unit', 'declaration'])
  const { body: list } = await ask<{ rows: { id: string }[] }>(app, 'secretary', '/api/members?limit=1')
  const member = list.rows[0]?.id ?? ''
  const table: Record<string, Record<string, number>> = {}
  for (const [name, urls] of Object.entries(CHANNELS)) {
    table[name] = {}
    for (const who of Object.keys(cast)) {
      const taken: number[] = []
      const worked: number[] = []
      for (let round = 0; round < ROUNDS + 3; round++) {
        for (const url of urls) {
          if (who === 'secretary' && url.includes(idOf(5))) continue
          const { seconds, cpu } = await ask(app, who, url.replace('@member', member))
          if (round < 3) continue
          taken.push(seconds * 1000)
          worked.push(cpu)
        }
      }
      Object.assign(table[name], {
        [`${who} p50`]: percentile(taken, 0.5),
        [`${who} p95`]: percentile(taken, 0.95),
        [`${who} p95 cpu`]: percentile(worked, 0.95),
      })
    }
  }
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ figures, expected, found: national.roster.differences, table })}\n`)
  } else {
    console.log(`${context.database.kind}, ${ORGANIZATIONS} organisations, ${MEMBERS} people, ${ROUNDS} rounds\n`)
    for (const [name, value] of Object.entries(figures))
      console.log(`${name.padEnd(48)} ${Math.round(value * 100) / 100}`)
    console.log(`\n${national.roster.sentence}\nplanted ${JSON.stringify(expected)}\n`)
    for (const [name, row] of Object.entries(table))
      console.log(
        `${name.padEnd(32)} ${Object.entries(row)
          .map(([what, ms]) => `${what} ${ms.toFixed(1)}`)
          .join('   ')}`,
      )
  }
  if (wrongKinds.length > 0 || national.roster.unexplained > 0) {
    console.error('differences that were planted were not found as they were:', wrongKinds)
    process.exitCode = 1
  }
} finally {
  await context.close()
  rmSync(folder, { recursive: true, force: true })
}
