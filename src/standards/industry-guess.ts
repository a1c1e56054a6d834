/**
 * A unit's line of business (GB/T 4754-2017) from its name and business scope, for files that carry no code.
 *
 * The lists of industry-data-products.ts and industry-data-activities.ts say what a word means: goods need an action beside them
 * (made, sold, repaired …), activities stand for themselves. A scope is read sentence by sentence: in “A、B的销售” the action
 * holds for both goods, in “销售A、B” too; goods without any action are sold. Each word votes for its code, and with it for the
 * group, division and section above: the first item of the scope most, later ones less and less; the closing words of the name
 * (某某轴承制造有限公司) more than anything. The section with the most votes is taken, then the division within it, and so on
 * down as far as one branch holds most of the votes. What is sold beside the own trade, and the courtesies that every scope
 * ends with (国内一般贸易, 技术咨询), weigh little.
 */
import { findIndustry, type Industry } from './industries.ts'
import { type Finder, type Found, type Item, readScope, stronger } from './industry-scope.ts'
import { type Action, nameWords, scopeWords } from './industry-words.ts'
import { makeWordFinder } from './word-finder.ts'

export interface IndustryGuess {
  /** The most precise level that the words support; at least the division wherever a word was found. */
  readonly industry: Industry
  /** The section's letter. */
  readonly section: string
  readonly division: string | null
  /** 0–1: the share of the votes that went this way, less where there were few. */
  readonly confidence: number
  /** The words that decided, heaviest first, at most three. */
  readonly words: readonly string[]
  /** Where the heaviest of them stood. */
  readonly from: 'name' | 'scope'
}

interface Vote {
  readonly code: string
  readonly weight: number
  readonly word: string
  readonly from: 'name' | 'scope'
}

let finders: { readonly scope: Finder; readonly name: Finder } | null = null

/** `scope` may be empty or a mark for nothing; null when no word of either is known. */
export function guessIndustry(name: string, scope: string): IndustryGuess | null {
  finders ??= { scope: makeWordFinder(scopeWords()), name: makeWordFinder(nameWords()) }
  const items = readScope(scope, finders.scope)
  const votes = [...nameVotes(name, finders.name, items), ...scopeVotes(items)]
  return count(votes)
}

// ---------------------------------------------------------------- the scope

/** First 2, second 1, fifth 0.4, sixteenth 0.1. */
function rankWeight(rank: number): number {
  return 2 / (1 + rank)
}

function scopeVotes(items: readonly Item[]): Vote[] {
  const votes: Vote[] = []
  for (const [rank, { goods, activities, action, unknown }] of items.entries()) {
    const weight = rankWeight(rank)
    for (const { value, word } of activities) {
      if (value.kind === 'activity')
        votes.push({ code: value.code, weight: weight * value.weight, word, from: 'scope' })
    }
    if (unknown !== null && action !== null && TRADES.has(action)) {
      votes.push({ code: UNSPECIFIED[action], weight: weight * 0.4, word: unknown, from: 'scope' })
    }
    // Beside an activity the goods only say what it is about (水泥运输), and of several goods in one item the last is the head.
    const head = goods.at(-1)
    if (head === undefined || activities.length > 0) continue
    votes.push({ ...codeOfGoods(head, action ?? 'sell'), weight: weight * (action === null ? 0.8 : 1), from: 'scope' })
  }
  return votes
}

/** What may be done with goods as a unit's own trade. */
const TRADES = new Set<Action>(['make', 'grow', 'mine', 'recycle', 'wholesale', 'retail', 'sell'])

const UNSPECIFIED: Readonly<Record<Action, string>> = {
  make: 'C',
  grow: 'A',
  mine: 'B',
  recycle: '5191',
  wholesale: '51',
  retail: '52',
  sell: '51',
  install: '49',
  repair: '43',
  let: '711',
  develop: '73',
}

function codeOfGoods({ value, word }: Found, action: Action): { code: string; word: string } {
  const codes = value.kind === 'goods' ? value.codes : {}
  const sold = action === 'sell' ? (codes.wholesale ?? codes.retail) : undefined
  return { code: codes[action] ?? sold ?? UNSPECIFIED[action], word }
}

// ---------------------------------------------------------------- the name

const NAME_NOISE = /[（(][^）)]*[)）]|(股份)?有限(责任)?公司|分公司|集团/g

/** The last word of a name says most; goods in it are made or sold as the name says, else as the scope begins. */
function nameVotes(name: string, find: Finder, items: readonly Item[]): Vote[] {
  const plain = name.replace(NAME_NOISE, ' ').trimEnd()
  const all = find(plain)
  // 店 and 厂 count at the very end only (瓦房店 is a town), and 工程 as the last word (not in 精细工程陶瓷).
  const found = all.filter(({ word, value, end }, place) => {
    if (value.kind !== 'action' || (word.length > 1 && value.action !== 'install')) return true
    return word.length > 1 ? place === all.length - 1 : end === plain.length
  })
  let action: Action | null = null
  for (const { value } of found) if (value.kind === 'action') action = stronger(action, value.action)
  if (action === null || action === 'sell') action = tradeOf(items, action)
  const votes: Vote[] = []
  let weight = 4.5
  for (const each of found.reverse()) {
    const { value, word } = each
    if (value.kind === 'none') continue
    if (value.kind === 'activity') votes.push({ code: value.code, weight: weight * value.weight, word, from: 'name' })
    else if (value.kind === 'goods') votes.push({ ...codeOfGoods(each, action), weight, from: 'name' })
    else votes.push({ code: SECTION_OF_ACTION[value.action], weight: weight * value.weight, word, from: 'name' })
    weight *= value.kind === 'action' ? 0.9 : 0.45
  }
  return votes
}

const SECTION_OF_ACTION: Readonly<Record<Action, string>> = {
  make: 'C',
  grow: 'A',
  mine: 'B',
  recycle: '5191',
  wholesale: '51',
  retail: '52',
  sell: 'F',
  install: 'E',
  repair: 'O',
  let: '71',
  develop: 'M',
}

/**
 * What is done with the goods that the scope names first (later ones count for little): made, grown, sold; only a unit that does
 * none of these repairs, lets or installs them. A unit that calls itself a seller may still be a retailer.
 */
function tradeOf(items: readonly Item[], named: 'sell' | null): Action {
  const trades = new Map<Action, number>()
  const others = new Map<Action, number>()
  for (const [rank, { goods, action, unknown }] of items.entries()) {
    if (goods.length === 0 && unknown === null && action === null) continue
    const done = action ?? 'sell'
    const sums = TRADES.has(done) ? trades : others
    sums.set(done, (sums.get(done) ?? 0) + 1 / (1 + rank) ** 2)
  }
  const main = heaviestKey(trades)
  if (named === 'sell') return main === 'retail' ? 'retail' : 'sell'
  return main ?? heaviestKey(others) ?? 'sell'
}

// ---------------------------------------------------------------- the count

/** Many small votes of the scope for one section (a shop's list of wares) count no more than this. */
const MOST_FROM_SCOPE = 3
const ENOUGH = 2.5

function count(all: readonly Vote[]): IndustryGuess | null {
  let votes = capScope(all)
  let reached = ''
  let share = 1
  for (let length = 1; length <= 4; length++) {
    const sums = new Map<string, number>()
    let total = 0
    for (const vote of votes) {
      const key = keyAt(vote.code, length)
      if (key !== null) sums.set(key, (sums.get(key) ?? 0) + vote.weight)
      // Section and division are always named; below them a code must hold most of all the votes.
      if (key !== null || length > 2) total += vote.weight
    }
    const best = heaviestKey(sums)
    const weight = best === null ? 0 : (sums.get(best) ?? 0)
    if (best === null || (length > 2 && weight < 0.55 * total)) break
    if (length <= 2) share *= weight / total
    votes = votes.filter((vote) => keyAt(vote.code, length) === best)
    reached = best
  }
  const industry = findIndustry(reached)
  votes.sort((a, b) => b.weight - a.weight)
  const first = votes[0]
  if (industry === null || first === undefined) return null
  const words = [...new Set(votes.map((vote) => vote.word))].slice(0, 3)
  let weight = 0
  for (const vote of votes) weight += vote.weight
  return {
    industry,
    section: industry.section,
    division: industry.level === 'section' ? null : industry.code.slice(0, 2),
    confidence: Math.round(share * Math.min(1, weight / ENOUGH) * 100) / 100,
    words,
    from: first.from,
  }
}

/** The code cut to a level: 1 section letter, 2 division, 3 group, 4 class; null where it does not reach so far. */
function keyAt(code: string, length: number): string | null {
  if (length === 1) return sectionOf(code)
  return code.length >= length ? code.slice(0, length) : null
}

/** By the letter or the first two digits. */
const sections = new Map<string, string>()

function sectionOf(code: string): string {
  const head = code.slice(0, 2)
  let section = sections.get(head)
  if (section === undefined) {
    section = findIndustry(head)?.section ?? ''
    sections.set(head, section)
  }
  return section
}

function capScope(votes: readonly Vote[]): Vote[] {
  const sums = new Map<string, number>()
  for (const { code, weight, from } of votes) {
    if (from === 'scope') sums.set(sectionOf(code), (sums.get(sectionOf(code)) ?? 0) + weight)
  }
  return votes.map((vote) => {
    const own = vote.from === 'scope' ? (sums.get(sectionOf(vote.code)) ?? 0) : 0
    return own > MOST_FROM_SCOPE ? { ...vote, weight: (vote.weight * MOST_FROM_SCOPE) / own } : vote
  })
}

function heaviestKey<K>(sums: ReadonlyMap<K, number>): K | null {
  let best: K | null = null
  let most = 0
  for (const [key, weight] of sums) {
    if (weight > most) {
      best = key
      most = weight
    }
  }
  return best
}
