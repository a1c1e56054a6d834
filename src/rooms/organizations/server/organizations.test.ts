import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../../kernel/day.ts'
import { rowsOf } from '../../../platform/server/db/database.ts'
import { coverageServer } from '../../coverage/server/index.ts'
import type { TestContext } from '../../../platform/server/testing.ts'
import {
  addOrganization,
  addUnits,
  change,
  emptyOrganizations,
  openOrganizations,
  organizationRooms,
  OTHER_TOWN,
  TODAY,
  TOWN,
} from '../testing.ts'
import { findCovers } from './covers.ts'
import { getOrganization } from './organizations.ts'
import { findVersionOn } from './versions.ts'

let context: TestContext
beforeAll(async () => {
  context = await openOrganizations([...organizationRooms, coverageServer])
})
afterAll(() => context.close())

const UNITS = ['u1', 'u2', 'u3'].map((id, place) => ({ id, name: `云山第${place + 1}工厂有限公司` }))

async function office() {
  await emptyOrganizations(context)
  await addUnits(context, UNITS)
  const committee = (
    await addOrganization(context, { name: '街道党委', kind: 'committee', founded: '2015-01-01' as Day })
  ).id
  const other = (await addOrganization(context, { name: '园区党委', kind: 'committee', founded: '2015-01-01' as Day }))
    .id
  return { committee, other, scope: context.localScope() }
}

const unitOf = async (id: string) =>
  (
    await rowsOf<{
      has_organization: boolean | null
      org_form: string | null
      org_name: string | null
      coverage: string
    }>(
      context.database.as(context.localScope()),
      sql`select has_organization, org_form, org_name, coverage from unit where id = ${id}`,
    )
  )[0]

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { code: string; message: string }) => `${error.code} ${error.message}`,
  )

describe('organizations', () => {
  it('what covers a unit is in the ledger at once, and its coverage follows', async () => {
    const { committee } = await office()
    const joint = await addOrganization(context, {
      name: '三厂联合党支部',
      kind: 'joint-branch',
      superior: committee,
      units: ['u1', 'u2', 'u3'],
    })
    expect(await unitOf('u1')).toEqual({
      has_organization: true,
      org_form: 'joint',
      org_name: '三厂联合党支部',
      coverage: 'joint',
    })
    const own = await addOrganization(context, {
      name: '一厂党支部',
      superior: committee,
      units: ['u1'],
      founded: '2024-05-01' as Day,
    })
    expect(await unitOf('u1')).toMatchObject({ org_form: 'own', org_name: '一厂党支部', coverage: 'own' })
    expect(
      (await getOrganization(context.database.as(context.localScope()), context.localScope(), joint.id)).units,
    ).toBe(2)
    await change(context, own.id, { change: 'rename', name: '第一工厂党支部' })
    expect(await unitOf('u1')).toMatchObject({ org_name: '第一工厂党支部' })
    await change(context, own.id, { change: 'revoke' })
    expect(await unitOf('u1')).toMatchObject({ has_organization: false, org_form: null, coverage: 'none' })
    // Where it was covered before stays on record.
    const scope = context.localScope()
    const then = await findCovers(context.database.as(scope), scope, ['u1'], '2022-01-01' as Day)
    expect(then.get('u1')?.map((one) => one.name)).toEqual(['三厂联合党支部'])
  })

  it('one move carries all below along, from its day on', async () => {
    const { committee, other, scope } = await office()
    const general = await addOrganization(context, { name: '总支', kind: 'general-branch', superior: committee })
    const branch = await addOrganization(context, { name: '支部', superior: general.id })
    await change(context, general.id, { change: 'move', superior: other }, { day: '2025-06-01' as Day })
    const db = context.database.as(scope)
    expect((await getOrganization(db, scope, branch.id)).chain).toBe(`${other}/${general.id}/${branch.id}/`)
    const before = await findVersionOn(db, scope, branch.id, '2025-05-31' as Day)
    expect(before?.chain).toBe(`${committee}/${general.id}/${branch.id}/`)
    expect((await findVersionOn(db, scope, branch.id, '2025-06-01' as Day))?.chain).toBe(
      `${other}/${general.id}/${branch.id}/`,
    )
  })

  it('a back-dated deed keeps what later deeds said of other matters, and is refused against one of the same matter', async () => {
    const { committee, other, scope } = await office()
    const { id } = await addOrganization(context, { name: '支部', superior: committee })
    await change(context, id, { change: 'rename', name: '新支部' }, { day: '2025-01-01' as Day })
    await change(context, id, { change: 'move', superior: other }, { day: '2024-01-01' as Day })
    const db = context.database.as(scope)
    expect(await findVersionOn(db, scope, id, '2024-06-01' as Day)).toMatchObject({ name: '支部', superior: other })
    expect(await findVersionOn(db, scope, id, TODAY)).toMatchObject({ name: '新支部', superior: other })
    expect(await findVersionOn(db, scope, id, '2023-12-31' as Day)).toMatchObject({ name: '支部', superior: committee })
    const refused = await problemOf(
      change(context, id, { change: 'rename', name: '旧支部' }, { day: '2024-12-01' as Day }),
    )
    expect(refused).toContain('organizations.refused')
    expect(refused).toContain('2025-01-01已有后来的变动')
  })

  it('refuses a cycle, a day before founding, a day in the future, two own organisations, a second joint branch', async () => {
    const { committee, other } = await office()
    const below = await addOrganization(context, {
      name: '下级党委',
      kind: 'committee',
      superior: committee,
      founded: '2015-01-01' as Day,
    })
    const refusals: [Parameters<typeof change>[1], Parameters<typeof change>[2], Day, string][] = [
      [committee, { change: 'move', superior: below.id }, TODAY, '隶属关系会绕成一圈'],
      [committee, { change: 'move', superior: committee }, TODAY, '不能隶属于自己'],
      [below.id, { change: 'move', superior: other }, '2014-12-31' as Day, '2015-01-01才成立'],
      [below.id, { change: 'move', superior: other }, '2026-11-22' as Day, '今天之后'],
      [committee, { change: 'revoke' }, TODAY, '还有下级'],
    ]
    for (const [id, what, day, why] of refusals) {
      expect(await problemOf(change(context, id, what, { day })), why).toContain(why)
    }
    await addOrganization(context, { name: '一厂党支部', superior: committee, units: ['u1'] })
    expect(await problemOf(addOrganization(context, { name: '又一个', superior: committee, units: ['u1'] }))).toContain(
      '一家单位只能有一个单独的党组织',
    )
    const joint = { kind: 'joint-branch' as const, superior: committee }
    expect(await problemOf(addOrganization(context, { name: '联合', ...joint, units: ['u1', 'u2'] }))).toContain(
      '有自己党组织的单位不再编入联合党支部',
    )
    await addOrganization(context, { name: '联合一', ...joint, units: ['u2', 'u3'] })
    expect(await problemOf(addOrganization(context, { name: '联合二', ...joint, units: ['u2'] }))).toContain(
      '已编在“联合一”',
    )
  })

  it('more than five units in a joint branch takes a reason, which stays on record', async () => {
    const { committee, scope } = await office()
    await addUnits(
      context,
      ['v1', 'v2', 'v3'].map((id) => ({ id, name: `云山${id}商行` })),
    )
    const joint = await addOrganization(context, {
      name: '联合',
      kind: 'joint-branch',
      superior: committee,
      units: ['u1', 'u2', 'u3', 'v1', 'v2'],
    })
    const sixth = { change: 'attach' as const, units: ['v3'] }
    expect(await problemOf(change(context, joint.id, sixth))).toContain('organizations.needs-reason')
    const { event } = await change(context, joint.id, sixth, { overrides: { 'branch.5.joint': '同在一栋楼' } })
    const [row] = await rowsOf<{ details: unknown }>(
      context.database.as(scope),
      sql`select details from organization_event where id = ${event}`,
    )
    expect(row?.details).toMatchObject({ overrides: { 'branch.5.joint': '同在一栋楼' } })
  })

  it('a merger brings units and organisations below along and ends the one', async () => {
    const { committee, other, scope } = await office()
    const general = await addOrganization(context, {
      name: '总支',
      kind: 'general-branch',
      superior: committee,
      units: ['u1'],
    })
    const branch = await addOrganization(context, { name: '支部', superior: general.id })
    const into = await addOrganization(context, {
      name: '另一总支',
      kind: 'general-branch',
      superior: other,
      units: ['u2'],
    })
    await change(context, general.id, { change: 'merge', into: into.id })
    const db = context.database.as(scope)
    expect(await getOrganization(db, scope, general.id)).toMatchObject({ state: 'merged', ended: TODAY, units: 0 })
    expect(await getOrganization(db, scope, into.id)).toMatchObject({ units: 2 })
    expect((await getOrganization(db, scope, branch.id)).chain).toBe(`${other}/${into.id}/${branch.id}/`)
    expect(await unitOf('u1')).toMatchObject({ org_form: 'joint', org_name: '另一总支' })
    expect(await unitOf('u2')).toMatchObject({ org_form: 'joint' })
  })

  it('a split leaves what is not named and founds the parts', async () => {
    const { committee, scope } = await office()
    const joint = await addOrganization(context, {
      name: '联合',
      kind: 'joint-branch',
      superior: committee,
      units: ['u1', 'u2', 'u3'],
    })
    await change(context, joint.id, { change: 'split', parts: [{ name: '一厂党支部', kind: 'branch', units: ['u1'] }] })
    expect(await unitOf('u1')).toMatchObject({ org_form: 'own', org_name: '一厂党支部' })
    expect((await getOrganization(context.database.as(scope), scope, joint.id)).units).toBe(2)
  })

  it('over the interface: tree by level, list, page, as of a day', async () => {
    const { committee } = await office()
    const general = await addOrganization(context, { name: '总支', kind: 'general-branch', superior: committee })
    await addOrganization(context, { name: '支部甲', superior: general.id, units: ['u1'], area: OTHER_TOWN })
    await addOrganization(context, {
      name: '支部乙',
      superior: general.id,
      units: ['u2'],
      founded: '2026-01-01' as Day,
    })
    await change(context, general.id, { change: 'rename', name: '新总支' }, { day: '2026-06-01' as Day })
    const app = await context.app()
    const get = async (url: string) => (await app.inject({ url })).json()
    const top = await get('/api/organizations/tree')
    expect(top.rows.map((row: { name: string }) => row.name)).toEqual(['园区党委', '街道党委'])
    expect(top.rows[1]).toMatchObject({ children: 1, below: 3 })
    const level = await get(`/api/organizations/tree?parent=${general.id}`)
    expect(level.rows.map((row: { name: string }) => row.name)).toEqual(['支部乙', '支部甲'])
    const list = await get(`/api/organizations?q=${encodeURIComponent('支部')}&limit=1`)
    expect(list.total).toBe(2)
    const next = await get(
      `/api/organizations?q=${encodeURIComponent('支部')}&limit=1&after=${encodeURIComponent(list.next)}`,
    )
    expect(new Set([list.rows[0].name, next.rows[0].name])).toEqual(new Set(['支部甲', '支部乙']))
    expect(await get(`/api/organizations/count?area=${TOWN}`)).toMatchObject({ total: 4, kinds: { committee: 2 } })
    const page = await get(`/api/organizations/${general.id}`)
    expect(page.sentence).toBe('新总支是党总支，2020-03-01成立，隶属于街道党委，在册正式党员 0 名。')
    expect(page.events.map((event: { kind: string }) => event.kind)).toEqual(['renamed', 'registered'])
    expect((await get(`/api/organizations/${general.id}?asOf=2025-01-01`)).name).toBe('总支')
    const past = await get('/api/organizations?asOf=2025-01-01')
    expect(past.rows.map((row: { name: string }) => row.name).sort()).toEqual([
      '园区党委',
      '总支',
      '支部甲',
      '街道党委',
    ])
  })
})
