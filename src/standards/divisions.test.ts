import { describe, expect, it } from 'vitest'
import { divisionChanges } from './division-changes.ts'
import { codePrefix, levelOf, makeDivisions, padCode, parentCode } from './divisions.ts'
import { shortNames, stemOf } from './divisions-names.ts'
import { readFreeTrade, readZone, unlistedTownCode, zoneCode } from './divisions-zones.ts'

const divisions = makeDivisions([
  { code: '21', name: '辽宁省' },
  { code: '2102', name: '大连市' },
  { code: '210214', name: '普兰店区' },
  { code: '210214005', name: '皮口街道' },
  { code: '210214005201', name: '夹河庙村委会' },
  { code: '13', name: '河北省' },
  { code: '1301', name: '石家庄市' },
  { code: '130171', name: '石家庄高新技术产业开发区' },
  { code: '130102', name: '长安区' },
  { code: '130104', name: '桥西区' },
])

describe('makeDivisions', () => {
  it('pads codes, nests by prefix and lists from the province down', () => {
    expect(divisions.get('210200')?.name).toBe('大连市')
    expect(divisions.path('210214005201')).toEqual(['210000', '210200', '210214', '210214005', '210214005201'])
    expect(divisions.children('2102').map((one) => one.name)).toEqual(['普兰店区'])
    expect(divisions.get('210214005')?.level).toBe('town')
    expect(divisions.get('999999')).toBeNull()
  })

  it('keeps retired codes readable, with their successors and the day they were gone by', () => {
    const gone = divisions.get('210282')
    expect(gone).toMatchObject({ name: '普兰店市', level: 'county', validTo: '2016-07-01', successors: ['210214'] })
    expect(divisions.resolve('210282')).toEqual(['210214'])
    expect(divisions.resolve('130103')).toEqual(['130102', '130104'])
    expect(divisions.resolve('210214')).toEqual(['210214'])
    expect(divisions.resolve('999999')).toEqual([])
  })

  it('knows development zones that the tables list beside the counties', () => {
    expect(divisions.get('130171')?.zone).toBe(true)
    expect(divisions.get('130102')?.zone).toBe(false)
  })

  it.each([
    ['21', '210000', 'province', null, '21'],
    ['2102', '210200', 'city', '210000', '2102'],
    ['210214', '210214', 'county', '210200', '210214'],
    ['210214005', '210214005', 'town', '210214', '210214005'],
    ['210214005201', '210214005201', 'community', '210214005', '210214005201'],
  ])('%s', (code, padded, level, parent, prefix) => {
    expect(padCode(code)).toBe(padded)
    expect(levelOf(padded)).toBe(level)
    expect(parentCode(padded)).toBe(parent)
    expect(codePrefix(padded)).toBe(prefix)
  })
})

describe('division changes', () => {
  it('are well formed: six digits, successors in the same province, first seen before gone', () => {
    expect(divisionChanges.length).toBeGreaterThan(500)
    for (const change of divisionChanges) {
      expect(change.code).toMatch(/^\d{6}$/)
      expect(change.name).toMatch(/^[\u4e00-\u9fff]{2,}$/)
      expect(change.lastSeen < change.goneBy).toBe(true)
      expect(change.successors.length).toBeGreaterThan(0)
      for (const code of change.successors) {
        expect(code).toMatch(/^\d{6}$/)
        expect(code.slice(0, 2)).toBe(change.code.slice(0, 2))
      }
    }
  })

  it.each([
    ['210282', '普兰店市', ['210214']],
    ['110103', '崇文区', ['110101']],
    ['310119', '南汇区', ['310115']],
    ['310108', '闸北区', ['310106']],
    ['440181', '番禺市', ['440113']],
    ['320586', '吴县市', ['320506', '320507']],
    ['510124', '郫县', ['510117']],
    ['130103', '桥东区', ['130102', '130104']],
    ['522201', '铜仁市', ['520602']],
  ])('%s %s', (code, name, successors) => {
    const change = divisionChanges.find((one) => one.code === code && one.name === name)
    expect(change?.successors).toEqual(successors)
  })

  it('names each retired code and name once in a table', () => {
    const keys = divisionChanges.map((change) => `${change.code}${change.name}${change.lastSeen}`)
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('names', () => {
  it.each([
    ['辽宁省', 'province', ['辽宁']],
    ['广西壮族自治区', 'province', ['广西']],
    ['内蒙古自治区', 'province', ['内蒙古']],
    ['新疆维吾尔自治区', 'province', ['新疆']],
    ['大连市', 'city', ['大连']],
    ['昌吉回族自治州', 'city', ['昌吉', '昌吉州']],
    ['黔东南苗族侗族自治州', 'city', ['黔东南', '黔东南州']],
    ['巴音郭楞蒙古自治州', 'city', ['巴州', '巴音郭楞', '巴音郭楞州']],
    ['甘井子区', 'county', ['甘井子']],
    ['焉耆回族自治县', 'county', ['焉耆', '焉耆县']],
    ['察哈尔右翼中旗', 'county', ['察哈尔右翼中', '察右中旗']],
    ['市中区', 'county', []],
    ['东区', 'county', []],
    ['赵县', 'county', []],
  ] as const)('%s is also written %s', (name, level, others) => {
    expect(shortNames(name, level)).toEqual(others)
  })

  it.each([
    ['大魏家街道', 'town', '大魏家'],
    ['大魏家镇', 'town', '大魏家'],
    ['三台满族乡', 'town', '三台'],
    ['巴彦花苏木', 'town', '巴彦花'],
    ['沙岗子村委会', 'community', '沙岗子'],
    ['周东社区居委会', 'community', '周东'],
    ['李家村村委会', 'community', '李家村'],
  ] as const)('%s (%s) has the stem %s', (name, level, stem) => {
    expect(stemOf(name, level)).toBe(stem)
  })
})

describe('zones', () => {
  it.each([
    ['大连经济技术开发区东惠街13号', '大连经济技术开发区', '大连', 'economic', true],
    ['高新区天府大道', '高新区', '', 'hightech', true],
    ['大连长兴岛经济区古寺路88号', '大连长兴岛经济区', '大连长兴岛', 'economic-area', true],
    ['普湾新区石河街道', '普湾新区', '普湾', 'new-area', true],
    ['保税区海天路', '保税区', '', 'bonded', true],
    ['苏州工业园区星海街', '苏州工业园区', '苏州', 'industrial', false],
  ])('%s', (text, word, core, kind, governs) => {
    expect(readZone(text, 0)).toEqual({ text: word, core, kind, governs })
  })

  it.each(['人民路91号', '沙河口区中山路', '开发区路15号', '学苑街高新区'])('%s begins with no zone', (text) => {
    expect(readZone(text, 0)).toBeNull()
  })

  it('reads the free-trade area in front of an address', () => {
    expect(readFreeTrade('中国(辽宁)自由贸易试验区大连保税区海富路', 0)?.text).toBe('中国(辽宁)自由贸易试验区')
  })

  it('derives codes that stay and never look like a code of the tables', () => {
    expect(zoneCode('2102', '', 'hightech')).toBe(zoneCode('2102', '', 'hightech'))
    expect(zoneCode('2102', '', 'hightech')).not.toBe(zoneCode('2102', '', 'economic'))
    expect(zoneCode('2102', '', 'bonded')).toMatch(/^2102Z[0-9a-z]{5}$/)
    expect(unlistedTownCode('210213', '光明街道')).toMatch(/^210213T[0-9a-z]{5}$/)
  })
})
