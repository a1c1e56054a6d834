import { countText, gapText, momentText, secondsText } from '../../../../platform/web/format.ts'
import type { Comparison } from '../../contract.ts'
import { hostOrder, sayParams } from '../params/say-params.ts'
import type { useParamsWords } from '../params/words.ts'
import { costText, differenceText } from '../plan/cost-text.ts'
import type { useCompareWords } from './words.ts'

type Plan = Comparison['plans'][number]

/** One line of the table: a text for every plan, and where numbers can be told apart the difference from the first. */
export interface CompareLine {
  readonly key: string
  readonly name: string
  /** A part of the line above. */
  readonly part: boolean
  readonly numbers: boolean
  readonly cells: readonly { readonly text: string; readonly difference: string }[]
}

/** What is compared, in the order in which an office decides: who is covered, how, at what cost, how sure. */
export function compareLines(
  plans: readonly Plan[],
  words: ReturnType<typeof useCompareWords>,
  params: ReturnType<typeof useParamsWords>,
): CompareLine[] {
  const { lines } = words
  const said = (key: string, name: string, say: (plan: Plan) => string): CompareLine => ({
    key,
    name,
    part: false,
    numbers: false,
    cells: plans.map((plan) => ({ text: say(plan), difference: '' })),
  })
  const counted = (
    key: string,
    name: string,
    value: (plan: Plan) => number,
    {
      part = false,
      differ = true,
      text = countText,
    }: { part?: boolean; differ?: boolean; text?: (n: number) => string } = {},
  ): CompareLine => {
    const first = plans[0] === undefined ? 0 : value(plans[0])
    return {
      key,
      name,
      part,
      numbers: true,
      cells: plans.map((plan, at) => {
        const difference = value(plan) - first
        return {
          text: text(value(plan)),
          difference: at === 0 || !differ || difference === 0 ? '' : differenceText(difference),
        }
      }),
    }
  }
  const hosts = hostOrder.filter((host) => plans.some((plan) => hostCount(plan, host) > 0))
  const reasons = [...new Set(plans.flatMap(({ uncoveredBy }) => uncoveredBy.map(({ reason }) => reason)))]
  return [
    said('rules', lines.rules, (plan) => sayParams(plan.params, params)),
    said('madeAt', lines.madeAt, ({ madeAt }) => momentText(madeAt)),
    counted('covered', lines.covered, ({ groupUnits }) => groupUnits),
    counted('groups', lines.groups, ({ groups }) => groups),
    ...hosts.map((host) =>
      counted(`host ${host}`, lines.host(params.hosts[host]), (plan) => hostCount(plan, host), { part: true }),
    ),
    counted('founders', lines.founders, ({ founders }) => founders),
    counted('uncovered', lines.uncovered, ({ uncovered }) => uncovered),
    ...reasons.map((reason) =>
      counted(
        `reason ${reason}`,
        lines.reason(reason),
        ({ uncoveredBy }) => uncoveredBy.find((one) => one.reason === reason)?.n ?? 0,
        { part: true },
      ),
    ),
    counted('onlyHere', lines.onlyHere, ({ coveredOnlyHere }) => coveredOnlyHere, { differ: false }),
    counted('onlyFirst', lines.onlyFirst, ({ coveredOnlyFirst }) => coveredOnlyFirst, { differ: false }),
    counted('costByFirst', lines.costByFirst, ({ costByFirst }) => costByFirst, { text: costText }),
    counted('cost', lines.cost, ({ cost }) => cost, { text: costText, differ: false }),
    counted('changed', lines.changed, ({ changedFromFirst }) => changedFromFirst, { differ: false }),
    said('gap', lines.gap, ({ gap, gapState }) =>
      gapState === 'proven'
        ? words.gapProven
        : `${words.gapAtMost(gapText(gap))}${gapState === 'refining' ? words.gapRefining : ''}`,
    ),
    counted('needed', lines.needed, ({ instructorsNeeded }) => instructorsNeeded),
    counted('decided', lines.decided, ({ decided }) => decided, { differ: false }),
    said('seconds', lines.seconds, ({ milliseconds }) => words.seconds(secondsText(milliseconds / 1000))),
  ]
}

const hostCount = (plan: Plan, host: (typeof hostOrder)[number]): number =>
  plan.byHost.find((one) => one.host === host)?.groups ?? 0
