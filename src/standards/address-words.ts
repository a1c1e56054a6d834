/**
 * The words that address parts end with, as regular-expression pieces. Longer words stand before their own endings.
 * Chinese postal addresses run from large to small (GB/T 23705-2009, 数字城市地理信息公共平台 地名/地址编码规则):
 * divisions, road or estate, plate number, building, unit, floor, room.
 */

/** Stands in the flat text where a bracket was: names and numbers do not reach across. */
export const GAP = '\u0001'

export function sticky(source: string): RegExp {
  return new RegExp(source, 'y')
}

/** What a sticky pattern finds at a place; '' for nothing. */
export function pieceAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

/** Letters of names: Han, the round zero, the middle dot of minority names. */
export const HAN = '\\u4e00-\\u9fff〇·'
/** Chinese numerals as they stand in plate numbers and floors. */
export const NUMERAL = '一二三四五六七八九十百零〇两'

/** Followed by these, what looked like the end of a name is the beginning of a road's name: 花园街, 广场东路, 市场二街. */
export const ROAD_TAIL = `[东西南北中大小上下前后新老横纵${NUMERAL}]{0,2}(?:大街|大道|胡同|马路|公路|路|街|巷)`

export const TOWN = '街道办事处|地区办事处|街办事处|街道办|街办|街道|民族乡|苏木|办事处|镇|乡'

export const COMMUNITY =
  '社区居民委员会|社区居委会|社区村委会|居民委员会|村民委员会|居委会|村委会|社区|嘎查|行政村|村|管理区|管区'

/** 堡, 寨, 沟 and 庄 end a name only in front of a number or at the end: they are common inside names. */
export const GROUP = '村民小组|居民小组|自然村|生产队|小组|大队|组|(?<!消防|支|中|总|车)队|屯|(?:堡|寨|沟|庄)(?=$|\\d)'

/** Kinds of named places, most telling first. */
export type PlaceKind = 'building' | 'market' | 'park' | 'estate' | 'site'

export const PLACES: readonly (readonly [PlaceKind, string])[] = [
  [
    'building',
    '综合大楼|商务大厦|写字楼|商务楼|办公楼|综合楼|科技楼|科研楼|宿舍楼|商住楼|教学楼|候船厅|大厦|大楼|广场|商务中心|服务中心|' +
      '购物中心|会展中心|金融中心|贸易中心|中心|公寓|大酒店|酒店|宾馆|饭店|招待所|旅馆|商厦|百货|银座|会馆|公馆|国际',
  ],
  ['market', '批发市场|农贸市场|商贸城|汽车城|建材城|家居城|服装城|商品城|商业街|步行街|商城|商场|市场|超市'],
  [
    'park',
    '高新技术产业园|工业园区|产业园区|物流园区|科技园区|软件园区|创业园区|出口加工区|保税物流中心|工业集中区|产业集聚区|' +
      '经济开发小区|经济开发区|开发区|软件园|科技园|科技城|产业园|产业基地|工业园|创业园|创意园|物流园|孵化器|示范园|生态园|工业区|' +
      '园区|加工区|保税区|新区|港区|基地',
  ],
  [
    'estate',
    '居民小区|生活小区|住宅区|生活区|别墅区|小区|花园|家园|嘉园|庄园|家属院|家属楼|宿舍|新村|新城|新居|新苑|小镇|山庄|别墅|' +
      '花苑|丽苑|雅苑|华府|名城|花城|华庭|豪庭|名苑|园|苑|庭|府|湾|轩|阁|居|城|街坊',
  ],
  [
    'site',
    '管理委员会|管委会|公司院内|厂院内|公司|总厂|工厂|厂房|厂区|院内|厂内|校内|场内|厂|学校|中学|小学|大学|学院|幼儿园|医院|卫生院|车站|火车站|客运站|' +
      '加油站|机场|码头|渔港|港口|农场|林场|果园|渔场|养殖场|牧场|盐场|水库|矿区|车间|仓库|政府|派出所|供销社|信用社|邮局|公园|影院|站|院|馆|桥',
  ],
]

/** What follows a named place as a part of its name: 泉水A2区, 某某花园二期. */
export const BLOCK = `(?:[A-Za-z]{1,2}\\d{0,2}|\\d{1,2}|[东西南北中甲乙丙丁戊${NUMERAL}]{1,2})(?:区|期|组团|地块)`

export const NEAR =
  '交叉路口|交叉口|交汇处|交界处|交接处|交叉处|交口|路口|入口|出口|对面|旁边|附近|背后|门前|门口|楼下|一侧|两侧|以东|以西|以南|以北|' +
  '[东西南北]侧|[东西南北内外]部|[东西南北]边|[东西南北]头|[东西南北]端|[东西南北]角'

/** Names that stand in every town: alone they tell no building from another. */
const ORDINARY_PLACE =
  /^(?:[乡镇村]|街道|社区|村委会|办事处|政府|办公|综合|商务|商住|科技|宿舍|教学|管委会|公司|集团|主|副)*(?:楼|大楼|办公楼|办公大楼|写字楼|综合楼|商务楼|宿舍楼|公寓|广场|中心|服务中心|市场|农贸市场|商场|超市|宾馆|酒店|饭店|大厦|国际)$/

export function isOrdinaryPlace(name: string): boolean {
  return ORDINARY_PLACE.test(name)
}
