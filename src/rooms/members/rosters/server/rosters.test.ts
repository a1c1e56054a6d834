import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkOf } from '../../../../standards/identity-number.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { recountMembers } from '../../server/public.ts'
import { openDistrict, type TestDistrict } from '../../testing.ts'
import type { Roster, RosterBatch, RosterRow, RosterTab } from '../contract.ts'

let d: TestDistrict
beforeAll(async () => {
  d = await openDistrict()
  const unit = (name: string): string => d.units.get(name) ?? ''
  await d.organization('中共云山机床有限公司支部委员会', { units: [unit('云山机床有限公司')] })
  await d.organization('云山第一联合党支部', {
    kind: 'joint-branch',
    units: [unit('云山纺织有限公司'), unit('云山物流有限公司')],
  })
})
afterAll(() => d.context.close())

const identity = (birthday: string, no: number): string => {
  const head = `990101${birthday}${String(no).padStart(3, '0')}`
  return head + checkOf(head)
}
const HEAD =
  '序号,姓名,性别,公民身份号码,出生日期,人员类别,所在党支部,加入党组织日期,转为正式党员日期,工作岗位,联系电话,工作单位'
const csv = (rows: readonly string[], title = '两新组织党员名册'): string => [title, HEAD, ...rows].join('\n')
const drop = (rows: readonly string[], name = '党员名册.csv', title?: string): Promise<string> =>
  d.drop('/api/rosters', [{ name, bytes: csv(rows, title) }])
const get = async (id: string): Promise<Roster> => (await d.ask<Roster>('GET', `/api/rosters/${id}`)).body
const rowsOfTab = async (id: string, tab: RosterTab): Promise<RosterRow[]> =>
  (await d.ask<{ rows: RosterRow[] }>('GET', `/api/rosters/${id}/rows?tab=${tab}`)).body.rows
async function commit(id: string, take: readonly string[]): Promise<Roster> {
  const { body, status } = await d.ask<{ job: string }>('POST', `/api/rosters/${id}/commit`, { take })
  expect(status, JSON.stringify(body)).toBe(200)
  await d.finished(body.job)
  return get(id)
}
const ALL = ['added', 'organization', 'status', 'facts']
const counts = async () => {
  const rows = await rowsOf<{ name: string; full: number; probationary: number }>(
    d.context.database.owner,
    sql`select name, members_full as "full", members_probationary as probationary from organization order by name`,
  )
  const scope = d.context.localScope()
  expect(await recountMembers(d.context.database.as(scope), scope)).toEqual([])
  return Object.fromEntries(rows.map(({ name, full, probationary }) => [name, [full, probationary]]))
}
/** Everything that is kept, without what says when. */
const everything = async (): Promise<string> => {
  const texts: unknown[] = []
  for (const table of [
    'member',
    'member_relation',
    'member_status',
    'member_event',
    'personal_vault',
    'roster_batch',
    'unit_record',
  ])
    texts.push(await rowsOf(d.context.database.owner, sql`select t::text from ${sql.table(table)} t order by 1`))
  return JSON.stringify(texts)
}

const MACHINE = '云山机床有限公司党支部'
const JOINT = '云山第一联合党支部'
const FIRST = [
  `1,张一,男,,1980-01-02,正式党员,${MACHINE},2005-07-01,2006-07-01,一线职工,13900000001,云山机床有限公司`,
  `2,李二,,${identity('19850607', 122)},,正式党员,中共${MACHINE},2010.6,2011.6,技术员,,`,
  `3,王三,女,,1999-09-09,预备党员,${JOINT},2026-03-01,,管理人员,,云山纺织有限公司`,
  `4,赵四,男,,,正式党员,${JOINT},,,,,云山不在台账的公司`,
]

describe('a register of the office', () => {
  it('comes in: organisations and units found by name, what follows is not asked for', async () => {
    const id = await drop(FIRST)
    const roster = await get(id)
    expect(roster).toMatchObject({ state: 'ready', kind: 'office', unexplained: 0 })
    expect(roster.counts).toMatchObject({ rows: 4, added: 4, wrong: 0, asked: 0, absent: 0 })
    expect(roster.filled).toBeGreaterThanOrEqual(4)
    const added = await rowsOfTab(id, 'added')
    expect(added[0]).toMatchObject({
      name: '张一',
      organizationName: '中共云山机床有限公司支部委员会',
      unitName: '云山机床有限公司',
    })
    expect(added[3]?.notes[0]?.why).toContain('台账里没有')
    await commit(id, ['added'])
    expect(await counts()).toEqual({ 中共云山机床有限公司支部委员会: [2, 0], 云山第一联合党支部: [1, 1] })
    const [unit] = await rowsOf(
      d.context.database.owner,
      sql`select members_full as "full" from unit where name = '云山机床有限公司'`,
    )
    expect(unit).toEqual({ full: 2 })
    // The file itself is gone as soon as it was read.
    const uploads = join(d.context.config.dataDir, 'uploads')
    expect(existsSync(uploads) ? readdirSync(uploads) : []).not.toContain(id)
  })

  it('put in a second time changes nothing', async () => {
    const before = await everything()
    const id = await drop(FIRST)
    expect((await get(id)).counts).toMatchObject({
      rows: 4,
      same: 4,
      added: 0,
      changed: 0,
      asked: 0,
      wrong: 0,
      absent: 0,
    })
    await d.ask('POST', `/api/rosters/${id}/discard`)
    expect(await everything()).toBe(before)
  })

  it('names wrong rows by sheet, row, column, reason, remedy and loses nothing', async () => {
    const id = await drop([
      `1,,男,,,正式党员,${MACHINE},2005-07-01,,,,`,
      `2,孙五,男,123,,正式党员,${MACHINE},,,,,`,
      `3,周六,男,,,正式党员,没有这个支部,,,,,`,
      `4,吴*,男,,,正式党员,${MACHINE},,,,,`,
      `5,郑八,男,,1990-01-01,正式党员,${MACHINE},1980-01-01,,,,`,
      `6,冯九,男,,,积极分子,${MACHINE},,,,,`,
      '合计,6',
    ])
    const roster = await get(id)
    expect(roster.counts).toMatchObject({ rows: 6, wrong: 6, added: 0 })
    const wrong = await rowsOfTab(id, 'wrong')
    expect(wrong.map(({ row }) => row)).toEqual([3, 4, 5, 6, 7, 8])
    expect(wrong.map(({ notes }) => notes[0]?.column)).toEqual([
      '姓名',
      '公民身份号码',
      '所在党支部',
      '姓名',
      null,
      '人员类别',
    ])
    for (const { why, remedy } of wrong) expect(why !== '' && remedy !== '').toBe(true)
    const file = await d.ask<Buffer>('GET', `/api/rosters/${id}/wrong`)
    expect([file.status, file.body.subarray(0, 2).toString()]).toEqual([200, 'PK'])
    await d.ask('POST', `/api/rosters/${id}/discard`)
  })

  it('asks about equal names and never guesses', async () => {
    const id = await drop([`1,赵四,男,,,正式党员,${MACHINE},,,,,`, `2,赵四,男,,,正式党员,${JOINT},2001-01-01,,,,`])
    expect((await get(id)).counts).toMatchObject({ asked: 2, added: 0 })
    const [one, two] = await rowsOfTab(id, 'asked')
    expect(one?.candidates.length).toBe(1)
    const member = two?.candidates[0]?.member ?? ''
    await d.ask('POST', `/api/rosters/${id}/answer`, { row: one?.key, person: 'other' })
    const answered = await d.ask<Roster>('POST', `/api/rosters/${id}/answer`, { row: two?.key, person: member })
    expect(answered.body.counts).toMatchObject({ asked: 0, added: 1, changed: 1 })
    const nonsense = await d.ask<{ code: string }>('POST', `/api/rosters/${id}/answer`, {
      row: two?.key,
      person: 'nobody',
    })
    expect(nonsense.body.code).toBe('rosters.bad-answer')
    await commit(id, ALL)
    expect(await counts()).toMatchObject({ 中共云山机床有限公司支部委员会: [3, 0] })
    // What was answered once is not asked again.
    const again = await get(
      await drop([`1,赵四,男,,,正式党员,${MACHINE},,,,,`, `2,赵四,男,,,正式党员,${JOINT},2001-01-01,,,,`]),
    )
    expect(again.counts).toMatchObject({ same: 2, asked: 0 })
  })
})

describe('what the national system gives out', () => {
  const TITLE = '党员基本信息采集表 截至2026年10月31日'
  it('is reconciled: every difference with its kind, who acts and how', async () => {
    const id = await drop(
      [
        `1,张一,男,,1980-01-02,正式党员,${JOINT},2005-07-01,2006-07-01,一线职工,,`,
        `2,李二,女,${identity('19850607', 122)},1985-06-07,正式党员,${MACHINE},2010-06-15,2011-06-15,技术员,,`,
        `3,王三,女,,1999-09-09,正式党员,${JOINT},2026-03-02,,管理人员,,`,
        `5,新来,女,${identity('19900101', 124)},,正式党员,${MACHINE},2015-07-01,2016-07-01,,,`,
      ],
      '系统导出.csv',
      TITLE,
    )
    const roster = await get(id)
    expect(roster).toMatchObject({ kind: 'national', asOf: '2026-10-31', covers: 'whole', unexplained: 0 })
    expect(roster.counts).toMatchObject({ added: 1, changed: 3, absent: 2, wrong: 0 })
    expect(roster.differences).toMatchObject({ 'only-there': 1, 'only-here': 2 })
    const changed = await rowsOfTab(id, 'changed')
    expect(changed.map(({ name, differences }) => [name, differences])).toEqual([
      ['张一', ['organization']],
      ['李二', ['dates']],
      ['王三', ['status', 'dates']],
    ])
    for (const { why, who, remedy } of [
      ...changed,
      ...(await rowsOfTab(id, 'absent')),
      ...(await rowsOfTab(id, 'added')),
    ])
      expect([why, who, remedy]).not.toContain('')
    expect(roster.sentence).toContain('全国系统（截至 2026-10-31）')
    const file = await d.ask<Buffer>('GET', `/api/rosters/${id}/differences`)
    expect([file.status, file.body.subarray(0, 2).toString()]).toEqual([200, 'PK'])
    await d.ask('POST', `/api/rosters/${id}/discard`)
  })

  it('is taken over where the office says so, and taken back', async () => {
    const before = await counts()
    // The relation came on the day of the first register, which is today: a later export may move it.
    const id = await drop([`1,王三,女,,1999-09-09,正式党员,${MACHINE},2026-03-01,2026-11-20,班组长,,云山机床有限公司`])
    const written = await commit(id, ALL)
    expect(written.state).toBe('written')
    expect(await counts()).not.toEqual(before)
    const { body } = await d.ask<{ rows: RosterBatch[] }>('GET', '/api/roster-batches')
    const [batch] = body.rows
    expect(batch).toMatchObject({ added: 0, changed: 1, undoneAt: null })
    const undone = await d.ask<{ removed: number; restored: number; kept: number }>(
      'POST',
      `/api/roster-batches/${batch?.id}/undo`,
      { reason: '放错了表' },
    )
    expect(undone.body).toMatchObject({ removed: 0, restored: 1, kept: 0 })
    expect(await counts()).toEqual(before)
    const again = await d.ask<{ code: string }>('POST', `/api/roster-batches/${batch?.id}/undo`, { reason: '再撤' })
    expect(again.body.code).toBe('rosters.batch-not-found')
  })

  it('leaves alone whom somebody touched since', async () => {
    const id = await drop([
      `1,后来,男,,1988-08-08,正式党员,${MACHINE},2012-01-01,2013-01-01,,,`,
      `2,后去,男,,1989-08-08,正式党员,${MACHINE},2012-01-01,2013-01-01,,,`,
    ])
    const { batch } = await commit(id, ALL)
    const { body } = await d.ask<{ rows: { id: string; name: string }[] }>(
      'GET',
      `/api/members?q=${encodeURIComponent('后来')}`,
    )
    const touched = await d.ask('POST', `/api/members/${body.rows[0]?.id}/correct`, {
      version: 1,
      reason: '核对',
      fields: { job: '会计' },
    })
    expect(touched.status).toBe(200)
    const undone = await d.ask('POST', `/api/roster-batches/${batch}/undo`, { reason: '放错了表' })
    expect(undone.body).toMatchObject({ removed: 1, restored: 0, kept: 1 })
    await counts()
  })
})
