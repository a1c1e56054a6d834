import { addDays, type Day } from '../../../../kernel/day.ts'
import type { OrganizationKind, OrganizationState } from '../../contract.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { numberOf } from './rules.ts'

/** What art. 7 looks at; counts of members are null where nobody keeps them. */
export interface StandingFacts {
  readonly organization: string
  readonly name: string
  readonly kind: OrganizationKind
  readonly state: OrganizationState
  readonly membersFull: number | null
  readonly members: number | null
  /** End of the task of a temporary branch. */
  readonly until: Day | null
  readonly units: readonly {
    readonly name: string
    readonly life: 'operating' | 'dormant' | 'empty' | 'moved' | 'closed'
    /** Covered by this organisation since. */
    readonly from: Day
    /** Covered by an organisation of its own beside this one since; null: it has none. */
    readonly ownFrom: Day | null
  }[]
}

export type MisfitKind = 'below-three' | 'unit-gone' | 'joint-units' | 'branch-members' | 'task-ended' | 'own-founded'

/** One reason why an organisation should be adjusted or revoked. */
export interface Misfit {
  readonly organization: string
  readonly kind: MisfitKind
  readonly rule: string
  /** What is the case, with the figures; no names of persons. */
  readonly why: string
  /** What to do. */
  readonly advice: string
  /** Since when it is so; null where the facts do not say. */
  readonly since: Day | null
}

const BRANCHES: readonly OrganizationKind[] = ['branch', 'joint-branch', 'floating', 'temporary']

/**
 * Whether an organisation still has what it was founded for (第七条: members, unit or area changed): said with its
 * reason, for a person to adjust or revoke it in time. Nothing changes by itself, not even for a temporary branch whose
 * task has ended.
 */
export function findMisfits(facts: StandingFacts, today: Day, rules: RuleBook): Misfit[] {
  if (facts.state !== 'active') return []
  const found: Misfit[] = []
  const say = (kind: MisfitKind, rule: string, why: string, advice: string, since: Day | null = null): void => {
    found.push({ organization: facts.organization, kind, rule, why, advice, since })
  }
  const { membersFull: full, members, units, until } = facts
  const least = numberOf(rules, 'branch.4', 'membersFull')
  const most = numberOf(rules, 'branch.4', 'branchMembersMost')
  const together = numberOf(rules, 'branch.5.joint', 'jointUnitsMost')
  const branch = BRANCHES.includes(facts.kind)
  if (branch && least !== null && full !== null && full < least) {
    say('below-three', 'branch.7', `正式党员 ${full} 名，不足 ${least} 名。`, '转入党员、与相邻单位联合，或撤销。')
  }
  const gone = units.filter(({ life }) => life === 'closed' || life === 'moved')
  if (gone.length > 0) {
    const names = gone.slice(0, 3).map(({ name, life }) => `“${name}”${life === 'closed' ? '已注销' : '已迁出'}`)
    const advice = gone.length === units.length ? '转出党员后撤销。' : '从覆盖单位中去掉，党员转到别的党组织。'
    say('unit-gone', 'branch.7', `${names.join('、')}${gone.length > 3 ? `等 ${gone.length} 家` : ''}。`, advice)
  }
  const left = units.filter((unit) => !gone.includes(unit))
  if (facts.kind === 'joint-branch' && together !== null && left.length > together) {
    const since = left.map(({ from }) => from).sort()[together] ?? null
    const why = `覆盖 ${left.length} 家单位，一般不超过 ${together} 家。`
    say('joint-units', 'branch.5.joint', why, '分设联合党支部，或写明理由保留。', since)
  }
  if (branch && most !== null && members !== null && members > most) {
    say('branch-members', 'branch.4', `党员 ${members} 名，一般不超过 ${most} 名。`, '升格为党总支，或分设党支部。')
  }
  if (facts.kind === 'temporary' && until !== null && until < today) {
    say('task-ended', 'branch.8', `任务已于 ${until} 结束。`, '临时党支部自然撤销，办理撤销。', addDays(until, 1))
  }
  const own = units.flatMap(({ name, from, ownFrom }) =>
    ownFrom === null ? [] : [{ name, since: ownFrom > from ? ownFrom : from }],
  )
  if (facts.kind === 'joint-branch' && own.length > 0) {
    const names = own.slice(0, 3).map(({ name }) => `“${name}”`)
    const [since = null] = own.map((one) => one.since).sort()
    say('own-founded', 'founding.one-own', `${names.join('、')}已单独成立党组织。`, '从联合党支部中去掉。', since)
  }
  return found
}
