import { parseDay } from '../../../kernel/day.ts'
import { command } from '../../../platform/cli/command.ts'
import { platformProblem } from '../../../platform/contract.ts'
import { coverageProblem, coverageVerbs } from '../contract.ts'
import { coverageNames } from '../../units/public.ts'
import { sayCount } from '../rules/sentences.ts'
import { listSnapshots, noteChanges, takeSnapshot, type Snapshot } from '../server/public.ts'
import { textTable } from './text-table.ts'

/** By id or by name, so that a person can type what they called it. */
function find(snapshots: readonly Snapshot[], text: string): Snapshot {
  const found = snapshots.find((one) => one.id === text) ?? snapshots.find((one) => one.name === text)
  if (!found) throw coverageProblem('snapshot-not-found')
  return found
}

export const snapshotCommand = command<{ 'as-of'?: string; changes?: string; to?: string }>({
  name: 'snapshot',
  usage: 'snapshot [NAME [--as-of 2026-11-30] | --changes NAME [--to NAME]]',
  summary: '定版；不写名称时列出已有的定版；--changes 写变更说明（--to 不写为现在）',
  options: { 'as-of': { type: 'string' }, changes: { type: 'string' }, to: { type: 'string' } },
  verb: 'coverage.freeze',
  whole: coverageVerbs['coverage.freeze'].whole,
  async run(context, values, positionals, _say, scope) {
    const [name] = positionals
    if (values.changes !== undefined) {
      const all = await listSnapshots(context.database, scope)
      const until = values.to === undefined ? undefined : find(all, values.to).id
      const note = await noteChanges(context, scope, find(all, values.changes).id, until)
      const table = textTable(
        ['', '期初', '新进', '退出', '转入', '转出', '期末'],
        note.sums.map((sum) => [
          coverageNames[sum.state],
          ...[sum.before, sum.entered, sum.left, sum.changedIn, sum.changedOut, sum.after].map(sayCount),
        ]),
      )
      return { json: note, text: [...note.sentences, '', table].join('\n'), exit: note.reconciled ? 0 : 1 }
    }
    if (name === undefined) {
      const rows = await listSnapshots(context.database, scope)
      return {
        json: { rows },
        text:
          rows.length === 0
            ? '还没有定版。'
            : textTable(
                ['名称', '数据截至', '在册', '编号'],
                rows.map((one) => [one.name, one.asOf, sayCount(one.units), one.id]),
              ),
      }
    }
    const asOf = values['as-of'] === undefined ? null : parseDay(values['as-of'])
    if (values['as-of'] !== undefined && asOf === null) {
      throw platformProblem('invalid-input', { where: '--as-of 日期写成 2026-11-21 的样子' })
    }
    const made = await takeSnapshot(context, scope, name, asOf)
    return {
      json: made,
      text: `已定版“${made.name}”：数据截至 ${made.asOf}，${sayCount(made.units)} 家，${made.treeVersion}，${made.rulesVersion}，校验码 ${made.checksum.slice(0, 16)}。`,
    }
  },
})
