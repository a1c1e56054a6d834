import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { guessRoot } from './guess-root.ts'
import { makeLocator, type Located } from './locate.ts'
import { testDivisions } from './testing.ts'

const locators = new Map<string, ReturnType<typeof makeLocator>>()

function locate(root: string, address: string, code?: string, name?: string): Located {
  let locator = locators.get(root)
  if (!locator) locators.set(root, (locator = makeLocator(testDivisions, root === '' ? {} : { root })))
  return locator.locate({ address, ...(code === undefined ? {} : { code }), ...(name === undefined ? {} : { name }) })
}

/** A credit code whose registration authority has these digits. */
const office = (digits: string): string => `91${digits}MA0ABCDE0X`

/** root, address, registration authority, last code of the path */
const PLACES: readonly (readonly [root: string, address: string, digits: string, last: string])[] = [
  // Full, missing and repeated parts
  ['2102', '辽宁省大连市中山区人民路915号', '', '210202'],
  ['2102', '大连市中山区人民路915号', '', '210202'],
  ['2102', '中山区人民路915号', '', '210202'],
  ['2102', '辽宁省大连市大连市甘井子区红旗西路9号', '', '210211'],
  ['2102', '辽宁省大连市辽宁省大连市西岗区长春路196号', '', '210203'],
  ['2102', '庄河市城关街道水仙路9号', '', '210283001'],
  ['2102', '辽宁省庄河市新华街道赛屯委', '', '210283002003'],
  ['2102', '大连庄河市大郑镇银窝村', '', '210283115'],
  ['2102', '辽宁省大连中山区人民路915号', '', '210202'],
  // Names without their kind, and roads that only look like them
  ['2102', '辽宁省大连市甘井子营城子街道前牧村', '', '210211020'],
  ['2102', '辽宁省大连市沙河口星河路965号', '', '210204'],
  ['2102', '大连市甘井子区南关岭', '', '210211006'],
  ['2102', '大连市中山路9588号', '', '210200'],
  ['2102', '大连市甘井子路97号', '', '210200'],
  ['31', '上海市南京东路9616号', '', '310100'],
  ['31', '上海嘉定区安亭镇和静路9988号', '', '310114103'],
  ['2102', '辽宁省大连市旅顺市场街910号', '210202', '210212'],
  ['2102', '辽宁省大连市旅顺九三路938号', '', '210212'],
  ['2102', '辽宁省大连市旅顺北路三涧段9308号', '', '210200'],
  // Old names
  ['2102', '普兰店市皮口镇海防路98号', '', '210214005'],
  ['2102', '辽宁省大连市金州区大魏家镇后石村', '', '210213019'],
  ['31', '上海市闸北区江场西路9299弄3号', '', '310106'],
  ['31', '上海市崇明县长兴镇潘园公路9800号', '', '310151116'],
  ['31', '上海市南汇区中港镇同强路98号', '', '310115T'],
  ['11', '北京市宣武区广安门内大街96号', '', '110102'],
  ['3205', '苏州市吴县市木渎镇金山路9号', '', '320506103'],
  ['5101', '成都市郫县红光镇港通北三路9269号', '', '510117005'],
  ['50', '重庆市开县汉丰路9号', '', '500154'],
  ['50', '重庆市江津市几江路9号', '', '500116'],
  ['50', '重庆市万盛区万东镇五和村', '', '500110100'],
  ['1501', '呼和浩特市郊区黄合少乡南地村', '', '150105103'],
  ['6505', '新疆哈密地区哈密市益寿路9号', '', '650502'],
  // Towns
  ['2102', '辽宁省大连市中山区葵英街新建巷92号', '', '210202010'],
  ['2102', '辽宁省大连市先进街道五一路9225号', '', '210213009'],
  ['2102', '辽宁省大连市大长山岛镇三官庙村', '', '210224100'],
  ['2102', '辽宁省瓦房店市新华办事处北共济街97号', '', '210281001'],
  ['2102', '辽宁省瓦房店市复州湾镇盐业路9号', '', '210213028'],
  ['2102', '辽宁省大连市金州区光明街道胜利路9637号', '', '210213T'],
  ['2102', '辽宁省大连市甘井子区沙岗子村', '', '210211020201'],
  ['2102', '辽宁省大连市金州区杏树屯镇勇家村', '', '210213020202'],
  ['11', '北京市朝阳区高碑店乡高碑店村9376号', '', '110105022203'],
  ['4403', '深圳市宝安区西乡黄麻布第二工业园二栋', '', '440306018'],
  ['4403', '松岗镇谭头第二工业区', '', '440306024'],
  // Cities without counties
  ['4420', '中山市坦洲镇坦神路9号', '', '442000107'],
  ['4420', '中山市石岐区孙文西路921号', '', '442000001'],
  ['4420', '中山市西区富华道916号', '', '442000004'],
  ['4419', '东莞市南城区鸿福路9200号', '', '441900004'],
  ['4419', '东莞市长安镇新安社区东澄路92号', '', '441900119'],
  // Zones
  ['2102', '辽宁省大连经济技术开发区东惠街913号', '', '2102Z'],
  ['2102', '大连市高新园区高能街9125号', '', '2102Z'],
  ['2102', '辽宁省大连长兴岛经济区古寺路988号', '', '2102Z'],
  ['2102', '中国(辽宁)自由贸易试验区大连保税区海富路99-1号', '', '2102Z'],
  ['2102', '辽宁省大连普兰店经济开发区海湾路9号', '', '210214'],
  ['2102', '大连金州新区站前街道金泉路9号', '', '210213008'],
  ['2102', '辽宁省大连老虎屯经济开发区', '', '210281112'],
  ['2102', '辽宁省大连旅顺经济开发区兴源路922号', '210212', '210212'],
  ['2102', '辽宁省大连高新技术产业园区凌水镇河口村', '', '210211016'],
  ['4101', '郑州高新技术产业开发区科学大道9100号', '', '410172'],
  ['4101', '郑州市高新区科学大道9100号', '', '410172'],
  ['3205', '江苏省苏州市工业园区星海街9200号', '', '320576'],
  ['3205', '昆山开发区澄湖路91号', '', '320583'],
  ['4403', '深圳市龙华新区观澜大道9号', '', '440309'],
  ['6501', '新疆乌鲁木齐高新区(新市区)北京南路9506号', '', '650104'],
  // Xinjiang, Inner Mongolia
  ['6528', '新疆巴州焉耆县焉耆镇南河路9号', '', '652826100'],
  ['6528', '新疆巴州库尔勒市铁克其乡下卡其村一组', '', '652801200'],
  ['6590', '新疆生产建设兵团第八师石河子市北泉镇团结路95号', '', '659001101'],
  ['1502', '内蒙古自治区包头市昆区包钢青年林内', '', '150203'],
  ['1525', '内蒙古自治区锡林郭勒盟西乌珠穆沁旗巴彦花苏木', '', '152526T'],
  // The credit code, where the text does not say
  ['2102', '大连市人民路933号', '210202', '210202'],
  ['31', '四平路9591号', '310109', '310109'],
  ['31', '江场西路9299弄3号', '310108', '310106'],
  ['2102', '辽宁省大连市新华街道文化路9号', '210283', '210283002'],
  // A county's own file
  ['210211', '红旗西路9号', '', '210211'],
  ['210211', '大连市红旗西路9号', '', '210211'],
  ['210211', '红旗西路9号', '210202', '210202'],
  // Other cities
  ['2102', '江苏省常州市天宁区中吴大道91318号', '210200', '320402'],
  ['2102', '东港市大东沟', '210681', '210681'],
  ['2102', '浙江省宁波杭州湾新区世纪城9号楼', '', '3302Z'],
]

describe('locate', () => {
  it.each(PLACES)('%s: %s (%s) is in %s', (root, address, digits, last) => {
    const located = locate(root, address, digits === '' ? undefined : office(digits))
    expect(located.path.at(-1)).toMatch(new RegExp(`^${last}[0-9a-z]*$`))
    expect(located.names).toHaveLength(located.path.length)
    expect(located.names.every((name) => name !== '')).toBe(true)
  })

  it('says what decided, and how sure that is', () => {
    const stated = locate('2102', '普兰店市皮口镇海防路98号')
    expect(stated.words.map((word) => word.said)).toEqual([
      '“普兰店市”是旧称，现为普兰店区（210214）',
      '“皮口镇”即皮口街道（210214005）',
    ])
    expect(stated.level).toBe('town')
    const assumed = locate('2102', '大连市人民路933号', office('210202'))
    expect(assumed.confidence).toBeLessThan(stated.confidence)
    expect(assumed.words.map((word) => word.how)).toEqual(['registry'])
    const named = locate('2102', '大连市人民路933号', undefined, '大连市甘井子区某某加工厂')
    expect(named.path.at(-1)).toBe('210211')
    expect(named.confidence).toBeLessThan(assumed.confidence)
    const agreeing = locate('2102', '大连市中山区人民路933号', office('210202'))
    expect(agreeing.confidence).toBeGreaterThan(locate('2102', '大连市中山区人民路933号', office('210211')).confidence)
  })

  it('flags what lies outside, and only that', () => {
    expect(locate('2102', '北京市西城区金融大街甲923号').outside).toBe(true)
    expect(locate('2102', '大连市中山区人民路933号').outside).toBe(false)
    expect(locate('210211', '大连市中山区人民路933号').outside).toBe(true)
    expect(locate('210211', '大连市甘井子区红旗路9号').outside).toBe(false)
    expect(locate('', '大连市中山区人民路933号').outside).toBe(false)
  })

  it.each([
    ['', '没有地址'],
    ['人民路933号', '只有路名，没有写明区县'],
    ['大连市', '地址只写到市'],
    ['大连市新华街道文化路9号', '“新华街道”在本市有 2 处：瓦房店市新华街道、庄河市新华街道'],
  ])('for the queue: “%s” → %s', (address, problem) => {
    expect(locate('2102', address).problem).toBe(problem)
  })

  it('gives road, number and the key of the building', () => {
    const located = locate('2102', '大连市中山区智仁街西山巷997号1-2号')
    expect([located.road, located.number, located.buildingKey]).toEqual([
      '智仁街西山巷',
      '997号',
      '210202/智仁街西山巷/997',
    ])
  })

  it('never throws, and its path nests', () => {
    const pieces = PLACES.flatMap(([, address]) => address.match(/.{1,3}/gu) ?? [])
    const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 4 })), {
      maxLength: 10,
    })
    fc.assert(
      fc.property(text, fc.constantFrom('2102', '31', '4420', ''), (parts, root) => {
        const located = locate(root, parts.join(''))
        expect(located.path).toHaveLength(located.names.length)
        expect(new Set(located.path).size).toBe(located.path.length)
        expect(located.confidence).toBeGreaterThanOrEqual(0)
        expect(located.confidence).toBeLessThanOrEqual(1)
        const placed = located.area !== '' || located.town !== ''
        expect(placed || (located.problem ?? '') !== '').toBe(true)
      }),
      { seed: 20260117, numRuns: 800 },
    )
  })
})

const rows = (addresses: readonly string[]) => addresses.map((address) => ({ address }))

describe('guessRoot', () => {
  it('finds the city of the majority, a municipality, or the one county', () => {
    const dalian = rows([
      '大连市中山区人民路9号',
      '庄河市城关街道',
      '辽宁省大连市西岗区长春路9号',
      '北京市西城区金融街9号',
    ])
    expect(guessRoot(testDivisions, dalian)).toMatchObject({ code: '210200', name: '大连市', share: 0.75, read: 4 })
    const shanghai = rows(['上海市黄浦区南京东路9号', '上海市静安区江宁路9号'])
    expect(guessRoot(testDivisions, shanghai)?.code).toBe('310000')
    const zhuanghe = rows(['庄河市新华路9号', '辽宁省庄河市城关街道', '大连庄河市大郑镇'])
    expect(guessRoot(testDivisions, zhuanghe)?.code).toBe('210283')
  })

  it('takes the registration authority where addresses do not say, and knows nothing from nothing', () => {
    const bare = [
      { address: '四平路9号', code: office('310109') },
      { address: '大名路9号', code: office('310101') },
    ]
    expect(guessRoot(testDivisions, bare)?.code).toBe('310000')
    expect(guessRoot(testDivisions, rows(['人民路9号']))).toBeNull()
    expect(guessRoot(testDivisions, [])).toBeNull()
  })
})
