import { command } from '../../../../platform/cli/command.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { isWhole, type Scope } from '../../../../kernel/scope.ts'
import { platformProblem } from '../../../../platform/contract.ts'
import { everybody } from '../../../../platform/server/gate.ts'
import { countDeadlines } from '../server/count.ts'
import { listDeadlines } from '../server/reads.ts'
import { runAllClocks } from '../server/run-all.ts'

const LISTED = 500

/** The list of a month; `run` computes everything anew, as the night does. */
export const deadlinesCommand = command<{ month?: string; overdue?: boolean }>({
  name: 'deadlines',
  usage: 'deadlines [run] [--month 2026-11] [--overdue]',
  summary: '到期事项：本月应办的，run 全部重新推算',
  options: { month: { type: 'string' }, overdue: { type: 'boolean' } },
  verb: 'organizations.read',
  async run(context, { month, overdue }, [what], say, scope) {
    if (what === 'run') return runNow(context, scope, say)
    // On the command line all that the person sees is asked for, whoever does it.
    const asker = { scope, caller: everybody(scope.actor) }
    const db = context.database.as(scope)
    const within = {
      month: month !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined,
      mine: false,
    }
    const count = await countDeadlines(context, db, asker, within)
    const show = overdue === true ? 'overdue' : 'due'
    const { rows, total } = await listDeadlines(context, db, asker, { ...within, show, limit: LISTED })
    const lines = rows.map(
      ({ due, daysLeft, words, organizationName }) =>
        `${due}  ${daysLeft < 0 ? `逾期 ${-daysLeft} 天` : `还有 ${daysLeft} 天`}  ${words}${organizationName === null ? '' : `（${organizationName}）`}`,
    )
    return {
      json: { count, rows, total },
      text: [
        `${count.month} 应办 ${count.due} 件，逾期 ${count.overdue} 件，可提前着手 ${count.ahead} 件，放着 ${count.aside} 件。`,
        ...lines,
        ...(total > rows.length ? [`还有 ${total - rows.length} 件，请用 --overdue 或 --month 缩小范围。`] : []),
      ].join('\n'),
    }
  },
})

async function runNow(context: Context, scope: Scope, say: (line: string) => void) {
  if (!isWhole(scope)) throw platformProblem('whole-office-only', { why: '要推算全区的到期事项' })
  const done = await runAllClocks(context, scope, (doing, share) => say(`${doing} ${Math.round(share * 100)}%`))
  return {
    json: { day: context.clock.today(), ...done },
    text: `已推算 ${context.clock.today()} 的到期事项：新增 ${done.opened}，变动 ${done.changed}，办结 ${done.closed}。`,
  }
}
