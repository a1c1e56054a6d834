import { runTasks, type GroupTasks } from '../../../../solver/groups/tasks.ts'
import { tradeOff } from '../../../../solver/groups/replan.ts'
import type { GroupPlan, GroupRules, GroupUnits } from '../../../../solver/groups/types.ts'
import { boundTowns, type BoundQuestion, type TownFinding } from '../solve/bound-towns.ts'
import { explainPart, type ExplainQuestion } from '../solve/explain-part.ts'
import { searchGroups, type SearchQuestion } from '../solve/search-groups.ts'
import { explainTreePart, planTreePart, type TreeQuestion } from '../solve/tree-part.ts'
import { runWork } from './run-work.ts'

export interface TradeOffQuestion {
  readonly units: GroupUnits
  readonly rules: GroupRules
  /** Group of each unit before, −1 none. */
  readonly previous: Int32Array
  /** The plan the curve is drawn for. */
  readonly planned: Int32Array
  readonly bonuses: readonly number[]
}

/** Says on the way what whoever waits should know; shared arrays stay shared. */
export type Tell = (news: unknown) => void

/** What a thread can be asked to do: plain data in, plain data out. */
export const works = {
  'plan-tree': (ask: TreeQuestion) => planTreePart(ask),
  'explain-tree': (ask: Parameters<typeof explainTreePart>[0]) => explainTreePart(ask),
  'search-groups': (ask: SearchQuestion, tell: Tell): Promise<GroupPlan | null> =>
    searchGroups(ask, tell, (tasks): Promise<unknown> => runWork('help-search', tasks)),
  'bound-towns': (ask: BoundQuestion, tell: (finding: TownFinding) => void) => boundTowns(ask, tell),
  'explain-groups': (ask: ExplainQuestion) => explainPart(ask),
  'trade-off': (ask: TradeOffQuestion) => tradeOff(ask.units, ask.rules, ask.previous, ask.bonuses, [ask.planned]),
  'help-search': (tasks: GroupTasks): void => runTasks(tasks),
}

export type Works = typeof works
