import { describe, expect, it } from 'vitest'
import { emergeAreas } from './buildings.ts'
import { locateFile, type LocatedFile } from './locate-file.ts'
import { makeLocator, type LocateInput } from './locate.ts'
import { testDivisions } from './testing.ts'

const office = (digits: string): string => `91${digits}MA0ABCDE0X`

function file(...units: readonly LocateInput[]): LocatedFile {
  return locateFile(makeLocator(testDivisions, { root: '210200' }), units)
}

/** So many units with plates 1, 2, 3 … on a street. */
const many = (count: number, head: string, tail = '号', code?: string): LocateInput[] =>
  Array.from({ length: count }, (_, at) => ({
    address: `${head}${at + 1}${tail}`,
    ...(code === undefined ? {} : { code }),
  }))

describe('locateFile: zones', () => {
  it('learns the registration office of a zone and uses it where the address is silent', () => {
    const { located, zones } = file(
      ...many(8, '大连保税区海天路', '号', office('210242')),
      { address: '大连慧能大厦9层', code: office('210242') },
      ...many(3, '大连出口加工区鑫汇路', '号', office('210242')),
    )
    const zone = zones.byRegistry.get('210242')
    expect(zone?.name).toBe('大连保税区')
    expect(located[8]?.area).toBe(zone?.ref.code)
    expect(located[8]?.words.at(-1)?.how).toBe('registry')
  })

  it('joins a small zone to the one whose office registers it', () => {
    const { located } = file(
      ...many(20, '大连保税区海天路', '号', office('210242')),
      ...many(3, '大连出口加工区鑫汇路', '号', office('210242')),
    )
    expect(new Set(located.map((one) => one.areaName))).toEqual(new Set(['大连保税区']))
    expect(located[21]?.innerZone?.text).toBe('出口加工区')
  })

  it('names the county that hosts a zone, from the towns named in it', () => {
    const { zones } = file(...many(4, '大连经济技术开发区董家沟街道工业路'))
    expect([...zones.byCode.values()][0]).toMatchObject({ host: '210213', hostName: '金州区' })
  })

  it('believes a village inside a zone only where the zone has towns', () => {
    const island = many(4, '大连长兴岛经济区长兴岛街道古寺路')
    const { located } = file(...island, { address: '大连长兴岛经济区三堂村' }, { address: '大连长兴岛经济区何屯村' })
    expect(located[4]?.town).toBe('210281009')
    // The only 何屯村 of the tables lies in another town, where the zone has nobody.
    expect(located[5]?.town).toBe('')
  })

  it('gives every code one place: a town that the zone runs lies in the zone for all', () => {
    const { located } = file(...many(9, '大连保税区二十里堡镇二十里村'), {
      address: '大连市金州区二十里堡街道兴民路9号',
    })
    const parents = new Set(located.map((one) => `${one.area}>${one.town}`))
    expect(parents.size).toBe(1)
    expect(located[9]?.words.at(-1)?.said).toContain('由大连保税区管理')
  })

  it('gives the zone a part of its own where a town is really divided', () => {
    const { located } = file(...many(5, '大连高新技术产业园区凌水镇河口村'), ...many(5, '大连市甘井子区凌水街道凌北路'))
    expect(located[0]?.town).not.toBe('210211016')
    expect(located[5]?.town).toBe('210211016')
    expect(located[0]?.townName).toBe('凌水街道')
  })
})

describe('locateFile: what the text says stays', () => {
  it('an estate gives a town, never another county or zone', () => {
    const { located } = file(
      ...many(5, '大连高新技术产业园区凌水镇河口村'),
      ...many(5, '大连市甘井子区凌水街道凌北路'),
      { address: '大连高新技术产业园区河口东园9号' },
    )
    expect(located[10]?.areaName).toBe('大连高新技术产业园区')
  })
})

describe('locateFile: towns that the tables no longer list', () => {
  it('follows the villages to the present town', () => {
    const { located } = file(
      { address: '金州区光明街道南山村洪家屯' },
      { address: '金州区光明街道胜利东社区49号' },
      { address: '金州区光明街道五一路9号' },
    )
    expect(located.map((one) => one.town)).toEqual(['210213031', '210213031', '210213031'])
    expect(located[2]?.words.at(-1)?.said).toContain('2 个村')
  })

  it('takes the one town of nearly the same name, and keeps the written name where none is', () => {
    const { located } = file({ address: '金州区杏树屯镇海青路9号' }, { address: '旅顺口区光荣街道五一路9号' })
    expect(located[0]?.town).toBe('210213020')
    expect(located[1]).toMatchObject({ townUnlisted: true, townName: '光荣街道', level: 'town' })
  })
})

describe('locateFile: estates', () => {
  it('puts an estate where the only community of its name is, and says that this is presumed', () => {
    const { located } = file(
      { address: '金州区胜利东B2区9号' },
      { address: '金州区南山北园19号1单元' },
      { address: '金州区南山小区9号' },
      { address: '中山区胜利东B2区9号' },
    )
    expect(located.map((one) => one.community)).toEqual(['210213031202', '210213031201', '', ''])
    expect(located[0]?.words.at(-1)?.said).toBe(
      '“胜利东B2区”与金州区唯一的胜利东社区居委会同名，推定在光中街道（210213031）',
    )
    expect(located[0]?.confidence).toBe(0.75)
  })
})

describe('locateFile: roads', () => {
  const street = many(12, '大连市甘井子区营城子街道营辉路')

  it('lends the town to units of the same road and building', () => {
    const { located } = file(
      ...street,
      { address: '大连市甘井子区营辉路7号A座' },
      { address: '大连市甘井子区营辉路8号-2' },
    )
    expect(located[12]?.town).toBe('210211020')
    expect(located[12]?.words.at(-1)?.said).toBe('同一楼 1 家写明在营城子街道')
    expect(located[12]?.confidence).toBeLessThan(located[0]?.confidence ?? 0)
  })

  it('does not reach beyond the stretch of plates where few units name the town', () => {
    const silent = many(30, '大连市甘井子区营辉路9', '号')
    const { located } = file(...street, ...silent, { address: '大连市甘井子区营辉路11号' })
    expect(located[42]?.town).toBe('210211020')
    expect(located[15]?.town).toBe('')
  })

  it('cuts a road that runs through two towns between the neighbouring plates', () => {
    const near = [1, 3, 5, 7, 9].map((plate) => ({ address: `金州区站前街道北山路${plate}号` }))
    const far = [41, 43, 45, 47, 49].map((plate) => ({ address: `金州区先进街道北山路${plate}号` }))
    const { located } = file(
      ...near,
      ...far,
      ...[4, 6, 46, 23].map((plate) => ({ address: `金州区北山路${plate * 2 - 1}号` })),
    )
    expect(located.slice(10).map((one) => one.town)).toEqual(['210213008', '', '', '210213009'])
  })

  it('lends the county, unless several counties have such a road', () => {
    const { located } = file(
      ...many(6, '大连市中山区鲁迅路'),
      ...many(3, '大连市中山区胜利路'),
      ...many(3, '大连市西岗区胜利路'),
      { address: '大连市鲁迅路77号' },
      { address: '大连市胜利路77号' },
      { address: '大连市胜利路77号', code: office('210203') },
    )
    expect(located[12]?.area).toBe('210202')
    expect(located[13]?.area).toBe('')
    expect(located[13]?.problem).toBe('只有路名，全市同名路 2 条：中山区、西岗区')
    expect(located[14]?.area).toBe('210203')
    expect(located[14]?.confidence).toBe(0.75)
  })

  it('learns nothing from units that were placed by assumption', () => {
    const { located } = file(...many(9, '大连市幸福路', '号', office('210203')), { address: '大连市幸福路99号' })
    expect(located[0]?.area).toBe('210203')
    expect(located[9]?.area).toBe('')
  })
})

describe('emergeAreas', () => {
  const { located } = file(
    { address: '大连市中山区人民路915号15层' },
    { address: '大连市中山区人民路９１５号Ｇ座' },
    { address: '大连市中山区人民路917号' },
    { address: '大连市中山区洞庭路91号自贸大厦一楼' },
    { address: '大连市中山区洞庭路91号自贸大厦二楼' },
    { address: '大连市中山区自贸大厦813室' },
    { address: '大连市甘井子区姚家工业区姚北路9号' },
    { address: '大连市甘井子区姚家工业园' },
    { address: '大连市甘井子区工业园区' },
    { address: '庄河市大郑镇银窝村(政府办公楼204室)' },
    { address: '庄河市城关街道水仙委(政府办公楼205室)' },
  )
  const areas = emergeAreas(located)

  it('finds buildings by road and plate, joins their names, and leaves ordinary words alone', () => {
    const buildings = areas.filter((area) => area.tree === 'building')
    expect(buildings.map((area) => [area.name, area.units])).toEqual([
      ['人民路915号', [0, 1]],
      ['自贸大厦', [3, 4, 5]],
    ])
  })

  it('finds parks by their words, whatever their ending', () => {
    const parks = areas.filter((area) => area.tree === 'park')
    expect(parks.map((area) => area.units)).toEqual([[6, 7]])
  })

  it('gives the same ids again', () => {
    expect(emergeAreas(located).map((area) => area.id)).toEqual(areas.map((area) => area.id))
    expect(new Set(areas.map((area) => area.id)).size).toBe(areas.length)
  })
})
