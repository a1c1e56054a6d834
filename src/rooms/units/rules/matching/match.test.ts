import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inventedRegions, inventedUnit, inventedUnits } from './invented-register.ts'
import { addUnit, buildMatchIndex, matchRow, matchRows } from './match.ts'
import { MODEL } from './model.ts'
import type { MatchRecord, MatchUnit } from './types.ts'

const crowd = inventedUnits(1500)
const special: MatchUnit[] = [
  inventedUnit('fish', '云州碧波渔具制造有限公司', '50000001', '东江省云州市和平区海鸥巷7号'),
  inventedUnit('bank-1', '东江农商银行股份有限公司云州石桥支行', '50000002', '东江省云州市和平区石桥巷1号'),
  inventedUnit('bank-2', '东江农商银行股份有限公司云州望海支行', '50000003', '东江省云州市和平区望海路1号'),
  inventedUnit('shop', '云州福满家便利有限公司', '50000004', '东江省云州市北岭县解放街3号'),
  inventedUnit('shop-1', '云州福满家便利有限公司一店', '50000005', '东江省云州市和平区人民路11号'),
  inventedUnit('shop-2', '云州福满家便利有限公司二店', '50000006', '东江省云州市和平区人民路12号'),
  inventedUnit('tea-a', '云州青竹茶业有限公司', '50000007', '东江省云州市和平区解放街9号'),
  inventedUnit('tea-b', '南浦青竹茶业有限公司', '50000008', '东江省南浦市人民路9号'),
  inventedUnit('twin-a', '云州晨曦养老院', '50000009', '东江省云州市和平区人民路21号'),
  inventedUnit('twin-b', '云州晨曦养老院', '50000010', '东江省云州市北岭县解放街22号'),
  { ...inventedUnit('moved', '云州蓝鲸船务有限公司', '50000011'), formerNames: ['云州老船长运输有限公司'] },
  inventedUnit('swap-a', '云州乐居装饰有限公司', '50000012', '东江省云州市和平区人民路31号'),
  inventedUnit('swap-b', '云州居乐装饰有限公司', '50000013', '东江省云州市北岭县解放街32号'),
]
const units = [...crowd, ...special]
const index = buildMatchIndex(units, inventedRegions)
const byKey = new Map(units.map((unit) => [unit.key, unit]))
const codeOf = (key: string): string => byKey.get(key)?.code ?? ''

const row = (name: string, code: string | null = null, address: string | null = null): MatchRecord => ({
  name,
  code,
  address,
})

describe('rows that are a registered unit', () => {
  it.each([
    ['as registered', row('云州碧波渔具制造有限公司'), 'fish'],
    ['a space, full width', row(' 云州碧波 渔具制造有限公司\u3000'), 'fish'],
    ['traditional characters', row('雲州碧波漁具製造有限公司'), 'fish'],
    ['two characters exchanged', row('云州波碧渔具制造有限公司'), 'fish'],
    ['a character left out', row('云州碧渔具制造有限公司'), 'fish'],
    ['a damaged company form', row('云州碧波渔具制造限有公司'), 'fish'],
    ['a short company form', row('云州碧波渔具制造公司'), 'fish'],
    ['without its city', row('碧波渔具制造有限公司'), 'fish'],
    ['with 市', row('云州市碧波渔具制造有限公司'), 'fish'],
    ['a homophone', row('云州碧玻渔具制造有限公司', null, '云州市和平区海鸥巷7号'), 'fish'],
    ['two slips and the code', row('波碧渔具制造有限公', codeOf('fish')), 'fish'],
    ['the former name', row('云州老船长运输有限公司', codeOf('moved')), 'moved'],
    ['no name but a valid code', row('', codeOf('fish')), 'fish'],
    ['one of two namesakes by its address', row('云州晨曦养老院', null, '云州市北岭县解放街22号'), 'twin-b'],
    ['one of two namesakes by its code', row('云州晨曦养老院', codeOf('twin-a')), 'twin-a'],
    [
      'a code copied from another row',
      row('云州碧波渔具制造有限公司', codeOf('shop'), '云州市和平区海鸥巷7号'),
      'fish',
    ],
    ['a code that lost its last digits', row('云州碧波渔具制造有限公司', '9.19901E+17'), 'fish'],
  ])('%s: joined', (_, record, key) => {
    const result = matchRow(index, record)
    expect(result).toMatchObject({ decision: 'joined', key })
    expect(result.score).toBeGreaterThanOrEqual(MODEL.certain)
  })
})

describe('rows that a person has to look at', () => {
  it.each([
    ['two namesakes and nothing else', row('云州晨曦养老院')],
    ['a code against the name', row('云州完全别样文化传媒有限公司', codeOf('fish'))],
    ['head office and shops differ by a number', row('云州福满家便利有限公司三店', codeOf('shop-2'))],
    ['a word left out, the address not filled', row('云州碧波渔具有限公司')],
    ['the code of one name, the letters of the other', row('云州居乐装饰有限公司', codeOf('swap-a'))],
  ])('%s: never joined', (_, record) => {
    const result = matchRow(index, record)
    expect(result.decision).toBe('doubtful')
    expect(result.reason).toMatch(/请核对。$/)
  })
})

describe('rows that are no registered unit', () => {
  it.each([
    ['another shop of the chain', row('云州福满家便利有限公司五店', null, '云州市和平区人民路90号')],
    ['another branch of the bank', row('东江农商银行股份有限公司云州梅林支行')],
    ['the namesake of another city', row('西山青竹茶业有限公司', null, '西山市长江路5号')],
    ['a strange name', row('云州木棉花艺术培训中心')],
    ['nothing but a place', row('云州市')],
    ['an empty row', row('')],
  ])('%s: not joined', (_, record) => expect(matchRow(index, record).decision).not.toBe('joined'))

  it('a head office is not its branch, nor a branch its head office', () => {
    expect(matchRow(index, row('东江农商银行股份有限公司')).decision).not.toBe('joined')
    expect(matchRow(index, row('云州碧波渔具制造有限公司石桥分公司')).decision).not.toBe('joined')
  })
})

describe('reasons', () => {
  it.each([
    [row('云州碧渔具制造有限公司', codeOf('fish')), '名称少 1 字（“波”），代码相同，就是“云州碧波渔具制造有限公司”。'],
    [
      row('云州碧波渔具制造有限公司', codeOf('shop'), '和平区海鸥巷7号'),
      '名称相同，代码是“云州福满家便利有限公司”的，住所相同，按名称就是“云州碧波渔具制造有限公司”；所填代码疑为抄错。',
    ],
    [row('云州晨曦养老院'), '登记中有 2 家同名“云州晨曦养老院”，要凭代码或住所分辨，请核对。'],
    [
      row('云州完全别样文化传媒有限公司', codeOf('fish')),
      '代码是“云州碧波渔具制造有限公司”的，但名称不同，可能抄错代码或已更名，请核对。',
    ],
    [row('木棉花艺术培训中心'), '没有找到相近的单位，按新单位。'],
  ])('%o', (record, reason) => expect(matchRow(index, record).reason).toBe(reason))

  it('rows of one unit say that the ledger holds it twice', () => {
    const results = matchRows(
      index,
      [row('云州碧波渔具制造有限公司'), row('无关的一行'), row('云州碧波渔具制造公司')],
      (at) => String(at + 5),
    )
    expect(results.map((result) => result.decision)).toEqual(['joined', 'new', 'joined'])
    expect(results[0]?.reason).toMatch(/；与第 7 行是同一单位，台账重复。$/)
    expect(results[2]?.reason).toMatch(/；与第 5 行是同一单位，台账重复。$/)
  })
})

describe('whatever the row', () => {
  const unit = fc.constantFrom(...units)
  const slip = fc.constantFrom(
    (name: string, at: number) => name.slice(0, at) + name.slice(at + 1),
    (name: string, at: number) => `${name.slice(0, at)} ${name.slice(at)}`,
    (name: string, at: number) => name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2),
    (name: string) => name.replace('有限公司', '公司'),
    (name: string) => name.replace('云州', ''),
    (name: string, at: number) => name.slice(0, at) + '鑫' + name.slice(at),
  )
  const record = fc
    .tuple(unit, fc.array(fc.tuple(slip, fc.nat(20)), { maxLength: 3 }), unit, fc.nat(3), fc.boolean())
    .map(([from, slips, other, code, address]) => ({
      name: slips.reduce((name, [change, at]) => change(name, at % Math.max(1, name.length)), from.name),
      code: [null, from.code, other.code, '9.19901E+17'][code] ?? null,
      address: address ? from.address : null,
    }))
  const runs = { seed: 21, numRuns: 400 }

  it('joined means certain, with all others far behind', () => {
    fc.assert(
      fc.property(record, (each) => {
        const { decision, key, score, candidates } = matchRow(index, each)
        const sum = candidates.reduce((all, candidate) => all + candidate.score, 0)
        expect(sum).toBeLessThanOrEqual(1 + 1e-9)
        expect(candidates.map((candidate) => candidate.score)).toEqual(
          candidates.map((candidate) => candidate.score).toSorted((a, b) => b - a),
        )
        if (decision === 'new') expect(key).toBeNull()
        else expect(key).toBe(candidates[0]?.key)
        if (decision !== 'joined') return
        expect(score).toBeGreaterThanOrEqual(MODEL.certain)
        expect(candidates[1]?.score ?? 0).toBeLessThanOrEqual(1 - MODEL.certain)
        expect(candidates[0]?.evidence[0]?.level).not.toBe('different')
      }),
      runs,
    )
  })

  it('the same row gets the same answer, whenever it is asked', () => {
    fc.assert(
      fc.property(record, (each) => {
        expect(matchRow(index, each)).toEqual(matchRow(index, each))
      }),
      runs,
    )
  })

  it('an exact copy of a registered unit is joined unless a namesake exists', () => {
    const namesakes = new Set(['twin-a', 'twin-b'])
    for (const each of units) {
      const whole = matchRow(index, each)
      expect(whole).toMatchObject({ decision: 'joined', key: each.key })
      if (namesakes.has(String(each.key))) continue
      expect(matchRow(index, row(each.name, null, each.address))).toMatchObject({ decision: 'joined', key: each.key })
    }
  })

  it('an index added to unit by unit answers like one built at once', () => {
    const grown = buildMatchIndex(units.slice(0, 20), inventedRegions)
    for (const each of units.slice(20)) addUnit(grown, each)
    fc.assert(
      fc.property(record, (each) => {
        expect(matchRow(grown, each)).toEqual(matchRow(index, each))
      }),
      { ...runs, numRuns: 100 },
    )
  })
})

describe('small registers', () => {
  it('of none: everything is new', () => {
    expect(matchRow(buildMatchIndex([], inventedRegions), row('云州碧波渔具制造有限公司'))).toEqual({
      decision: 'new',
      key: null,
      score: 0,
      candidates: [],
      reason: '没有找到相近的单位，按新单位。',
    })
  })

  it('of one: the same name is joined, a similar one is not', () => {
    const one = buildMatchIndex([inventedUnit('only', '云州宏达贸易有限公司', '50000020')], inventedRegions)
    expect(matchRow(one, row('云州宏达贸易有限公司'))).toMatchObject({ decision: 'joined', key: 'only' })
    for (const name of [
      '云州宏远贸易有限公司',
      '云州宏达商贸有限公司',
      '云州鸿泰贸易有限公司',
      '云州宏达贸易有限公司二店',
    ]) {
      expect(matchRow(one, row(name)).decision).not.toBe('joined')
    }
  })
})
