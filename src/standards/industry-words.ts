/** The word lists of the guess, read once: what each word is and which line of business it means. */
import { ACTIVITIES, NAME_WORDS } from './industry-data-activities.ts'
import { PRODUCTS } from './industry-data-products.ts'

/** What is done with goods; the order is the one in which two of them in one item are decided. */
export type Action =
  | 'make'
  | 'grow'
  | 'mine'
  | 'recycle'
  | 'wholesale'
  | 'retail'
  | 'sell'
  | 'install'
  | 'repair'
  | 'let'
  | 'develop'

export type Word =
  | { readonly kind: 'goods'; readonly codes: Readonly<Partial<Record<Action, string>>> }
  /** `closes`: the action its last characters name (蔬菜种植), which holds for the goods before it too. */
  | { readonly kind: 'activity'; readonly code: string; readonly weight: number; readonly closes: Action | null }
  | { readonly kind: 'action'; readonly action: Action; readonly weight: number }
  /** Looks like another word and is none. */
  | { readonly kind: 'none' }

const LETTERS: Readonly<Record<string, Action>> = {
  m: 'make',
  w: 'wholesale',
  r: 'retail',
  s: 'sell',
  x: 'repair',
  t: 'let',
  i: 'install',
  g: 'grow',
  d: 'mine',
  v: 'develop',
}

const ACTION_WORDS: Readonly<Record<Action, string>> = {
  make: '制造 生产 加工 制作 组装 装配 酿造 冶炼 织造 制售 刻制 炼制',
  grow: '种植 养殖 饲养 栽培 繁育 育种 培育',
  mine: '开采 采选 采矿 开挖',
  recycle: '回收',
  wholesale: '批发 批零 批发零售 批发兼零售 批发及零售 批发、零售 批发与零售',
  retail: '零售 零售业务',
  sell: '销售 经销 购销 代销 出售 贸易 收购 进出口 买卖 供应',
  install: '安装 施工',
  repair: '维修 修理 修配 检修 保养 维护',
  let: '租赁 出租 租售',
  develop: '研发 研制 开发 设计 研究 技术开发 技术研发 技术服务 技术咨询 的技术开发',
}

/** Actions by which an activity's name may end, the longer words first. */
const CLOSING = Object.entries(ACTION_WORDS)
  .flatMap(([action, list]) => list.split(' ').map((word) => [word, action as Action] as const))
  .sort((a, b) => b[0].length - a[0].length)

function* parse(text: string): Generator<readonly [string, string]> {
  for (const line of text.split('\n')) {
    const at = line.lastIndexOf(': ')
    if (at < 0) continue
    for (const word of line.slice(0, at).split(' ')) yield [word, line.slice(at + 2)]
  }
}

function readCode(word: string, text: string): Word {
  const [code = '', weight = '1'] = text.split('*')
  if (code === '-') return { kind: 'none' }
  const action = LETTERS[code]
  if (action !== undefined) return { kind: 'action', action, weight: Number(weight) }
  const closes = CLOSING.find(([ending]) => word.length > ending.length && word.endsWith(ending))?.[1] ?? null
  return { kind: 'activity', code, weight: Number(weight), closes }
}

function readGoods(text: string): Word {
  const codes = text.split(' ').flatMap((entry) => {
    const action = LETTERS[entry.charAt(0)]
    return action === undefined ? [] : [[action, entry.slice(1)] as const]
  })
  return { kind: 'goods', codes: Object.fromEntries(codes) }
}

/** Words of a business scope. */
export function scopeWords(): Map<string, Word> {
  const words = new Map<string, Word>()
  for (const [word, codes] of parse(PRODUCTS)) words.set(word, readGoods(codes))
  for (const [action, list] of Object.entries(ACTION_WORDS)) {
    for (const word of list.split(' ')) words.set(word, { kind: 'action', action: action as Action, weight: 1 })
  }
  for (const [word, code] of parse(ACTIVITIES)) words.set(word, readCode(word, code))
  return words
}

/** Words of a name: those of a scope, and some that mean something only there. */
export function nameWords(): Map<string, Word> {
  const words = scopeWords()
  // 桃 or 船 alone in a name belongs to the trade name.
  for (const [word, value] of words) if (word.length === 1 && value.kind === 'goods') words.delete(word)
  for (const [word, code] of parse(NAME_WORDS)) words.set(word, readCode(word, code))
  return words
}
