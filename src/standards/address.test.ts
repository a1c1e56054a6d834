import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  buildingKey,
  canonicalAddress,
  mainNumber,
  normaliseAddress,
  parseAddress,
  roadKey,
  type Address,
} from './address.ts'

const WORDS = [
  'province',
  'city',
  'county',
  'zone',
  'town',
  'community',
  'group',
  'road',
  'lane',
  'cross',
  'number',
  'sub',
  'place',
  'building',
  'unit',
  'floor',
  'room',
  'plot',
  'near',
] as const

type Parts = Partial<Record<(typeof WORDS)[number], string>>

function partsOf(address: Address): Parts {
  const found: Parts = {}
  for (const word of WORDS) if (address[word] !== '') found[word] = address[word]
  return found
}

/** Forms as they are written in different cities; house numbers and names of firms are invented. */
const FORMS: readonly (readonly [string, Parts])[] = [
  // Shanghai
  [
    '上海市徐汇区漕溪路951弄3号1005室',
    { province: '上海市', county: '徐汇区', road: '漕溪路', lane: '951弄', number: '3号', room: '1005室' },
  ],
  ['上海市黄浦区皋兰路9号乙', { province: '上海市', county: '黄浦区', road: '皋兰路', number: '9号', sub: '乙' }],
  [
    '上海市长宁区延安西路1914号－1918号',
    { province: '上海市', county: '长宁区', road: '延安西路', number: '1914号-1918号' },
  ],
  [
    '上海市青浦区华徐公路9999号E座610室',
    { province: '上海市', county: '青浦区', road: '华徐公路', number: '9999号', building: 'E座', room: '610室' },
  ],
  [
    '上海市杨浦区周家嘴路9215号142幢3楼',
    { province: '上海市', county: '杨浦区', road: '周家嘴路', number: '9215号', building: '142幢', floor: '3楼' },
  ],
  [
    '上海市虹口区广中路925弄12号底层',
    { province: '上海市', county: '虹口区', road: '广中路', lane: '925弄', number: '12号', floor: '底层' },
  ],
  [
    '上海市嘉定区安亭镇和静路7988号4楼',
    { province: '上海市', county: '嘉定区', town: '安亭镇', road: '和静路', number: '7988号', floor: '4楼' },
  ],
  ['南京东路9616号', { road: '南京东路', number: '9616号' }],
  ['四川北路9318弄2号', { road: '四川北路', lane: '9318弄', number: '2号' }],
  // Beijing
  [
    '北京市朝阳区建国路988号院1号楼3层301',
    {
      province: '北京市',
      county: '朝阳区',
      road: '建国路',
      number: '988号院',
      building: '1号楼',
      floor: '3层',
      room: '301',
    },
  ],
  ['北京市西城区金融大街甲923号', { province: '北京市', county: '西城区', road: '金融大街', number: '甲923号' }],
  [
    '北京市东城区南锣鼓巷福祥胡同99号',
    { province: '北京市', county: '东城区', road: '南锣鼓巷', lane: '福祥胡同', number: '99号' },
  ],
  ['北京市东城区东四十条922号', { province: '北京市', county: '东城区', road: '东四十条', number: '922号' }],
  [
    '北京市海淀区上地七街9号院5号楼501',
    { province: '北京市', county: '海淀区', road: '上地七街', number: '9号院', building: '5号楼', room: '501' },
  ],
  // Shenzhen and Guangdong
  [
    '深圳市南山区西丽街道科技北二路913号A栋2单元1203',
    {
      city: '深圳市',
      county: '南山区',
      town: '西丽街道',
      road: '科技北二路',
      number: '913号',
      building: 'A栋',
      unit: '2单元',
      room: '1203',
    },
  ],
  [
    '深圳市福田区福华路88号国际商会大厦B座1203室',
    {
      city: '深圳市',
      county: '福田区',
      road: '福华路',
      number: '88号',
      place: '国际商会大厦',
      building: 'B座',
      room: '1203室',
    },
  ],
  [
    '广州市越秀区东风西路978号银农大厦十一楼',
    { city: '广州市', county: '越秀区', road: '东风西路', number: '978号', place: '银农大厦', floor: '十一楼' },
  ],
  [
    '惠州市惠城区下角中路五号二楼',
    { city: '惠州市', county: '惠城区', road: '下角中路', number: '五号', floor: '二楼' },
  ],
  ['汕头市西港路978号之二', { city: '汕头市', road: '西港路', number: '978号', sub: '之二' }],
  [
    '广州市花都区新华镇花城路948号',
    { city: '广州市', county: '花都区', town: '新华镇', road: '花城路', number: '948号' },
  ],
  // Chongqing, Sichuan
  [
    '重庆市渝中区解放碑街道民族路988号环球金融中心38层',
    {
      province: '重庆市',
      county: '渝中区',
      town: '解放碑街道',
      road: '民族路',
      number: '988号',
      place: '环球金融中心',
      floor: '38层',
    },
  ],
  [
    '重庆市九龙坡区科园一路973号附5号',
    { province: '重庆市', county: '九龙坡区', road: '科园一路', number: '973号', sub: '附5号' },
  ],
  [
    '四川省成都市高新区天府大道中段9688号1栋2单元10楼1001号',
    {
      province: '四川省',
      city: '成都市',
      zone: '高新区',
      road: '天府大道中段',
      number: '9688号',
      building: '1栋',
      unit: '2单元',
      floor: '10楼',
      room: '1001号',
    },
  ],
  // Northeast chains
  [
    '沈阳市和平区太原街918号2-3-1',
    { city: '沈阳市', county: '和平区', road: '太原街', number: '918号', unit: '2', floor: '3', room: '1' },
  ],
  ['沙跃街917号5-1-1-1', { road: '沙跃街', number: '917号', building: '5', unit: '1', floor: '1', room: '1' }],
  [
    '友好路9227号5幢1-3-38号',
    { road: '友好路', number: '9227号', building: '5幢', unit: '1', floor: '3', room: '38号' },
  ],
  ['新星里94栋2-4-1号', { road: '新星里', building: '94栋', unit: '2', floor: '4', room: '1号' }],
  ['恒安里93#楼1-3-1号', { road: '恒安里', building: '93#楼', unit: '1', floor: '3', room: '1号' }],
  ['岗盛里928#', { road: '岗盛里', number: '928#' }],
  ['西北路9867号-15', { road: '西北路', number: '9867号', sub: '-15' }],
  [
    '长兴街9137-9139号富鸿花园A号楼20层6号',
    { road: '长兴街', number: '9137-9139号', place: '富鸿花园', building: 'A号楼', floor: '20层', room: '6号' },
  ],
  ['黄河路9882-2-1-2', { road: '黄河路', number: '9882', unit: '2', floor: '1', room: '2' }],
  ['世纪大街一段938号', { road: '世纪大街一段', number: '938号' }],
  ['祝丰街北段9592号', { road: '祝丰街北段', number: '9592号' }],
  ['海旺路921、921-1、921-2号', { road: '海旺路', number: '921、921-1、921-2号' }],
  ['中山路9688号二层215', { road: '中山路', number: '9688号', floor: '二层', room: '215' }],
  ['西安路986号27-2层', { road: '西安路', number: '986号', floor: '27-2层' }],
  ['泉水A2区953号1单元8层2号', { place: '泉水A2区', number: '953号', unit: '1单元', floor: '8层', room: '2号' }],
  ['锦虹南园918号3单元2层3号', { place: '锦虹南园', number: '918号', unit: '3单元', floor: '2层', room: '3号' }],
  ['站前街道马家村丘(地)号940-188-43', { town: '站前街道', community: '马家村', plot: '丘(地)号940-188-43' }],
  ['七七街964号A区11号108室', { road: '七七街', number: '964号', room: '11号' }],
  ['葵英街新建巷92号', { road: '葵英街', lane: '新建巷', number: '92号' }],
  // Brackets
  [
    '福明路18号（9号楼）1层106、107号',
    { road: '福明路', number: '18号', building: '9号楼', floor: '1层', room: '106、107号' },
  ],
  [
    '体坛路918号诺德大厦裙楼5F（1-82）号',
    { road: '体坛路', number: '918号', place: '诺德大厦', building: '裙楼', floor: '5F', room: '1-82' },
  ],
  ['黄海西三路(豪轩国际大厦)962号1单元', { road: '黄海西三路', number: '962号', place: '豪轩国际大厦', unit: '1单元' }],
  ['昌盛街道赛屯委(新华路9369号)', { town: '昌盛街道', community: '赛屯委', road: '新华路', number: '9369号' }],
  [
    '职工街928号(恒通大厦A座8008)',
    { road: '职工街', number: '928号', place: '恒通大厦', building: 'A座', room: '8008' },
  ],
  ['辛艺街96号(经营场所地址:另处)', { road: '辛艺街', number: '96号' }],
  // Zhejiang, Jiangsu, Anhui
  [
    '浙江省金华市东阳市横店镇环城北路新天地一期96幢105、106、123-127号',
    {
      province: '浙江省',
      city: '金华市',
      county: '东阳市',
      town: '横店镇',
      road: '环城北路',
      place: '新天地一期',
      building: '96幢',
      room: '105、106、123-127号',
    },
  ],
  [
    '浙江省丽水市莲都区南明山街道沙溪亭新村932幢2号',
    {
      province: '浙江省',
      city: '丽水市',
      county: '莲都区',
      town: '南明山街道',
      place: '沙溪亭新村',
      building: '932幢',
      room: '2号',
    },
  ],
  [
    '合肥市包河区宿松南路与东流路交口华邦世贸中心38层',
    {
      city: '合肥市',
      county: '包河区',
      road: '宿松南路',
      cross: '东流路',
      place: '华邦世贸中心',
      floor: '38层',
      near: '交口',
    },
  ],
  [
    '吉林省白城市大安市长虹街南200米',
    { province: '吉林省', city: '白城市', county: '大安市', road: '长虹街', near: '南200米' },
  ],
  [
    '河南省郑州市二七区大学路99号',
    { province: '河南省', city: '郑州市', county: '二七区', road: '大学路', number: '99号' },
  ],
  // Villages
  ['辽宁省庄河市大郑镇大郭屯村', { province: '辽宁省', city: '庄河市', town: '大郑镇', community: '大郭屯村' }],
  [
    '辽宁省庄河市石城乡光明村大房身屯',
    { province: '辽宁省', city: '庄河市', town: '石城乡', community: '光明村', group: '大房身屯' },
  ],
  [
    '湖南省长沙市望城区茶亭镇静慎村王家组9号',
    {
      province: '湖南省',
      city: '长沙市',
      county: '望城区',
      town: '茶亭镇',
      community: '静慎村',
      group: '王家组',
      number: '9号',
    },
  ],
  ['王家桥村三组928号附5号', { community: '王家桥村', group: '三组', number: '928号', sub: '附5号' }],
  ['后石村工业园区', { community: '后石村', place: '工业园区' }],
  // Xinjiang, Inner Mongolia, Tibet
  [
    '新疆生产建设兵团第八师石河子市北泉镇团结路95号',
    { province: '新疆', city: '石河子市', town: '北泉镇', road: '团结路', number: '95号' },
  ],
  [
    '新疆阿克苏地区阿拉尔市十二团胜利大道9号',
    { province: '新疆', city: '阿克苏地区', county: '阿拉尔市', town: '十二团', road: '胜利大道', number: '9号' },
  ],
  [
    '新疆巴音郭楞蒙古自治州库尔勒市铁克其乡下卡其村一组',
    {
      province: '新疆',
      city: '巴音郭楞蒙古自治州',
      county: '库尔勒市',
      town: '铁克其乡',
      community: '下卡其村',
      group: '一组',
    },
  ],
  [
    '内蒙古自治区锡林郭勒盟西乌珠穆沁旗巴彦花苏木',
    { province: '内蒙古自治区', city: '锡林郭勒盟', county: '西乌珠穆沁旗', town: '巴彦花苏木' },
  ],
  [
    '内蒙古自治区通辽市科尔沁左翼后旗甘旗卡镇团结路中段',
    { province: '内蒙古自治区', city: '通辽市', county: '科尔沁左翼后旗', town: '甘旗卡镇', road: '团结路中段' },
  ],
  ['110国道前口子村', { road: '110国道', community: '前口子村' }],
  [
    '西藏自治区拉萨市城关区北京中路98号',
    { province: '西藏自治区', city: '拉萨市', county: '城关区', road: '北京中路', number: '98号' },
  ],
  // Zones
  [
    '辽宁省大连经济技术开发区东惠街913号',
    { province: '辽宁省', zone: '大连经济技术开发区', road: '东惠街', number: '913号' },
  ],
  [
    '中国(辽宁)自由贸易试验区大连保税区海富路99-1号6090室',
    { zone: '大连保税区', road: '海富路', number: '99-1号', room: '6090室' },
  ],
  // Width and spaces
  ['大连市　中山区 长江路 ９２６１ 号', { city: '大连市', county: '中山区', road: '长江路', number: '9261号' }],
  [
    '上海市汕头路９８号Ａ座１２楼',
    { province: '上海市', road: '汕头路', number: '98号', building: 'A座', floor: '12楼' },
  ],
]

describe('parseAddress', () => {
  it('has forms from many places', () => {
    expect(FORMS.length).toBeGreaterThanOrEqual(60)
  })

  it.each(FORMS)('%s', (text, parts) => {
    expect(partsOf(parseAddress(text))).toEqual(parts)
  })

  it('keeps notes and what it does not understand', () => {
    const address = parseAddress('辛艺街96号(经营场所地址:另处)云层')
    expect(address.notes).toEqual(['经营场所地址:另处'])
    expect(address.rest).toEqual(['云层'])
  })
})

const key = (text: string): string => buildingKey('210202', parseAddress(text))

describe('keys', () => {
  it('one building for its plates, one road for its spellings', () => {
    expect(key('长江路261号-15')).toBe('210202/长江路/261')
    expect(key('长江路２６１号Ａ座３层')).toBe('210202/长江路/261')
    expect(key('港湾街一号')).toBe(key('港湾街1号'))
    expect(key('自贸大厦813室')).toBe('210202/自贸大厦')
    expect(key('泉水A2区53号1单元')).toBe('210202/泉水A2区/53')
    expect(key('新星里4栋2-4-1号')).toBe('210202/新星里/4栋')
    expect(key('光明村18号')).toBe('210202/光明村/18')
    expect(key('石城乡光明村(政府办公楼204室)')).toBe('')
    expect(key('长江路')).toBe('')
    expect(roadKey('1', parseAddress('2号路5号'))).toBe(roadKey('1', parseAddress('二号路7号')))
    expect(roadKey('1', parseAddress('漕溪路251弄3号'))).toBe('1/漕溪路251弄')
  })

  it.each([
    ['137-139号', '137'],
    ['甲23号', '23'],
    ['十二层', '12'],
    ['二十一号', '21'],
    ['B座', 'B'],
    ['IB-44号', 'IB44'],
    ['08号', '8'],
    ['', ''],
  ])('main number of %s is %s', (text, number) => expect(mainNumber(text)).toBe(number))
})

/** Address-like texts: real building blocks in any order, mixed with arbitrary characters. */
const PIECES = FORMS.flatMap(([text]) => text.match(/[^0-9A-Za-z]{1,4}|[0-9A-Za-z]+/g) ?? [])
const piece = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...PIECES) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('号', '-', '(', ')', '、', '层', '室', '路', '村', '栋', '丘(地)号', '附', '之'),
  },
  { weight: 1, arbitrary: fc.nat(9999).map(String) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
)
const anyText = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''))
const FIXED = { seed: 20260117, numRuns: 1500 } as const

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0))

describe('properties', () => {
  it('never throws, and every part is a piece of the normalised text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const address = parseAddress(text)
        for (const word of WORDS) expect(address.text).toContain(address[word])
        for (const other of [...address.notes, ...address.rest]) expect(address.text).toContain(other)
      }),
      FIXED,
    )
  })

  it('normalising twice changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = normaliseAddress(text)
        expect(normaliseAddress(once)).toBe(once)
      }),
      FIXED,
    )
  })

  it('full-width letters, digits and marks are read like half-width ones', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(parseAddress(fullWidth(text))).toEqual(parseAddress(text))
      }),
      FIXED,
    )
  })

  it('a canonical address is its own canonical address', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const canonical = canonicalAddress(text)
        expect(canonicalAddress(canonical)).toBe(canonical)
      }),
      FIXED,
    )
  })
})
