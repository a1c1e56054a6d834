import { seededRandom, type Random } from '../../kernel/random.ts'
import { makeUscc } from '../../standards/uscc.ts'
import { makeGround, type Ground, type GroundPoint, type PlotAddress } from './ground.ts'
import { FIRST, FORMS, GIVEN, ROADS, ROAD_KINDS, SECOND, SIMILAR, SURNAMES, TOWERS, TRADES } from './words.ts'

/**
 * An invented district with the mess of real office files: a register export, an annual report and a hand-kept ledger
 * that disagree, misspell, repeat and leave out. The same seed and size give the same bytes on every machine. Division
 * names are real (so that addresses can be located); organisations, persons, people counts and codes are not.
 */
export interface SampleDistrict {
  /** GB/T 2260, six digits, and the names from province down to it. */
  readonly code: string
  readonly province: string
  readonly city: string
  readonly county: string
  readonly towns: readonly { readonly name: string; readonly communities: readonly string[] }[]
}

export interface SampleUnit {
  readonly name: string
  readonly code: string
  readonly founded: string
  readonly type: string
  readonly capital: string
  readonly scope: string
  readonly address: string
  /** null for the few that nobody has measured. */
  readonly point: GroundPoint | null
  /** Head office or group; null for most. */
  readonly parent: string | null
  readonly employees: number
  readonly membersFull: number
  readonly membersProbationary: number
}

export type SheetCell = string | number | null

export interface Sample {
  readonly market: readonly (readonly string[])[]
  readonly report: readonly (readonly SheetCell[])[]
  /** Title rows, two heading rows, data, a total row. */
  readonly ledger: readonly (readonly SheetCell[])[]
  readonly ledgerMerges: readonly string[]
  /** Which register entry each ledger row is: the labelled set for matching. */
  readonly truth: readonly (readonly string[])[]
}

export function makeSample(district: SampleDistrict, size: number, seed = 20261121): Sample {
  const random = seededRandom(seed)
  // Streams of their own, so that names, addresses and counts of a seed do not depend on what came to be placed or named.
  const units = makeUnits(district, size, random, seededRandom(seed ^ 0x5bd1e995))
  const instructors = makePersons(INSTRUCTORS, seededRandom(seed ^ 0x27d4eb2f))
  return {
    ...makeMarket(district, units),
    ...makeReport(units, random),
    ...makeLedger(district, units, instructors, random),
  }
}

function makeUnits(district: SampleDistrict, size: number, random: Random, placing: Random): SampleUnit[] {
  const roads = makeRoads(district, random)
  const ground = makeGround(district.towns.length, roads, placing)
  const parents = makeParents(district, size, placing)
  const short = district.city.replace(/市$/, '')
  const names = new Set<string>()
  const units: SampleUnit[] = []
  while (units.length < size) {
    const trade = random.pick(TRADES)
    const core = random.pick(FIRST) + random.pick(SECOND) + (random.next() < 0.25 ? random.pick(FIRST) : '')
    const form = random.pick(FORMS)
    const style = random.next()
    const name =
      style < 0.7
        ? `${short}${core}${trade.word}${form}`
        : style < 0.85
          ? `${core}（${short}）${trade.word}${form}`
          : `${core}${trade.word}${form}`
    if (names.has(name)) continue
    names.add(name)
    const employees = Math.max(1, Math.round(Math.exp(random.next() * random.next() * 6.2)))
    const members = memberCount(employees, random)
    const code = makeUscc(form === '经营部' ? '92' : '91', district.code, `MA${organisation(units.length)}`)
    const founded = `${1998 + random.int(27)}-${pad(1 + random.int(12))}-${pad(1 + random.int(28))}`
    const capital = random.next() < 0.1 ? 'N/A' : `${[10, 50, 100, 200, 500, 1000][random.int(6)]}(万元人民币)`
    const { text: address, plot } = makeAddress(district, roads, random)
    units.push({
      name,
      code,
      founded,
      type: form === '经营部' ? '个体工商户' : form === '厂' ? '个人独资企业' : form,
      capital,
      scope: `${trade.scope}。（依法须经批准的项目，经相关部门批准后方可开展经营活动）`,
      address,
      point: pointOf(plot, ground, placing),
      parent: placing.next() < 0.06 ? placing.pick(parents) : null,
      employees,
      ...members,
    })
  }
  return units
}

/** Every fourteenth or so was never measured. */
function pointOf(plot: PlotAddress, ground: Ground, random: Random): GroundPoint | null {
  const point = ground(plot, random)
  return random.next() < 0.07 ? null : point
}

/** A few groups with several units each. */
function makeParents(district: SampleDistrict, size: number, random: Random): string[] {
  const short = district.city.replace(/市$/, '')
  return Array.from(
    { length: 4 + Math.floor(size / 400) },
    () =>
      `${short}${random.pick(FIRST)}${random.pick(SECOND)}${random.pick(['控股集团有限公司', '集团有限公司', '商业连锁总公司'])}`,
  )
}

const INSTRUCTORS = 40

/** So many names of invented persons, of two or three characters; none is the beginning of another. */
function makePersons(count: number, random: Random): string[] {
  const names = new Map<string, string>()
  while (names.size < count) {
    const head = random.pick(SURNAMES) + random.pick(GIVEN)
    const name = head + (random.next() < 0.75 ? random.pick(GIVEN) : '')
    if (!names.has(head)) names.set(head, name)
  }
  return [...names.values()]
}

function memberCount(employees: number, random: Random): { membersFull: number; membersProbationary: number } {
  if (random.next() < 0.72) return { membersFull: 0, membersProbationary: 0 }
  const full = 1 + Math.floor(random.next() ** 3 * Math.min(20, employees / 2))
  return { membersFull: full, membersProbationary: random.next() < 0.08 ? 1 : 0 }
}

const DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Six characters that count up in a scattered order, so that codes look issued and never repeat. */
function organisation(index: number): string {
  let rest = (index * 7919 + 104729) % 31 ** 4
  let text = ''
  for (let place = 0; place < 4; place++) {
    text = (DIGITS[rest % 31] ?? '0') + text
    rest = Math.floor(rest / 31)
  }
  return `${text}${DIGITS[Math.floor(index / 31 ** 4) % 31] ?? '0'}X`
}

interface Road {
  readonly town: number
  readonly name: string
}

function makeRoads(district: SampleDistrict, random: Random): Road[] {
  const roads: Road[] = []
  for (const [town] of district.towns.entries()) {
    for (let count = 0; count < 8; count++) {
      roads.push({
        town,
        name: `${random.pick(ROADS)}${random.pick(['', '东', '西', '南', '北'])}${random.pick(ROAD_KINDS)}`,
      })
    }
  }
  return roads
}

function makeAddress(
  district: SampleDistrict,
  roads: readonly Road[],
  random: Random,
): { readonly text: string; readonly plot: PlotAddress } {
  const road = random.pick(roads)
  const town = district.towns[road.town]
  const head =
    random.next() < 0.5
      ? `${district.province}${district.city}${district.county}`
      : `${district.city}${district.county}`
  const withTown = random.next() < 0.7 && town ? town.name : ''
  const community = town && random.next() < 0.15 && town.communities.length > 0 ? random.pick(town.communities) : ''
  const number = 1 + Math.floor(random.next() ** 2 * 180)
  const text = `${head}${withTown}${community}${road.name}${number}号`
  const room = random.next()
  const plot = { town: road.town, road: road.name, number, block: 0 }
  if (room < 0.25) {
    return { text: `${text}${random.pick(TOWERS)}${1 + random.int(20)}层${1 + random.int(12)}室`, plot }
  }
  if (room < 0.45) {
    const block = 1 + random.int(6)
    return { text: `${text}${block}幢${100 + random.int(1900)}室`, plot: { ...plot, block } }
  }
  if (room < 0.5) {
    return { text: text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)), plot }
  }
  return { text, plot }
}

const pad = (n: number): string => String(n).padStart(2, '0')

function makeMarket(district: SampleDistrict, units: readonly SampleUnit[]): Pick<Sample, 'market'> {
  const head = [
    '企业名称',
    '统一社会信用代码',
    '成立日期',
    '企业类型',
    '注册资本',
    '经营范围',
    '省份',
    '地区',
    '住所',
    '经度',
    '纬度',
  ]
  const province = district.province.replace(/省$/, '')
  const city = district.city.replace(/市$/, '')
  const rows = units.map((unit) => [
    unit.name,
    unit.code,
    unit.founded,
    unit.type,
    unit.capital,
    unit.scope,
    province,
    city,
    unit.address,
    unit.point?.lng.toFixed(6) ?? '',
    unit.point?.lat.toFixed(6) ?? '',
  ])
  return { market: [head, ...rows] }
}

function makeReport(units: readonly SampleUnit[], random: Random): Pick<Sample, 'report'> {
  const head = ['统一社会信用代码', '单位名称', '年末从业人数', '党员人数(含预备)', '是否建立党组织', '填报日期']
  const rows = units
    .filter(() => random.next() < 0.83)
    .map((unit): SheetCell[] => {
      const members = unit.membersFull + unit.membersProbationary
      return [
        unit.code,
        unit.name,
        unit.employees,
        members === 0 && random.next() < 0.5 ? null : members,
        unit.membersFull >= 3 && random.next() < 0.6 ? '是' : '否',
        `2026-0${1 + random.int(6)}-${pad(1 + random.int(28))}`,
      ]
    })
  return { report: [head, ...rows] }
}

/** Below the headings that have no second line. */
const NONE = [null, null, null, null]

function makeLedger(
  district: SampleDistrict,
  units: readonly SampleUnit[],
  instructors: readonly string[],
  random: Random,
): Omit<Sample, 'market' | 'report'> {
  const rows: SheetCell[][] = [
    [`${district.county}“两新”组织党建工作台账`],
    ['填报单位(盖章)：        填报人：        联系电话：        单位：人、个'],
    [
      '序号',
      '单位名称',
      '统一社会信用代码',
      '单位地址',
      '职工人数',
      '党员人数',
      null,
      '党组织情况',
      null,
      null,
      null,
      '党建指导员',
      '未建原因',
      '上级单位',
      '备注',
    ],
    [null, null, null, null, null, '正式', '预备', '是否建立', '组建方式', '党组织名称', '成立时间', ...NONE],
  ]
  const truth: string[][] = [['ledger_row', 'credit_code', 'slip', 'registered_name']]
  const chosen = units.filter((unit) => unit.membersFull > 0 || random.next() < 0.12)
  let joint = 0
  for (const unit of chosen) {
    const copies = random.next() < 0.01 ? 2 : 1
    for (let copy = 0; copy < copies; copy++) {
      const slip = slipName(unit.name, district, random)
      rows.push(ledgerRow(unit, slip.name, rows.length - 3, copy > 0, () => joint++, instructors, random))
      truth.push([String(rows.length), unit.code, copy > 0 ? `${slip.kind}+twice` : slip.kind, unit.name])
    }
  }
  rows.push(['合计', rows.length - 4])
  const merges = ['A1:O1', 'A2:O2', ...[...'ABCDELMNO'].map((column) => `${column}3:${column}4`), 'F3:G3', 'H3:K3']
  return { ledger: rows, ledgerMerges: merges, truth }
}

function ledgerRow(
  unit: SampleUnit,
  name: string,
  serial: number,
  twice: boolean,
  nextJoint: () => number,
  instructors: readonly string[],
  random: Random,
): SheetCell[] {
  const own = unit.membersFull >= 3 && random.next() < 0.55
  const joint = !own && unit.membersFull > 0 && unit.membersFull < 3 && random.next() < 0.3
  const year = 2006 + random.int(20)
  return [
    serial,
    name,
    random.next() < 0.35 ? null : unit.code,
    random.next() < 0.3 ? null : unit.address,
    random.next() < 0.06 ? `约${unit.employees}` : unit.employees,
    unit.membersFull === 0 ? null : unit.membersFull,
    unit.membersProbationary === 0 ? null : unit.membersProbationary,
    own || joint ? '是' : '否',
    own ? '单独组建' : joint ? '联合组建' : null,
    own ? `中共${unit.name}支部委员会` : joint ? `第${Math.floor(nextJoint() / 4) + 1}联合党支部` : null,
    own || joint
      ? random.pick([`${year}年`, `${year}.${1 + random.int(12)}`, `${year}-${pad(1 + random.int(12))}-01`])
      : null,
    random.next() < 0.25 ? random.pick(instructors) : null,
    !own && !joint && random.next() < 0.1 ? random.pick(['无书记人选', '条件不成熟']) : null,
    unit.parent,
    twice ? '重复' : null,
  ]
}

/** The slips of a hand that copies: a blank, two characters swapped, one left out, a look-alike, the short form. */
function slipName(name: string, district: SampleDistrict, random: Random): { name: string; kind: string } {
  const at = 2 + random.int(Math.max(1, name.length - 6))
  const kind = random.next()
  if (kind < 0.5) return { name, kind: 'exact' }
  if (kind < 0.6) return { name: `${name.slice(0, at)} ${name.slice(at)}`, kind: 'space' }
  if (kind < 0.68)
    return { name: name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2), kind: 'swapped' }
  if (kind < 0.76) return { name: name.slice(0, at) + name.slice(at + 1), kind: 'dropped' }
  if (kind < 0.84) return { name: `${name}\u3000`, kind: 'full-width' }
  if (kind < 0.91) return { name: name.replace(/有限责任公司|股份有限公司|有限公司/, '公司'), kind: 'short-form' }
  if (kind < 0.97) return { name: name.replace(district.city.replace(/市$/, ''), ''), kind: 'no-city' }
  const similar = [...name].find((character) => SIMILAR[character] !== undefined)
  return similar
    ? { name: name.replace(similar, SIMILAR[similar] ?? similar), kind: 'look-alike' }
    : { name, kind: 'exact' }
}
