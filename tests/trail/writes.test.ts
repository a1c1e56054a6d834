import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rooms } from '../../src/apps/server/rooms.ts'
import { rowsOf } from '../../src/platform/server/db/database.ts'
import { platformAuditWords } from '../../src/platform/server/audit.ts'
import { lifeNames } from '../../src/rooms/units/rules/names.ts'
import { multipart } from '../../src/rooms/members/testing.ts'
import { openOffice, sampleFiles, type Office } from '../api/office.ts'
import { watchWrites, type Changed } from './conscience.ts'
import { everyEndpoint } from './contracts.ts'

/** Endpoints that write nothing into the office's data, each with its reason. */
const silent: Readonly<Record<string, string>> = {
  'platform.cancelJob': 'a job lives in memory; what it writes it writes in one transaction or not at all',
  'platform.loadSample': 'puts files beside the data and starts an import: the import is the row',
  'areas.previewChange': 'a preview',
  'units.startImport': 'compares files outside the ledger; written by units.commitImport',
  'units.mapImport': 'a draft in memory',
  'units.compareImport': 'a draft in memory',
  'units.discardImport': 'a draft in memory',
  'organizations.try': 'a preview',
  'organizations.importRegister': 'compares a register outside the database; written by organizations.commitRegister',
  'founding.advise': 'advice',
  'transfers.try': 'a preview',
  'declarations.status': 'reads where a declaration stands, by a code that is never in an address',
  'founding.try': 'a preview',
  'life.readFile': 'reads an uploaded file; written by life.record',
  'coverage.dryRunPreset': 'a preview',
  'planner.tryChange': 'a preview',
  'rosters.start': 'compares a register outside the database; written by rosters.commit',
  'rosters.map': 'a draft in memory',
  'rosters.compare': 'a draft in memory',
  'rosters.answer': 'a draft in memory',
  'rosters.discard': 'a draft in memory',
  'access.readAccountFile': 'reads an uploaded file; written by access.createAccounts',
  'access.beginSecondFactor': 'a secret that counts for nothing until it is confirmed',
}

/** Rooms whose own tests call each of their endpoints: what each writes. */
const toldElsewhere: Readonly<Record<string, string>> = {
  'deadlines.setAside': 'deadlines.set-aside',
  'deadlines.takeUp': 'deadlines.taken-up',
  'planner.refine': 'planner.refine',
  'planner.curve': 'planner.curve',
  'platform.makeBackup': 'platform.backup-made',
  'platform.saveBackupSchedule': 'platform.backup-scheduled',
  'declarations.declare': 'declarations.declare',
  'declarations.withdraw': 'declarations.withdraw',
  'access.signIn': 'access.signed-in',
  'access.signOut': 'access.signed-out',
  'access.setUp': 'access.set-up',
  'access.statePurpose': 'access.purpose-stated',
  'access.endPurpose': 'access.purpose-ended',
  'access.changePassword': 'access.password-changed',
  'access.confirmSecondFactor': 'access.second-factor-set',
  'access.endSecondFactor': 'access.second-factor-ended',
  'access.revokeSession': 'access.session-revoked',
  'access.acceptInvitation': 'access.password-set',
  'access.createAccount': 'access.account-created',
  'access.inviteAgain': 'access.account-invited',
  'access.disableAccount': 'access.account-disabled',
  'access.enableAccount': 'access.account-enabled',
  'access.handOver': 'access.account-handed-over',
  'access.createAccounts': 'access.account-created',
  'access.grant': 'access.grant',
  'access.endGrant': 'access.end-grant',
  'access.substitute': 'access.substitute',
  'access.endSubstitution': 'access.end-substitution',
  'access.saveRole': 'access.save-role',
  'access.saveTimes': 'access.save-times',
  'access.breakGlass': 'access.glass',
  'access.endGlass': 'access.end-glass',
  'personal.askCorrection': 'personal.ask',
  'personal.askDeletion': 'personal.ask',
  'personal.decideRequest': 'personal.decide-request',
  'personal.askRelease': 'personal.ask-release',
  'personal.decideRelease': 'personal.decide-release',
  'personal.saveRetention': 'personal.save-retention',
  'personal.eraseExpired': 'personal.erased',
}

interface Row {
  readonly id: string
  readonly name: string
}
interface Rows<T = Row> {
  readonly rows: T[]
}

type Method = 'POST' | 'PUT' | 'DELETE'

describe('every endpoint that writes', () => {
  let office: Office
  let seen: Changed[]
  const called = new Set<string>()

  beforeAll(async () => {
    office = await openOffice()
    seen = watchWrites(office.context.database)
    const dropped = await office.drop(await sampleFiles(office.folder, 300))
    await office.commit(dropped.id)
    const [coded] = await rowsOf<{ code: string }>(
      office.context.database.owner,
      sql`select code from unit where code is not null and org_name is null order by id desc limit 1`,
    )
    // Known by its code, under a name that nobody gave it before: it waits for a person.
    const heading = '序号,单位名称,统一社会信用代码,单位地址,职工人数,正式党员,预备党员,是否建立党组织,组建方式'
    const row = `1,全然改过名号的商行,${coded?.code},,20,3,,否,`
    const doubtful = await office.drop([{ name: '台账.csv', bytes: `${heading}\n${row}` }])
    seen.length = 0
    await office.commit(doubtful.id)
    expect(seen.filter(({ tables, audited }) => tables.length > 0 && audited === 0)).toEqual([])
    called.add('units.commitImport')
  })
  afterAll(() => office.close())

  /** Calls an endpoint by name and waits for its job; the transaction that changed anything must hold a row of the trail. */
  async function call<T>(name: string, parts: Readonly<Record<string, string>> | Row, body?: unknown): Promise<T> {
    const { method, path } = everyEndpoint[name] ?? { method: 'POST', path: '' }
    const url = path.replace(/:(\w+)/g, (_, key: string) =>
      encodeURIComponent(new Map(Object.entries(parts)).get(key) ?? ''),
    )
    seen.length = 0
    const answer = await office.send<T & { readonly job?: string }>(method as Method, url, body)
    if (typeof answer.job === 'string') {
      const job = await office.finished(answer.job)
      expect(job.state, `${name}: ${job.problem?.words}`).toBe('done')
    }
    expect(
      seen.filter(({ tables, audited }) => tables.length > 0 && audited === 0),
      name,
    ).toEqual([])
    expect(
      seen.some(({ audited }) => audited > 0),
      `${name} writes a row`,
    ).toBe(true)
    called.add(name)
    return answer
  }

  test('of the ledger', async () => {
    const { rows } = await office.get<Rows>('/api/units?limit=20')
    const [one, other, third] = rows.map(({ id }) => ({ id }))
    if (!one || !other || !third) throw new Error('the sample has no units')
    const evidence = '走访核实'
    await call('units.setLife', one, { life: 'closed', day: '2026-11-01', evidence })
    await call('units.setDetails', one, { parent: '某集团', evidence })
    const edits = await rowsOf<{ details: Record<string, unknown> }>(
      office.context.database.owner,
      sql`select details from audit where action = 'units.edit' and subject = ${one.id} order by id`,
    )
    expect(edits.map(({ details: { before, after } }) => ({ before, after }))).toEqual([
      { before: { life: lifeNames.operating }, after: { life: lifeNames.closed } },
      { before: { parent: null }, after: { parent: '某集团' } },
    ])
    await call('units.exclude', other, { reason: 'other', evidence, approver: '张主任', expires: '2027-01-01' })
    await call('units.endExclusion', other)
    const [town] = await rowsOf<{ id: string }>(
      office.context.database.owner,
      sql`select id from area where level = 'town' and valid_to is null order by id limit 1`,
    )
    await call('units.place', third, { area: town?.id })
    await call('units.merge', one, { other: third.id, reason: '同一家' })
    const [merge] = await rowsOf<{ id: string }>(office.context.database.owner, sql`select id from unit_merge`)
    await call('units.unmerge', { id: merge?.id ?? '' })
    const reviews = await office.get<Rows<{ id: string; candidates: { unit: string }[] }>>('/api/reviews?state=open')
    const review = { id: reviews.rows[0]?.id ?? '' }
    await call('units.decideReview', review, { same: false })
    await call('units.reopenReview', review)
    const view = await call<{ id: string }>('units.saveView', {}, { name: '我的', query: 'kind=company' })
    await call('units.dropView', view)
    await call('units.setPrecedence', { fact: 'life' }, { order: ['registry', 'ledger', 'edit'], newestFirst: false })
    const batches = await office.get<Rows>('/api/batches')
    await call('units.undoBatch', { id: batches.rows[0]?.id ?? '' })
    expect(called.size).toBe(14)
  })

  test('of counting and rules', async () => {
    const presets = await office.get<Rows<{ id: string; active: boolean }>>('/api/presets')
    const {
      id: _,
      builtIn: __,
      version: ___,
      active: ____,
      ...preset
    } = presets.rows[0] as unknown as Record<string, unknown>
    await call('rulebook.savePreset', { id: 'ours' }, { preset: { ...preset, name: '本区口径' } })
    await call(
      'rulebook.setRule',
      { id: 'weak.no-secretary' },
      { active: true, params: { months: 3 }, reason: '会议定的' },
    )
    const notice = { source: '2027 年节假日安排', text: '2027-01-01 休 元旦' }
    await call('deadlines.saveWorkdays', { year: '2027' }, notice)
    await call('coverage.activatePreset', { id: 'ours' }, { reason: '会议定的' })
    await call('coverage.recount', {})
    await call('coverage.takeSnapshot', {}, { name: '十一月' })
    expect([...called]).toContain('coverage.takeSnapshot')
  })

  test('of organisations', async () => {
    const { rows } = await office.get<Rows>('/api/units?limit=1&life=operating')
    const [town] = await rowsOf<{ id: string }>(
      office.context.database.owner,
      sql`select id from area where level = 'town' and valid_to is null order by id limit 1`,
    )
    const overrides = { 'organization.superior': '测试' }
    const branch = {
      name: '向阳党支部',
      kind: 'branch',
      superior: null,
      area: town?.id,
      founded: '2015-01-01',
      overrides,
    }
    const one = await call<Row>('organizations.register', {}, branch)
    const deed = { day: '2026-07-01', reason: '会议定的', version: 1, overrides }
    const what = { change: 'attach', units: [rows[0]?.id] }
    await call('organizations.change', one, { ...deed, what })
    const paper = await office.raw({
      method: 'POST',
      url: `/api/organizations/${one.id}/evidence`,
      ...multipart([{ name: '批复.pdf', bytes: '%PDF-1.7' }]),
    })
    const { ids } = JSON.parse(paper.body) as { ids: string[] }
    called.add('organizations.addEvidence')
    await call('organizations.dropEvidence', { id: ids[0] ?? '' }, { reason: '附错了' })
    const bytes = `党组织名称,类别,上级党组织,所在镇街\n长青联合党支部,联合党支部,向阳党委,`
    const read = await office.raw({
      method: 'POST',
      url: '/api/organizations-import',
      ...multipart([{ name: '名册.csv', bytes }]),
    })
    const written = await call<{ import: string }>('organizations.commitRegister', JSON.parse(read.body) as Row)
    await call('organizations.undoRegister', { id: written.import }, { reason: '放错了' })
    await call('organizations.change', one, { ...deed, version: 2, what: { change: 'revoke' } })
    const trail = await rowsOf<{ action: string }>(
      office.context.database.owner,
      sql`select distinct action from audit where action like 'organizations.%' order by action`,
    )
    expect(trail.map(({ action }) => action)).toEqual([
      'organizations.add-evidence',
      'organizations.attach',
      'organizations.drop-evidence',
      'organizations.import-register',
      'organizations.registered',
      'organizations.revoke',
      'organizations.undo-register',
    ])
  })

  test('of members', async () => {
    const [town] = await rowsOf<{ id: string }>(
      office.context.database.owner,
      sql`select id from area where level = 'town' and valid_to is null order by id limit 1`,
    )
    const found = async (name: string): Promise<string> => {
      const overrides = { 'organization.superior': '测试' }
      const branch = { name, kind: 'branch', superior: null, area: town?.id, founded: '2015-01-01', overrides }
      return (await office.send<Row>('POST', '/api/organizations', branch)).id
    }
    const [one, other] = [await found('东风党支部'), await found('红星党支部')]
    const fields = { name: '张一', status: 'probationary', organization: one, joined: '2025-07-01' }
    const member = await call<Row>('members.add', {}, { ...fields, day: '2025-07-01', reason: '补录' })
    const deed = { day: '2026-07-01', reason: '党员大会' }
    await call('members.correct', member, {
      version: 1,
      reason: '核对',
      fields: { education: '本科', phone: '13900000000' },
    })
    await call('members.setStatus', member, { ...deed, version: 2, to: 'full' })
    await call('members.moveWithin', member, { ...deed, version: 3, to: other })
    await call('members.tieAccount', member, { username: null, reason: '核对' })
    const heading = '姓名,出生日期,人员类别,所在党支部,加入党组织日期'
    const bytes = `${heading}\n李二,1980-01-02,正式党员,东风党支部,2005-07-01`
    const dropped = await office.raw({
      method: 'POST',
      url: '/api/rosters',
      ...multipart([{ name: '名册.csv', bytes }]),
    })
    const { id, job } = JSON.parse(dropped.body) as { id: string; job: string }
    expect((await office.finished(job)).state).toBe('done')
    await call('rosters.commit', { id }, { take: ['added'] })
    const batches = await office.get<Rows>('/api/roster-batches')
    await call('rosters.undo', { id: batches.rows[0]?.id ?? '' }, { reason: '放错了' })
    const trail = await rowsOf<{ details: string }>(
      office.context.database.owner,
      sql`select details::text as details from audit where action like 'members.%'`,
    )
    expect(trail.length).toBeGreaterThanOrEqual(7)
    for (const { details } of trail) expect(details).not.toMatch(/张一|李二|13900000000/)
  })

  test('of development', async () => {
    const [town] = await rowsOf<{ id: string }>(
      office.context.database.owner,
      sql`select id from area where level = 'town' and valid_to is null order by id limit 1`,
    )
    const found = async (name: string): Promise<string> => {
      const overrides = { 'organization.superior': '测试' }
      const branch = { name, kind: 'branch', superior: null, area: town?.id, founded: '2015-01-01', overrides }
      return (await office.send<Row>('POST', '/api/organizations', branch)).id
    }
    const [one, other] = [await found('前进党支部'), await found('向阳党支部')]
    const person = { born: '1990-01-01', organization: one }
    const days = { activist: '2024-01-10', target: '2025-02-10' }
    const opened = await call<Row>('development.open', {}, { ...person, name: '王三', stage: 'target', days })
    const act = async (deed: string, part: object, of = opened) => {
      const { version } = await office.get<{ version: number }>(`/api/development/${of.id}`)
      return call(`development.${deed}`, of, { version, ...part })
    }
    const reason = '测试'
    await act('correct', { reason, fields: { name: '王三三', education: '本科' } })
    await act('tieAccount', { reason, username: null })
    await act('take', { step: 'target-filed', day: '2025-02-20' })
    await act('takeBack', { step: 'target-filed', reason })
    await act('take', { step: 'target-filed', day: '2025-02-20' })
    await act('take', { step: 'introducers', day: '2025-03-01', details: { persons: ['赵四', '钱五'] } })
    await act('take', { step: 'review', day: '2025-03-01' })
    await act('take', { step: 'class', day: '2025-03-10', details: { classDays: 3 } })
    await act('move', { day: '2025-03-20', to: other, unit: null, reason })
    for (const [step, day] of [
      ['committee-review', '2025-04-01'],
      ['pre-review', '2025-04-10'],
      ['form', '2025-04-15'],
    ])
      await act('take', { step, day })
    await act('take', { step: 'meeting', day: '2025-05-01', details: { due: 9, present: 9, yes: 9 } })
    await act('prolong', { day: '2025-07-01', reason })
    await act('take', { step: 'committee-talk', day: '2025-05-20' })
    await act('take', { step: 'approval', day: '2025-09-01' })
    const { member } = await office.get<{ member: string }>(`/api/development/${opened.id}`)
    const backbone = { member, day: '2025-10-01', role: '技术骨干', reason }
    await call('development.noteBackbone', {}, backbone)
    const quota = { year: 2025, area: town?.id, version: 0, planned: { all: 3 }, reason }
    await call('development.setQuota', {}, quota)
    const applied = { ...person, name: '孙六', days: { apply: '2026-01-10' } }
    const leaves = await call<Row>('development.open', {}, applied)
    await act('end', { day: '2026-02-01', end: 'withdrew', reason }, leaves)
    const trail = await rowsOf<{ details: string }>(
      office.context.database.owner,
      sql`select details::text as details from audit where action like 'development.%'`,
    )
    expect(trail.length).toBeGreaterThanOrEqual(18)
    for (const { details } of trail) expect(details).not.toMatch(/王三|赵四|钱五|孙六/)
  })

  test('of transfers and floating members', async () => {
    const [town] = await rowsOf<{ id: string }>(
      office.context.database.owner,
      sql`select id from area where level = 'town' and valid_to is null order by id limit 1`,
    )
    const found = async (name: string): Promise<string> => {
      const overrides = { 'organization.superior': '测试' }
      const branch = { name, kind: 'branch', superior: null, area: town?.id, founded: '2015-01-01', overrides }
      return (await office.send<Row>('POST', '/api/organizations', branch)).id
    }
    const [one, other] = [await found('长江党支部'), await found('黄河党支部')]
    const reason = '测试'
    const person = { name: '马一', status: 'full', organization: one, joined: '2015-07-01', day: '2020-01-01', reason }
    const member = (await office.send<Row>('POST', '/api/members', person)).id
    const away = { member, to: other, since: '2026-01-01', fixed: true, reason }
    const stay = await call<Row>('floating.register', {}, away)
    await call('floating.contact', stay, { version: 1, day: '2026-03-01' })
    const order = { direction: 'within', member, to: other, reason }
    const opened = await call<Row>('transfers.open', {}, order)
    const act = async (deed: string, part: object = {}, day = '2026-03-02', of = opened) => {
      const { version } = await office.get<{ version: number }>(`/api/transfers/${of.id}`)
      const body = { version, deed, day, reason, ...part }
      await office.send('POST', `/api/transfers/${of.id}/try`, body)
      return call('transfers.act', of, body)
    }
    await act('issue', { letterNo: '1' })
    await act('remind')
    await act('receive')
    await act('receipt')
    const visitor = {
      member: null,
      name: '马二',
      fromText: '外地支部',
      to: other,
      since: '2026-02-01',
      fixed: false,
      reason,
    }
    const second = await call<Row>('floating.register', {}, visitor)
    await call('floating.end', second, { version: 1, day: '2026-03-03', reason })
    const { version } = await office.get<{ version: number }>(`/api/members/${member}`)
    await call('floating.setLost', { member }, { version, lost: true, day: '2026-03-05', reason })
    const newcomer = { direction: 'in', name: '马三', fromText: '外地支部', to: other, phone: '13900000009', reason }
    const coming = await call<Row>('transfers.open', {}, newcomer)
    await act('withdraw', {}, '2026-03-06', coming)
    const trail = await rowsOf<{ action: string; details: string }>(
      office.context.database.owner,
      sql`select action, details::text as details from audit where action like 'transfers.%' or action like 'floating.%'`,
    )
    expect(new Set(trail.map(({ action }) => action)).size).toBeGreaterThanOrEqual(9)
    for (const { details } of trail) expect(details).not.toMatch(/马一|马二|马三|13900000009/)
  })

  test('of voluntary declarations', async () => {
    const { consent } = await office.get<{ consent: { version: string } }>('/api/declare')
    const person = { name: '牛一', phone: '13900000007', placeKind: 'elsewhere', consent: consent.version }
    const agreed = { ...person, agreed: true }
    // By the gate, for somebody who has no account.
    const declare = async (): Promise<{ id: string; code: string }> => {
      const { code } = await office.send<{ code: string }>('POST', '/api/declare', agreed)
      const { rows } = await office.get<Rows>('/api/declarations?limit=500')
      return {
        id:
          rows
            .map(({ id }) => id)
            .sort()
            .at(-1) ?? '',
        code,
      }
    }
    const day = (await office.get<{ today: string }>('/api/office')).today
    const act = async (name: string, of: { id: string }, part: object = {}) => {
      const { version } = await office.get<{ version: number }>(`/api/declarations/${of.id}`)
      return call<{ transfer: string }>(`declarations.${name}`, { id: of.id }, { version, day, ...part })
    }
    const [town] = await rowsOf<{ id: string }>(
      office.context.database.owner,
      sql`select id from area where level = 'town' and valid_to is null order by id limit 1`,
    )
    const [unit] = await rowsOf<{ id: string }>(
      office.context.database.owner,
      sql`select id from unit order by id limit 1`,
    )
    const overrides = { 'organization.superior': '测试' }
    const branch = {
      name: '珠江党支部',
      kind: 'branch',
      superior: null,
      area: town?.id,
      founded: '2015-01-01',
      overrides,
    }
    const to = (await office.send<Row>('POST', '/api/organizations', branch)).id
    await call('declarations.link', {}, { unit: unit?.id })
    const reason = '牛一来过电话'
    const verified = async (of: { id: string }) => {
      await act('contact', of, { note: reason })
      await act('verify', of, { status: 'full', note: reason })
    }
    const first = await declare()
    await act('assign', first, { unit: unit?.id, town: town?.id })
    await verified(first)
    const taken = { status: 'full', looked: true, reason }
    const { transfer } = await act('openTransfer', first, { ...taken, to, fromText: '外地支部' })
    await office.send('POST', `/api/transfers/${transfer}/act`, { version: 1, deed: 'withdraw', day, reason: '不转了' })
    await act('admit', first, { ...taken, organization: to })
    const second = await declare()
    await act('close', second, { why: 'other', reason })
    await act('reopen', second, { reason })
    await office.send('POST', '/api/declare/withdraw', { code: second.code })
    const third = await call<Row>('declarations.enter', {}, { ...person, signed: day })
    await act('withdrawFor', third)
    const trail = await rowsOf<{ action: string; text: string; path: string }>(
      office.context.database.owner,
      sql`select action, details::text as text from audit where action like 'declarations.%'`,
    )
    expect(new Set(trail.map(({ action }) => action)).size).toBe(12)
    for (const { text } of trail) expect(text).not.toMatch(/牛一|13900000007/)
  })

  test('of the plan', async () => {
    await call('planner.make', {}, {})
    const plans = await office.get<Rows<{ id: string }>>('/api/plans')
    const plan = { id: plans.rows[0]?.id ?? '' }
    const proposals = await office.get<Rows<{ id: string }>>(`/api/plans/${plan.id}/proposals`)
    const proposal = { id: proposals.rows[0]?.id ?? '' }
    await call('planner.decide', proposal, { decision: 'rejected', reason: '另有安排' })
    await call('planner.acceptAll', plan, {})
    const own = await office.get<Rows<{ id: string }>>(`/api/plans/${plan.id}/proposals?kind=own&decision=accepted`)
    await call('planner.found', plan, { proposals: [own.rows[0]?.id ?? ''] })
    const scenario = await call<{ id: string }>('planner.saveScenario', {}, { name: '紧凑', note: '', params: {} })
    await call('planner.dropScenario', scenario)
    const { rows } = await office.get<Rows>('/api/units?limit=2')
    const pair = await call<{ id: string }>(
      'planner.savePair',
      {},
      { kind: 'apart', a: rows[0]?.id, b: rows[1]?.id, reason: '有纠纷' },
    )
    await call('planner.dropPair', pair)
    const instructors = await office.get<Rows<{ key: string }>>('/api/instructors')
    await call(
      'planner.saveInstructor',
      {},
      { name: instructors.rows[0]?.key, capacity: 6, until: null, leaving: false, conflicts: [], note: '' },
    )
    expect([...called]).toContain('planner.saveInstructor')
  })

  test('of founding', async () => {
    const units = await rowsOf<{ id: string; town: string; name: string }>(
      office.context.database.owner,
      sql`select id, town, name from unit where town is not null and members_full >= 3 and has_organization is not true
        and not exists (select 1 from founding_unit f where f.unit_id = unit.id and f.open) order by id limit 2`,
    )
    const [one, other] = units
    if (!one || !other) throw new Error('the sample has no units that should found')
    const overrides = { 'organization.superior': '测试' }
    const plan = { name: '中共样例支部', kind: 'branch', units: [one.id], area: one.town, overrides }
    const { id } = await call<Row>('founding.draft', {}, plan)
    const day = '2026-11-20'
    const version = async () => (await office.get<{ version: number }>(`/api/founding/${id}`)).version
    const step = async (deed: string, part: object = {}) =>
      call(`founding.${deed}`, { id }, { day, version: await version(), overrides, ...part })
    await call('founding.revise', { id }, { ...plan, name: '中共样例支部委员会', version: await version() })
    const paper = await office.raw({
      method: 'POST',
      url: `/api/founding/${id}/evidence`,
      ...multipart([{ name: '请示.pdf', bytes: '%PDF-1.7' }]),
    })
    expect((JSON.parse(paper.body) as { ids: string[] }).ids).toHaveLength(1)
    called.add('founding.attach')
    const counts = [{ unit: one.id, full: 5, probationary: 0 }]
    await step('apply', { counts })
    await step('return', { reason: '补材料' })
    await step('apply', { counts })
    await step('review')
    await step('reply', { approved: true })
    const officers = [{ post: 'secretary', name: '林一' }]
    await step('elect', { how: 'elected', due: 5, present: 5, committee: false, officers })
    await step('file', { filedWith: '区委组织部' })
    const { opened } = await call<{ opened: Row[] }>(
      'founding.draftEach',
      {},
      { units: [other.id], source: 'blind-spot' },
    )
    await call('founding.withdraw', { id: opened[0]?.id ?? '' }, { version: 1, day: '2026-11-21', reason: '条件变化' })
    const trail = await rowsOf<{ details: string }>(
      office.context.database.owner,
      sql`select details::text as details from audit where action like 'founding.%' or action like 'posts.%'`,
    )
    expect(trail.length).toBeGreaterThanOrEqual(10)
    for (const { details } of trail) expect(details).not.toContain('林一')
  })

  test('of posts, terms and organisation life', async () => {
    const [town] = await rowsOf<{ id: string }>(
      office.context.database.owner,
      sql`select id from area where level = 'town' and valid_to is null order by id limit 1`,
    )
    const made = { name: '中共留痕支部', kind: 'branch', superior: null, area: town?.id, founded: '2022-01-10' }
    const { id } = await call<Row>(
      'organizations.register',
      {},
      { ...made, overrides: { 'organization.superior': '测试' } },
    )
    interface Board {
      readonly posts: { id: string; version: number }[]
      readonly term: { id: string; version: number } | null
    }
    const reason = '测试'
    const now = () => office.get<Board>(`/api/organizations/${id}/posts`)
    const post = async () => {
      const [one] = (await now()).posts
      return { post: one?.id ?? '', version: one?.version ?? 0 }
    }
    const term = async () => {
      const one = (await now()).term
      return { term: one?.id ?? '', version: one?.version ?? 0 }
    }
    const held = { post: 'secretary', how: 'elected', name: '林二', phone: '13700001234', day: '2023-01-10', reason }
    await call('posts.appoint', { id }, held)
    const first = await post()
    await call('posts.correct', { post: first.post }, { version: first.version, name: '林三', reason })
    await call('posts.recordTerm', { id }, { no: 1, begins: '2023-01-10' })
    const running = await term()
    const shift = { to: '2026-11-10', approvedBy: '区委组织部', approvedOn: '2026-01-05', reason }
    await call('posts.shiftTerm', { term: running.term }, { ...shift, version: running.version })
    const second = await post()
    await call('posts.end', { post: second.post }, { version: second.version, day: '2026-10-10', reason })
    const ballot = { of: 'officers', due: 5, present: 5, seats: 1, issued: 5, returned: 5, valid: 5, invalid: 0 }
    const candidates = [{ votes: 5, name: '林四', post: 'secretary' }]
    await call('posts.recordElection', { id }, { day: '2026-11-10', no: 2, ballots: [{ ...ballot, candidates }] })
    const last = await term()
    await call('posts.withdrawTerm', { term: last.term }, { version: last.version, reason })
    const meeting = {
      day: '2026-11-12',
      kinds: ['theme-day'],
      title: '学习',
      holders: [{ organization: id, due: 5, present: 4 }],
    }
    const { ids } = await call<{ ids: string[] }>('life.record', {}, { meetings: [meeting] })
    const one = { meeting: ids[0] ?? '' }
    await call('life.correct', one, { ...meeting, title: '学习和讨论', version: 1, reason })
    await call('life.withdraw', one, { version: 2, reason })
    await call('life.savePlan', { id }, { year: 2026, version: 0, items: [{ month: 12, kind: 'lecture' }] })
    const trail = await rowsOf<{ action: string; details: string }>(
      office.context.database.owner,
      sql`select action, details::text as details from audit where action like 'posts.%' or action like 'life.%'`,
    )
    expect(trail.filter(({ action }) => action.startsWith('life.'))).toHaveLength(4)
    for (const { details } of trail) expect(details).not.toMatch(/林[二三四]|13700001234/)
  })

  test('of the tree of areas', async () => {
    const [town] = await rowsOf<{ id: string }>(
      office.context.database.owner,
      sql`select id from area where level = 'town' and valid_to is null order by id limit 1`,
    )
    const change = { kind: 'rename', area: town?.id, name: '新名街道' }
    await call('areas.applyChange', {}, { day: '2026-11-01', change, reason: '批复' })
    expect([...called]).toContain('areas.applyChange')
  })

  test('of the trail itself', async () => {
    await call('audit.verify', {}, {})
    expect([...called]).toContain('audit.verify')
  })

  test('was called here, or is told elsewhere with words, or writes nothing for a reason', () => {
    const words = new Set([platformAuditWords, ...rooms.map((room) => room.auditWords ?? {})].flatMap(Object.keys))
    const writing = Object.entries(everyEndpoint)
      .filter(([, { method }]) => method !== 'GET')
      .map(([name]) => name)
    const known = new Set([...called, ...Object.keys(silent), ...Object.keys(toldElsewhere)])
    expect(writing.filter((name) => !known.has(name))).toEqual([])
    expect([...Object.keys(silent), ...Object.keys(toldElsewhere)].filter((name) => !writing.includes(name))).toEqual(
      [],
    )
    expect(Object.values(toldElsewhere).filter((action) => !words.has(action))).toEqual([])
  })
})
