import { readChineseNumber } from './chinese-numerals.ts'
import { BLOCK, COMMUNITY, GROUP, HAN, NEAR, NUMERAL, PLACES, ROAD_TAIL, type PlaceKind } from './address-words.ts'

/**
 * The part of an address below the town: village, road, plate number, building, unit, floor, room.
 *
 * One pass from left to right. At each place either a numeric token stands (62号, 3#楼, 2单元, 十二层, 1-3-2, 813室) or a
 * name that ends with a telling word (某路, 某里, 某村, 某大厦, 某小区); a name grows when the next letters make it the
 * name of a road (花园 + 街). The first 号 is the plate number, later ones are rooms; chains read from the right: room,
 * floor, unit, building. Brackets are notes, but fill what the text outside does not say. What nothing fits goes to `rest`.
 */
export interface Detail {
  community: string
  /** 屯, 组, 队 below the village. */
  group: string
  road: string
  /** A lane off the road: 某巷, 555弄. */
  lane: string
  /** The other road of a crossing. */
  cross: string
  /** Plate number as written: 62号, 137-139号, 甲23号. */
  number: string
  /** Plate below the plate: -15, 附5号, 之二. */
  sub: string
  place: string
  placeKind: PlaceKind | ''
  building: string
  unit: string
  floor: string
  room: string
  /** Land-parcel number: 丘号40-188-43. */
  plot: string
  near: string
  notes: string[]
  rest: string[]
}

/** Stands in the flat text where a bracket was: names and numbers do not reach across. */
const GAP = '\u0001'
const LIST = `(?:[-、,/至到和及]{1,2}(?:[A-Za-z]?\\d+[A-Za-z]?|[A-Za-z]))*`

const sticky = (source: string): RegExp => new RegExp(source, 'y')

const SKIP = sticky(`[${GAP},、:.|/·+&]+`)
const BLOCK_ALONE = sticky('[A-Za-z]{1,3}\\d{0,2}区')
const PLOT = sticky('丘\\(?地?\\)?号?[-\\d]+号?')
const FLOOR = sticky(
  `(?:地下|地上|负|第|-)?(?:[Bb]?\\d+(?:[-、,至到]+[Bb]?\\d+)*|[${NUMERAL}]+(?:[-、至到][${NUMERAL}]+)*)(?:层(?:半|跃)?|楼(?!栋|宇)|[Ff](?![A-Za-z]))|(?:地下|底|顶|夹|全|首|整|半地下)(?:室|层)`,
)
const UNIT = sticky(`第?(?:\\d+(?:[-、]\\d+)*|[${NUMERAL}]+|[A-Za-z]|[甲乙丙丁东西南北])(?:单元|梯|门洞)`)
const BUILDING = sticky(
  `第?(?:[A-Za-z]{0,2}\\d+(?:-\\d+)?[A-Za-z]?(?:[、,至和]\\d+)*|[${NUMERAL}]+|[A-Za-z]{1,2}|[甲乙丙丁东西南北中主副附裙侧前后])(?:号楼|#楼|号厂房|#厂房|号车间|号库|#库|号仓库|号栋|号幢|号座|#栋|幢楼|栋楼|幢|栋|座|塔楼|塔|号院|(?<=[东西南北主副附裙侧前后A-Za-z#])楼|(?<=[#号])公寓)`,
)
const NUMBER = sticky(
  `(?:自编|第|门牌)?[甲乙丙丁]?(?:[A-Za-z]{1,4}-?)?(?:\\d+[A-Za-z]?${LIST}|[${NUMERAL}]+(?:[-、至][${NUMERAL}]+)*)(?:号(?:院|内)?|#(?!楼)|弄|巷(?=\\d)|丘)`,
)
/** 61号-81号 and 44号、46号: one run of plates. */
const MORE_NUMBERS = sticky(`(?:[-、,至到和及](?:\\d+(?:-\\d+)*)号)+(?!楼|院)`)
const SUB = sticky(`-\\d+[A-Za-z]?(?:-\\d+)?(?:号)?(?![-\\d层楼单室])|之(?:\\d+|[${NUMERAL}]+)|[附副]\\d+(?:-\\d+)?号?|[甲乙丙丁](?![${HAN}])`)
const CHAIN = sticky(`-?[A-Za-z]{0,2}\\d+[A-Za-z]?(?:-[A-Za-z]?\\d+[A-Za-z]?)+(?:号房间|号房|号室|号|室|房间|房|户|#)?`)
const ROOM = sticky(
  `(?:自编|第|-)?[A-Za-z]{0,3}-?\\d*[A-Za-z]?(?:\\d+[A-Za-z]?)?${LIST}(?:[-—]?(?:号房间|号商铺|号门市|号公建|号网点|号铺位|号铺|号房|号室|号|房间|房屋|室|房|户|商铺|门市|铺位|铺|档口|档|卡位|卡|展位|工位|席位|席|#|单位))`,
)
const BARE = sticky(`-?[A-Za-z]{0,2}\\d+[A-Za-z]?${LIST}`)
const NUMBERED_ROAD = sticky(`(?:[GSXY]?\\d{1,4}(?:国道|省道|县道|乡道)|(?:\\d{1,3}|[${NUMERAL}]{1,3})号(?:公路|路|街|大街|大道))`)
const DISTANCE = sticky(`(?:[东西南北以向往至约路]{0,3})\\d+(?:米|公里|千米|km|m)(?:处)?(?:[路][东西南北侧]{0,2})?`)

/** A road name needs a letter before its kind; 里, 道, 坊, 条 are road words only in front of a number or at the end. */
const BEFORE_NUMBER = `(?=$|[\\d(A-Za-z${GAP}#]|[${NUMERAL}]+(?:号|栋|幢|段|层)|[东西南北中]段|[与和及]|交|小区)`
const ROAD = `大街|大道|胡同|(?<!铁)路(?!口|段|局|桥|灯|政|北侧|南侧)|路(?=口|段|北侧|南侧)|街(?!道|办|坊|区|心|镇)|巷(?!口|子)|弄(?=\\d|$|[${GAP}])|(?:里|坊|道|(?<=[头${NUMERAL}])条)${BEFORE_NUMBER}`
/** Endings that are too common inside names to end one that short: 公园, 新城, 海湾. */
const LONG_ENOUGH = /^(?:园|苑|庭|府|湾|轩|阁|居|城|站|院|馆|桥|厂|国际|中心|基地|府邸)$/

const KIND = new Map<string, PlaceKind>(PLACES.flatMap(([kind, words]) => words.split('|').map((word) => [word, kind])))
const PLACE = PLACES.map(([, words]) => words).join('|')
/** A place word directly before a road tail or another place word is not the end of the name. */
const NAME = sticky(
  `([${HAN}A-Za-z]{1,16}?)(?:(${ROAD})|(${COMMUNITY}|委(?!员|托|会|办|培)|${GROUP})|(${PLACE}))`,
)
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

export function emptyDetail(): Detail {
  return {
    community: '',
    group: '',
    road: '',
    lane: '',
    cross: '',
    number: '',
    sub: '',
    place: '',
    placeKind: '',
    building: '',
    unit: '',
    floor: '',
    room: '',
    plot: '',
    near: '',
    notes: [],
    rest: [],
  }
}

/** Reads normalised text (see address-text.ts). Never throws; every part is a piece of the text. */
export function parseDetail(text: string): Detail {
  const detail = emptyDetail()
  readInto(flatten(text, detail.notes), detail)
  fillFromNotes(detail)
  return detail
}

/** The one bracket that is no note. */
const PLOT_MARK = '丘(地)号'

/** Takes brackets out into notes. A bracket that never closes runs to the end. */
function flatten(text: string, notes: string[]): string {
  if (!text.includes('(') && !text.includes(')')) return text
  let flat = ''
  let depth = 0
  let note = ''
  for (let at = 0; at < text.length; at++) {
    const mark = text[at] as string
    if (mark === '(') {
      if (depth === 0 && text.startsWith(PLOT_MARK, at - 1)) {
        flat += PLOT_MARK.slice(1)
        at += PLOT_MARK.length - 2
        continue
      }
      if (depth++ === 0) flat += GAP
      else note += mark
    } else if (mark === ')') {
      if (depth === 0) flat += GAP
      else if (--depth === 0) {
        if (note !== '') notes.push(note)
        note = ''
      } else note += mark
    } else if (depth > 0) note += mark
    else flat += mark
  }
  if (note !== '') notes.push(note)
  return flat
}

function readInto(flat: string, detail: Detail): void {
  let at = 0
  let lost = ''
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at
    return pattern.exec(flat)?.[0] ?? ''
  }
  const flush = (): void => {
    if (lost !== '') detail.rest.push(lost)
    lost = ''
  }
  while (at < flat.length) {
    const gap = match(SKIP)
    if (gap !== '') {
      flush()
      at += gap.length
      continue
    }
    const took = readNumeric(flat, at, match, detail) || readName(flat, at, detail)
    if (took > 0) {
      flush()
      at += took
    } else {
      lost += flat[at]
      at++
    }
  }
  flush()
}

const NUMERIC_START = new RegExp(`[0-9A-Za-z#\\-${NUMERAL}地负底顶夹全首整半第自门附副之甲乙丙丁东西南北中主裙侧前后丘以向约]`)

/** A token led by a number; returns its length, 0 when there is none. */
function readNumeric(flat: string, at: number, match: (pattern: RegExp) => string, detail: Detail): number {
  if (!NUMERIC_START.test(flat[at] as string)) return 0
  const digit = /[0-9A-Za-z]/.test(flat[at] as string)
  const plot = match(PLOT)
  if (plot !== '') {
    detail.plot ||= plot
    return plot.length
  }
  const block = digit ? match(BLOCK_ALONE) : ''
  if (block !== '') {
    detail.rest.push(block)
    return block.length
  }
  const distance = match(DISTANCE)
  if (distance !== '') {
    detail.near ||= distance
    return distance.length
  }
  const road = match(NUMBERED_ROAD)
  if (road !== '' && detail.road === '') {
    detail.road = road
    return road.length
  }
  const floor = match(FLOOR)
  if (floor !== '') {
    if (detail.floor === '') detail.floor = floor
    else detail.rest.push(floor)
    return floor.length
  }
  const unit = match(UNIT)
  if (unit !== '') {
    if (detail.unit === '') detail.unit = unit
    else detail.rest.push(unit)
    return unit.length
  }
  const building = match(BUILDING)
  if (building !== '') {
    if (building.endsWith('号院') && detail.number === '') detail.number = building
    else if (detail.building === '') detail.building = building
    else detail.rest.push(building)
    return building.length
  }
  const inside = detail.floor !== '' || detail.unit !== '' || detail.building !== ''
  if (!inside) {
    const number = match(NUMBER)
    if (number !== '' && number.endsWith('弄') && detail.lane === '') {
      detail.lane = number
      return number.length
    }
    if (number !== '' && detail.number === '' && !roomOfNamedBuilding(number, detail)) {
      return readPlate(flat, at, number, detail)
    }
  }
  const chain = match(CHAIN)
  if (chain !== '') return readChain(chain, detail)
  const room = match(ROOM)
  if (room !== '' && (digit || /[0-9A-Za-z]/.test(room))) return setRoom(room, detail)
  const number = match(NUMBER)
  if (number !== '') return setRoom(number, detail)
  const bare = match(BARE)
  if (bare !== '') {
    if (!inside && detail.road !== '' && detail.number === '' && detail.place === '') detail.number = bare
    else return setRoom(bare, detail)
    return bare.length
  }
  return 0
}

/** 市场大厦504#, 中轻大厦207号: inside a named building without a road the number is a room. */
function roomOfNamedBuilding(number: string, detail: Detail): boolean {
  return detail.placeKind === 'building' && detail.road === '' && (number.endsWith('#') || /^\D*\d{3}/.test(number))
}

function setRoom(room: string, detail: Detail): number {
  if (detail.room === '') detail.room = room
  else detail.rest.push(room)
  return room.length
}

function readPlate(flat: string, at: number, number: string, detail: Detail): number {
  let end = at + number.length
  MORE_NUMBERS.lastIndex = end
  const more = MORE_NUMBERS.exec(flat)?.[0] ?? ''
  end += more.length
  detail.number = flat.slice(at, end)
  SUB.lastIndex = end
  const sub = SUB.exec(flat)?.[0] ?? ''
  // 10号-2-5-2 is a chain of unit, floor and room, 867号-15 a plate below the plate.
  if (sub !== '' && !(sub.startsWith('-') && sub.lastIndexOf('-') > 0)) {
    detail.sub = sub
    end += sub.length
  }
  return end - at
}

function readChain(chain: string, detail: Detail): number {
  const body = chain.replace(/^-/, '')
  const lead = chain.length - body.length
  const steps = body.split('-')
  const plateFree = detail.number === '' && detail.building === '' && detail.unit === '' && detail.floor === ''
  if (plateFree && (detail.road !== '' || detail.placeKind === 'estate' || detail.community !== '')) {
    const first = steps.shift() as string
    detail.number = first
    if (steps.length === 1) {
      detail.sub = `-${steps[0]}`
      return chain.length
    }
  } else if (plateFree) {
    detail.room ||= body
    return chain.length
  }
  const last = steps[steps.length - 1] as string
  const slots: ('building' | 'unit' | 'floor')[] = []
  if (detail.floor === '' && !/^[A-Za-z]?\d{3}/.test(steps[0] as string)) {
    if (steps.length >= 2 && !/^[A-Za-z]?\d{3}/.test(last)) slots.unshift('floor')
    if (steps.length >= 3 - (slots.length === 0 ? 1 : 0) && detail.unit === '') slots.unshift('unit')
    if (steps.length >= 4 - (slots.includes('floor') ? 0 : 1) && detail.building === '') slots.unshift('building')
  }
  const spare = steps.length - slots.length - 1
  if (spare !== 0) {
    setRoom(body, detail)
    return chain.length
  }
  slots.forEach((slot, index) => (detail[slot] ||= steps[index] as string))
  if (lead >= 0) setRoom(last, detail)
  return chain.length
}

/** A token that is a name; returns its length, 0 when there is none. */
function readName(flat: string, at: number, detail: Detail): number {
  const near = stickyMatch(NEARBY, flat, at)
  const settled = detail.road !== '' || detail.place !== '' || detail.community !== ''
  if (near !== '' && settled && (at + near.length === flat.length || !nameStartsAt(flat, at))) {
    if (detail.near === '') detail.near = near
    else detail.rest.push(near)
    return near.length
  }
  const block = stickyMatch(BLOCK_PLACE, flat, at)
  NAME.lastIndex = at
  let found = NAME.exec(flat)
  if (block !== '' && (!found || block.length <= found[0].length) && detail.place === '') {
    detail.place = block
    detail.placeKind = 'estate'
    return block.length
  }
  const park = detail.place === '' ? stickyMatch(BARE_PARK, flat, at) : ''
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
    const village = stickyMatch(GROW_VILLAGE, flat, end)
    if (village !== '' && !(COMMUNITY_WORD.test(communityWord) && !village.startsWith('村'))) {
      communityWord = village
      placeWord = ''
      end += village.length
    }
    roadWord = stickyMatch(communityWord === '' ? GROW_ROAD : GROW_VILLAGE_ROAD, flat, end)
    end += roadWord.length
  }
  if (roadWord !== '') return readRoad(flat, at, end, detail)
  if (communityWord !== '') {
    if (communityWord === '村' && flat.slice(at, end).endsWith('新村')) placeWord = '新村'
    else return setCommunity(flat.slice(at, end), communityWord, detail)
  }
  for (let grown = stickyMatch(GROW_PLACE, flat, end); grown !== ''; grown = stickyMatch(GROW_PLACE, flat, end)) {
    placeWord = grown
    end += grown.length
  }
  const tail = stickyMatch(BLOCK_TAIL, flat, end)
  end += tail.length
  return setPlace(flat.slice(at, end), KIND.get(placeWord) ?? 'site', detail)
}

const NAME_START = sticky(`[${HAN}]{2,8}?(?:路|街|村|屯|大厦|广场|小区|花园|巷|里|园)`)

function nameStartsAt(flat: string, at: number): boolean {
  return stickyMatch(NAME_START, flat, at) !== ''
}

function readRoad(flat: string, at: number, end: number, detail: Detail): number {
  const segment = stickyMatch(SEGMENT, flat, end)
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
  const and = stickyMatch(AND, flat, at)
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

/** What only a bracket says: (9号楼), (1-82), (新华路369号), (某某大厦A座8008). */
function fillFromNotes(detail: Detail): void {
  for (const note of detail.notes) {
    if (note.length > 60) continue
    const inner = emptyDetail()
    readInto(note, inner)
    if (detail.road === '' && inner.road !== '' && inner.number !== '') {
      detail.road = inner.road
      if (detail.number === '') {
        detail.number = inner.number
        detail.sub ||= inner.sub
      }
    }
    if (detail.place === '' && inner.placeKind !== 'site') {
      detail.place = inner.place
      detail.placeKind = inner.placeKind
    }
    detail.building ||= inner.building
    detail.unit ||= inner.unit
    detail.floor ||= inner.floor
    if (/^[A-Za-z]{0,2}\d[-\dA-Za-z、]*$/.test(note) || /[室号]$/.test(inner.room) || inner.place !== '') {
      detail.room ||= inner.room
    }
  }
}

function stickyMatch(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

const FIRST_NUMBER = new RegExp(`\\d+|[${NUMERAL}]+`)

/** The leading number of a plate, floor or building: 137-139号 → 137, 十二层 → 12, B座 → B; '' for none. */
export function mainNumber(text: string): string {
  const found = FIRST_NUMBER.exec(text)?.[0]
  if (found === undefined) return (/[A-Za-z]+/.exec(text)?.[0] ?? '').toUpperCase()
  const letter = (/^[A-Za-z]+(?=-?\d)/.exec(text)?.[0] ?? '').toUpperCase()
  if (/^\d/.test(found)) return letter + String(Number(found))
  return letter + String(readChineseNumber(found) ?? found)
}
