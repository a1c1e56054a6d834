import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOTHING, type Reach } from '../../../../kernel/scope.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { everybody } from '../../../../platform/server/gate.ts'
import { changeOrganization } from '../../../organizations/server/public.ts'
import { recountMembers } from '../../server/public.ts'
import { changeStatus, moveMember } from '../../server/public.ts'
import { openDistrict, type TestDistrict } from '../../testing.ts'
import type { Answered, CasePage, StepDetails, StepKey } from '../contract.ts'

/** Today is 2026-11-21. */
let d: TestDistrict
let committee: string
let branch: string
let other: string
beforeAll(async () => {
  d = await openDistrict()
  committee = await d.organization('东郊街道综合党委', { kind: 'committee' })
  const unit = d.units.get('云山机床有限公司') ?? ''
  branch = await d.organization('云山机床有限公司党支部', { superior: committee, units: [unit] })
  other = await d.organization('云山软件有限公司党支部', { units: [d.units.get('云山软件有限公司') ?? ''], town: 1 })
})
afterAll(() => d.context.close())

interface Refused {
  readonly code: string
  readonly words: string
}
let born = 0
const applicant = (name: string, more: object = {}) => ({
  name,
  born: `1990-01-${String((born++ % 28) + 1).padStart(2, '0')}`,
  organization: branch,
  unit: d.units.get('云山机床有限公司') ?? null,
  postKind: 'technical',
  days: { apply: '2023-01-10' },
  ...more,
})
async function open(name: string, more: object = {}): Promise<string> {
  const { status, body } = await d.ask<{ id: string } & Refused>('POST', '/api/development', applicant(name, more))
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.id
}
const page = async (id: string): Promise<CasePage> => (await d.ask<CasePage>('GET', `/api/development/${id}`)).body
async function send(id: string, what: string, body: object): Promise<{ status: number; body: CasePage & Refused }> {
  const { version } = await page(id)
  return d.ask('POST', `/api/development/${id}/${what}`, { version, ...body })
}
async function take(id: string, step: StepKey, day: string, details: StepDetails = {}): Promise<CasePage> {
  const { status, body } = await send(id, 'steps', { step, day, details })
  if (status !== 200) throw new Error(`${step} ${day} ${JSON.stringify(body)}`)
  return body
}
const refused = async (id: string, step: StepKey, day: string, details: StepDetails = {}) =>
  (await send(id, 'steps', { step, day, details })).body

const VOTES = { due: 9, present: 8, yes: 8 }
const WAY: readonly (readonly [StepKey, string, StepDetails?])[] = [
  ['talk', '2023-01-20'],
  ['activist', '2023-03-01'],
  ['activist-filed', '2023-03-10'],
  ['contacts', '2023-03-10', { persons: ['王一山', '李二河'] }],
  ['nurture', '2023-09-01'],
  ['nurture', '2024-03-01'],
  ['target', '2024-04-01'],
  ['target-filed', '2024-04-10'],
  ['introducers', '2024-04-12', { persons: ['王一山', '李二河'] }],
  ['review', '2024-05-01'],
  ['class', '2024-05-20', { classDays: 3 }],
  ['committee-review', '2024-06-01'],
  ['pre-review', '2024-06-10'],
  ['form', '2024-06-15'],
  ['meeting', '2024-07-01', VOTES],
  ['committee-talk', '2024-07-20'],
]
const LATER: readonly (readonly [StepKey, string, StepDetails?])[] = [
  ['approval', '2024-08-01'],
  ['approval-filed', '2024-08-05'],
  ['assigned', '2024-08-10'],
  ['oath', '2024-08-15'],
  ['probation', '2025-01-01'],
  ['apply-full', '2025-06-25'],
]
async function walk(id: string, ...ways: (typeof WAY)[]): Promise<void> {
  for (const way of ways) for (const [step, day, details] of way) await take(id, step, day, details)
}
const memberOf = async (id: string) => {
  const [row] = await rowsOf<{
    id: string
    status: string
    joined: string
    fullOn: string | null
    since: string
    source: string
  }>(
    d.context.database.owner,
    sql`select m.id, m.status, m.joined, m.full_on as "fullOn", m.since, m.source from development c join member m on m.id = c.member where c.id = ${id}`,
  )
  return row
}
const counts = async (organization: string) => {
  const [row] = await rowsOf<{ full: number; probationary: number }>(
    d.context.database.owner,
    sql`select members_full as "full", members_probationary as probationary from organization where id = ${organization}`,
  )
  return row
}
const due = async (id: string): Promise<string[]> => {
  const rows = await rowsOf<{ text: string }>(
    d.context.database.owner,
    sql`select kind || ' ' || due as text from deadline where subject = ${id} and state = 'open' order by due, kind`,
  )
  return rows.map(({ text }) => text)
}

describe('from the application to a full member', () => {
  it('enters the register on approval and is confirmed from the end of probation', async () => {
    const before = await counts(branch)
    const id = await open('周云山')
    expect(await due(id)).toEqual(['talk 2023-02-10'])
    await walk(id, WAY)
    expect(await memberOf(id)).toBeUndefined()
    expect((await page(id)).stage).toBe('target')
    expect(await due(id)).toEqual(['approval 2024-10-01'])
    await walk(id, LATER)
    expect(await memberOf(id)).toMatchObject({
      status: 'probationary',
      joined: '2024-07-01',
      since: '2024-08-01',
      source: 'development',
    })
    expect(await counts(branch)).toEqual({ full: before?.full, probationary: (before?.probationary ?? 0) + 1 })
    expect((await refused(id, 'full-meeting', '2025-06-30', { ...VOTES, outcome: 'passed' })).words).toContain(
      '最早 2025-07-01',
    )
    await take(id, 'full-meeting', '2025-07-05', { ...VOTES, outcome: 'passed' })
    expect(await due(id)).toEqual(['full-approval 2025-10-05'])
    const confirmed = await take(id, 'full-approval', '2025-08-01', { approver: committee })
    expect(confirmed).toMatchObject({ stage: 'full', state: 'open' })
    expect(await memberOf(id)).toMatchObject({ status: 'full', fullOn: '2025-07-01' })
    expect(await counts(branch)).toEqual({ full: (before?.full ?? 0) + 1, probationary: before?.probationary })
    const done = await take(id, 'archive', '2025-08-10')
    expect(done).toMatchObject({ state: 'done', end: 'completed' })
    expect(await due(id)).toEqual([])
    const scope = d.context.localScope()
    expect(await recountMembers(d.context.database.as(scope), scope)).toEqual([])
  })

  it('refuses out of turn, too early, twice, and half a vote, each with its article', async () => {
    const id = await open('吴小溪')
    expect(await refused(id, 'activist', '2023-03-01')).toMatchObject({
      code: 'development.refused',
      words: '不能办：先办“党组织派人谈话”。依据：《中国共产党发展党员工作细则（2014年）》第八条。',
    })
    await take(id, 'talk', '2023-02-20')
    expect((await page(id)).deeds.at(-1)?.late).toBe('应在 2023-02-10 前办，晚了 10 天')
    const editions = (await page(id)).steps.map(({ article }) => /\d{4}/.exec(article.regulation)?.[0])
    expect(editions.slice(0, 3)).toEqual(['2014', '2014', '2026'])
    expect((await refused(id, 'talk', '2023-02-21')).words).toContain('已经办过')
    await walk(id, WAY.slice(1, 5))
    expect((await refused(id, 'target', '2024-02-28')).words).toContain('最早 2024-03-01')
    await walk(id, WAY.slice(5, -2))
    expect((await refused(id, 'meeting', '2024-07-01', { due: 9, present: 8, yes: 4 })).words).toContain('没有通过')
    const stale = await d.ask<Refused>('POST', `/api/development/${id}/steps`, {
      version: 1,
      step: 'meeting',
      day: '2024-07-01',
    })
    expect(stale.body.code).toBe('development.changed-meanwhile')
  })

  it('a training too short asks for a reason, which stays in the history', async () => {
    const id = await open('郑一帆')
    await walk(id, WAY.slice(0, 10))
    const asked = await refused(id, 'class', '2024-05-20', { classDays: 2 })
    expect(asked).toMatchObject({ code: 'development.needs-reason' })
    const { status, body } = await send(id, 'steps', {
      step: 'class',
      day: '2024-05-20',
      details: { classDays: 2 },
      overrides: { 'develop.class': '出海作业，另安排自学' },
    })
    expect(status).toBe(200)
    expect(body.deeds.at(-1)).toMatchObject({
      reason: '出海作业，另安排自学',
      lines: [{ name: '培训', value: '2 天' }],
    })
  })

  it('a longer probation opens the vote once more, and only once', async () => {
    const id = await open('孙延长')
    await walk(id, WAY, LATER)
    await take(id, 'full-meeting', '2025-07-05', { ...VOTES, outcome: 'extended', extendMonths: 6 })
    const longer = await take(id, 'full-approval', '2025-07-20')
    expect(longer).toMatchObject({ stage: 'probationary', extended: 6, state: 'open', next: 'apply-full' })
    expect(await due(id)).toEqual(['probation 2025-07-01', 'apply-full 2026-01-01'])
    await take(id, 'apply-full', '2025-12-20')
    expect((await refused(id, 'full-meeting', '2025-12-31', { ...VOTES, outcome: 'passed' })).words).toContain(
      '最早 2026-01-01',
    )
    expect(
      (await refused(id, 'full-meeting', '2026-01-05', { ...VOTES, outcome: 'extended', extendMonths: 6 })).words,
    ).toContain('只能延长一次')
    await take(id, 'full-meeting', '2026-01-05', { ...VOTES, outcome: 'refused' })
    expect(await take(id, 'full-approval', '2026-01-20')).toMatchObject({ state: 'ended', end: 'not-confirmed' })
    expect(await memberOf(id)).toMatchObject({ status: 'ended' })
  })
})

describe('who and where', () => {
  it('a temporary branch admits nobody', async () => {
    const temporary = await d.organization('云山项目临时党支部', { kind: 'temporary', superior: committee })
    const { status, body } = await d.ask<Refused>(
      'POST',
      '/api/development',
      applicant('钱不入', { organization: temporary }),
    )
    expect([status, body.code]).toEqual([409, 'members.refused'])
  })

  it('nobody under eighteen, nobody twice without being told apart', async () => {
    const young = await d.ask<Refused>('POST', '/api/development', applicant('冯年少', { born: '2006-05-01' }))
    expect(young.body.words).toContain('未满 18 周岁')
    await open('陈同名')
    const same = await d.ask<Refused>('POST', '/api/development', applicant('陈 同名'))
    expect(same.body.code).toBe('development.same-name')
    await open('陈同名', { other: true })
  })

  it('names are sealed, found by whole name and two characters, and masked without a purpose', async () => {
    const id = await open('欧阳向党')
    await walk(id, WAY.slice(0, 4))
    for (const q of ['欧阳向党', '向党', 'OYXD'])
      expect(
        (await d.ask<Answered<'development.list'>>('GET', `/api/development?q=${encodeURIComponent(q)}`)).body.rows.map(
          (row) => row.id,
        ),
        q,
      ).toEqual([id])
    const stored = await rowsOf<{ text: string }>(
      d.context.database.owner,
      sql`select coalesce(string_agg(x, ''), '') as text from (
        select c::text as x from development c union all select p::text from development_person p
        union all select e::text from development_deed e union all select l::text from deadline l union all select a::text from audit a) every`,
    )
    expect(stored[0]?.text).not.toMatch(/欧阳|王一山/)
    d.as(null)
    const masked = await page(id)
    expect([masked.name, masked.contacts]).toEqual(['欧***', ['王**', '李**']])
    d.as('测试核对')
  })

  it('a holder of one branch sees and does only its own', async () => {
    const [mine, theirs] = [await open('许本支'), await open('何别支', { organization: other })]
    const as = (more: Partial<Reach>): void =>
      d.context.gates.install({
        caller: async () => ({ ...everybody('测试', '测试核对'), reach: () => ({ ...NOTHING, ...more }) }),
        accounts: async () => true,
      })
    const listed = async (): Promise<readonly string[]> =>
      (await d.ask<Answered<'development.list'>>('GET', '/api/development?limit=500')).body.rows.map((row) => row.id)
    const { version } = await page(theirs)
    as({ organizations: [await chainOf(branch)] })
    const seen = await listed()
    expect([seen.includes(mine), seen.includes(theirs)]).toEqual([true, false])
    expect((await d.ask('GET', `/api/development/${theirs}`)).status).toBe(404)
    const talk = { version, step: 'talk', day: '2023-01-20' }
    expect((await d.ask('POST', `/api/development/${theirs}/steps`, talk)).status).toBe(404)
    expect((await d.ask('POST', `/api/development/${mine}/steps`, { ...talk, version: 1 })).status).toBe(200)
    as({ units: [d.units.get('云山机床有限公司') ?? ''] })
    expect(await listed()).toEqual([])
    expect((await d.ask<Refused>('POST', '/api/development', applicant('无权限'))).body.code).toBe(
      'organizations.outside-scope',
    )
    d.as('测试核对')
  })
})

const chainOf = async (id: string): Promise<string> => {
  const [row] = await rowsOf<{ chain: string }>(
    d.context.database.owner,
    sql`select chain from organization where id = ${id}`,
  )
  return row?.chain ?? ''
}

describe('what was entered', () => {
  it('a mistaken step is taken back, of reviews the one before stands again', async () => {
    const id = await open('沈更正')
    await walk(id, WAY.slice(0, 6))
    expect(await due(id)).toEqual(['nurture 2024-09-01'])
    const back = await send(id, 'take-back', { step: 'nurture', reason: '日期登错' })
    expect(back.body.steps.find(({ key }) => key === 'nurture')).toMatchObject({ day: '2023-09-01' })
    expect(await due(id)).toEqual(['nurture 2024-03-01'])
    const again = await send(id, 'take-back', { step: 'nurture', reason: '日期登错' })
    expect(again.body.takeBack).toBe('contacts')
    expect((await send(id, 'take-back', { step: 'activist', reason: '日期登错' })).body.code).toBe(
      'development.cannot-do',
    )
    expect((await send(id, 'take-back', { step: 'contacts', reason: '换人' })).body.contacts).toEqual([])
  })

  it('what went into the register is not taken back', async () => {
    const id = await open('韩已批')
    await walk(id, WAY, LATER.slice(0, 1))
    expect((await page(id)).takeBack).toBeNull()
    expect((await send(id, 'take-back', { step: 'approval', reason: '登错' })).status).toBe(409)
    expect((await send(id, 'end', { day: '2025-01-01', end: 'not-passed', reason: '测试' })).body.code).toBe(
      'development.cannot-do',
    )
    expect((await send(id, 'move', { day: '2025-01-01', to: other, unit: null, reason: '测试' })).body.code).toBe(
      'development.cannot-do',
    )
  })

  it('an approval may be prolonged once', async () => {
    const id = await open('杨延审')
    await walk(id, WAY)
    expect((await send(id, 'prolong', { day: '2024-09-20', reason: '外调材料未到' })).status).toBe(200)
    expect(await due(id)).toEqual(['approval 2025-01-01'])
    expect((await send(id, 'prolong', { day: '2024-09-20', reason: '再延' })).status).toBe(409)
    await take(id, 'approval', '2024-12-30')
    expect((await page(id)).deeds.at(-1)?.late).toBeNull()
  })

  it('the papers go along to another branch, and nurture runs on', async () => {
    const id = await open('朱转交')
    await walk(id, WAY.slice(0, 5))
    const moved = await send(id, 'move', {
      day: '2023-10-01',
      to: other,
      unit: d.units.get('云山软件有限公司'),
      reason: '工作调动',
    })
    expect(moved.body).toMatchObject({
      organization: other,
      organizationName: '云山软件有限公司党支部',
      stage: 'activist',
    })
    await take(id, 'target', '2024-03-01')
    expect((await page(id)).stage).toBe('target')
  })

  it('somebody withdraws; the history stays, nothing more is done', async () => {
    const id = await open('秦撤回')
    const ended = await send(id, 'end', { day: '2023-05-01', end: 'withdrew', reason: '本人书面提出' })
    expect(ended.body).toMatchObject({ state: 'ended', end: 'withdrew', endedOn: '2023-05-01' })
    expect(await due(id)).toEqual([])
    expect((await refused(id, 'talk', '2023-05-02')).code).toBe('development.cannot-do')
  })

  it('somebody on the way already is taken over with the days that are known', async () => {
    const missing = await d.ask<Refused>(
      'POST',
      '/api/development',
      applicant('尤接手', { stage: 'activist', days: {} }),
    )
    expect(missing.body.words).toContain('写明“推荐和确定入党积极分子”的日期')
    const id = await open('尤接手', { stage: 'activist', days: { activist: '2026-01-10' } })
    const taken = await page(id)
    expect(taken).toMatchObject({ stage: 'activist', last: 'activist', next: 'activist-filed' })
    expect(taken.steps.slice(0, 3).map(({ standing, day }) => [standing, day])).toEqual([
      ['done', null],
      ['done', null],
      ['done', '2026-01-10'],
    ])
    expect(await due(id)).toEqual(['nurture 2026-07-10'])
  })
})

describe('what others do', () => {
  it('a probationary member who moves or leaves takes the case along', async () => {
    const [stays, goes] = [await open('曹转接'), await open('严转出')]
    for (const id of [stays, goes]) await walk(id, WAY, LATER.slice(0, 1))
    const scope = d.context.localScope()
    const [one, two] = [await memberOf(stays), await memberOf(goes)]
    await d.context.database.write(scope, async (tx) => {
      await moveMember(d.context, tx, scope, one?.id ?? '', {
        day: '2025-01-01',
        to: other,
        how: 'within',
        reason: '调动',
      })
      await changeStatus(d.context, tx, scope, two?.id ?? '', {
        day: '2025-01-01',
        to: 'ended',
        endReason: 'moved-out',
        reason: '转出',
      })
    })
    expect(await page(stays)).toMatchObject({ organization: other, state: 'open' })
    expect(await page(goes)).toMatchObject({ state: 'ended', end: 'moved-away', endedOn: '2025-01-01' })
    expect(await due(goes)).toEqual([])
  })

  it('a branch with applicants is not revoked without saying where their papers go', async () => {
    const leaving = await d.organization('云山食品有限公司党支部', { superior: committee })
    const id = await open('魏有去处', { organization: leaving, unit: null })
    const scope = d.context.localScope()
    const revoke = (membersTo?: string) =>
      d.context.database.write(scope, (tx) =>
        changeOrganization(d.context, tx, scope, {
          id: leaving,
          day: d.context.clock.today(),
          reason: '测试',
          what: { change: 'revoke', ...(membersTo === undefined ? {} : { membersTo }) },
          overrides: {},
        }),
      )
    await expect(revoke()).rejects.toThrow(/1 人的发展党员/)
    await revoke(branch)
    expect(await page(id)).toMatchObject({ organization: branch, state: 'open' })
  })
})

describe('numbers', () => {
  it('the board counts stages and what is overdue', async () => {
    const { body } = await d.ask<Answered<'development.board'>>('GET', '/api/development/board')
    const total = body.columns.reduce((sum, column) => sum + column.total, 0)
    const [row] = await rowsOf<{ n: number }>(
      d.context.database.owner,
      sql`select count(*)::int as n from development where state = 'open'`,
    )
    expect(total).toBe(row?.n)
    expect(body.sentence).toContain(`在办 ${total} 人`)
    const late = await d.ask<Answered<'development.list'>>('GET', '/api/development?clock=overdue&limit=500')
    expect(late.body.rows.every(({ days }) => days !== null && days < 0)).toBe(true)
    expect(late.body.rows.length).toBe(body.columns.reduce((sum, column) => sum + column.overdue, 0))
    const dated = late.body.rows.map(({ due: day }) => day)
    expect(dated).toEqual([...dated].sort())
  })

  it('a page after a page gives every case once', async () => {
    const seen: string[] = []
    let after = ''
    for (let no = 0; no < 100; no++) {
      const { body } = await d.ask<Answered<'development.list'>>('GET', `/api/development?limit=3${after}`)
      seen.push(...body.rows.map((row) => row.id))
      if (body.next === null) break
      after = `&after=${encodeURIComponent(body.next)}`
    }
    const whole = await d.ask<Answered<'development.list'>>('GET', '/api/development?limit=500')
    expect(seen).toEqual(whole.body.rows.map((row) => row.id))
  })

  it('quotas: planned, used and open, by area and kind', async () => {
    const town = d.towns[0]?.id ?? ''
    const read = async () =>
      (await d.ask<Answered<'development.quotas'>>('GET', '/api/development/quotas?year=2024')).body
    const before = (await read()).rows.find(({ area }) => area === town)
    expect(before?.cells['technical'].used).toBeGreaterThan(0)
    const set = { year: 2024, area: town, version: 0, planned: { all: 10, technical: 4 }, reason: '年度计划' }
    expect((await d.ask('PUT', '/api/development/quotas', set)).status).toBe(200)
    expect((await d.ask<Refused>('PUT', '/api/development/quotas', set)).body.code).toBe(
      'development.changed-meanwhile',
    )
    const cell = (await read()).rows.find(({ area }) => area === town)?.cells.all
    expect(cell?.open).toBe(10 - (before?.cells.all.used ?? 0))
    const more = await d.ask<Refused>('PUT', '/api/development/quotas', {
      ...set,
      version: 1,
      planned: { all: 3, technical: 4 },
    })
    expect(more.body.words).toContain('多于总数')
  })

  it('双培养 both ways, as numbers', async () => {
    const id = await open('金骨干', { backbone: true })
    await walk(id, WAY, LATER.slice(0, 1))
    const member = await memberOf(id)
    const noted = { member: member?.id, day: '2024-09-01', role: '技术骨干', reason: '评为技术骨干' }
    expect((await d.ask('POST', '/api/development/dual', noted)).status).toBe(200)
    expect((await d.ask('POST', '/api/development/dual', noted)).status).toBe(409)
    expect(
      (await d.ask('POST', '/api/development/dual', { ...noted, role: '管理骨干', day: '2024-06-30' })).status,
    ).toBe(409)
    const { body } = await d.ask<Answered<'development.dual'>>('GET', '/api/development/dual?year=2024')
    expect(body.sentence).toBe('2024 年把骨干培养成党员 1 人次，把党员培养成骨干 1 人次。')
    expect(JSON.stringify(body)).not.toContain('金')
  })

  it('the calendar says who is due in which month', async () => {
    const id = await open('陶到期', { days: { apply: '2026-11-10' } })
    const { body } = await d.ask<Answered<'development.calendar'>>('GET', '/api/development/calendar?months=2')
    const month = body.months.find((one) => one.month === '2026-12')
    expect(month?.rows.find((row) => row.id === id)).toMatchObject({
      step: 'talk',
      due: '2026-12-10',
      days: 19,
      name: '陶到期',
    })
  })

  it('brackets of dues come from the rulebook', async () => {
    const { body } = await d.ask<Answered<'development.dues'>>('GET', '/api/development/dues')
    expect(body.brackets.wage.at(-1)).toEqual({ upToYuan: null, perMille: 20 })
    expect(body.articles['wage']?.rule).toBe('dues.wage')
  })
})
