import type { Host } from '../contract.ts'
import { figure, seconds } from './words.ts'
import type { Degrees } from './plane.ts'
import { reachWords, type Within } from './costs.ts'

/** The figures of a plan as a whole. Counts are units where not said otherwise. */
export interface PlanFigures {
  readonly groups: number
  readonly groupUnits: number
  readonly founders: number
  readonly uncovered: number
  /** Neither members nor anybody who looks after them. */
  readonly withoutMembers: number
  /** Of those, the ones that instructors with room can take. */
  readonly assigned: number
  /** Persons named as instructors in the ledger, and those of them with room. */
  readonly instructors: number
  readonly instructorsWithRoom: number
  /** Persons to be found for the rest. */
  readonly instructorsNeeded: number
  /** Members by the annual report only: left out until verified. */
  readonly unverified: number
  readonly cost: number
  readonly bound: number
  readonly gap: number
  readonly peerCost: number
  readonly peerUncovered: number
  /** Spent by the solver. */
  readonly milliseconds: number
  /** Proposals taken over from earlier plans, and those that no longer hold. */
  readonly carried: number
  readonly dropped: number
  readonly uncoveredBy: readonly { readonly reason: string; readonly n: number }[]
  /** Joint groups by what carries them. */
  readonly byHost?: readonly { readonly host: Host; readonly groups: number; readonly units: number }[]
  /** Units whose partners differ from those in the plan compared with, and its number. */
  readonly changedUnits?: number | null
  readonly comparedNo?: number | null
  /** Middle of the plane that distances are measured in; null where no unit has a point. */
  readonly middle?: Degrees | null
}

/** The first lines of the page: everything a leader needs, with its figures. */
export function sayPlan(figures: PlanFigures, within: Within, capacity: number): string {
  const parts = [sayJoint(figures, within), sayProof(figures), sayFounders(figures), sayInstructors(figures, capacity)]
  if (figures.unverified > 0) {
    parts.push(`另有 ${figure(figures.unverified)} 家只有年报人数或预备党员，正式党员数未核实，不在本方案内。`)
  }
  if (figures.carried > 0) parts.push(`其中 ${figure(figures.carried)} 条是此前审定的，原样沿用。`)
  if (figures.dropped > 0) {
    parts.push(`此前审定的 ${figure(figures.dropped)} 条因单位情况有变不再成立，已放回重排。`)
  }
  return parts.filter((part) => part !== '').join('')
}

function sayJoint({ groups, groupUnits, uncovered }: PlanFigures, within: Within): string {
  const all = groupUnits + uncovered
  if (all === 0) return '没有正式党员 1–2 名而未建组织的单位，不需要联合组建。'
  const start = `${figure(all)} 家正式党员 1–2 名的单位，`
  if (groups === 0) return `${start}不出${reachWords[within]}都凑不足 3 名正式党员，暂不能联合组建。`
  const rest = uncovered === 0 ? '，没有剩余' : `；${figure(uncovered)} 家暂不能覆盖（原因见各镇街）`
  return `${start}建议组成 ${figure(groups)} 个联合党支部，覆盖 ${figure(groupUnits)} 家${rest}。`
}

function sayProof({ groups, gap, milliseconds, cost, peerCost, uncovered, peerUncovered }: PlanFigures): string {
  if (groups === 0) return ''
  const proof = gap === 0 ? '已证明最优（与理论下界差 0.0%）' : sayGap(gap)
  const peer: string[] = []
  if (peerUncovered > uncovered) peer.push(`多剩 ${figure(peerUncovered - uncovered)} 家`)
  if (cost > 0 && peerCost > cost) peer.push(sayHigher(peerCost / cost))
  const usual = peer.length === 0 ? '' : `；按街道排序再切的常规做法${peer.join('，')}`
  return `${proof}，用时 ${seconds(milliseconds)} 秒${usual}。`
}

function sayHigher(times: number): string {
  return times < 2 ? `代价高 ${Math.round((times - 1) * 100)}%` : `代价是本方案的 ${times.toFixed(1)} 倍`
}

/** Rounded up, so that “at most” stays true. */
export function sayGap(gap: number): string {
  const percent = Math.ceil(gap * 1000 - 1e-9) / 10
  return gap < 0.001 ? '与理论下界相差不到 0.1%' : `与理论下界相差不超过 ${percent.toFixed(1)}%`
}

function sayFounders({ founders }: PlanFigures): string {
  return founders === 0 ? '' : `${figure(founders)} 家正式党员满 3 名，应当单独组建。`
}

function sayInstructors(figures: PlanFigures, capacity: number): string {
  const { withoutMembers, assigned, instructors, instructorsWithRoom, instructorsNeeded } = figures
  if (withoutMembers === 0) return ''
  const start = `${figure(withoutMembers)} 家没有党员，也没有工作覆盖：`
  const full = instructorsWithRoom === 0
  const present =
    instructors === 0
      ? '台账上没有指导员'
      : full
        ? `现有 ${figure(instructors)} 名指导员均已达到或超过每名 ${capacity} 家`
        : `现有指导员中 ${figure(instructorsWithRoom)} 名有余量，可就近联系 ${figure(assigned)} 家`
  if (instructorsNeeded === 0) return `${start}${present}，够用。`
  const rest = assigned === 0 ? '' : `其余 ${figure(withoutMembers - assigned)} 家`
  return `${start}${present}，${rest}还需 ${figure(instructorsNeeded)} 名，已按镇街就近分好片。`
}
