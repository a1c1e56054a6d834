import type { RuleCheck } from '../contract.ts'
import { articleOfProposal } from './articles.ts'
import { nameOf, type PlacedUnit } from './cautions.ts'
import type { GroupRuling } from './feasible.ts'
import { sayClosed, type InstructorSetting } from './instructor.ts'
import { isVacancy } from './vacancy.ts'

/** Units that the office puts together for one instructor. */
export interface Batch {
  readonly members: readonly PlacedUnit[]
  /** Whether the change brings units in. */
  readonly grows: boolean
  readonly instructor: string | null
  readonly setting: InstructorSetting | undefined
  /** Units that the instructor looks after already. */
  readonly load: number
  /** The plan's number of units per instructor. */
  readonly capacity: number
  readonly day: string
}

/** Soft is the number of units (“一般”); hard are pay and business ties, and that who goes takes nobody on. */
export function judgeBatch(batch: Batch): GroupRuling {
  const { members, grows, instructor, setting, load, capacity, day } = batch
  const most = setting?.capacity ?? capacity
  const total = load + members.length
  const says = load === 0 ? `共 ${total} 家` : `已联系 ${load} 家，连同这 ${members.length} 家共 ${total} 家`
  const usual: RuleCheck = { rule: `一般联系不超过 ${most} 家`, ok: total <= most, hard: false, says, price: null }
  const hard = isVacancy(instructor) ? [] : [checkTies(members, setting), ...checkTerm(grows, setting, day)]
  const broken = hard.find(({ ok }) => !ok)
  const { regulation, article } = articleOfProposal('instructor')
  const why = broken ? `${broken.says}，与“${broken.rule}”不合（《${regulation}》${article}）。` : null
  const notes = usual.ok ? [] : [`一名指导员联系 ${total} 家，超过一般 ${most} 家，已按调整理由办理`]
  return { checks: [usual, ...hard], why, notes: why === null ? notes : [] }
}

function checkTies(members: readonly PlacedUnit[], setting: InstructorSetting | undefined): RuleCheck {
  const tied = members.find(({ unit }) => setting?.conflicts.includes(unit.id))
  const rule = '与所联系单位没有薪酬、业务往来'
  return { rule, ok: tied === undefined, hard: true, says: tied ? `与${nameOf(tied)}有往来` : '没有记到', price: null }
}

function checkTerm(grows: boolean, setting: InstructorSetting | undefined, day: string): RuleCheck[] {
  const closed = sayClosed(setting, day)
  return grows && closed !== null
    ? [{ rule: '在任的才接新的单位', ok: false, hard: true, says: closed, price: null }]
    : []
}
