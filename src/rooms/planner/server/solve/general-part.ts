import { availableParallelism } from 'node:os'
import { platformProblem } from '../../../../platform/contract.ts'
import { cancelTasks, progressOf, type GroupTasks } from '../../../../solver/groups/tasks.ts'
import type { GroupRules, GroupUnits } from '../../../../solver/groups/types.ts'
import type { PlanParams } from '../../contract.ts'
import { runWork } from '../threads/run-work.ts'
import type { BoundQuestion, TownFinding } from './bound-towns.ts'
import { partOfUnits } from './part.ts'
import { searchGroups } from './search-groups.ts'
import type { RegionProof } from './solved.ts'
import { proofOfTown } from './town-proof.ts'
import type { SolveControl } from './solve-joint.ts'

export interface GeneralTown {
  readonly groups: readonly { readonly members: Int32Array; readonly cost: number }[]
  readonly proof: RegionProof
  /** Per unit of the town, in its order; null where no bound was found. */
  readonly prices: Float64Array | null
}

/** Plans made from different starts and combined. */
const STARTS: Readonly<Record<PlanParams['effort'], number>> = { quick: 2, usual: 8, thorough: 32 }
/** Seconds spent on proofs while the plan is made; the rest is done in the background. */
const PROOF_SECONDS: Readonly<Record<PlanParams['effort'], number>> = { quick: 0, usual: 2, thorough: 10 }
const TOWN_SECONDS = 2
/** Up to here the search takes less time than a thread takes to start. */
const FEW = 150
const LOOK_MILLISECONDS = 100

export interface GeneralQuestion {
  readonly units: GroupUnits
  readonly towns: readonly Int32Array[]
  readonly rules: GroupRules
  readonly effort: PlanParams['effort']
  /** Group of each unit in a plan known already, −1 none. */
  readonly from: Int32Array
}

/** Joint groups of towns in which more than the address counts: found by search, on as many threads as there are. */
export async function solveGeneral(
  { units, towns, rules, effort, from }: GeneralQuestion,
  { signal, report, threads = availableParallelism() }: SolveControl,
): Promise<GeneralTown[]> {
  const all = Int32Array.from(towns.flatMap((town) => [...town])).sort()
  const part = partOfUnits(units, all)
  const here = all.length <= FEW && threads <= availableParallelism()
  const ask = {
    units: part,
    rules,
    search: { starts: STARTS[effort] },
    from: all.map((unit) => from[unit] ?? -1),
    threads: here ? 1 : threads,
  }
  let stopLooking = (): void => {}
  const onNews = (news: unknown): void => {
    // The only news of a search are its shared counters.
    const tasks = news as GroupTasks
    const timer = setInterval(() => report?.('搜寻编组', progressOf(tasks)), LOOK_MILLISECONDS)
    stopLooking = () => clearInterval(timer)
    signal?.addEventListener('abort', () => cancelTasks(tasks), { once: true })
  }
  try {
    const plan = here ? await searchGroups(ask) : await runWork('search-groups', ask, { signal, onNews })
    if (!plan) throw platformProblem('cancelled')
    stopLooking()
    const at = new Int32Array(units.weights.length).fill(-1)
    for (const [index, unit] of all.entries()) at[unit] = index
    const findings = await findBounds(
      {
        units: part,
        rules,
        towns: towns.map((town) => town.map((unit) => at[unit] ?? -1)),
        groupOf: plan.groupOf,
        seconds: PROOF_SECONDS[effort],
        secondsPerTown: TOWN_SECONDS,
      },
      { signal, report },
    )
    const lists = new Map<number, { members: Int32Array; cost: number }[]>()
    const townOf = new Int32Array(units.weights.length).fill(-1)
    for (const [town, members] of towns.entries()) for (const unit of members) townOf[unit] = town
    for (const [group, cost] of plan.groupCost.entries()) {
      const members = plan.groupMembers
        .slice(plan.groupStart[group], plan.groupStart[group + 1])
        .map((unit: number) => all[unit] ?? -1)
      const town = townOf[members[0] ?? -1] ?? -1
      lists.set(town, [...(lists.get(town) ?? []), { members, cost }])
    }
    return towns.map((town, index) => {
      const groups = lists.get(index) ?? []
      const cost = groups.reduce((sum, group) => sum + group.cost, 0)
      const left = town.length - groups.reduce((sum, { members }) => sum + members.length, 0)
      const found = findings.get(index) ?? null
      return { groups, proof: proofOfTown(cost, left, found), prices: found?.prices ?? null }
    })
  } finally {
    stopLooking()
  }
}

/** The last finding of every town. */
async function findBounds(
  ask: BoundQuestion,
  { signal, report }: SolveControl,
): Promise<ReadonlyMap<number, TownFinding>> {
  const findings = new Map<number, TownFinding>()
  await runWork('bound-towns', ask, {
    signal,
    onNews(news) {
      // The only news of this work are its findings.
      const finding = news as TownFinding
      findings.set(finding.town, finding)
      report?.('求与理论下界的差距', findings.size / ask.towns.length)
    },
  })
  return findings
}
