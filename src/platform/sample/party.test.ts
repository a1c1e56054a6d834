import { describe, expect, test } from 'vitest'
import { makeParty } from './party.ts'
import { makeSample } from './sample.ts'

const district = {
  code: '330212',
  province: '浙江省',
  city: '宁波市',
  county: '鄞州区',
  towns: [
    { name: '东郊街道', communities: ['东河社区'] },
    { name: '下应街道', communities: [] },
  ],
}
const sample = makeSample(district, 800, 7)
const party = makeParty(district, sample, 7)
const organizations = party.organizations.slice(3)
const members = party.members.slice(2)
const column = (head: readonly unknown[] | undefined, name: string): number => head?.indexOf(name) ?? -1

describe('the roster of organisations', () => {
  const at = (name: string): number => column(party.organizations[2], name)

  test('has every organisation of the ledger once, below a superior that stands in it too', () => {
    const names = organizations.map((row) => row[at('党组织名称')])
    expect(new Set(names).size).toBe(names.length)
    const said = new Set(sample.ledger.slice(4, -1).flatMap((row) => (row[9] === null ? [] : [String(row[9])])))
    for (const name of said) {
      expect(names).toContain(name.startsWith('第') ? `中共鄞州区${name}` : name)
    }
    for (const row of organizations.slice(1)) expect(names).toContain(row[at('上级党组织')])
  })

  test('covers units by their registered names', () => {
    const known = new Set(sample.market.slice(1).map((row) => row[0]))
    const covered = organizations
      .flatMap((row) => String(row[at('覆盖单位')] ?? '').split('、'))
      .filter((name) => name !== '')
    expect(covered.length).toBeGreaterThan(50)
    for (const name of covered) expect(known).toContain(name)
  })

  test('speaks of days that are past', () => {
    for (const row of organizations) {
      for (const name of ['成立日期', '本届选举日期']) {
        expect(String(row[at(name)] ?? '2000') <= '2026-11-20', `${String(row[2])} ${name}`).toBe(true)
      }
    }
  })
})

describe('the roster of members', () => {
  const at = (name: string): number => column(party.members[1], name)

  test('nobody has a number; who is full became it a year after admission', () => {
    expect(members.length).toBeGreaterThan(100)
    for (const row of members) {
      expect([row[at('公民身份号码')], row[at('手机号码')]]).toEqual([null, null])
      const [joined, full] = [String(row[at('加入党组织日期')]), row[at('转为正式党员日期')]]
      if (row[at('人员类别')] === '预备党员') expect(full).toBeNull()
      else expect(full).toBe(`${Number(joined.slice(0, 4)) + 1}${joined.slice(4)}`)
      expect(joined <= '2026-11-20').toBe(true)
    }
  })

  test('disagrees with the ledger now and then, by one', () => {
    const onFile = new Map<unknown, number>()
    for (const row of members) onFile.set(row[at('工作单位')], (onFile.get(row[at('工作单位')]) ?? 0) + 1)
    const names = new Map(sample.truth.slice(1).map(([row, , , name]) => [Number(row), name]))
    const differences = sample.ledger.flatMap((row, index) => {
      if (index < 4 || typeof row[9] !== 'string' || row[14] === '重复') return []
      return [(onFile.get(names.get(index + 1)) ?? 0) - Number(row[5] ?? 0) - Number(row[6] ?? 0)]
    })
    expect(differences.filter((n) => n === 0).length / differences.length).toBeGreaterThan(0.8)
    expect(new Set(differences.filter((n) => n !== 0))).toEqual(new Set([1, -1]))
  })
})

test('the same seed gives the same rosters', () => {
  expect(makeParty(district, sample, 7)).toEqual(party)
  expect(makeParty(district, sample, 8)).not.toEqual(party)
})
