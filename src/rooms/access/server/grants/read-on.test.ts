import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestContext, testClock, type TestContext } from '../../../../platform/server/testing.ts'
import { areasServer } from '../../../areas/server/index.ts'
import { auditServer } from '../../../audit/server/index.ts'
import { organizationsTable } from '../../../organizations/testing-table.ts'
import { rulebookServer } from '../../../rulebook/server/index.ts'
import { unitsServer } from '../../../units/server/index.ts'
import { accessServer } from '../index.ts'
import { readOn, refuseOn } from './read-on.ts'
import { findRole } from './roles.ts'
import { layOut, layOutOffice, layOutOrganizations, LIUQIAO } from './testing.ts'

let context: TestContext

beforeAll(async () => {
  context = await openTestContext(
    [areasServer, accessServer, auditServer, rulebookServer, unitsServer, organizationsTable],
    testClock(),
  )
  await layOutOffice(context)
  const twin = { id: '990101002001', parent: '990101002', path: `${LIUQIAO}990101002001/`, name: '望湖社区' }
  await layOut(context, [twin], [], null)
  await layOutOrganizations(context)
})
afterAll(() => context.close())

const read = async (id: string, text: string) => {
  const role = await findRole(context.database.gate, 'local', id)
  if (!role) throw new Error(id)
  return readOn(context.database.gate, 'local', role, text, '2026-11-21')
}

test.each([
  ['clerk', '全区', { kind: 'area', area: '' }],
  ['clerk', '东湖区', { kind: 'area', area: '' }],
  ['town', ' 凌河街道 ', { kind: 'area', area: '990101001' }],
  ['grid', '凌河街道/望湖社区', { kind: 'area', area: '990101001001' }],
  ['grid', '东湖区／柳桥镇／望湖社区', { kind: 'area', area: '990101002001' }],
  ['grid', '黄浦路9号', { kind: 'area', area: 'b:1' }],
  ['line', '制造业', { kind: 'line', section: 'C', area: '' }],
  ['line', '制造业 · 全区', { kind: 'line', section: 'C', area: '' }],
  ['line', '制造业·凌河街道', { kind: 'line', section: 'C', area: '990101001' }],
  ['line', '凌河街道', { kind: 'area', area: '990101001' }],
  ['secretary', '样例u3', { kind: 'unit', unit: 'u3' }],
  ['secretary', '凌河街道党工委', { kind: 'organization', organization: 'o1' }],
  ['secretary', '柳桥镇党委/样例(联合)党支部', { kind: 'organization', organization: 'o4' }],
  ['secretary', '330200-2', { kind: 'organization', organization: 'o2' }],
  ['line', '柳桥镇党委', { kind: 'organization', organization: 'o3' }],
  ['member', '', { kind: 'self' }],
  ['volunteer', '本人', { kind: 'self' }],
])('%s on “%s”', async (role, text, on) => {
  expect(await read(role, text)).toEqual({ on })
})

test.each([
  ['town', '', /没有填/, /区域名称/],
  ['town', '望湖社区', /有 2 个/, /上级/],
  ['town', '旧镇', /没有叫“旧镇”/, /区域页/],
  ['town', '本人', /不能这样授/, /区域名称/],
  ['town', '制造业', /不能这样授/, /区域名称/],
  ['secretary', '全区', /不能这样授/, /单位全称/],
  ['secretary', '没有的公司', /没有叫“没有的公司”的党组织/, /组织树/],
  ['secretary', '样例（联合）党支部', /有 2 个/, /凌河街道党工委|柳桥镇党委/],
  ['contact', '没有的公司', /台账里没有/, /信用代码/],
  ['line', '制造业 · 没有的镇', /没有叫/, /区域页/],
])('%s on “%s” is refused with what to do', async (role, text, why, remedy) => {
  const found = await read(role, text)
  if ('on' in found) throw new Error('was read')
  expect(found.why).toMatch(why)
  expect(found.remedy).toMatch(remedy)
})

test('a role of the whole office on a town is refused before anything is made', async () => {
  const role = await findRole(context.database.gate, 'local', 'clerk')
  if (!role) throw new Error('no clerk')
  expect(refuseOn(context, role, { kind: 'area', area: '990101001' })?.why).toContain('只能授给全区')
  expect(refuseOn(context, role, { kind: 'area', area: '' })).toBeNull()
})
