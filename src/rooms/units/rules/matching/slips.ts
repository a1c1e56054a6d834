/**
 * What would have to have happened to a registered name for it to stand in a list as it does, as a short list of
 * slips.
 *
 * The comparison is of a damaged text with a clean one, so only the registered name's parts are trusted: the two
 * are trimmed to where they differ (Damerau's slips are local), the rest is aligned, and each edit is named by what
 * it is and by the part of the registered name it falls in. Names are compared whole, and once more without region
 * and legal form; the likelier account is taken.
 *
 * A slip has a price, −log₂ of how often it happens, here, in this way. It also makes the name stranger or not. A
 * row with 有公限司 in it is a damaged name whosever it is, so that slip says nothing against the unit; 西安路 for 西南路 is
 * as good a name as the other, so its full price stands against it.
 */
import { placesAgree, type NameParts } from '../../../../standards/names.ts'
import { align, type Edit } from './align.ts'
import { alike } from './alike.ts'
import { FRAME_STRANGENESS, type MatchModel, type SlipKind } from './model.ts'
import { nameBits, type NameRarity } from './rarity.ts'

export interface Slip {
  readonly kind: SlipKind
  /** As registered, as written; empty where nothing stands. */
  readonly registered: string
  readonly written: string
  /** −log₂ of the chance of just this slip. */
  readonly price: number
  /** By how many bits the name with only this slip is rarer than the registered one. */
  readonly strangeness: number
}

export interface NameAccount {
  /** In the order of the name; empty when both are the same. */
  readonly slips: readonly Slip[]
  /** Sum of the prices. */
  readonly price: number
  /**
   * Bits by which the written name is rarer than the registered one, each slip read in the likelier of two ways: as
   * part of somebody else's name, or as damage to it.
   */
  readonly strangeness: number
  /**
   * Bits by which that sum would grow if one slip read as damage were read as part of a name instead; 0 when one
   * is. Until then the name without its damage is the registered one, which nobody else may bear.
   */
  readonly namesake: number
}

export interface Accounting {
  readonly lines: MatchModel['slips']
  readonly rarity: NameRarity
}

/** Characters somebody could write instead of the right one, by mistake or out of the blue. */
const LIKE_CHARACTERS = 6
const ANY_CHARACTERS = 800
/** More edits than this are no slips. */
const MOST_EDITS = 4

const SAME: NameAccount = { slips: [], price: 0, strangeness: 0, namesake: Infinity }
const NUMERAL = /^[0-9A-Z一二三四五六七八九十百零〇壹贰叁肆伍陆柒捌玖拾]$/

/** Null when no slips explain it: another name. */
export function accountForName(row: NameParts, unit: NameParts, by: Accounting): NameAccount | null {
  if (row.key === unit.key) return SAME
  const frame = frameSlips(row, unit, by.lines)
  if (row.stem === unit.stem) return account(frame)
  const whole = editSlips(row.key, inKey(unit), by)
  const stems = editSlips(row.stem, inStem(unit), by)
  const one = whole === null ? null : account(whole)
  const other = stems === null ? null : account([...frame, ...stems])
  if (one === null) return other
  return other === null || one.price <= other.price ? one : other
}

function account(slips: readonly Slip[]): NameAccount {
  let price = 0
  let strangeness = 0
  let namesake = Infinity
  for (const slip of slips) {
    price += slip.price
    strangeness += Math.min(slip.strangeness, slip.price)
    namesake = Math.min(namesake, Math.max(0, slip.strangeness - slip.price))
  }
  return { slips, price, strangeness, namesake }
}

/** Differences in region and company form of two names taken apart. */
function frameSlips(row: NameParts, unit: NameParts, lines: Accounting['lines']): Slip[] {
  const found: Slip[] = []
  const push = (kind: SlipKind, registered: string, written: string): void => {
    const price = -Math.log2(lines[kind].often)
    found.push({ kind, registered, written, price, strangeness: FRAME_STRANGENESS[kind] ?? 0 })
  }
  const written = row.region + row.place
  const registered = unit.region + unit.place
  if (written !== registered) {
    if (placeWord(written) === placeWord(registered)) push('region-spelling', registered, written)
    else if (!placesAgree(row, unit)) push('region-conflict', registered, written)
    else if (registered.endsWith(written)) push('region-missing', registered, written)
    else if (written.endsWith(registered)) push('region-added', registered, written)
    else push('region-detail', registered, written)
  }
  if (row.legal === unit.legal) return found
  if (row.legalClass === 'company' && unit.legalClass === 'company') {
    push(row.legal === '公司' || unit.legal === '公司' ? 'form-short' : 'form-other', unit.legal, row.legal)
  } else if (row.legalClass === 'none' && unit.legalClass === 'company') push('form-missing', unit.legal, '')
  else if (unit.legalClass === 'none' && row.legalClass === 'company') push('form-missing', '', row.legal)
  return found
}

/** 某市 and 某 are one place. */
function placeWord(region: string): string {
  return region.replace(/[省市区县镇乡()]/g, '')
}

/** A registered text and where its parts begin. */
interface Landmarks {
  readonly text: string
  /** Characters in the whole name: a slip may happen at any of them. */
  readonly places: number
  readonly core: number
  /** The company form; where there is none it is empty and stands before the branch. */
  readonly legal: number
  /** The part behind the head office's company form; the length of the text where there is none. */
  readonly branch: number
}

function inKey({ key, region, legal, legalClass, branch }: NameParts): Landmarks {
  const from = key.length - branch.length
  return {
    text: key,
    places: key.length,
    core: region.length,
    legal: legalClass === 'company' ? from - legal.length : from,
    branch: from,
  }
}

function inStem({ key, stem, branch }: NameParts): Landmarks {
  const from = stem.length - branch.length
  return { text: stem, places: key.length, core: 0, legal: from, branch: from }
}

function editSlips(written: string, marks: Landmarks, by: Accounting): Slip[] | null {
  const { text, core, branch } = marks
  const edits = align(written, text, MOST_EDITS)
  if (edits === null || !mostlyKept(edits, text)) return null
  const plain = nameBits(by.rarity, { key: text, core, branch })
  return edits.map((edit) => {
    const kind = kindOf(edit, marks)
    const price = -Math.log2(by.lines[kind].often) + spread(kind, edit, marks.places)
    const key = text.slice(0, edit.at) + edit.written + text.slice(edit.at + edit.registered.length)
    const moved = branch + (edit.at < branch ? edit.written.length - edit.registered.length : 0)
    const strangeness = nameBits(by.rarity, { key, core, branch: Math.max(0, moved) }) - plain
    return { kind, registered: edit.registered, written: edit.written, price, strangeness }
  })
}

/**
 * At least half of the registered text still stands: otherwise it is another name that happens to share some
 * characters.
 */
function mostlyKept(edits: readonly Edit[], unit: string): boolean {
  let touched = 0
  for (const { registered, written } of edits) touched += Math.max(registered.length, written.length)
  return touched <= 2 || touched * 2 <= unit.length
}

function kindOf({ at, registered, written }: Edit, { text, core, legal, branch }: Landmarks): SlipKind {
  const end = at + registered.length
  const hasBranch = branch < text.length
  const inBranch = hasBranch && at >= branch
  if (written === '') {
    if (registered.length > 1 && end <= core) return 'region-missing'
    if (hasBranch && at <= branch && end === text.length) return 'branch-missing'
    if (isNumeral(registered, inBranch)) return 'numeral'
    if (registered.length === 1) return inBranch ? 'branch-character' : 'drop'
    if (at >= legal && end <= branch) return 'form-short'
    return inBranch ? 'branch-word' : 'shortened'
  }
  if (registered === '') {
    if (isNumeral(written, inBranch)) return 'numeral'
    if (written.length === 1 && inBranch) return 'branch-character'
    if (written.length === 1) return written === text[at - 1] || written === text[at] ? 'doubled' : 'extra'
    if (inBranch) return 'branch-word'
    return at === text.length && legal < text.length ? 'branch-added' : 'lengthened'
  }
  if (registered.length > 1) return 'swap'
  // 三 for 叁 is the same number.
  if (alike(registered, written) !== null) return 'alike'
  if (NUMERAL.test(registered) && NUMERAL.test(written)) return 'numeral'
  return inBranch ? 'branch-word' : 'replaced'
}

/**
 * 二店 and 店 are two shops, 三菱 with its 三 forgotten is a slip: numerals count in the branch part only, digits
 * anywhere.
 */
function isNumeral(text: string, inBranch: boolean): boolean {
  return text.length === 1 && (/[0-9]/.test(text) || (inBranch && NUMERAL.test(text)))
}

/** log₂ of the number of ways in which this kind of slip could have happened to this name. */
function spread(kind: SlipKind, { registered, written }: Edit, length: number): number {
  if (kind === 'region-missing' || kind === 'branch-missing' || kind === 'form-short') return 0
  const places = Math.log2(Math.max(2, length))
  if (kind === 'swap' || kind === 'doubled') return places
  if (kind === 'alike') return places + Math.log2(LIKE_CHARACTERS)
  // Each further character of a left-out word halves the chance; each put-in character could have been any.
  return places + Math.max(0, registered.length - 1) + Math.min(3, written.length) * Math.log2(ANY_CHARACTERS)
}
