import type { Article } from '../../../../kernel/shapes.ts'
import type { HostKind } from '../../contract.ts'
import type { FoundingKind } from '../contract.ts'
import type { Day } from '../../../../kernel/day.ts'
import { addMonths } from '../../../../kernel/day-math.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { findArticle, isOn, numberOf } from './rules.ts'

/** What is known of a unit that is to be covered; a count is null where nobody says. */
export interface FormUnit {
  readonly name: string
  readonly full: number | null
  readonly probationary: number | null
}

export interface FormAsked {
  readonly kind: FoundingKind
  readonly units: readonly FormUnit[]
  readonly host: HostKind | null
  /** Last day of a task or project. */
  readonly until: Day | null
  readonly secretaryReady: boolean
  readonly day: Day
}

export interface Objection {
  /** Id of the rule; a soft one is overridden under it. */
  readonly rule: string
  readonly why: string
  readonly article: Article | null
}

export interface FormCheck {
  readonly refused: readonly Objection[]
  readonly soft: readonly Objection[]
}

/** Hosts at which members of many units come together without their units being joined. */
const PLACES: readonly HostKind[] = [
  'park',
  'building',
  'market',
  'street',
  'community',
  'platform',
  'station',
  'gathering-place',
]
const FLOATING_HOSTS: readonly HostKind[] = [
  'park',
  'chamber',
  'association',
  'building',
  'market',
  'street',
  'community',
  'platform',
  'station',
  'gathering-place',
]

export const isPlace = (host: HostKind | null): boolean => host !== null && PLACES.includes(host)

/** Sum of what is known; null when one of them is not. */
export function sumKnown(counts: readonly (number | null)[]): number | null {
  return counts.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0 as number | null)
}

/**
 * Holds a form against 支部工作条例 art. 4, 5 and 8 and the ladder of branch, general branch and committee. What is hard is
 * refused with its article, what is 一般 may be done with a reason. A count that nobody knows refuses nothing: the
 * application has to state it, and is then judged anew.
 */
export function checkForm(asked: FormAsked, rules: RuleBook): FormCheck {
  const refused: Objection[] = []
  const soft: Objection[] = []
  const object = (into: Objection[], rule: string, why: string): void => {
    into.push({ rule, why, article: findArticle(rules, rule) })
  }
  const { kind, units, host, until, day } = asked
  const full = sumKnown(units.map((unit) => unit.full))
  const members = sumKnown(units.flatMap((unit) => [unit.full, unit.probationary ?? (unit.full === null ? null : 0)]))
  const least = numberOf(rules, 'branch.4', 'membersFull')
  const branch = kind === 'branch' || kind === 'joint-branch' || kind === 'floating' || kind === 'temporary'

  if (units.length === 0 && host === null) {
    object(refused, 'branch.5.place', '还没有选覆盖的单位；不覆盖单位的，写明依托的园区、楼宇、商会或项目。')
  }
  if (branch && units.length > 0 && least !== null && full !== null && full < least) {
    object(
      refused,
      kind === 'joint-branch' ? 'branch.5.joint' : 'branch.4',
      `正式党员合计 ${full} 名，不足 ${least} 名，预备党员不计。`,
    )
  }
  if (kind === 'branch' && units.length > 1 && !isPlace(host) && host !== 'project') {
    object(
      refused,
      'branch.5.joint',
      `覆盖 ${units.length} 家单位的，成立联合党支部，或写明依托的楼宇、市场、商业街区。`,
    )
  }
  if (kind === 'joint-branch')
    checkJoint(
      asked,
      rules,
      (rule, why) => object(refused, rule, why),
      (rule, why) => object(soft, rule, why),
    )
  if (kind === 'temporary' && until === null) {
    object(refused, 'branch.8', '临时党支部随任务结束撤销，写明任务到哪天为止。')
  }
  if (kind === 'floating' && (host === null || !FLOATING_HOSTS.includes(host))) {
    object(refused, 'branch.5.floating', '流动党员党支部依托园区、商会、行业协会等成立，写明依托在哪里。')
  }
  if (kind === 'branch' && host === 'project')
    checkProject(until, day, rules, (why) => object(soft, 'branch.5.project', why))

  const most = numberOf(rules, 'branch.4', 'branchMembersMost')
  if (branch && most !== null && members !== null && members > most) {
    object(soft, 'branch.4', `党员合计 ${members} 名，党支部一般不超过 ${most} 名，可以成立党总支或分设。`)
  }
  const ladder = kind === 'committee' ? 'committee' : kind === 'general-branch' ? 'generalBranch' : null
  const needed = ladder === null ? null : numberOf(rules, 'formation.tiers', ladder)
  if (needed !== null && members !== null && members < needed) {
    object(soft, 'formation.tiers', `党员合计 ${members} 名，不足 ${needed} 名；工作需要的，经上级批准可以升格。`)
  }
  if (
    branch &&
    kind !== 'temporary' &&
    isOn(rules, 'formation.secretary-first') &&
    !asked.secretaryReady &&
    kind !== 'joint-branch'
  ) {
    object(soft, 'formation.secretary-first', '还没有合适的书记人选，本区要求先有人选再单独组建，可以先联合组建。')
  }
  return { refused, soft }
}

function checkJoint(
  { units, secretaryReady }: FormAsked,
  rules: RuleBook,
  refuse: (rule: string, why: string) => void,
  soften: (rule: string, why: string) => void,
): void {
  const least = numberOf(rules, 'branch.5.joint', 'membersFull')
  const most = numberOf(rules, 'branch.5.joint', 'jointUnitsMost')
  if (units.length < 2) refuse('branch.5.joint', '联合党支部覆盖两家以上的单位，还要再选。')
  const able = least === null ? [] : units.filter(({ full }) => full !== null && full >= least)
  if (able.length > 0) {
    const names = able.map(({ name }) => `“${name}”`).join('、')
    const why = `${names}正式党员有 ${least} 名以上，应当单独成立党支部。`
    if (isOn(rules, 'formation.secretary-first') && !secretaryReady)
      soften('formation.secretary-first', `${why}暂时没有合适的书记人选，可以先联合。`)
    else refuse('branch.4', why)
  }
  if (most !== null && units.length > most) {
    soften('branch.5.joint', `覆盖 ${units.length} 家单位，一般不超过 ${most} 家。`)
  }
}

function checkProject(until: Day | null, day: Day, rules: RuleBook, soften: (why: string) => void): void {
  const months = numberOf(rules, 'branch.5.project', 'months')
  if (months === null) return
  if (until === null) soften(`为期 ${months} 个月以上的工程、工作项目才成立党支部，还没有写明到哪天为止。`)
  else if (until < addMonths(day, months)) soften(`项目到 ${until} 为止，不满 ${months} 个月，可以成立临时党支部。`)
}
