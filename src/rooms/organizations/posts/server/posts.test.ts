import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../../../kernel/day.ts'
import { NOTHING, type Reach } from '../../../../kernel/scope.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { everybody } from '../../../../platform/server/gate.ts'
import type { TestContext } from '../../../../platform/server/testing.ts'
import { addOrganization, change, openOrganizations, OTHER_TOWN, TODAY } from '../../testing.ts'
import type { PostsPage, TermRow } from '../contract.ts'
import { useMembers } from './holders.ts'
import { listReminderLetters, seatOfficers } from './public.ts'

let context: TestContext
let who: { readonly reach: Reach | null; readonly purpose: string | null } = { reach: null, purpose: null }
beforeAll(async () => {
  context = await openOrganizations()
  context.gates.install({
    caller: async () => {
      const all = everybody('某人', who.purpose)
      return who.reach === null ? all : { ...all, reach: () => who.reach ?? NOTHING }
    },
    accounts: async () => true,
  })
})
afterAll(() => context.close())

interface Answer<T> {
  readonly status: number
  readonly body: T & { readonly code?: string; readonly words?: string }
}

async function call<T>(method: 'GET' | 'POST', url: string, payload?: object): Promise<Answer<T>> {
  const app = await context.app()
  const answer = await app.inject({ method, url, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}

const get = async (id: string) => (await call<PostsPage>('GET', `/api/organizations/${id}/posts`)).body
const appoint = (id: string, part: object) =>
  call<PostsPage>('POST', `/api/organizations/${id}/posts`, {
    post: 'secretary',
    how: 'appointed',
    name: '张三',
    day: '2024-01-01',
    reason: '上级指派',
    ...part,
  })
const record = (id: string, part: object) =>
  call<PostsPage>('POST', `/api/organizations/${id}/terms`, { no: 1, begins: '2024-01-10', ...part })
const branch = async (name: string, more: object = {}) => (await addOrganization(context, { name, ...more })).id

const ballot = (candidates: readonly object[], part: object = {}) => ({
  of: 'committee',
  due: 10,
  present: 9,
  seats: 3,
  issued: 9,
  returned: 9,
  valid: 9,
  invalid: 0,
  candidates,
  ...part,
})
const four = [
  { votes: 9, name: '张三', phone: '13812345678', post: 'secretary' },
  { votes: 8, name: '李四', post: 'organization-member' },
  { votes: 7, name: '王五', post: 'discipline-member' },
  { votes: 2 },
]
const elect = (id: string, part: object = {}) =>
  call<PostsPage>('POST', `/api/organizations/${id}/elections`, {
    day: '2026-11-10',
    no: 2,
    ballots: [ballot(four)],
    ...part,
  })

const sayPosts = ({ posts }: PostsPage) => posts.map(({ post, name, how }) => `${post} ${name} ${how}`)
const events = async (id: string) =>
  (
    await rowsOf<{ words: string }>(
      context.database.owner,
      sql`select words from organization_event where organization = ${id} order by id`,
    )
  ).map(({ words }) => words)
const deadlines = (id: string) =>
  rowsOf<{ kind: string; opens: Day; due: Day; words: string }>(
    context.database.owner,
    sql`select kind, opens, due, words from deadline where subject = ${id} and source = 'posts' and state = 'open' order by kind`,
  )

describe('posts', () => {
  it('are held one secretary at a time, masked unless a purpose was stated', async () => {
    const id = await branch('任职支部')
    expect((await get(id)).sentence).toBe('还没有登记班子。每届 3 年，还没有登记届期。')
    const first = await appoint(id, { phone: '13812345678' })
    expect(first.body.posts[0]).toMatchObject({ name: '张*', phone: '138****5678', from: '2024-01-01', to: null })
    const second = await appoint(id, { name: '李四', day: '2025-01-01' })
    expect([second.status, second.body.words]).toEqual([
      409,
      '不能这样登记：书记同时只能有一名，已有人自 2024-01-01 任至今，先登记其离任',
    ])
    const { id: post = '', version = 0 } = first.body.posts[0] ?? {}
    const left = await call<PostsPage>('POST', `/api/posts/${post}/end`, { version, day: '2025-01-01', reason: '调动' })
    expect(left.body).toMatchObject({
      vacantSince: '2025-01-01',
      sentence: expect.stringContaining('书记自 2025-01-01 空缺。'),
    })
    const again = await call('POST', `/api/posts/${post}/end`, { version, day: '2025-02-01', reason: '调动' })
    expect(again.body.code).toBe('posts.changed-meanwhile')
    expect((await appoint(id, { name: '李四', day: '2025-01-01', how: 'acting' })).body.vacantSince).toBeNull()
    who = { ...who, purpose: '换届核对' }
    expect((await get(id)).posts[0]?.name).toBe('李四')
    who = { ...who, purpose: null }
    expect(await events(id)).toEqual([expect.any(String), '书记到任（任命）', '书记离任', '书记到任（代理）'])
  })

  it('are refused a second secretary by the database as well', async () => {
    const id = await branch('排他支部')
    await appoint(id, {})
    const insert = (post: string, from: string) =>
      context.database.writeAsOwner(async (tx) => {
        await sql`insert into organization_post (district, id, organization, post, how, name, valid_from, reason, event)
          values (${context.localScope().district}, ${`${post}${from}`}, ${id}, ${post}, 'appointed', '', ${from}, '', '')`.execute(
          tx,
        )
      })
    await expect(insert('secretary', '2025-01-01')).rejects.toThrow(/exclusion/)
    await insert('member', '2025-01-01')
    await insert('member', '2025-01-02')
  })

  it('hold names sealed, and the trail holds keys of them', async () => {
    const id = await branch('密封支部')
    await appoint(id, { name: '赵钱孙', phone: '13912345678' })
    const stored = await rowsOf<{ all: string }>(
      context.database.owner,
      sql`select (select string_agg(p::text, '') from organization_post p where organization = ${id})
        || (select string_agg(a::text, '') from audit a) || (select string_agg(e::text, '') from organization_event e) as all`,
    )
    expect(stored[0]?.all).not.toMatch(/赵钱孙|13912345678/)
    expect(stored[0]?.all).toContain(context.secrets.hash('name', '赵钱孙'))
  })

  it('are tied to a member on file by id only', async () => {
    const id = await branch('关联支部')
    expect((await appoint(id, { member: 'm1' })).body.words).toContain('没有这名在册党员')
    useMembers(context, async (_tx, _scope, member) => (member === 'm1' ? '钱六六' : null))
    expect((await appoint(id, { member: 'm1', name: '张三' })).body.posts[0]).toMatchObject({
      member: 'm1',
      name: '钱**',
    })
    expect((await appoint(id, { member: 'm2', post: 'deputy' })).status).toBe(409)
  })

  it('are corrected and withdrawn, and what was stays', async () => {
    const id = await branch('更正支部')
    const [post] = (await appoint(id, {})).body.posts
    const fix = (version: number, part: object) =>
      call<PostsPage>('POST', `/api/posts/${post?.id}/correct`, { version, reason: '登记错了', ...part })
    expect((await fix(1, { from: '2019-01-01' })).body.words).toContain('早于成立日')
    expect((await fix(1, { name: '李四', from: '2023-05-01' })).body.posts[0]).toMatchObject({
      name: '李*',
      from: '2023-05-01',
    })
    expect((await fix(2, { withdraw: true })).body.posts).toEqual([])
    const kept = await rowsOf(
      context.database.owner,
      sql`select 1 from organization_post where organization = ${id} and withdrawn`,
    )
    expect(kept).toHaveLength(1)
  })

  it.each([
    [{ post: 'instructor', how: 'elected' }, '党建指导员由上级选派，不是选举产生'],
    [{ day: '2027-01-01' }, '任职日 2027-01-01 还没有到'],
    [{ day: '2026-02-30' }, '没有 2026-02-30 这一天'],
  ])('%o is refused: %s', async (part, why) => {
    const id = await branch(`拒绝${why}支部`)
    const { status, body } = await appoint(id, part)
    expect([status >= 400, body.words]).toEqual([true, expect.stringContaining(why)])
  })
})

describe('terms', () => {
  it('are put on record, never overlapping, and the organisation knows until when', async () => {
    const id = await branch('届期支部')
    const one = await record(id, { begins: '2023-12-01' })
    expect(one.body.term).toMatchObject({ no: 1, due: '2026-12-01' })
    expect(one.body.sentence).toContain('第 1 届 2026-12-01 届满，该准备换届。')
    expect((await record(id, { no: 2, begins: '2022-01-01', ended: '2024-01-01' })).body.words).toContain('重叠')
    const [row] = await rowsOf<{ due: string }>(
      context.database.owner,
      sql`select term_due as due from organization where id = ${id}`,
    )
    expect(row?.due).toBe('2026-12-01')
    expect(await deadlines(id)).toEqual([
      { kind: 'election', opens: '2026-06-01', due: '2026-12-01', words: '第 1 届 2026-12-01 届满，要换届' },
    ])
  })

  it('are shifted with approval; more than a year off takes a reason', async () => {
    const id = await branch('延期支部')
    const { term } = (await record(id, { begins: '2023-06-01' })).body
    const shift = (to: string, more: object = {}) =>
      call<PostsPage>('POST', `/api/terms/${term?.id}/shift`, {
        version: 1,
        to,
        approvedBy: '街道党工委',
        approvedOn: '2026-05-01',
        reason: '书记调动',
        ...more,
      })
    expect((await shift('2027-06-02')).body.code).toBe('posts.needs-reason')
    const done = await shift('2027-06-01', { paper: '凌委〔2026〕8号' })
    expect(done.body.term).toMatchObject({
      due: '2027-06-01',
      firstDue: '2026-06-01',
      version: 2,
      shifts: [{ to: '2027-06-01' }],
    })
    expect((await deadlines(id))[0]?.due).toBe('2027-06-01')
    const far = await call<PostsPage>('POST', `/api/terms/${term?.id}/shift`, {
      version: 2,
      to: '2028-01-01',
      approvedBy: '街道党工委',
      approvedOn: '2026-06-01',
      reason: '再延',
      overrides: { 'post.term-shift': '企业搬迁' },
    })
    expect(far.body.term?.due).toBe('2028-01-01')
  })

  it('are not for those that have none', async () => {
    const id = await branch('临时支部', { kind: 'temporary' })
    expect((await record(id, {})).body.words).toBe('不能这样登记：这类党组织没有届期')
    expect((await appoint(id, { how: 'elected' })).body.words).toContain('指定，不选举')
  })
})

describe('an election', () => {
  it('ends one term and begins the next; withdrawn, all is as before', async () => {
    const id = await branch('换届支部')
    await appoint(id, { name: '老书记', day: '2023-12-01' })
    await appoint(id, { name: '联络员', post: 'liaison', day: '2023-12-01' })
    await record(id, { begins: '2023-12-01' })
    const before = await get(id)
    const { status, body } = await elect(id)
    expect(status).toBe(200)
    expect(sayPosts(body)).toEqual([
      'secretary 张* elected',
      'organization-member 李* elected',
      'discipline-member 王* elected',
      'liaison 联** appointed',
    ])
    expect(body.term).toMatchObject({
      no: 2,
      begins: '2026-11-10',
      due: '2029-11-10',
      ballots: [{ elected: 3, line: 5, votes: [9, 8, 7, 2] }],
    })
    expect(body.terms[1]).toMatchObject({ no: 1, ended: '2026-11-10' })
    expect(body.past.map(({ post, to }) => `${post} ${to}`)).toEqual(['secretary 2026-11-10'])
    const back = await call<PostsPage>('POST', `/api/terms/${body.term?.id}/withdraw`, {
      version: 1,
      reason: '登记错了',
    })
    const plain = ({ posts, past, terms, sentence }: PostsPage) => ({
      posts: posts.map(({ id: one, post, from }) => [one, post, from]),
      past: past.length,
      terms: terms.map(({ no, begins, ended }) => [no, begins, ended]),
      sentence,
    })
    expect(plain(back.body)).toEqual(plain(before))
  })

  it.each([
    [
      '不到五分之四',
      { ballots: [ballot(four, { present: 7, issued: 7, returned: 7, valid: 7 })] },
      'posts.election-invalid',
    ],
    ['没有差额', { ballots: [ballot(four.slice(0, 3))] }, 'posts.election-invalid'],
    [
      '没当选的任职',
      { ballots: [ballot([...four.slice(0, 3), { votes: 2, name: '赵六', post: 'member' }])] },
      'posts.refused',
    ],
    ['没有姓名', { ballots: [ballot([{ votes: 9, post: 'secretary' }, ...four.slice(1)])] }, 'posts.refused'],
    [
      '两名书记',
      { ballots: [ballot([...four.slice(0, 1), { votes: 8, name: '李四', post: 'secretary' }, ...four.slice(2)])] },
      'posts.refused',
    ],
    ['还没有到', { day: '2026-11-22' }, 'posts.refused'],
    ['同一届', { no: 1 }, 'posts.refused'],
  ])('%s is refused and changes nothing', async (what, part, code) => {
    const id = await branch(`${what}支部`)
    await record(id, { begins: '2023-12-01' })
    const before = await get(id)
    const { body } = await elect(id, part)
    expect(body.code).toBe(code)
    expect(await get(id)).toEqual(before)
  })

  it('before or after its time takes an approval, and more than a year off a reason', async () => {
    const late = await branch('过期支部')
    await record(late, { begins: '2022-01-01' })
    expect((await elect(late)).body.code).toBe('posts.needs-approval')
    expect((await elect(late, { approvedBy: '街道党工委' })).body.code).toBe('posts.needs-reason')
    const done = await elect(late, { approvedBy: '街道党工委', overrides: { 'post.term-shift': '无书记人选' } })
    expect(done.body.term?.no).toBe(2)
    const early = await branch('提前支部')
    await record(early, { begins: '2024-11-01' })
    expect((await elect(early)).body.words).toContain('本届 2027-11-01 才届满')
  })

  it('is counted by rules that anybody who may read gets with their articles', async () => {
    const { body } = await call<{ rules: { rule: string; certainty: string; params: object }[] }>(
      'GET',
      '/api/elections/rules',
    )
    expect(body.rules.map(({ rule, certainty }) => `${rule} ${certainty}`)).toEqual([
      'election.quorum H',
      'election.candidates H',
      'election.ballots H',
      'election.pass-line ?',
    ])
  })
})

describe('the first committee', () => {
  it('is seated by the founding', async () => {
    const id = await branch('新支部', { event: 'founded', founded: '2026-10-01' as Day, day: '2026-10-01' as Day })
    const scope = context.localScope()
    const officer = { post: 'secretary', name: '首任', phone: null, member: null, votes: null } as const
    await context.database.write(scope, (tx) =>
      seatOfficers(context, tx, scope, {
        organization: id,
        day: '2026-10-20' as Day,
        how: 'elected',
        officers: [officer],
        reason: '首次选举',
      }),
    )
    expect(await get(id)).toMatchObject({
      term: { no: 1, begins: '2026-10-20', due: '2029-10-20' },
      posts: [{ post: 'secretary' }],
    })
  })
})

describe('the end of an organisation', () => {
  it('ends its term, its posts and its deadlines', async () => {
    const id = await branch('撤销支部')
    await appoint(id, {})
    await record(id, { begins: '2024-01-10' })
    expect(await deadlines(id)).toHaveLength(1)
    await change(context, id, { change: 'revoke' })
    expect(await get(id)).toMatchObject({
      term: null,
      posts: [],
      past: [{ to: TODAY }],
      sentence: expect.stringContaining('撤销'),
    })
    expect(await deadlines(id)).toEqual([])
    expect((await appoint(id, { day: '2026-11-01' })).status).toBe(409)
  })
})

describe('the list of terms', () => {
  it('counts what its rows are, and letters are its rows', async () => {
    await context.database.writeAsOwner((tx) =>
      sql`update organization set state = 'revoked'`.execute(tx).then(() => undefined),
    )
    const due = async (name: string, begins: string, area?: string) => {
      const id = await branch(name, area === undefined ? {} : { area })
      await record(id, { begins })
      return id
    }
    const vacant = await due('甲支部', '2023-01-01')
    await due('乙支部', '2024-03-01')
    await due('丙支部', '2025-01-01', OTHER_TOWN)
    await branch('丁支部')
    const { body: first } = await appoint(vacant, { day: '2025-01-01' })
    await call('POST', `/api/posts/${first.posts[0]?.id}/end`, { version: 1, day: '2026-01-05', reason: '调动' })
    const list = async (query: string) =>
      (await call<{ rows: TermRow[]; total: number }>('GET', `/api/terms?${query}`)).body
    expect((await list('')).rows.map(({ name, due: on, timing }) => `${name} ${on} ${timing}`)).toEqual([
      '甲支部 2026-01-01 overdue',
      '乙支部 2027-03-01 notice',
      '丙支部 2028-01-01 later',
      '丁支部 null none',
    ])
    const { body: counts } = await call<Record<string, number> & { months: object[]; weak: object[] }>(
      'GET',
      '/api/terms/count',
    )
    for (const state of ['overdue', 'notice', 'later', 'none', 'vacant']) {
      expect([state, (await list(`state=${state}`)).total]).toEqual([state, counts[state]])
    }
    expect(counts).toMatchObject({ total: 4, overdue: 1, notice: 1, later: 1, none: 1, vacant: 1, weak: [] })
    expect((await list('month=2027-03')).rows.map(({ name }) => name)).toEqual(['乙支部'])
    expect((await list(`area=${OTHER_TOWN}`)).rows.map(({ name }) => name)).toEqual(['丙支部'])
    expect((await list('limit=2')).rows).toHaveLength(2)
    // Local rules are off until the office switches them on; then figures, rows and deadlines follow.
    const app = await context.app()
    for (const rule of ['weak.no-secretary', 'weak.term-overdue']) {
      const answer = await app.inject({
        method: 'PUT',
        url: `/api/rules/${rule}`,
        payload: { active: true, reason: '本区启用', params: {} },
      })
      expect(answer.statusCode).toBe(200)
    }
    for (const rule of ['weak.no-secretary', 'weak.term-overdue', 'weak.no-life']) {
      const answer = await call<{ weak: { rule: string; n: number }[] }>('GET', '/api/terms/count')
      const figure = answer.body.weak.find((one) => one.rule === rule)
      expect([rule, (await list(`weak=${rule}`)).total]).toEqual([rule, figure?.n ?? 0])
    }
    expect((await list('state=weak')).rows.map(({ name, weak }) => `${name}：${weak.join('；')}`)).toEqual([
      '甲支部：书记自 2026-01-05 空缺，满 3 个月；2026-01-01 届满，过期满 6 个月没有换届',
    ])
    const scope = context.localScope()
    const remind = async (filter: object) => {
      const { letters } = await listReminderLetters(context, context.database.as(scope), scope, filter)
      return letters.map(({ name, no, due: on, overdue }) => ({ name, no, on, overdue }))
    }
    const soon = { name: '乙支部', no: 1, on: '2027-03-01', overdue: false }
    expect(await remind({ state: 'notice' })).toEqual([soon])
    // What is far off or not on record is not reminded of, whatever is listed.
    expect(await remind({})).toEqual([{ name: '甲支部', no: 1, on: '2026-01-01', overdue: true }, soon])
  })
})

describe('who reaches what', () => {
  it('a secretary keeps posts of the own organisation and of no other', async () => {
    const [own, other] = [await branch('本支部'), await branch('别支部')]
    await record(other, { begins: '2024-01-10' })
    who = { ...who, reach: { ...NOTHING, organizations: [`${own}/`] } }
    expect((await appoint(own, {})).status).toBe(200)
    expect((await appoint(other, {})).status).toBe(404)
    expect((await call('GET', `/api/organizations/${other}/posts`)).status).toBe(404)
    const { body } = await call<{ rows: TermRow[] }>('GET', '/api/terms')
    expect(body.rows.map(({ name }) => name)).toEqual(['本支部'])
    const scope = { ...context.localScope(), ...NOTHING, organizations: [`${own}/`] }
    for (const table of ['organization_post', 'organization_term']) {
      const rows = await rowsOf<{ organization: string }>(
        context.database.as(scope),
        sql`select distinct organization from ${sql.table(table)}`,
      )
      expect(rows.filter(({ organization }) => organization !== own)).toEqual([])
    }
    who = { ...who, reach: null }
  })
})
