import { writeFile } from 'node:fs/promises'
import { command, type Command } from '../../../platform/cli/command.ts'
import type { Context } from '../../../platform/server/room.ts'
import { writeXlsx } from '../../../platform/server/spreadsheets/write-xlsx.ts'
import { plannerProblem, planParamsShape, type PlanParams } from '../contract.ts'
import { kindWords } from '../rules/paper-words.ts'
import { findLedgerMark } from '../server/ledger.ts'
import { makePlan } from '../server/make-plan.ts'
import { findAreaByName } from '../server/names.ts'
import { findPlanPaper } from '../server/paper.ts'
import { countProposals, findPlan, listTowns, type PlanRow } from '../server/reads.ts'
import { planSheets } from '../server/sheets.ts'
import { planJson } from './plan-json.ts'

interface Values extends Readonly<Record<string, unknown>> {
  readonly area?: string
  readonly within?: string
  readonly 'max-units'?: string
  readonly capacity?: string
  readonly 'count-reported'?: boolean
  readonly new?: boolean
  readonly xlsx?: string
  readonly docx?: string
}

const plan = command<Values>({
  name: 'plan',
  usage:
    'plan [--area NAME] [--within town|county|city] [--max-units N] [--capacity N] [--count-reported] [--new] [--xlsx FILE] [--docx FILE]',
  summary: '排组建方案：联合组建、单独组建、选派指导员、暂不能覆盖的和原因',
  options: {
    area: { type: 'string' },
    within: { type: 'string' },
    'max-units': { type: 'string' },
    capacity: { type: 'string' },
    'count-reported': { type: 'boolean' },
    new: { type: 'boolean' },
    xlsx: { type: 'string' },
    docx: { type: 'string' },
  },
  async run(context, values, _positionals, say) {
    const scope = context.localScope()
    const { db } = context.database
    const row = await currentPlan(context, values, say)
    const lines = [`组建方案 ${row.no} 号（数据截至 ${row.as_of}）`, row.sentence]
    for (const { reason, n } of row.figures.uncoveredBy) lines.push(`  暂不能覆盖 ${n} 家：${reason}`)
    if (values.xlsx !== undefined) {
      const written = await writeXlsx(values.xlsx, { sheets: planSheets(db, scope, row, { only: 'all' }) })
      lines.push(`已写入 ${values.xlsx}：${written.sheets.map(({ name, rows }) => `${name} ${rows} 行`).join('，')}`)
    }
    if (values.docx !== undefined) {
      const paper = findPlanPaper(context)
      if (!paper) throw plannerProblem('no-paper')
      await writeFile(values.docx, await paper(scope, row, { only: 'all' }))
      lines.push(`已写入 ${values.docx}`)
    }
    return { json: await planJson(db, scope, row), text: [...lines, ...(await sayTowns(context, row))].join('\n') }
  },
})

/** The last plan while it still fits the ledger and what is asked; otherwise a new one. */
async function currentPlan(context: Context, values: Values, say: (line: string) => void): Promise<PlanRow> {
  const scope = context.localScope()
  const { db } = context.database
  const params = await readParams(context, values)
  const [last, mark] = [await findPlan(db, scope, 'latest'), await findLedgerMark(db, scope)]
  const fits =
    last !== null &&
    last.ledger_at === mark.at &&
    last.ledger_units === mark.units &&
    JSON.stringify(planParamsShape.parse(last.params)) === JSON.stringify(params)
  if (last && fits && values.new !== true) return last
  const id = await makePlan(
    context,
    scope,
    { params, scenario: null },
    { report: (doing) => say(doing), pastCancel() {} },
  )
  const made = await findPlan(db, scope, id)
  if (!made) throw plannerProblem('plan-not-found')
  return made
}

async function readParams(context: Context, values: Values): Promise<PlanParams> {
  const area = values.area === undefined ? undefined : await findAreaByName(context, context.localScope(), values.area)
  const parsed = planParamsShape.safeParse({
    area,
    within: values.within,
    maxUnits: numberOf(values['max-units']),
    capacity: numberOf(values.capacity),
    countReported: values['count-reported'],
  })
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('；')
    throw plannerProblem('bad-params', { where })
  }
  return parsed.data
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text)
}

async function sayTowns(context: Context, row: PlanRow): Promise<string[]> {
  const scope = context.localScope()
  const { db } = context.database
  const towns = await listTowns(db, scope, row.id)
  const counts = await Promise.all(
    (['joint', 'own', 'instructor', 'uncovered'] as const).map(async (kind) => {
      return `${kindWords[kind]} ${await countProposals(db, scope, row.id, { kind })} 条`
    }),
  )
  return [
    counts.join('，'),
    ...towns.map(
      ({ county, name, groups, units, founders, uncovered, assigned }) =>
        `  ${county} ${name}：联合 ${groups} 组 ${units} 家，单独 ${founders} 家，指导员联系 ${assigned} 家，暂不能覆盖 ${uncovered} 家`,
    ),
  ]
}

export const commands: readonly Command[] = [plan]
