/**
 * What sort of unit this is, in the office's words. The credit code's first two characters decide where there is a code
 * (GB 32100-2015); the registered type comes next, the name last. A branch has a code of the same head as its head office, so
 * that it is one is only known from type and name. Ownership (国有, 集体 …) is said only when a text says it: nothing is inferred.
 */
import { halfWidth } from './plain-text.ts'
import type { UsccKind } from './uscc-prefixes.ts'

/** The sorts that ledgers, filters and denominators know. */
export type UnitKind =
  | 'enterprise'
  | 'sole-trader'
  | 'cooperative'
  | 'social-organization'
  | 'private-non-enterprise'
  | 'foundation'
  | 'law-firm'
  | 'agency'
  | 'other'

export const unitKindWords: Readonly<Record<UnitKind, string>> = {
  enterprise: '企业',
  'sole-trader': '个体工商户',
  cooperative: '农民专业合作社',
  'social-organization': '社会团体',
  'private-non-enterprise': '民办非企业单位（社会服务机构）',
  foundation: '基金会',
  'law-firm': '律师事务所',
  agency: '机关、事业单位',
  other: '其他',
}

/** Who owns it, as far as a text says so. */
export type Ownership = 'state' | 'collective' | 'private' | 'foreign'

export const ownershipWords: Readonly<Record<Ownership, string>> = {
  state: '国有',
  collective: '集体',
  private: '私营',
  foreign: '外资、港澳台资',
}

export interface UnitKindReading {
  readonly kind: UnitKind
  readonly ownership: Ownership | null
  /** A branch, office or shop of another unit (分公司, 支行, 代表处). */
  readonly branch: boolean
  /** Of the two-new field (新经济组织、新社会组织): not an agency, not unknown, and no text calls it state-owned. */
  readonly twoNew: boolean
  /** For the screen: 企业（外资、分支机构）. */
  readonly words: string
  /** Chinese phrase: what decided. */
  readonly why: string
}

const BY_CODE: Readonly<Record<UsccKind, UnitKind>> = {
  enterprise: 'enterprise',
  'sole-trader': 'sole-trader',
  cooperative: 'cooperative',
  'social-organization': 'social-organization',
  foundation: 'foundation',
  'private-non-enterprise': 'private-non-enterprise',
  'law-firm': 'law-firm',
  agency: 'agency',
  institution: 'agency',
  union: 'other',
  'village-collective': 'other',
  religious: 'other',
  other: 'other',
}

/** Registered types as registries write them; the first that fits counts. */
const BY_TYPE: readonly (readonly [RegExp, UnitKind])[] = [
  [/个体(工商)?户?/, 'sole-trader'],
  [/合作社/, 'cooperative'],
  [/社会团体|社团/, 'social-organization'],
  [/民办非企业|社会服务机构/, 'private-non-enterprise'],
  [/基金会/, 'foundation'],
  [/律师/, 'law-firm'],
  [/机关|事业单位/, 'agency'],
  [/公司|企业|合伙|国有|全民|集体|股份|独资|外商|港.*澳|有限责任|分支机构/, 'enterprise'],
]

const BY_NAME: readonly (readonly [RegExp, UnitKind])[] = [
  [/律师事务所/, 'law-firm'],
  [/专业合作(联)?社|合作联社$/, 'cooperative'],
  [/基金会$/, 'foundation'],
  [/公司|企业|工厂|厂$|银行|信用社|事务所$|供销合作社/, 'enterprise'],
  [
    /(协会|学会|商会|联合会|促进会|研究会|联谊会|校友会|同乡会|志愿者协会)(.{0,8}(分会|委员会))?$/,
    'social-organization',
  ],
  [/(居民委员会|村民委员会|居委会|村委会)$/, 'other'],
  [/(人民政府|街道办事处|管理委员会|法院|检察院|局)$/, 'agency'],
  [/(店|商行|经营部|超市|食杂店|饭店|餐厅|理发店|诊所|修理部|门市部|工作室)$/, 'enterprise'],
]

const OWNERSHIP: readonly (readonly [RegExp, Ownership])[] = [
  [/国有|国营|全民所有/, 'state'],
  [/集体/, 'collective'],
  [/外商|外资|外国|中外|港.*澳|台.*(投资|合资|独资)|港商|台商/, 'foreign'],
  [/自然人|私营|私人|民营|个人独资|普通合伙|有限合伙/, 'private'],
]

const BRANCH_TYPE = /分公司|分支机构|非法人|代表机构|办事处/
const BRANCH_NAME =
  /分公司|支公司|分厂|分店|支行|分行|分理处|储蓄所|营业所|营业部|营业厅|服务部|代表处|办事处|分社|分所|邮政(所|支局)$|加油站$|公司.{1,20}店$/

export interface UnitKindInput {
  /** Kind by the credit code's head (`checkUscc`), null where there is no usable code. */
  readonly codeKind: UsccKind | null
  /** Registered type (企业类型), null or empty where the file has none. */
  readonly type: string | null
  readonly name: string
}

export function readUnitKind({ codeKind, type, name }: UnitKindInput): UnitKindReading {
  const typeText = halfWidth(type ?? '').trim()
  const nameText = halfWidth(name).trim()
  const { kind, why } = decide(codeKind, typeText, nameText)
  const ownership = kind === 'enterprise' ? (OWNERSHIP.find(([words]) => words.test(typeText))?.[1] ?? null) : null
  const branch =
    (kind === 'enterprise' || kind === 'law-firm') && (BRANCH_TYPE.test(typeText) || BRANCH_NAME.test(nameText))
  const said = [ownership === null ? [] : ownershipWords[ownership], branch ? '分支机构' : []].flat()
  return {
    kind,
    ownership,
    branch,
    twoNew: kind !== 'agency' && kind !== 'other' && ownership !== 'state',
    words: said.length === 0 ? unitKindWords[kind] : `${unitKindWords[kind]}（${said.join('、')}）`,
    why,
  }
}

function decide(codeKind: UsccKind | null, type: string, name: string): { kind: UnitKind; why: string } {
  if (codeKind !== null && codeKind !== 'other') return { kind: BY_CODE[codeKind], why: '统一社会信用代码前两位' }
  const byType = firstMatch(BY_TYPE, type)
  if (byType !== null) return { kind: byType.value, why: `登记类型“${byType.word}”` }
  const byName = firstMatch(BY_NAME, name)
  if (byName !== null) return { kind: byName.value, why: `名称中的“${byName.word}”` }
  return { kind: 'other', why: codeKind === 'other' ? '统一社会信用代码前两位' : '代码、类型、名称都看不出' }
}

function firstMatch<T>(table: readonly (readonly [RegExp, T])[], text: string): { value: T; word: string } | null {
  for (const [words, value] of table) {
    const found = words.exec(text)
    if (found !== null) return { value, word: found[0] }
  }
  return null
}
