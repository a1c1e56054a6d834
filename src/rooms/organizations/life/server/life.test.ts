import { sql } from 'kysely'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, type Day } from '../../../../kernel/day.ts'
import { addMonths } from '../../../../kernel/day-math.ts'
import { seededRandom } from '../../../../kernel/random.ts'
import { NOTHING, type Reach } from '../../../../kernel/scope.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { everybody } from '../../../../platform/server/gate.ts'
import { openTestContext, testClock, type TestContext } from '../../../../platform/server/testing.ts'
import { seedTree } from '../../../coverage/testing.ts'
import { builtInRuleBook } from '../../../rulebook/public.ts'
import { addOrganization, organizationRooms, OTHER_TOWN } from '../../testing.ts'
import type { LifeRow, LifeSummary, LifeYear, Meeting } from '../contract.ts'
import { demandsOf, standingsOf, type Held } from '../rules/demands.ts'
import { lifeKinds, type LifeKind } from '../rules/life-kinds.ts'
import { findSubjects } from './subjects.ts'

const clock = testClock('2026-01-01T09:00:00+08:00')
const NOW = '2026-11-21T09:00:00+08:00'
let context: TestContext
let reach: Reach | null = null
const ids: Record<string, string> = {}
const id = (name: string): string => ids[name] ?? ''

beforeAll(async () => {
  context = await openTestContext(organizationRooms, clock)
  await seedTree(context)
  context.gates.install({
    caller: async () => ({ ...everybody('某人'), ...(reach === null ? {} : { reach: () => reach ?? NOTHING }) }),
    accounts: async () => true,
  })
  const add = async (name: string, more: object = {}): Promise<void> => {
    ids[name] = (await addOrganization(context, { name, ...more })).id
  }
  await add('甲支部')
  await add('乙支部', { area: OTHER_TOWN })
  await add('丙联合支部', { kind: 'joint-branch' })
  await add('党委', { kind: 'committee' })
  clock.advance(Date.parse(NOW) - clock.now().getTime())
  await add('新支部', { founded: '2026-11-10' as Day })
})
afterAll(() => context.close())

async function call<T>(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const app = await context.app()
  const answer = await app.inject({ method, url, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json() as T & { code?: string; words?: string } }
}

const meeting = (name: string, day: string, kinds: LifeKind[], more: object = {}) => ({
  day,
  kinds,
  title: `${name}的会`,
  holders: [{ organization: id(name), due: 10, present: 8 }],
  ...more,
})
const record = (...meetings: object[]) =>
  call<{ ids: string[]; skipped: number; notes: string[] }>('POST', '/api/life', { meetings })
const year = async (name: string) => (await call<LifeYear>('GET', `/api/organizations/${id(name)}/life`)).body
const summary = async (query = '') => (await call<LifeSummary>('GET', `/api/life/summary?${query}`)).body
const rows = async (query: string) =>
  (await call<{ rows: LifeRow[]; total: number }>('GET', `/api/life/organizations?${query}`)).body
const lines = (name: string) =>
  rowsOf<{ kind: string; words: string }>(
    context.database.owner,
    sql`select kind, words from deadline where source = 'life' and subject = ${id(name)} and state = 'open'`,
  )

describe('recording', () => {
  it('one gathering of several kinds, held by several together', async () => {
    const shared = {
      ...meeting('甲支部', '2026-11-05', ['theme-day', 'open-activity']),
      holders: [
        { organization: id('甲支部'), due: 10, present: 9 },
        { organization: id('乙支部'), due: 6, present: 5 },
      ],
    }
    const { body } = await record(shared)
    const got = await call<Meeting>('GET', `/api/life/${body.ids[0]}`)
    expect(got.body.holders.map(({ name, due, present }) => `${name} ${due} ${present}`).sort()).toEqual([
      '乙支部 6 5',
      '甲支部 10 9',
    ])
    for (const name of ['甲支部', '乙支部']) {
      expect(
        (await year(name)).standings.find(({ kind, period }) => kind === 'theme-day' && period === '2026-11')?.state,
      ).toBe('held')
    }
    expect(await lines('甲支部')).toEqual([])
  })

  it('twice the same is refused unless it is another one; an entry of a calendar is passed over', async () => {
    const one = meeting('丙联合支部', '2026-11-06', ['lecture'], { source: 'calendar', key: 'a@b 2026-11-06' })
    expect((await record(one)).body.skipped).toBe(0)
    expect((await record(one)).body).toMatchObject({ skipped: 1, ids: [] })
    const again = { ...one, key: null }
    expect((await record(again)).body.words).toBe('“丙联合支部”2026-11-06 已经记过党课。确是另一次，勾上“另一次”再记。')
    expect(
      (await call<{ ids: string[] }>('POST', '/api/life', { meetings: [again], again: true })).body.ids,
    ).toHaveLength(1)
  })

  it.each([
    [{ day: '2026-11-22' }, '开过再记'],
    [{ day: '2020-02-29' }, '早于成立日 2020-03-01'],
    [{ day: '2026-02-30' }, '没有 2026-02-30 这一天'],
    [{ holders: [{ organization: 'none' }] }, '没有这个党组织'],
    [{ kinds: [] }, '选一种'],
    [{ kinds: ['lecture', 'lecture'] }, '同一样写了两次'],
  ])('%o is refused: %s', async (part, why) => {
    const { status, body } = await record({ ...meeting('甲支部', '2026-10-01', ['lecture']), ...part })
    expect([status >= 400, body.words]).toEqual([true, expect.stringContaining(why)])
  })
  it('more present than due is refused; fewer than half is noted', async () => {
    const of = (due: number, present: number) => ({
      ...meeting('甲支部', '2026-10-20', ['members-meeting']),
      holders: [{ organization: id('甲支部'), due, present }],
    })
    expect((await record(of(8, 9))).body.words).toContain('实到 9 人多于应到 8 人')
    expect((await record(of(9, 4))).body.notes).toEqual(['2026-10-20 党员大会到会不足半数，按条例不能作决定。'])
  })
  it('all of a list or none', async () => {
    const before = (await call<{ total: number }>('GET', '/api/life')).body.total
    await record(meeting('甲支部', '2026-09-01', ['group']), meeting('甲支部', '2026-12-01', ['group']))
    expect((await call<{ total: number }>('GET', '/api/life')).body.total).toBe(before)
  })
})

describe('changing a record', () => {
  it('leaves every version; withdrawn it counts for nothing and can be put back', async () => {
    const { body } = await record(meeting('乙支部', '2026-10-10', ['theme-day']))
    const one = body.ids[0] ?? ''
    const state = async () =>
      (await year('乙支部')).standings.find(({ kind, period }) => kind === 'theme-day' && period === '2026-10')?.state
    expect(await state()).toBe('held')
    const fixed = await call<Meeting>('POST', `/api/life/${one}/correct`, {
      ...meeting('乙支部', '2026-09-10', ['theme-day']),
      version: 1,
      reason: '日期写错',
    })
    expect([fixed.body.version, await state()]).toEqual([2, 'missing'])
    const withdraw = (version: number, back: boolean) =>
      call<Meeting>('POST', `/api/life/${one}/withdraw`, { version, back, reason: '没有开' })
    expect((await withdraw(1, false)).body.code).toBe('life.changed-meanwhile')
    expect((await withdraw(2, false)).body.withdrawn).toBe(true)
    expect((await withdraw(3, false)).status).toBe(409)
    expect((await withdraw(3, true)).body.withdrawn).toBe(false)
    const { body: got } = await call<{ versions: { words: string }[] }>('GET', `/api/life/${one}`)
    expect(got.versions.map(({ words }) => words)).toEqual(['恢复', '撤回', '更正，原为 2026-10-10 主题党日'])
  })
})

describe('the year of an organisation', () => {
  it('has its plan from the rules until one is saved', async () => {
    const before = (await year('甲支部')).plan
    expect([before.saved, before.items.filter(({ kind }) => kind === 'theme-day').length]).toEqual([false, 12])
    const save = (version: number) =>
      call<LifeYear>('PUT', `/api/organizations/${id('甲支部')}/life-plan`, {
        year: 2026,
        version,
        items: [{ month: 3, kind: 'lecture', topic: '学习条例' }],
      })
    expect((await save(0)).body.plan).toEqual({
      saved: true,
      version: 1,
      items: [{ month: 3, kind: 'lecture', topic: '学习条例' }],
    })
    expect((await save(0)).body.code).toBe('life.changed-meanwhile')
    expect((await save(1)).body.plan.version).toBe(2)
  })
  it('sums numbers of meetings, of those that have any', async () => {
    const { attendance } = await year('乙支部')
    expect(attendance.find(({ kind }) => kind === 'open-activity')).toEqual({
      kind: 'open-activity',
      n: 1,
      counted: 1,
      due: 6,
      present: 5,
    })
  })
})

describe('files', () => {
  async function read(name: string, bytes: Uint8Array) {
    const app = await context.app()
    const form = new FormData()
    form.append('files', new Blob([bytes as Uint8Array<ArrayBuffer>]), name)
    const request = new Request('http://localhost', { method: 'POST', body: form })
    const answer = await app.inject({
      method: 'POST',
      url: '/api/life/read',
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      payload: Buffer.from(await request.arrayBuffer()),
    })
    return answer.json() as { source: string; drafts: object[]; notes: string[]; words?: string }
  }
  const docx = (body: string) =>
    zipSync({
      'word/document.xml': strToU8(
        `<?xml version="1.0"?><w:document xmlns:w="x"><w:body>${body}</w:body></w:document>`,
      ),
    })
  const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`

  it('minutes in .docx and in text of the office’s encoding', async () => {
    const word = await read(
      '记录.docx',
      docx(
        `${p('支部党员大会')}${p('时间：2026年11月5日')}<w:p><w:r><w:t>应到</w:t></w:r><w:r><w:t>党员 12 人</w:t></w:r><w:del><w:delText>应到 99 人</w:delText></w:del></w:p>`,
      ),
    )
    expect(word).toMatchObject({
      source: 'file',
      notes: [],
      drafts: [{ day: '2026-11-05', kinds: ['members-meeting'], due: 12, present: null }],
    })
    // 党课 2026年9月1日, as Chinese office programs write text files.
    const gbk = Buffer.from('b5b3bfce0a32303236c4ea39d4c231c8d50a', 'hex')
    expect(await read('党课.txt', gbk)).toMatchObject({ drafts: [{ day: '2026-09-01', kinds: ['lecture'] }] })
    expect((await read('空白.txt', strToU8('没有什么'))).notes).toEqual(['没有认出日期、开的是什么会，请补上。'])
  })
  it('a calendar', async () => {
    const ics =
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:k\r\nDTSTART:20261103\r\nSUMMARY:支委会\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
    expect(await read('日历.ics', strToU8(ics))).toMatchObject({
      source: 'calendar',
      drafts: [{ day: '2026-11-03', key: 'k 2026-11-03' }],
    })
  })
  it.each([
    ['旧.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '请另存为 .docx'],
    ['表.xlsx', zipSync({ 'xl/workbook.xml': strToU8('<a/>') }), '不是 Word 文档'],
    ['扫描.pdf', strToU8('%PDF-1.7\n'), 'PDF 读不出文字'],
    ['坏.docx', Buffer.from('504b0304000000000000', 'hex'), '坏.docx'],
  ])('%s is refused with the remedy', async (name, bytes, why) =>
    expect((await read(name, bytes)).words).toContain(why),
  )
})

describe('figures', () => {
  it('open exactly their rows, and say what the pure rules say', async () => {
    const random = seededRandom(4)
    const names = ['甲支部', '乙支部', '丙联合支部', '党委', '新支部']
    const some = names.flatMap((name) =>
      Array.from({ length: 14 }, () => {
        const day = addDays('2026-11-20' as Day, -Math.floor(random.next() * (name === '新支部' ? 9 : 300)))
        const kind = lifeKinds[Math.floor(random.next() * lifeKinds.length)] ?? 'lecture'
        return meeting(name, day, [kind], { bySecretary: random.next() < 0.5 })
      }),
    )
    await call('POST', '/api/life', { meetings: some, again: true })
    const scope = context.localScope()
    const today = clock.today()
    const all = await rowsOf<Held & { organization: string }>(
      context.database.owner,
      sql`select organization, day, kinds, by_secretary as "bySecretary" from organization_meeting_of where not withdrawn`,
    )
    const demands = demandsOf(builtInRuleBook(today))
    const subjects = await findSubjects(context.database.as(scope), scope, Object.values(ids), today)
    for (const month of ['2026-02', '2026-06', '2026-09', '2026-10', '2026-11', '2026-12']) {
      const meant = subjects.map((subject) => ({
        id: subject.id,
        lacking: standingsOf(
          subject,
          all.filter((one) => one.organization === subject.id),
          demands,
          '2026-01-01' as Day,
          '2026-12-31' as Day,
        )
          .filter(({ period, state }) => period.to.startsWith(month) && state !== 'held')
          .map(({ demand }) => demand.kind),
      }))
      const got = await rows(`month=${month}`)
      expect(new Map(got.rows.map((row) => [row.organization, row.lacking]))).toEqual(
        new Map(
          meant
            .filter((one) => got.rows.some((row) => row.organization === one.id))
            .map((one) => [one.id, one.lacking]),
        ),
      )
      expect((await rows(`month=${month}&lacking=any`)).rows.map((row) => row.organization).sort()).toEqual(
        meant
          .filter(({ lacking }) => lacking.length > 0)
          .map((one) => one.id)
          .sort(),
      )
      const figures = await summary(`month=${month}`)
      expect(figures.lacking).toBe((await rows(`month=${month}&lacking=any`)).total)
      for (const one of figures.demands) {
        expect([one.kind, one.lacking]).toEqual([one.kind, (await rows(`month=${month}&lacking=${one.kind}`)).total])
      }
      expect(figures.towns.reduce((sum, town) => sum + town.lacking, 0)).toBe(figures.lacking)
    }
    const { effective } = await summary()
    expect(effective.effective).toBe((await rows('effect=effective')).total)
    expect([effective.organizations, effective.effective]).toEqual([4, 4])
  })
  it('who holds nothing is not effective; who came on record lately is neither', async () => {
    await addOrganization(context, { name: '静支部' })
    clock.advance(100 * 86_400_000)
    ids['晚支部'] = (await addOrganization(context, { name: '晚支部' })).id
    const { effective } = await summary()
    expect([effective.organizations, effective.fresh]).toEqual([6, 1])
    expect((await rows('effect=new')).rows.map(({ name }) => name)).toEqual(['晚支部'])
    expect((await rows('effect=not')).rows.map(({ name }) => name)).toContain('静支部')
  })
  it('long silence is weak once the office says so, and is told with since when', async () => {
    expect((await summary()).weak).toBe(null)
    const weak = async () => (await rows('weak=true')).rows.map((row) => [row.name, ...row.weak])
    expect(await weak()).toEqual([])
    const { district } = context.config
    await sql`insert into rule_choice (district, id, rule, active, params, valid_from, at, actor, reason)
      values (${district}, 'weak', 'weak.no-life', true, '{"months":6}', '2020-01-01', now(), '某人', '本区定')`.execute(
      context.database.owner,
    )
    const today = clock.now().getTime()
    const silent = (
      await rowsOf<{ name: string; since: Day }>(
        context.database.owner,
        sql`select o.name, coalesce((select max(m.day) from organization_meeting_of m where m.organization = o.id and not m.withdrawn),
          greatest(o.founded, (select min(e.at)::date from organization_event e where e.organization = o.id))) as since
        from organization o where o.state = 'active' order by o.chain`,
      )
    ).filter(({ since }) => addMonths(since, 6) <= clock.today())
    expect((await summary()).weak).toMatchObject({ n: silent.length, words: '没有组织生活' })
    expect(await weak()).toEqual(silent.map(({ name, since }) => [name, `自 ${since} 没有记组织生活，满 6 个月`]))
    clock.advance(200 * 86_400_000)
    const later = await weak()
    expect(later.length).toBeGreaterThan(silent.length)
    expect((await summary()).weak?.n).toBe(later.length)
    clock.advance(today - clock.now().getTime())
  })
  it('towns open their organisations, and what stands in none its own; records are found by name', async () => {
    await addOrganization(context, { name: '区级支部', area: '990101' })
    const { towns } = await summary('month=2026-12')
    expect(towns.map(({ own }) => own)).toContain(true)
    for (const { area, own, organizations } of towns) {
      const { rows: found } = await rows(`month=2026-12&area=${area}${own ? '&own=true' : ''}`)
      expect(found.length).toBeGreaterThanOrEqual(organizations)
      expect(found.map(({ name }) => name).includes('区级支部')).toBe(own)
    }
    const list = async (query: string) =>
      (await call<{ rows: Meeting[]; total: number }>('GET', `/api/life?${query}`)).body
    const named = await list(`q=${encodeURIComponent('丙联合')}&limit=500`)
    expect(named.total).toBe((await list(`organization=${id('丙联合支部')}&limit=500`)).total)
    expect((await list(`q=${encodeURIComponent('没有这个')}`)).total).toBe(0)
    expect((await list('from=2026-11-01&to=2026-11-30')).total).toBe((await summary('month=2026-11')).meetings)
  })
})

describe('who reaches what', () => {
  it('a secretary records for the own organisation and sees its meetings; what is shared with others stays whole', async () => {
    reach = { ...NOTHING, organizations: [`${id('甲支部')}/`] }
    expect((await record(meeting('甲支部', '2026-08-08', ['group']))).status).toBe(200)
    expect((await record(meeting('乙支部', '2026-08-08', ['group']))).status).toBe(404)
    const { body } = await call<{ rows: Meeting[] }>('GET', '/api/life?limit=500')
    expect(new Set(body.rows.flatMap(({ holders }) => holders.map(({ name }) => name)))).toEqual(new Set(['甲支部']))
    const shared = body.rows.find(({ kinds, day }) => day === '2026-11-05' && kinds.includes('open-activity'))
    const taken = await call('POST', `/api/life/${shared?.id}/withdraw`, { version: 1, reason: '没有开' })
    expect(taken.body.code).toBe('life.shared-beyond')
    const scope = { ...context.localScope(), ...NOTHING, organizations: [`${id('甲支部')}/`] }
    const of = await rowsOf<{ organization: string }>(
      context.database.as(scope),
      sql`select distinct organization from organization_meeting_of`,
    )
    expect(of).toEqual([{ organization: id('甲支部') }])
    const [seen] = await rowsOf<{ n: number }>(
      context.database.as(scope),
      sql`select count(*)::int as n from organization_meeting`,
    )
    const [own] = await rowsOf<{ n: number }>(
      context.database.owner,
      sql`select count(*)::int as n from organization_meeting_of where organization = ${id('甲支部')}`,
    )
    expect(seen).toEqual(own)
    reach = null
  })
})
