/**
 * Organisation names taken apart: 行政区划 + 字号 + 行业 + 组织形式, and for a part of a unit the words behind its head
 * office's legal form (《企业名称登记管理规定》2020 art. 6, 13). A registered name reads
 *
 *     region    core  place   industry  legal    branch
 *     某市 某区  字号  (某市)  商贸      有限公司  某某路分公司
 *
 * The stem is what is left when region, place and the interchangeable company forms are taken away: two spellings
 * of one unit have the same stem, a branch never has the stem of its head office, and 某某厂 never that of 某某店.
 */
import { readRegion, regionsAgree, type RegionWords } from './names-regions.ts'
import { normaliseText, type Simplify } from './names-text.ts'
import { BODY_FORMS, BRANCH_ENDINGS, COMPANY_FORMS, FORM_NOTES, INDUSTRY_WORDS } from './names-words.ts'

export { compileRegions, regionsAgree, type RegionWord, type RegionWords } from './names-regions.ts'
export { normaliseText, type Simplify } from './names-text.ts'

export interface NameParts {
  /** The whole name in one spelling, see normaliseText. */
  readonly text: string
  /** The text without brackets and punctuation: what is compared. */
  readonly key: string
  readonly region: string
  /** Codes the region may have, innermost place; empty when the name has none. */
  readonly regionCodes: readonly string[]
  /** Trade name, 字号. */
  readonly core: string
  /** A place in brackets: 某某(某市)有限公司. */
  readonly place: string
  readonly placeCodes: readonly string[]
  readonly industry: string
  /** Legal form as written; for bodies that are no companies their kind, 厂, 店, 合作社, 事务所. */
  readonly legal: string
  /** `company` forms are written for one another; every other form is its own word and part of the stem. */
  readonly legalClass: 'company' | 'body' | 'branch' | 'none'
  /** What stands behind the head office's legal form, without punctuation: 某某路分公司, 二店. */
  readonly branch: string
  /** Core, industry, body form and branch, without region, place, company form and punctuation. */
  readonly stem: string
}

const PUNCTUATION = /[^\p{L}\p{N}]+/gu
const PLAIN = /^[一-鿿0-9A-Z]*$/
/** 分公司 and 支公司 name parts of a unit, so their 公司 is no legal form of its own. */
const COMPANY = new RegExp(`(?:${COMPANY_FORMS.slice(0, -2).join('|')}|(?<![分支])公司|株式会社)`)
/** Bodies that are no companies and have shops and branches named behind them. */
const PARENT = /^(.+?(?:供销合作社|供销社|信用合作社|信用社|信用合作联社))(.+)$/
const NOTE = new RegExp(`\\((?:${FORM_NOTES.join('|')})\\)?$`)
const BRACKET = /\(([^()]*)\)/g
const INDUSTRIES = new Set(INDUSTRY_WORDS)
const LONGEST_INDUSTRY = Math.max(...INDUSTRY_WORDS.map((word) => word.length))
/** A trade name has at least two characters (2020 rules, art. 8). */
const SHORTEST_CORE = 2

export function nameKey(text: string): string {
  return PLAIN.test(text) ? text : text.replace(PUNCTUATION, '')
}

export function parseName(name: string, regions: RegionWords, simplify?: Simplify): NameParts {
  const text = normaliseText(name, simplify)
  const key = nameKey(text)
  const { body, legal, legalClass, branch } = splitLegal(text)

  const head = readRegion(body, 0, body.length, regions)
  // A name that is nothing but a place keeps it as its core: 某市公司.
  const regionLength = nameKey(body.slice(head.length)).length >= 1 ? head.length : 0
  const placed = takePlace(body.slice(regionLength), regions)

  const own = legalClass === 'body' || legalClass === 'branch' ? legal : ''
  const { core, industry } = splitIndustry(nameKey(placed.rest))
  return {
    text,
    key,
    region: body.slice(0, regionLength),
    regionCodes: regionLength === 0 ? [] : head.codes,
    core,
    place: placed.place,
    placeCodes: placed.codes,
    industry,
    legal,
    legalClass,
    branch,
    stem: core + industry + nameKey(own) + branch,
  }
}

/** Whether the places that two names state can be the same: missing ones agree with all. */
export function placesAgree(one: NameParts, other: NameParts): boolean {
  const a = one.regionCodes.length > 0 ? one.regionCodes : one.placeCodes
  const b = other.regionCodes.length > 0 ? other.regionCodes : other.placeCodes
  return regionsAgree(a, b)
}

interface LegalSplit {
  readonly body: string
  readonly legal: string
  readonly legalClass: NameParts['legalClass']
  readonly branch: string
}

function splitLegal(text: string): LegalSplit {
  const note = NOTE.exec(text)
  const bare = note === null ? text : text.slice(0, note.index)
  const company = COMPANY.exec(bare)
  if (company !== null && company.index > 0) {
    const after = company.index + company[0].length
    const branch = nameKey(bare.slice(after))
    // 某某公司服务中心 is a part of its company, 某某(集团)公司) only has a stray mark behind it.
    const body = bare.slice(0, company.index)
    return { body, legal: company[0], legalClass: 'company', branch }
  }
  const parent = PARENT.exec(bare)
  if (parent !== null) return { body: parent[1] ?? '', legal: '', legalClass: 'body', branch: nameKey(parent[2] ?? '') }
  const part = BRANCH_ENDINGS.find((ending) => bare.endsWith(ending) && bare.length > ending.length)
  if (part !== undefined) return { body: bare.slice(0, -part.length), legal: part, legalClass: 'branch', branch: '' }
  const form = BODY_FORMS.find((ending) => bare.endsWith(ending) && bare.length > ending.length)
  if (form !== undefined) return { body: bare.slice(0, -form.length), legal: form, legalClass: 'body', branch: '' }
  if (note === null || bare === '') return { body: text, legal: '', legalClass: 'none', branch: '' }
  return { body: bare, legal: nameKey(note[0]), legalClass: 'company', branch: '' }
}

function takePlace(rest: string, regions: RegionWords): { rest: string; place: string; codes: readonly string[] } {
  if (!rest.includes('(')) return { rest, place: '', codes: [] }
  let place = ''
  let codes: readonly string[] = []
  const without = rest.replace(BRACKET, (whole, inside: string) => {
    const reading = readRegion(inside, 0, inside.length, regions)
    if (inside === '' || reading.length !== inside.length) return whole
    place += inside
    codes = reading.codes
    return ''
  })
  return nameKey(without) === '' ? { rest, place: '', codes: [] } : { rest: without, place, codes }
}

/** Industry words are taken from the end while a core of two characters remains. */
function splitIndustry(stem: string): { core: string; industry: string } {
  let end = stem.length
  for (;;) {
    let taken = 0
    for (let length = Math.min(LONGEST_INDUSTRY, end - SHORTEST_CORE); length >= 2; length--) {
      if (INDUSTRIES.has(stem.slice(end - length, end))) {
        taken = length
        break
      }
    }
    if (taken === 0) return { core: stem.slice(0, end), industry: stem.slice(end) }
    end -= taken
  }
}
