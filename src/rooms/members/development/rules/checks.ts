import type { Day } from '../../../../kernel/day.ts'
import { addYears } from '../../../../kernel/day-math.ts'
import { addWorkingDays, type Workdays } from '../../../../standards/workdays.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { OrganizationKind } from '../../../organizations/contract.ts'
import type { StepDetails, StepKey } from '../contract.ts'

/** What a rule says against a step as it is told. A hard one refuses; a soft one asks for a reason. */
export interface Objection {
  readonly rule: string
  readonly why: string
  readonly hard: boolean
}

export interface CheckGround {
  readonly day: Day
  readonly book: RuleBook
  readonly workdays: Workdays
  readonly born: Day | null
  /** Of the organisation that develops. */
  readonly kind: OrganizationKind
  /** Of the organisation named as the one that approves; null where none of the register is named. */
  readonly approver: { readonly name: string; readonly kind: OrganizationKind } | null
}

type Check = (details: StepDetails, ground: CheckGround) => readonly Objection[]

/** What each step has to fulfil beyond its turn and its day. */
const CHECKS: Readonly<Partial<Record<StepKey, Check>>> = {
  apply: (_, ground) => [...checkAge(ground), ...checkSeat(ground)],
  contacts: ({ persons = [] }, { book }) => {
    const [least, most] = [book.param('develop.contacts', 'least'), book.param('develop.contacts', 'most')]
    return persons.length < least || persons.length > most
      ? [hard('develop.contacts', `培养联系人应为 ${least} 至 ${most} 名正式党员，现在写了 ${persons.length} 名`)]
      : []
  },
  target: checkPublicity,
  introducers: ({ persons = [] }, { book }) => {
    const count = book.param('develop.introducers', 'count')
    return persons.length === count
      ? []
      : [hard('develop.introducers', `入党介绍人应为 ${count} 名正式党员，现在写了 ${persons.length} 名`)]
  },
  class: ({ classDays = 0, classHours = 0 }, { book }) => {
    const [days, hours] = [book.param('develop.class', 'days'), book.param('develop.class', 'hours')]
    return classDays >= days || classHours >= hours
      ? []
      : [soft('develop.class', `集中培训一般不少于 ${days} 天或 ${hours} 个学时`)]
  },
  form: ({ leaving = false }, { book }) =>
    leaving
      ? [soft('develop.leaving', `${book.param('develop.leaving', 'months')} 个月内将离开的，一般不办理接收手续`)]
      : [],
  meeting: (details, ground) => [...checkSeat(ground), ...checkVotes(details, ground.book)],
  approval: (_, ground) => [...checkSeat(ground), ...checkApprover(ground)],
  'full-meeting': (details, ground) => [
    ...(details.outcome === 'refused' ? checkPresent(details, ground.book) : checkVotes(details, ground.book)),
    ...checkExtension(details, ground.book),
  ],
  'full-approval': (_, ground) => checkApprover(ground),
}

export function checkStep(key: StepKey, details: StepDetails, ground: CheckGround): readonly Objection[] {
  return CHECKS[key]?.(details, ground) ?? []
}

const hard = (rule: string, why: string): Objection => ({ rule, why, hard: true })
const soft = (rule: string, why: string): Objection => ({ rule, why, hard: false })

function checkAge({ born, day, book }: CheckGround): readonly Objection[] {
  const years = book.param('develop.age', 'years')
  return born !== null && day < addYears(born, years)
    ? [hard('develop.age', `${day} 未满 ${years} 周岁，${addYears(born, years)} 起可以申请`)]
    : []
}

/** Temporary branches neither admit nor approve. */
function checkSeat({ kind }: CheckGround): readonly Objection[] {
  return kind === 'temporary' ? [hard('develop.temporary', '临时党组织不能发展党员，由原党组织办理')] : []
}

function checkApprover({ approver }: CheckGround): readonly Objection[] {
  return approver === null || approver.kind === 'committee' || approver.kind === 'working-committee'
    ? []
    : [hard('develop.approver', `“${approver.name}”不是党委（工委），不能审批`)]
}

/** The period has run when as many working days as the rule says have passed since the day of posting. */
function checkPublicity({ publicFrom }: StepDetails, { day, book, workdays }: CheckGround): readonly Objection[] {
  const rule = 'develop.publicity'
  if (book.find(rule) === null) return []
  const days = book.param(rule, 'workingDays')
  if (publicFrom === undefined) return [hard(rule, `写明公示从哪天起，公示期不少于 ${days} 个工作日`)]
  // The day was let through by the shape of the contract.
  const end = addWorkingDays(publicFrom as Day, days, workdays)
  return day < end ? [hard(rule, `公示自 ${publicFrom} 起不少于 ${days} 个工作日，最早 ${end} 确定`)] : []
}

function checkPresent({ due, present }: StepDetails, book: RuleBook): readonly Objection[] {
  const rule = 'develop.meeting'
  if (due === undefined || present === undefined) return [hard(rule, '写明应到、实到的有表决权的党员数')]
  if (present > due) return [hard(rule, `实到 ${present} 人多于应到 ${due} 人`)]
  const share = book.param(rule, 'presentOverPercent')
  return present * 100 > due * share
    ? []
    : [hard(rule, `应到 ${due} 人，实到 ${present} 人，没有超过应到会的 ${share}%，大会无效`)]
}

function checkVotes(details: StepDetails, book: RuleBook): readonly Objection[] {
  const rule = 'develop.meeting'
  const wrong = checkPresent(details, book)
  const { due = 0, present = 0, yes } = details
  if (wrong.length > 0) return wrong
  if (yes === undefined) return [hard(rule, '写明赞成票数')]
  if (yes > present) return [hard(rule, `赞成 ${yes} 票多于实到 ${present} 人`)]
  const share = book.param(rule, 'yesOverPercent')
  return yes * 100 > due * share
    ? []
    : [hard(rule, `应到 ${due} 人，赞成 ${yes} 票，没有超过应到会的 ${share}%，没有通过`)]
}

function checkExtension({ outcome, extendMonths }: StepDetails, book: RuleBook): readonly Objection[] {
  const rule = 'develop.probation'
  if (outcome === undefined) return [hard(rule, '写明讨论结果')]
  if (outcome !== 'extended') return []
  const [least, most] = [book.param(rule, 'extendMonthsLeast'), book.param(rule, 'extendMonthsMost')]
  return extendMonths !== undefined && extendMonths >= least && extendMonths <= most
    ? []
    : [hard(rule, `预备期延长不少于 ${least} 个月，不超过 ${most} 个月`)]
}
