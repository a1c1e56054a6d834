import type { Detail } from './address-detail.ts'
import {
  BLOCK,
  COMMUNITY,
  GAP,
  GROUP,
  HAN,
  NEAR,
  NUMERAL,
  pieceAt,
  PLACES,
  ROAD_TAIL,
  sticky,
  type PlaceKind,
} from './address-words.ts'

/** Name tokens of an address: roads, lanes and crossings, villages, named places, and what is said to be near. */
/** A road name needs a letter before its kind; 里, 道, 坊, 条 are road words only in front of a number or at the end. */
const BEFORE_NUMBER = `(?=$|[\\d(A-Za-z${GAP}#]|[${NUMERAL}]+(?:号|栋|幢|段|层)|[东西南北中]段|[与和及]|交|小区)`
const ROAD = `大街|大道|胡同|(?<!铁)路(?!口|段|局|桥|灯|政|北侧|南侧)|路(?=口|段|北侧|南侧)|街(?!道|办|坊|区|心|镇)|巷(?!口|子)|弄(?=\\d|$|[${GAP}])|(?:里|坊|道|(?<=[头${NUMERAL}])条)${BEFORE_NUMBER}`
/** Endings that are too common inside names to end one that short: 公园, 新城, 海湾. */
const LONG_ENOUGH = /^(?:园|苑|庭|府|湾|轩|阁|居|城|站|院|馆|桥|厂|国际|中心|基地|府邸)$/

const KIND = new Map<string, PlaceKind>(PLACES.flatMap(([kind, words]) => words.split('|').map((word) => [word, kind])))
const PLACE = PLACES.map(([, words]) => words).join('|')
/** A place word directly before a road tail or another place word is not the end of the name. */
const NAME = sticky(`([${HAN}A-Za-z]{1,16}?)(?:(${ROAD})|(${COMMUNITY}|委(?!员|托|会|办|培)|${GROUP})|(${PLACE}))`)
/** The same with one more letter, for names whose first telling word stands too early: 东居 + 里, 政府 + 办公楼. */
const LATER_NAME = sticky(NAME.source.replace('{1,16}', '{2,16}'))
const BARE_PARK = sticky(`(?:经济技术开发区|经济开发区|开发区|工业园区|工业园|工业区|园区)(?!${ROAD_TAIL})`)
const BLOCK_PLACE = sticky(`[${HAN}]{2,8}?${BLOCK}`)
const BLOCK_TAIL = sticky(BLOCK)
const GROW_ROAD = sticky(`${ROAD_TAIL}(?!道|口|办)`)
const GROW_PLACE = sticky(`(?:${PLACE})`)
const GROW_VILLAGE = sticky(`(?:${COMMUNITY}|委(?!员|托|会|办|培))`)
/** Behind a village only the plainest road names continue it: 李村路, 新村东街; 千二村前巷 is a village and a place in it. */
const GROW_VILLAGE_ROAD = sticky(`[东西南北中${NUMERAL}]{0,2}(?:大街|大道|路|街)(?!道|口|办)`)
const SEGMENT = sticky(`(?:[东西南北中]|第?[${NUMERAL}\\d]{1,2})段`)
const AND = sticky('(?:与|和|及|、|交|-)')
const NEARBY = sticky(`(?:[东西南北]{1,2}(?:侧|向))?(?:${NEAR}|[东西南北旁内外](?=$|[${GAP},、]))`)
const COMMUNITY_WORD = new RegExp(`^(?:${COMMUNITY}|委)$`)
const LANE = /(?:巷|弄|胡同|里|条)$/

/** A token that is a name; returns its length, 0 when there is none. */
export function readName(flat: string, at: number, detail: Detail): number {
  const near = pieceAt(NEARBY, flat, at)
  const settled = detail.road !== '' || detail.place !== '' || detail.community !== ''
  if (near !== '' && settled && (at + near.length === flat.length || !nameStartsAt(flat, at))) {
    if (detail.near === '') detail.near = near
    else detail.rest.push(near)
    return near.length
  }
  const block = pieceAt(BLOCK_PLACE, flat, at)
  NAME.lastIndex = at
  let found = NAME.exec(flat)
  if (block !== '' && (!found || block.length <= found[0].length) && detail.place === '') {
    detail.place = block
    detail.placeKind = 'estate'
    return block.length
  }
  const park = detail.place === '' ? pieceAt(BARE_PARK, flat, at) : ''
  if (park !== '') return setPlace(park, 'park', detail)
  if (found?.[4] && LONG_ENOUGH.test(found[4]) && found[0].length < 3) {
    LATER_NAME.lastIndex = at
    found = LATER_NAME.exec(flat)
  }
  if (!found) return 0
  let end = at + found[0].length
  let roadWord = found[2] ?? ''
  let communityWord = found[3] ?? ''
  let placeWord = found[4] ?? ''
  if (roadWord === '') {
    const village = pieceAt(GROW_VILLAGE, flat, end)
    if (village !== '' && !(COMMUNITY_WORD.test(communityWord) && !village.startsWith('村'))) {
      communityWord = village
      placeWord = ''
      end += village.length
    }
    roadWord = pieceAt(communityWord === '' ? GROW_ROAD : GROW_VILLAGE_ROAD, flat, end)
    end += roadWord.length
  }
  if (roadWord !== '') return readRoad(flat, at, end, detail)
  if (communityWord !== '') {
    if (communityWord === '村' && flat.slice(at, end).endsWith('新村')) placeWord = '新村'
    else return setCommunity(flat.slice(at, end), communityWord, detail)
  }
  for (let grown = pieceAt(GROW_PLACE, flat, end); grown !== ''; grown = pieceAt(GROW_PLACE, flat, end)) {
    placeWord = grown
    end += grown.length
  }
  const tail = pieceAt(BLOCK_TAIL, flat, end)
  end += tail.length
  return setPlace(flat.slice(at, end), KIND.get(placeWord) ?? 'site', detail)
}

const NAME_START = sticky(`[${HAN}]{2,8}?(?:路|街|村|屯|大厦|广场|小区|花园|巷|里|园)`)

function nameStartsAt(flat: string, at: number): boolean {
  return pieceAt(NAME_START, flat, at) !== ''
}

function readRoad(flat: string, at: number, end: number, detail: Detail): number {
  const segment = pieceAt(SEGMENT, flat, end)
  const stop = end + segment.length
  const name = flat.slice(at, stop)
  if (detail.road === '') {
    detail.road = name
    return readCrossing(flat, stop, detail) - at
  }
  if (detail.number !== '' || detail.floor !== '' || detail.building !== '') {
    // A second road behind a complete address says where that is.
    if (detail.cross === '') detail.cross = name
    else detail.rest.push(name)
  } else if (LANE.test(name) && detail.lane === '') detail.lane = name
  else {
    detail.rest.push(detail.road)
    detail.road = name
  }
  return stop - at
}

/** 某路与某街交叉口: the second road goes to `cross`. */
function readCrossing(flat: string, at: number, detail: Detail): number {
  const and = pieceAt(AND, flat, at)
  if (and === '') return at
  NAME.lastIndex = at + and.length
  const found = NAME.exec(flat)
  if (!found || !found[2]) return at
  detail.cross = found[0]
  return at + and.length + found[0].length
}

function setCommunity(name: string, word: string, detail: Detail): number {
  const village = COMMUNITY_WORD.test(word)
  if (village && detail.community === '') detail.community = name
  else if (!village && detail.group === '') detail.group = name
  else detail.rest.push(name)
  return name.length
}

/** Buildings say more than estates, estates more than sites; the more telling place wins, the other one is rest. */
const RANK: Record<PlaceKind, number> = { building: 4, market: 3, park: 2, estate: 3, site: 1 }

function setPlace(name: string, kind: PlaceKind, detail: Detail): number {
  if (detail.placeKind !== '' && RANK[kind] <= RANK[detail.placeKind]) detail.rest.push(name)
  else {
    if (detail.place !== '') detail.rest.push(detail.place)
    detail.place = name
    detail.placeKind = kind
  }
  return name.length
}
