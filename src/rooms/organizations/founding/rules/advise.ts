import type { Article } from '../../../../kernel/shapes.ts'
import { addMonths } from '../../../../kernel/day-math.ts'
import { foundingKindShape, type FoundingKind } from '../contract.ts'
import { checkForm, isPlace, sumKnown, type FormAsked } from './check-form.ts'
import { kindNames } from './names.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { findArticle, isOn, numberOf } from './rules.ts'

export interface AdviceLine {
  readonly kind: FoundingKind
  readonly name: string
  readonly why: string
  readonly article: Article | null
}

export interface FormAdvice {
  readonly sentence: string
  readonly membersFull: number | null
  readonly members: number | null
  readonly advised: AdviceLine | null
  readonly alternatives: readonly (AdviceLine & { readonly needsReason: boolean })[]
  readonly refused: readonly AdviceLine[]
}

export type FormWish = Omit<FormAsked, 'kind'>

/**
 * Which form fits: where a place, project or task carries it, that decides (art. 5 and 8); else one unit of three full
 * members and more founds its own, stepping up the ladder, and units of fewer join. Every other form is held against the
 * rules as well, so that the office sees what else it could do and what it could not.
 */
export function adviseForm(wish: FormWish, rules: RuleBook): FormAdvice {
  const full = sumKnown(wish.units.map((unit) => unit.full))
  const members = sumKnown(
    wish.units.flatMap(({ full: own, probationary }) => [own, probationary ?? (own === null ? null : 0)]),
  )
  const chosen = choose(wish, members, rules)
  const line = (kind: FoundingKind, why: string): AdviceLine => ({
    kind,
    name: kindNames[kind],
    why,
    article: findArticle(rules, articleOf(kind, wish)),
  })
  const alternatives: FormAdvice['alternatives'][number][] = []
  const refused: AdviceLine[] = []
  for (const kind of foundingKindShape.options) {
    if (kind === chosen?.kind) continue
    const check = checkForm({ ...wish, kind }, rules)
    const [no] = check.refused
    if (no !== undefined) refused.push({ ...line(kind, no.why), article: no.article })
    else {
      const open = members === null && wish.units.length > 0 && BY_COUNT.includes(kind)
      const why = check.soft[0]?.why ?? (open ? '党员数核实以后再定。' : FITS[kind])
      alternatives.push({ ...line(kind, why), needsReason: check.soft.length > 0 })
    }
  }
  const advised = chosen === null || chosen.kind === null ? null : line(chosen.kind, chosen.why)
  return {
    sentence: chosen?.why ?? '还没有选单位，也没有写依托在哪里。',
    membersFull: full,
    members,
    advised,
    alternatives,
    refused,
  }
}

/** What the number of members decides about. */
const BY_COUNT: readonly FoundingKind[] = ['committee', 'general-branch', 'branch', 'joint-branch']

const FITS: Readonly<Record<FoundingKind, string>> = {
  committee: '党员人数够设党委。',
  'general-branch': '党员人数够设党总支。',
  branch: '也可以成立党支部。',
  'joint-branch': '也可以联合组建。',
  functional: '组织关系不转接，只按行业、项目开展活动；不替代正式的组织设置。',
  temporary: '有期限的任务，组织关系不转接，任务结束自然撤销。',
  floating: '流动党员较多且集中的，商流出地党组织成立。',
}

function articleOf(kind: FoundingKind, { host }: FormWish): string {
  if (kind === 'branch' && host === 'project') return 'branch.5.project'
  if (kind === 'branch' && isPlace(host)) return 'branch.5.place'
  return {
    committee: 'formation.tiers',
    'general-branch': 'formation.tiers',
    branch: 'branch.4',
    'joint-branch': 'branch.5.joint',
    functional: 'social.formation',
    temporary: 'branch.8',
    floating: 'branch.5.floating',
  }[kind]
}

/** The one form that fits best, with why; its kind is null where something has to be settled first. */
function choose(
  wish: FormWish,
  members: number | null,
  rules: RuleBook,
): { readonly kind: FoundingKind | null; readonly why: string } | null {
  const { units, host, until, day, secretaryReady } = wish
  const least = numberOf(rules, 'branch.4', 'membersFull') ?? 0
  const months = numberOf(rules, 'branch.5.project', 'months')
  if (host === 'project' && until !== null) {
    const long = months !== null && until >= addMonths(day, months)
    return long
      ? { kind: 'branch', why: `项目到 ${until} 为止，在 ${months} 个月以上，宜成立党支部。` }
      : { kind: 'temporary', why: `项目到 ${until} 为止，期限较短，宜成立临时党支部。` }
  }
  if (until !== null) return { kind: 'temporary', why: `任务到 ${until} 为止，宜成立临时党支部，任务结束自然撤销。` }
  if (isPlace(host) && units.length !== 1) return { kind: 'branch', why: '依托楼宇、市场、园区等，宜成立党支部。' }
  const [only] = units
  if (only === undefined) return null
  const unknown = units.filter(({ full }) => full === null)
  if (unknown.length > 0) {
    const names = unknown
      .slice(0, 3)
      .map(({ name }) => `“${name}”`)
      .join('、')
    return { kind: null, why: `台账没有${names}的正式党员数，先核实，申请时要写明。` }
  }
  const able = units.filter(({ full }) => (full ?? 0) >= least)
  if (units.length > 1) {
    if (able.length === 0)
      return { kind: 'joint-branch', why: `${units.length} 家单位正式党员都不足 ${least} 名，宜成立联合党支部。` }
    const names = able.map(({ name }) => `“${name}”`).join('、')
    return { kind: null, why: `${names}正式党员有 ${least} 名以上，应当单独成立，请从这里去掉。` }
  }
  if (able.length === 0) {
    return {
      kind: 'joint-branch',
      why: `正式党员 ${only.full} 名，不足 ${least} 名，宜与相邻或同行业的单位联合，还要再选一家以上。`,
    }
  }
  if (isOn(rules, 'formation.secretary-first') && !secretaryReady) {
    return { kind: 'joint-branch', why: '还没有合适的书记人选，本区可以先联合组建，还要再选一家以上。' }
  }
  return byLadder(only.full ?? 0, members ?? 0, rules)
}

function byLadder(full: number, members: number, rules: RuleBook): { kind: FoundingKind; why: string } {
  const committee = numberOf(rules, 'formation.tiers', 'committee')
  const general = numberOf(rules, 'formation.tiers', 'generalBranch')
  if (committee !== null && members >= committee)
    return { kind: 'committee', why: `党员 ${members} 名，在 ${committee} 名以上，设党委。` }
  if (general !== null && members >= general)
    return { kind: 'general-branch', why: `党员 ${members} 名，在 ${general} 名以上，设党总支。` }
  return { kind: 'branch', why: `正式党员 ${full} 名，应当单独成立党支部。` }
}

/** Whether the branch sets up a committee: from so many full members on it does, below it has a secretary only. */
export function adviseCommittee(
  kind: FoundingKind,
  full: number | null,
  rules: RuleBook,
): {
  readonly needed: boolean
  readonly why: string
  readonly article: Article | null
} {
  const article = findArticle(rules, 'branch.committee')
  if (kind === 'committee' || kind === 'general-branch') return { needed: true, why: '选举产生委员会。', article: null }
  const least = numberOf(rules, 'branch.committee', 'membersFull')
  if (least === null || full === null) return { needed: false, why: '正式党员数还不清楚。', article }
  if (full < least)
    return {
      needed: false,
      why: `正式党员 ${full} 名，不足 ${least} 名，设书记 1 名，必要时可设副书记 1 名。`,
      article,
    }
  const [from, to] = [
    numberOf(rules, 'branch.committee', 'seatsLeast'),
    numberOf(rules, 'branch.committee', 'seatsUsual'),
  ]
  return { needed: true, why: `正式党员 ${full} 名，设支部委员会，委员 ${from}–${to} 名。`, article }
}
