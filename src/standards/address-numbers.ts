import { readChineseNumber } from './chinese-numerals.ts'
import type { Detail } from './address-detail.ts'
import { HAN, NUMERAL, pieceAt, sticky } from './address-words.ts'

/** Numeric tokens of an address: plates, buildings, units, floors, rooms and the chains that string them together. */
const LIST = `(?:[-、,/至到和及]{1,2}(?:[A-Za-z]?\\d+[A-Za-z]?|[A-Za-z]))*`

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
const SUB = sticky(
  `-\\d+[A-Za-z]?(?:-\\d+)?(?:号)?(?![-\\d层楼单室])|之(?:\\d+|[${NUMERAL}]+)|[附副]\\d+(?:-\\d+)?号?|[甲乙丙丁](?![${HAN}])`,
)
const CHAIN = sticky(
  `-?(?:[A-Za-z]{1,3}-)?[A-Za-z]{0,2}\\d+[A-Za-z]?(?:-[A-Za-z]?\\d+[A-Za-z]?)+(?:号房间|号房|号室|号|室|房间|房|户|#)?`,
)
const ROOM = sticky(
  `(?:自编|第|-)?[A-Za-z]{0,3}-?\\d*[A-Za-z]?(?:\\d+[A-Za-z]?)?${LIST}(?:[-—]?(?:号房间|号商铺|号门市|号公建|号网点|号铺位|号铺|号房|号室|号|房间|房屋|室|房|户|商铺|门市|铺位|铺|档口|档|卡位|卡|展位|工位|席位|席|#|单位))`,
)
const BARE = sticky(`-?[A-Za-z]{0,2}\\d+[A-Za-z]?${LIST}`)
const NUMBERED_ROAD = sticky(
  `(?:[GSXY]?\\d{1,4}(?:国道|省道|县道|乡道)|(?:\\d{1,3}|[${NUMERAL}]{1,3})号(?:公路|路|街|大街|大道))`,
)
const DISTANCE = sticky(`(?:[东西南北以向往至约路]{0,3})\\d+(?:米|公里|千米|km|m)(?:处)?(?:[路][东西南北侧]{0,2})?`)

const NUMERIC_START = new RegExp(
  `[0-9A-Za-z#\\-${NUMERAL}地负底顶夹全首整半第自门附副之甲乙丙丁东西南北中主裙侧前后丘以向约]`,
)

/** A token led by a number; returns its length, 0 when there is none. */
export function readNumeric(flat: string, at: number, detail: Detail): number {
  if (!NUMERIC_START.test(flat[at] as string)) return 0
  const digit = /[0-9A-Za-z]/.test(flat[at] as string)
  const match = (pattern: RegExp): string => pieceAt(pattern, flat, at)
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
  end += pieceAt(MORE_NUMBERS, flat, end).length
  detail.number = flat.slice(at, end)
  const sub = pieceAt(SUB, flat, end)
  // 10号-2-5-2 is a chain of unit, floor and room, 867号-15 a plate below the plate.
  if (sub !== '' && !(sub.startsWith('-') && sub.lastIndexOf('-') > 0)) {
    detail.sub = sub
    end += sub.length
  }
  return end - at
}

function readChain(chain: string, detail: Detail): number {
  const body = chain.replace(/^-/, '')
  const steps = body.split('-')
  // A-9-8: the letter is a building.
  if (/^[A-Za-z]+$/.test(steps[0] as string) && detail.building === '') detail.building = steps.shift() as string
  if (steps.length === 1) {
    setRoom(steps[0] as string, detail)
    return chain.length
  }
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
  setRoom(last, detail)
  return chain.length
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
