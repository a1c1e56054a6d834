/**
 * Functional zones (功能区): development zones, high-tech parks, bonded areas, free-trade areas, new areas. They are not
 * in GB/T 2260, yet most of them govern like a county, and addresses name them in its place. A zone is recognised by
 * the word it ends with; what stands before is its core (大连|长兴岛|经济区), empty when the city's name is all.
 *
 * Spellings of one zone share city, core and kind (高新区 = 高新技术产业园区 = 高新技术开发区), so its code, derived from these
 * three, is the same for all of them and never collides with a code of the tables (it has a letter).
 */
export type ZoneKind =
  | 'economic'
  | 'hightech'
  | 'bonded'
  | 'port'
  | 'export'
  | 'free-trade'
  | 'new-area'
  | 'economic-area'
  | 'demonstration'
  | 'cluster'
  | 'management'
  | 'resort'
  | 'industrial'

export interface ZoneName {
  /** The whole word as written, from core to kind. */
  readonly text: string
  readonly core: string
  readonly kind: ZoneKind
  /** Whether such a zone usually acts as a county; industrial parks and new towns usually lie inside one. */
  readonly governs: boolean
}

/** Longer words before those they contain. */
const WORDS: readonly (readonly [ZoneKind, readonly string[]])[] = [
  ['free-trade', ['自由贸易试验区', '自由贸易实验区', '自由贸易区', '自贸试验区', '自贸区']],
  ['port', ['综合保税区', '综合保税港区', '保税港区', '保税物流园区', '保税物流中心', '综保区']],
  ['export', ['出口加工区']],
  ['bonded', ['保税区']],
  [
    'hightech',
    [
      '高新技术产业开发区',
      '高新技术产业园区',
      '高新园技术产业园区',
      '高技术产业开发区',
      '高新技术产业示范区',
      '高新技术开发区',
      '高新技术园区',
      '高新技术产业园',
      '高新产业开发区',
      '高新产业园区',
      '高科技工业园',
      '高科技园区',
      '高新开发区',
      '高新园区',
      '高新区',
      '高开区',
      '高技区',
    ],
  ],
  [
    'economic',
    [
      '经济技术开发区',
      '经济技术产业开发区',
      '技术经济开发区',
      '综合经济开发区',
      '工业经济开发区',
      '经济开发区',
      '技术开发区',
      '工业开发区',
      '旅游开发区',
      '经开区',
      '开发区',
    ],
  ],
  ['resort', ['国家旅游度假区', '旅游度假区', '旅游经济区', '风景名胜区', '风景旅游区', '度假区', '风景区']],
  ['demonstration', ['城乡一体化示范区', '综合改革示范区', '承接产业转移示范区', '一体化示范区', '示范区']],
  ['cluster', ['产业集聚区', '产业聚集区', '集聚区', '聚集区']],
  [
    'economic-area',
    [
      '经济综合实验区',
      '综合实验区',
      '航空港区',
      '边境经济合作区',
      '经济合作区',
      '深港合作区',
      '合作示范区',
      '合作区',
      '经济试验区',
      '试验区',
      '实验区',
      '经济区',
    ],
  ],
  ['management', ['生态管理区', '管理区']],
  ['new-area', ['新区']],
  [
    'industrial',
    [
      '经济开发小区',
      '国际物流园区',
      '现代产业园区',
      '循环化工园区',
      '临港工业区',
      '工业园区',
      '产业园区',
      '物流园区',
      '科技园区',
      '化工园区',
      '示范园区',
      '工业集中区',
      '工业新区',
      '工业区',
      '工业园',
      '产业园',
      '园区',
      '新城',
    ],
  ],
]

const KIND = new Map<string, ZoneKind>(WORDS.flatMap(([kind, words]) => words.map((word) => [word, kind])))
const WORD = [...KIND.keys()].sort((a, b) => b.length - a.length).join('|')
/** A core has no word of a road, plate, village or division in it. */
const CORE_LETTER = '[\\u4e00-\\u9fff·](?<![路街巷号村镇乡县市弄区省])'
const ZONE = new RegExp(`((?:${CORE_LETTER}){0,9}?)(${WORD})(?![路街巷大东西南北中]?[路街道])`, 'y')
const FREE_TRADE = /(?:中国)?\(?([\u4e00-\u9fff]{2,4}?)\)?自由贸易(?:试验|实验)区(?:([\u4e00-\u9fff]{2,6}?)片区)?/y

/** The zone whose name begins at `at`; null when none does. */
export function readZone(text: string, at: number): ZoneName | null {
  ZONE.lastIndex = at
  const found = ZONE.exec(text)
  if (!found) return null
  const [whole, core = '', word = ''] = found
  const kind = KIND.get(word) as ZoneKind
  return { text: whole, core, kind, governs: kind !== 'industrial' }
}

/** 中国(辽宁)自由贸易试验区 with an optional 某某片区 at `at`: an overlay in front of the real address. */
export function readFreeTrade(text: string, at: number): ZoneName | null {
  FREE_TRADE.lastIndex = at
  const found = FREE_TRADE.exec(text)
  return found ? { text: found[0], core: '', kind: 'free-trade', governs: true } : null
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** Five characters that stay the same for the same text on every machine: FNV-1a, mixed so that all bits count. */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  hash ^= hash >>> 16
  let out = ''
  for (let place = 0; place < 5; place++) out += ALPHABET[(hash >>> (place * 5)) & 31]
  return out
}

/** A county-level code for a zone that the tables do not list: four digits of its city, Z, five characters. */
export function zoneCode(cityPrefix: string, core: string, kind: ZoneKind): string {
  return `${cityPrefix.slice(0, 4).padEnd(4, '0')}Z${shortHash(`${core}|${kind}`)}`
}

/** A town-level code for a town that addresses name but the tables no longer list. `county` may be a zone's code. */
export function unlistedTownCode(county: string, name: string): string {
  return `${county}T${shortHash(name)}`
}
