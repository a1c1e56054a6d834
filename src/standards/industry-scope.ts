/**
 * A business scope taken apart into items: what each is about and what is done with it. An action closes a list (“A、B的销售”) or
 * leads it (“销售A、B”) and holds for the whole list within its sentence; further actions by themselves join the item before them
 * (“A的研发、制造、销售”), and the weightiest of them counts.
 */
import type { Action, Word } from './industry-words.ts'
import type { FoundWord } from './word-finder.ts'

export type Found = FoundWord<Word>
export type Finder = (text: string) => Found[]

export interface Item {
  readonly goods: readonly Found[]
  readonly activities: readonly Found[]
  action: Action | null
  /** 销售A: it stands in front and holds for what follows. */
  readonly leads: boolean
  /** Nothing but actions: in “A的研发、制造、销售” the second and third. */
  readonly bare: boolean
  /** The action's word, of an item whose goods are on no list (瓶盖制造); else null. */
  readonly unknown: string | null
}

/** Later items and characters add nothing but time. */
const MOST_ITEMS = 16
const MOST_CHARACTERS = 240

const PLAIN = 0
const ITEM_END = 1
const SENTENCE_END = 2
const OPEN = 3
const CLOSE = 4
const MARKS = new Uint8Array(0x10000)
for (const mark of '，,、:：/ \t\u3000') MARKS[mark.charCodeAt(0)] = ITEM_END
for (const mark of '；;。.\n\r*＊') MARKS[mark.charCodeAt(0)] = SENTENCE_END
for (const mark of '（(【[') MARKS[mark.charCodeAt(0)] = OPEN
for (const mark of '）)】]') MARKS[mark.charCodeAt(0)] = CLOSE

/** Items in their order; what stands in brackets (凭资质证经营) is left out. */
export function readScope(scope: string, find: Finder): Item[] {
  const end = Math.min(scope.length, MOST_CHARACTERS)
  const items: Item[] = []
  let sentence: Item[] = []
  let piece = ''
  let from = 0
  for (let place = 0; place <= end && items.length < MOST_ITEMS; place++) {
    const mark = place === end ? SENTENCE_END : (MARKS[scope.charCodeAt(place)] ?? PLAIN)
    if (mark === PLAIN) continue
    piece += scope.slice(from, place)
    if (mark === OPEN) place = Math.min(closing(scope, place), end - 1)
    from = place + 1
    if (mark === OPEN || mark === CLOSE) continue
    if (piece !== '') sentence.push(readItem(piece, find(piece)))
    piece = ''
    if (mark === ITEM_END) continue
    shareActions(sentence)
    for (const item of sentence)
      if (item.goods.length + item.activities.length > 0 || item.unknown !== null) items.push(item)
    sentence = []
  }
  return items.slice(0, MOST_ITEMS)
}

/** Where the bracket at `open` closes; `open` itself when it never does. */
function closing(text: string, open: number): number {
  let depth = 0
  for (let place = open; place < text.length; place++) {
    const mark = MARKS[text.charCodeAt(place)]
    if (mark === OPEN) depth++
    else if (mark === CLOSE && --depth === 0) return place
  }
  return open
}

const PRECEDENCE: readonly Action[] = [
  'make',
  'grow',
  'mine',
  'recycle',
  'wholesale',
  'retail',
  'sell',
  'install',
  'repair',
  'let',
  'develop',
]

const NOTHING: Item = { goods: [], activities: [], action: null, leads: false, bare: false, unknown: null }

function readItem(piece: string, found: readonly Found[]): Item {
  if (found.length === 0) return NOTHING
  const goods: Found[] = []
  const activities: Found[] = []
  let action: Action | null = null
  let leads = false
  for (const each of found) {
    if (each.value.kind === 'goods') goods.push(each)
    else if (each.value.kind === 'activity') {
      activities.push(each)
      action = stronger(action, each.value.closes)
    } else if (each.value.kind === 'action') {
      action = stronger(action, each.value.action)
      leads ||= each.start === 0 && each.end < piece.length
    }
  }
  const named = goods.length + activities.length > 0
  const bare = action !== null && !named && !leads && found[0]?.start === 0
  const said = found.find(({ value }) => value.kind === 'action')
  return { goods, activities, action, leads, bare, unknown: named || bare || said === undefined ? null : said.word }
}

/** Of two actions the one that says more of the unit's trade. */
export function stronger(one: Action | null, other: Action | null): Action | null {
  if (one === null || other === null) return one ?? other
  return PRECEDENCE.indexOf(one) <= PRECEDENCE.indexOf(other) ? one : other
}

/** Gives the items of one sentence the action that is meant for them. */
function shareActions(items: Item[]): void {
  // Backwards: a closing action holds for the goods before it, and bare actions join the one they follow.
  let behind: Action | null = null
  let joined = false
  for (let place = items.length - 1; place >= 0; place--) {
    const item = items[place] as Item
    if (item.bare) {
      behind = stronger(item.action, joined ? behind : null)
      joined = true
      continue
    }
    if (item.leads) behind = null
    else if (item.action !== null) {
      if (joined) item.action = stronger(item.action, behind)
      behind = item.action
    } else if (item.goods.length > 0) item.action = behind
    joined = false
  }
  // Forwards: a leading action holds until the next one.
  let ahead: Action | null = null
  for (const item of items) {
    if (item.leads) ahead = item.action
    else if (item.action === null && item.goods.length > 0) item.action = ahead
    else if (item.activities.length > 0) ahead = null
  }
}
