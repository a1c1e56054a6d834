/**
 * Cities that nobody has tuned for, made from the names of a real register: other place names, other habits of
 * slipping, rows that are in no register, codes copied from the neighbouring row. Homophones come from a pinyin
 * dictionary, not from the groups that the matcher knows.
 */
import { pinyin } from 'pinyin-pro'
import { seededRandom, type Random } from '../src/kernel/random.ts'
import type { MatchRecord, MatchUnit } from '../src/rooms/units/rules/matching/types.ts'
import { parseName, type RegionWords } from '../src/standards/names.ts'
import { makeUscc, USCC_ALPHABET } from '../src/standards/uscc-digits.ts'
import type { LabelledRow, LabelledSet } from './matching-data.ts'

export interface Habits {
  readonly title: string
  readonly seed: number
  /** What the real city and province are called here. */
  readonly rename: readonly (readonly [RegExp, string])[]
  /** Units that are registered, of all. */
  readonly registered: number
  /** Rows of registered units, and rows of bodies that are in no register. */
  readonly rows: number
  readonly strangers: number
  /** Chance of a slip in the name, and of a second one after it. */
  readonly slip: number
  readonly again: number
  readonly kinds: readonly (readonly [Slipping, number])[]
  readonly noCode: number
  readonly wrongCode: number
  readonly noAddress: number
  readonly otherAddress: number
  /** Sole traders with everyday names added to the register, many of them namesakes. */
  readonly traders?: number
}

type Slipping =
  | 'space'
  | 'full-width'
  | 'brackets'
  | 'swapped'
  | 'dropped'
  | 'doubled'
  | 'homophone'
  | 'other-character'
  | 'short-form'
  | 'no-form'
  | 'no-city'
  | 'with-district'
  | 'abbreviated'
  | 'traditional'

export const HABITS: readonly Habits[] = [
  {
    title: '合成甲市：一处笔误为主，一成不在册',
    seed: 11,
    rename: [
      [/大连/g, '临海'],
      [/辽宁/g, '浙江'],
    ],
    registered: 0.85,
    rows: 8000,
    strangers: 800,
    slip: 0.5,
    again: 0.05,
    kinds: [
      ['space', 2],
      ['full-width', 1],
      ['brackets', 1],
      ['swapped', 2],
      ['dropped', 2],
      ['doubled', 1],
      ['homophone', 1],
      ['short-form', 2],
      ['no-city', 2],
      ['with-district', 1],
      ['no-form', 1],
      ['abbreviated', 0.3],
      ['traditional', 0.3],
    ],
    noCode: 0.35,
    wrongCode: 0.03,
    noAddress: 0.2,
    otherAddress: 0.1,
  },
  {
    title: '合成乙市：常有两处笔误、错抄代码、简称、同音字',
    seed: 23,
    rename: [
      [/大连/g, '宝鸡'],
      [/辽宁/g, '陕西'],
    ],
    registered: 0.8,
    rows: 8000,
    strangers: 1500,
    slip: 0.6,
    again: 0.25,
    kinds: [
      ['space', 1],
      ['full-width', 1],
      ['brackets', 1],
      ['swapped', 2],
      ['dropped', 2],
      ['doubled', 1],
      ['homophone', 3],
      ['other-character', 1],
      ['short-form', 2],
      ['no-city', 2],
      ['with-district', 1],
      ['no-form', 2],
      ['abbreviated', 1.5],
      ['traditional', 0.5],
    ],
    noCode: 0.45,
    wrongCode: 0.08,
    noAddress: 0.3,
    otherAddress: 0.2,
  },
  {
    title: '合成丙县：小册子，三成不在册，多无代码',
    seed: 37,
    rename: [
      [/大连市?/g, '永春'],
      [/辽宁/g, '福建'],
    ],
    registered: 0.08,
    rows: 2000,
    strangers: 900,
    slip: 0.5,
    again: 0.1,
    kinds: [
      ['space', 1],
      ['swapped', 1],
      ['dropped', 1],
      ['homophone', 1],
      ['short-form', 2],
      ['no-city', 3],
      ['no-form', 1],
      ['abbreviated', 0.5],
    ],
    noCode: 0.6,
    wrongCode: 0.04,
    noAddress: 0.3,
    otherAddress: 0.15,
  },
  {
    title: '合成丁市：个体户占四成，名称多有重名',
    seed: 41,
    rename: [
      [/大连/g, '临海'],
      [/辽宁/g, '浙江'],
    ],
    registered: 0.85,
    rows: 8000,
    strangers: 1000,
    slip: 0.5,
    again: 0.1,
    kinds: [
      ['space', 2],
      ['brackets', 1],
      ['swapped', 1],
      ['dropped', 1],
      ['homophone', 1],
      ['short-form', 2],
      ['no-city', 2],
    ],
    noCode: 0.35,
    wrongCode: 0.02,
    noAddress: 0.2,
    otherAddress: 0.1,
    traders: 25000,
  },
]

const TRADER_PLACES = ['', '临海市', '临海市古城街道', '临海市大洋街道', '临海市江南街道']
const TRADER_CORES = [...'张王李刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const TRADER_GIVEN = [...'伟芳娜敏静强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红建国志海云飞凤春梅小']
const TRADER_SHOPS =
  '小吃店 面馆 饭店 理发店 服装店 便利店 超市 水果店 五金店 建材经营部 汽车修理厂 美容院 药店 烟酒店 服务部 茶楼 网吧 洗衣店'.split(
    ' ',
  )
const TRADER_ROADS = ['人民路', '解放街', '东门后街', '崇和路', '巾山路', '柏叶路', '靖江路', '鹿城路']

interface Source {
  readonly name: string
  readonly code: string
  readonly address: string
}

export function makeCity(base: LabelledSet, habits: Habits): LabelledSet {
  const random = seededRandom(habits.seed)
  const sounds = homophones(base.units)
  const firms = base.units.map((unit) => renamed(unit, habits, random))
  const traders = Array.from({ length: habits.traders ?? 0 }, () => makeTrader(random))
  const sources = shuffled([...firms, ...traders], random)
  const size = Math.round(sources.length * habits.registered)
  const units: MatchUnit[] = sources.slice(0, size).map((source, key) => ({ key, ...source }))
  const rows: LabelledRow[] = []
  const stride = Math.max(1, Math.floor(size / habits.rows))
  for (let at = 0; at < habits.rows; at++) {
    const key = (at * stride) % size
    rows.push(writeRow(units[key] as Source, key, habits, base.regions, sounds, random))
  }
  for (const source of sources.slice(size, size + habits.strangers)) {
    rows.push(writeRow(source, null, habits, base.regions, sounds, random))
  }
  const mixed = shuffled(rows, random)
  return { title: habits.title, regions: base.regions, units, rows: copyCodes(mixed, habits.wrongCode, random) }
}

function renamed(unit: MatchUnit, habits: Habits, random: Random): Source {
  const rename = (text: string): string => habits.rename.reduce((now, [from, to]) => now.replace(from, to), text)
  const part = Array.from({ length: 8 }, () => random.pick([...'0123456789'])).join('')
  return { name: rename(unit.name), code: makeUscc('91', '330100', part), address: rename(unit.address ?? '') }
}

function makeTrader(random: Random): Source {
  const given = random.pick(TRADER_GIVEN) + (random.int(2) === 0 ? random.pick(TRADER_GIVEN) : '')
  const core = random.int(3) === 0 ? `${random.pick(TRADER_CORES)}记` : random.pick(TRADER_CORES) + given
  const name = random.pick(TRADER_PLACES) + core + random.pick(TRADER_SHOPS)
  const part = Array.from({ length: 8 }, () => random.pick([...'0123456789'])).join('')
  const address = `浙江省临海市${random.pick(TRADER_ROADS)}${1 + random.int(400)}号`
  return { name, code: makeUscc('92', '331082', part), address }
}

function writeRow(
  source: Source,
  truth: number | null,
  habits: Habits,
  regions: RegionWords,
  sounds: Map<string, string[]>,
  random: Random,
): LabelledRow {
  let name = source.name
  const done: string[] = []
  if (random.next() < habits.slip) {
    do {
      const kind = weighted(habits.kinds, random)
      const slipped = slipName(name, kind, regions, sounds, random)
      if (slipped !== name) done.push(kind)
      name = slipped
    } while (random.next() < habits.again)
  }
  const record: MatchRecord = {
    name,
    code: random.next() < habits.noCode ? null : random.next() < 0.05 ? source.code.toLowerCase() : source.code,
    address: writeAddress(source.address, habits, random),
  }
  return { record, truth, slip: (truth === null ? 'stranger ' : '') + (done.join('+') || 'exact') }
}

function slipName(
  name: string,
  kind: Slipping,
  regions: RegionWords,
  sounds: Map<string, string[]>,
  random: Random,
): string {
  const at = random.int(Math.max(1, name.length - 1))
  const put = (from: number, to: number, text: string): string => name.slice(0, from) + text + name.slice(to)
  const parts = parseName(name, regions)
  switch (kind) {
    case 'space':
      return put(at, at, random.pick([' ', '\u3000', '\u200b', '  ']))
    case 'full-width':
      return name.replace(/[()0-9A-Za-z]/g, (half) => String.fromCharCode(half.charCodeAt(0) + 0xfee0)) + '\u3000'
    case 'brackets':
      return name
        .replace(/[（(]/g, random.pick(['[', ' (', '【', '']))
        .replace(/[）)]/g, random.pick([']', ') ', '】', '']))
    case 'swapped':
      return put(at, at + 2, (name[at + 1] ?? '') + (name[at] ?? ''))
    case 'dropped':
      return put(at, at + 1, '')
    case 'doubled':
      return put(at, at, name[at] ?? '')
    case 'homophone': {
      const from = name.indexOf(parts.core) + random.int(Math.max(1, parts.core.length))
      const others = sounds.get(name[from] ?? '') ?? []
      return others.length === 0 || from < 0 ? name : put(from, from + 1, random.pick(others))
    }
    case 'other-character':
      return put(at, at + 1, random.pick([...'鑫盛华达宏源通顺金天海东一大新']))
    case 'short-form':
      return name.replace(/有限责任公司|股份有限公司|有限公司/, '公司')
    case 'no-form':
      return name.replace(/(?:有限责任公司|股份有限公司|有限公司|公司)$/, '')
    case 'no-city':
      return parts.region === '' ? name : name.slice(parts.region.length)
    case 'with-district':
      return parts.region === ''
        ? name
        : name.replace(parts.region, `${parts.region}${parts.region.endsWith('市') ? '' : '市'}`)
    case 'abbreviated':
      return parts.industry.length < 4 ? name : name.replace(parts.industry, parts.industry.slice(0, 2))
    case 'traditional':
      return name.replace(
        /[华东国际贸业电车机场实]/g,
        (one) => '華東國際貿業電車機場實'['华东国际贸业电车机场实'.indexOf(one)] ?? one,
      )
  }
}

function writeAddress(address: string, habits: Habits, random: Random): string | null {
  if (random.next() < habits.noAddress) return null
  if (random.next() >= habits.otherAddress) return address
  const way = random.int(4)
  if (way === 0) return address.replace(/^.{2,3}省/, '')
  if (way === 1) return address.replace(/^.*?(?:市|区|县)(?=.{4})/, '')
  if (way === 2) return address.replace(/(\d)号.*$/, '$1号')
  return `${address.slice(0, 9)}${random.pick(['新华', '解放', '建设', '人民', '胜利'])}路${1 + random.int(300)}号`
}

/** Some codes are those of the row above, some have a digit wrong, some went through a number cell. */
function copyCodes(rows: readonly LabelledRow[], share: number, random: Random): LabelledRow[] {
  return rows.map((row, at) => {
    if (random.next() >= share || row.record.code === null) return row
    const way = random.int(4)
    const above = rows[at - 1]?.record.code ?? null
    const { code } = row.record
    const place = 2 + random.int(15)
    const wrong =
      way <= 1 && above !== null
        ? above
        : way === 2
          ? code.slice(0, place) + random.pick([...USCC_ALPHABET]) + code.slice(place + 1)
          : `${code[0]}.${code.slice(1, 6)}E+17`
    return { ...row, record: { ...row.record, code: wrong }, slip: `${row.slip} 错码` }
  })
}

function homophones(units: readonly MatchUnit[]): Map<string, string[]> {
  const bySound = new Map<string, string[]>()
  const characters = new Set(units.flatMap((unit) => [...unit.name].filter((one) => /[一-鿿]/.test(one))))
  for (const one of characters) {
    const sound = pinyin(one, { toneType: 'none' })
    bySound.set(sound, [...(bySound.get(sound) ?? []), one])
  }
  const others = new Map<string, string[]>()
  for (const group of bySound.values())
    for (const one of group)
      others.set(
        one,
        group.filter((each) => each !== one),
      )
  return others
}

function weighted<T>(choices: readonly (readonly [T, number])[], random: Random): T {
  let left = random.next() * choices.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [choice, weight] of choices) if ((left -= weight) <= 0) return choice
  return (choices[0] as readonly [T, number])[0]
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const mixed = [...items]
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = random.int(at + 1)
    ;[mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T]
  }
  return mixed
}
