import { HAN, NUMERAL, ROAD_TAIL, TOWN } from './address-words.ts'
import { readFreeTrade, readZone } from './divisions-zones.ts'

/**
 * Province, city, county, zone and town at the front of an address, by the words they end with alone. The reader of a
 * room that has the tables of divisions knows more (大连庄河市 is two places); this one serves where no tables are at hand.
 */
export interface AddressHead {
  province: string
  city: string
  county: string
  zone: string
  town: string
  /** Where the rest begins. */
  end: number
}

const PROVINCES =
  '北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|台湾|香港|澳门'
const PROVINCE = new RegExp(
  `(?:${PROVINCES})(?:省|市|特别行政区|(?:壮族|回族|维吾尔)?自治区|(?![${HAN}]{0,1}(?:${ROAD_TAIL})|市))`,
  'y',
)
/** Letters of a division's name: none of a road, plate or village. */
const LETTER = `(?:(?![路街巷号村弄屯省])[${HAN}])`
const CITY = new RegExp(
  `${LETTER}{2,10}?(?:自治州|地区|盟|州(?=${LETTER}{1,8}?[县市旗])|市(?!场|区|中区|中心|辖区))`,
  'y',
)
const COUNTY = new RegExp(
  `${LETTER}{1,12}?(?:自治县|自治旗|县(?![城道])|旗(?![杆舰])|市(?![场中])|(?<![小社园校厂库矿港开发业工新保税化验范林景贸])区)(?!路|街(?!道)|[${NUMERAL}]{1,2}(?:路|街|巷))`,
  'y',
)
const TOWN_NAME = new RegExp(
  `${LETTER}{1,8}?[村屯弄]?(?:${TOWN})(?!${ROAD_TAIL}|[路口])|第?[${NUMERAL}\\d]{1,4}团(?:场|部)?`,
  'y',
)
/** The Xinjiang corps names its divisions before the city: 新疆生产建设兵团第八师石河子市. */
const CORPS = new RegExp(`(?:新疆)?生产建设兵团(?:农?第?[${NUMERAL}\\d]{1,3}师)?|农?第?[${NUMERAL}]{1,3}师`, 'y')

export function readAddressHead(text: string): AddressHead {
  const head: AddressHead = { province: '', city: '', county: '', zone: '', town: '', end: 0 }
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = head.end
    const found = pattern.exec(text)?.[0] ?? ''
    head.end += found.length
    return found
  }
  for (let round = 0; round < 4; round++) {
    const before = head.end
    const province = take(PROVINCE)
    head.province ||= province
    take(CORPS)
    const trade = readFreeTrade(text, head.end)
    if (trade) {
      head.zone ||= trade.text
      head.end += trade.text.length
    }
    if (head.city === '') head.city = take(CITY)
    else if (text.startsWith(head.city, head.end)) head.end += head.city.length
    const zone = head.town === '' ? readZone(text, head.end) : null
    if (zone?.governs && (zone.core.length <= 6 || head.city !== '')) {
      if (head.zone === '' || trade) head.zone = zone.text
      head.end += zone.text.length
    } else if (head.county === '') head.county = take(COUNTY)
    if (head.town === '') head.town = take(TOWN_NAME)
    if (head.end === before) break
  }
  return head
}
