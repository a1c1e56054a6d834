import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everybody, type Caller } from '../../src/platform/server/gate.ts'
import type { UnitPage } from '../../src/rooms/units/contract.ts'
import { ALL_ENDPOINTS, openGuarded, textOf, type Guarded } from './office.ts'

/**
 * Every person of this office has `密名` in the name, behind the first character. What anybody gets to read without a
 * stated purpose must never hold it: through every endpoint that only reads, with every id there is.
 */
const SECRET = '密名'
let office: Guarded
let purpose: string | null = null
let account = 'account-office'
let named: readonly { id: string; instructor: string }[] = []
/** A member, on the way to another organisation, and a guest: ids of the record, the case and the two stays. */
let moving: readonly string[] = []

const caller = (): Caller => ({ ...everybody('测试主管', purpose), account })

beforeAll(async () => {
  office = await openGuarded(120)
  const { context } = office
  context.gates.install({ caller: async () => caller(), accounts: async () => true })
  const owner = context.database.owner
  const name = sql`'甄密名' || (('x' || substr(md5(id), 1, 4))::bit(16)::int % 3)::text`
  await sql`update unit set instructor = ${name}, liaison = '乔密名' || right(id, 3), coverage = 'work'
    where id in (select id from unit order by id limit 70)`.execute(owner)
  await sql`update unit_record r set facts = r.facts || jsonb_build_object('instructor', u.instructor, 'liaison', u.liaison),
      texts = jsonb_build_object('instructor', u.instructor || '（原文）')
    from unit u where u.district = r.district and u.id = r.unit_id and u.instructor is not null`.execute(owner)
  const rows = await sql<{ id: string; instructor: string }>`
    select id, instructor from unit where instructor is not null and life = 'operating' order by id`.execute(owner)
  named = rows.rows
  const { job } = await office.send<{ job: string }>('POST', '/api/plans', { capacity: 50 })
  await office.finished(job)
  moving = await moveSomebody()
})
afterAll(() => office.close())

async function moveSomebody(): Promise<string[]> {
  const post = async (url: string, body: object): Promise<string> =>
    (await office.send<{ id: string }>('POST', url, { reason: '测试', ...body })).id
  const branch = (name: string) => {
    const overrides = { 'organization.superior': '测试' }
    const given = { name, kind: 'branch', superior: null, area: office.inside.area, founded: '2015-01-01', overrides }
    return post('/api/organizations', given)
  }
  const [from, to] = [await branch('长江党支部'), await branch('黄河党支部')]
  const person = { name: '甄密名九', status: 'full', organization: from, day: '2020-01-01' }
  const member = await post('/api/members', person)
  const stay = await post('/api/floating', { member, to, since: '2026-01-01', fixed: true })
  const guest = { member: null, name: '甄密名十', fromText: '外地支部', to, since: '2026-01-01', fixed: true }
  const visit = await post('/api/floating', guest)
  const transfer = await post('/api/transfers', { direction: 'within', member, to })
  const { consent } = await office.get<{ consent: { version: string } }>('/api/declare')
  const form = { name: '甄密名十一', phone: '13812340000', placeKind: 'unknown', consent: consent.version }
  const declaration = await post('/api/declarations', { ...form, signed: '2026-11-01' })
  const { version } = await office.get<{ version: number }>(`/api/members/${member}`)
  await office.send('POST', `/api/floating/lost/${member}`, { version, lost: true, day: '2026-02-01', reason: '测试' })
  const target = { name: '甄密名十二', born: '1990-01-01', organization: from, stage: 'target' }
  const days = { activist: '2024-01-10', target: '2025-02-10' }
  const development = await post('/api/development', { ...target, days })
  return [member, transfer, stay, visit, declaration, development]
}

const keyOf = (name: string): string => office.context.secrets.hash('name', name)

async function read(url: string): Promise<{ status: number; text: string }> {
  const { status, bytes } = await office.raw({ method: 'GET', url })
  return { status, text: status === 200 ? await textOf(bytes) : bytes.toString('utf8') }
}

async function readings(): Promise<{ details: Record<string, unknown> }[]> {
  const { rows } = await sql<{ details: Record<string, unknown> }>`
    select details from audit where action = 'personal.read' order by id`.execute(office.context.database.owner)
  return rows
}

/** One paper of each kind that holds names. */
const PAPERS = { '/api/documents/development/': 'course', '/api/documents/transfers/': 'letter' }

/** Every way of filling the path of an endpoint, with and without the rest of what endpoints ask for. */
async function urlsOf(path: string): Promise<string[]> {
  const { rows: plans } = await sql<{ id: string }>`select id from plan`.execute(office.context.database.owner)
  const { rows: proposals } = await sql<{ id: string }>`
    select plan_id || '-' || no as id from proposal where kind = 'instructor' order by plan_id desc limit 6`.execute(
    office.context.database.owner,
  )
  const things = [
    ...named.slice(0, 3).map(({ id }) => id),
    ...moving,
    ...plans.map(({ id }) => id),
    ...proposals.map(({ id }) => id),
    office.importId,
    office.snapshot,
    office.batch,
    office.inside.area,
    keyOf(named[0]?.instructor ?? ''),
  ]
  const asked = new URLSearchParams({
    name: keyOf(named[0]?.instructor ?? ''),
    ids: plans.map(({ id }) => id).join(','),
    limit: '500',
    tab: 'new',
    id: named[0]?.id ?? '',
    format: 'csv',
  }).toString()
  for (const [of, paper] of Object.entries(PAPERS)) if (path.startsWith(of)) path = path.replace(':paper', paper)
  const paths = path.includes(':') ? things.map((thing) => path.replace(/:\w+/g, thing)) : [path]
  return paths.flatMap((one) => [`${one}?limit=500`, `${one}?${asked}`])
}

const reading = Object.entries(ALL_ENDPOINTS).filter(([, { method }]) => method === 'GET')

describe('without a purpose', () => {
  const answered = new Set<string>()

  test.each(reading)('%s names nobody', async (name, { path }) => {
    purpose = null
    for (const url of await urlsOf(path)) {
      const { status, text } = await read(url)
      if (status === 200) answered.add(name)
      expect(text.includes(SECRET), `${url} ${text.slice(Math.max(0, text.indexOf(SECRET) - 80)).slice(0, 160)}`).toBe(
        false,
      )
    }
  })

  test('most endpoints did answer, those that hold names all of them', () => {
    expect(answered.size).toBeGreaterThan(reading.length / 2)
    expect([...answered]).toEqual(expect.arrayContaining(HOLDERS))
  })

  test('no name can be found by searching or guessing', async () => {
    purpose = null
    const [unit] = named
    const name = unit?.instructor ?? ''
    for (const q of [name, SECRET, '甄密', 'zmm']) {
      const units = await office.get<{ rows: unknown[] }>(`/api/units?q=${encodeURIComponent(q)}`)
      const proposals = await office.get<{ rows: unknown[] }>(`/api/plans/latest/proposals?q=${encodeURIComponent(q)}`)
      expect([q, units.rows.length, proposals.rows.length]).toEqual([q, 0, 0])
    }
    const guess = (text: string) => read(`/api/instructors/handover?name=${encodeURIComponent(text)}`)
    const [right, wrong] = [await guess(name), await guess('甄密名9')]
    expect(right.status).toBe(404)
    expect(JSON.parse(right.text)).toMatchObject({ words: JSON.parse(wrong.text).words })
    expect(right.text).not.toContain(SECRET)
  })

  test('nothing was noted as read', async () => {
    expect(await readings()).toEqual([])
  })
})

const HOLDERS = [
  'units.list',
  'units.get',
  'units.export',
  'planner.instructors',
  'planner.handover',
  'planner.handoverXlsx',
  'planner.proposals',
  'planner.proposal',
  'planner.exportXlsx',
  'members.list',
  'members.get',
  'transfers.list',
  'transfers.get',
  'development.board',
  'development.list',
  'development.get',
  'documents.development',
  'documents.transfers',
  'declarations.list',
  'declarations.get',
  'declarations.export',
  'floating.list',
  'floating.get',
  'floating.lost',
]

describe('with a purpose', () => {
  const before = async (work: () => Promise<void>) => {
    purpose = '换届通知'
    try {
      await work()
    } finally {
      purpose = null
    }
  }

  test.each(HOLDERS)('%s shows names, and says so in one row', (name) =>
    before(async () => {
      const path = ALL_ENDPOINTS[name]?.path ?? ''
      // Two hundred are more than a file may hold without a second person.
      await sql`insert into personal_setting (district, name, value) values (${office.context.config.district}, 'release-threshold', 1000)
        on conflict (district, name) do update set value = 1000`.execute(office.context.database.owner)
      let shown = false
      for (const url of await urlsOf(path)) {
        const [rows, { status, text }] = [(await readings()).length, await read(url)]
        if (status !== 200 || !text.includes(SECRET)) continue
        shown = true
        expect([url, (await readings()).length - rows]).toEqual([url, 1])
      }
      expect(shown).toBe(true)
    }),
  )

  test('the trail holds the purpose and hashes, and no name', async () => {
    const rows = await readings()
    expect(rows.length).toBeGreaterThan(HOLDERS.length)
    expect(rows.every(({ details }) => details['purpose'] === '换届通知' && Number(details['persons']) > 0)).toBe(true)
    expect(JSON.stringify(rows)).toContain(keyOf(named[0]?.instructor ?? ''))
    const { rows: all } = await sql`select * from audit`.execute(office.context.database.owner)
    expect(JSON.stringify(all)).not.toContain(SECRET)
  })

  test('a file with many needs somebody else', () =>
    before(async () => {
      await sql`update personal_setting set value = 5`.execute(office.context.database.owner)
      const refused = await read('/api/units/export?format=csv')
      expect([refused.status, JSON.parse(refused.text).code]).toEqual([403, 'personal.release-needed'])
      const { id } = await office.send<{ id: string }>('POST', '/api/personal/releases', {
        export: 'units.export',
        query: 'format=csv',
        purpose: '换届通知',
      })
      await sql`update personal_release set state = 'released', until = now() + interval '100 years'`.execute(
        office.context.database.owner,
      )
      // Which file it is for: so that it can be fetched from any browser.
      const { rows } = await office.get<{ rows: object[] }>('/api/personal/releases')
      expect(rows).toMatchObject([{ id, export: 'units.export', query: 'format=csv', mine: true }])
      expect((await read(`/api/units/export?format=xlsx&release=${id}`)).status).toBe(403)
      const taken = await read(`/api/units/export?format=csv&release=${id}`)
      expect([taken.status, taken.text.includes(SECRET)]).toEqual([200, true])
      expect((await read(`/api/units/export?format=csv&release=${id}`)).status).toBe(403)
    }))
})

describe('rows to be mended go back to whoever imported them', () => {
  test('with the names of their own file, or the mended sheet would lose them; it is a reading, and nobody else gets them', async () => {
    purpose = null
    const sheet = '单位名称,统一社会信用代码,成立日期,指导员\n退回样例商行,,2039-01-01,甄密名丙'
    const draft = await office.drop([{ name: '台账.csv', bytes: sheet }])
    expect(draft.counts.wrong + draft.counts.suspicious).toBe(1)
    const count = async () => (await readings()).length
    const rows = await count()
    const own = await read(`/api/imports/${draft.id}/wrong`)
    expect([own.status, own.text.includes('甄密名丙'), (await count()) - rows]).toEqual([200, true, 1])
    expect((await readings()).at(-1)?.details).toMatchObject({
      what: 'units.wrongRows',
      persons: 1,
      purpose: '退回有误的行',
      subjects: [keyOf('甄密名丙')],
    })
    const page = await read(`/api/imports/${draft.id}/rows?tab=wrong`)
    expect(page.text.includes(SECRET)).toBe(false)
    account = 'account-other'
    const others = await read(`/api/imports/${draft.id}/wrong`)
    account = 'account-office'
    expect([others.status, others.text.includes('退回样例商行'), others.text.includes(SECRET)]).toEqual([
      200,
      true,
      false,
    ])
  })
})

describe('a masked list that comes back', () => {
  const exported = async () => (await read('/api/units/export?format=csv')).text
  const instructorOf = async (id: string) => {
    purpose = '核对'
    const page = await office.get<UnitPage>(`/api/units/${id}`)
    purpose = null
    return page.instructor
  }

  test('changes nothing', async () => {
    const text = await exported()
    expect(text).toContain('甄***')
    const draft = await office.drop([{ name: '台账.csv', bytes: text }])
    expect([draft.state, draft.counts.changed, draft.counts.new, draft.counts.suspicious]).toEqual(['ready', 0, 0, 0])
  })

  test('takes what was edited and leaves masks alone, also edited ones', async () => {
    const [unit] = named
    const { id = '', instructor = '' } = unit ?? {}
    const lines = (await exported()).split('\n').filter((line, at) => at === 0 || line.includes(id))
    const edited = lines.join('\n').replace('甄***', '甄*').replace('乔', '周乔')
    const draft = await office.drop([{ name: '台账.csv', bytes: edited }])
    expect(draft.state).toBe('ready')
    if (draft.counts.changed + draft.counts.suspicious > 0) await office.commit(draft.id)
    expect(await instructorOf(id)).toBe(instructor)
    const { rows } = await sql<{ liaison: string }>`select liaison from unit where id = ${id}`.execute(
      office.context.database.owner,
    )
    expect(rows[0]?.liaison).toMatch(/^乔密名/)
  })

  test('gives way to a name written in its place', async () => {
    const [, unit] = named
    const { id = '' } = unit ?? {}
    const lines = (await exported()).split('\n').filter((line, at) => at === 0 || line.includes(id))
    const draft = await office.drop([{ name: '台账.csv', bytes: lines.join('\n').replace('甄***', '钱新人') }])
    expect(draft.counts.changed).toBe(1)
    await office.commit(draft.id)
    expect(await instructorOf(id)).toBe('钱新人')
  })
})
