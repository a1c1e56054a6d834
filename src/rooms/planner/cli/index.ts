import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { command, type Command } from '../../../platform/cli/command.ts'
import { exportPersonal } from '../../../platform/server/personal/export-personal.ts'
import { readPersonal } from '../../../platform/server/personal/read-personal.ts'
import type { Context } from '../../../platform/server/room.ts'
import { writeXlsx } from '../../../platform/server/spreadsheets/write-xlsx.ts'
import { plannerProblem, planParamsShape, type PlanParams } from '../contract.ts'
import { kindWords } from '../rules/paper-words.ts'
import { sayGap } from '../rules/plan-sentence.ts'
import { figure } from '../rules/words.ts'
import { findLedgerMark } from '../server/ledger.ts'
import { makePlan } from '../server/make-plan.ts'
import { findAreaByName } from '../server/names.ts'
import { findPlanPaper } from '../server/paper.ts'
import { sentenceOf } from '../server/present.ts'
import { findPlan, type PlanRow } from '../server/reads.ts'
import { listTowns } from '../server/town-rows.ts'
import { countProposals } from '../server/proposal-list.ts'
import { refinePlan } from '../server/refine/refine-plan.ts'
import { findScenarioByName } from '../server/scenarios/scenarios.ts'
import { planSheets } from '../server/sheets.ts'
import { planJson } from './plan-json.ts'

interface Values extends Readonly<Record<string, unknown>> {
  readonly scenario?: string
  readonly area?: string
  readonly within?: string
  readonly 'max-units'?: string
  readonly capacity?: string
  readonly 'count-reported'?: boolean
  readonly new?: boolean
  readonly seconds?: string
  readonly xlsx?: string
  readonly docx?: string
  readonly out?: string
}

const plan = command<Values>({
  name: 'plan',
  usage:
    'plan [--scenario NAME | --area NAME --within town|county|city --max-units N --capacity N --count-reported] [--new] [--seconds N] [--xlsx FILE] [--docx FILE] [--out FILE.xlsx|.docx|.json]',
  summary: '排组建方案：联合组建、单独组建、选派指导员、暂不能覆盖的和原因；--seconds 用多少秒收紧与理论下界的差距',
  options: {
    scenario: { type: 'string' },
    area: { type: 'string' },
    within: { type: 'string' },
    'max-units': { type: 'string' },
    capacity: { type: 'string' },
    'count-reported': { type: 'boolean' },
    new: { type: 'boolean' },
    seconds: { type: 'string' },
    xlsx: { type: 'string' },
    docx: { type: 'string' },
    out: { type: 'string' },
  },
  verb: 'planner.make',
  async run(context, values, _positionals, say, scope) {
    const db = context.database.as(scope)
    const files = filesOf(values)
    const row = await currentPlan(context, values, say)
    const name = row.name === '' ? '' : `（${row.name}）`
    const lines = [`组建方案 ${row.no} 号${name}（数据截至 ${row.as_of}）`, sentenceOf(row)]
    for (const { reason, n } of row.figures.uncoveredBy) lines.push(`  暂不能覆盖 ${n} 家：${reason}`)
    const json = await readPersonal(context, scope, 'planner.plan', (tx, eyes) => planJson(tx, scope, row, eyes))
    if (files.xlsx !== undefined) {
      const call = { scope, request: { query: {}, params: {} } }
      const eyes = await exportPersonal(context, call, 'planner.exportXlsx', { id: row.id, only: 'all' })
      const written = await writeXlsx(files.xlsx, { sheets: planSheets(db, scope, row, { only: 'all' }, eyes) })
      lines.push(`已写入 ${files.xlsx}：${written.sheets.map((sheet) => `${sheet.name} ${sheet.rows} 行`).join('，')}`)
    }
    if (files.docx !== undefined) {
      const paper = findPlanPaper(context)
      if (!paper) throw plannerProblem('no-paper')
      await writeFile(files.docx, await paper(scope, row, { only: 'all' }))
      lines.push(`已写入 ${files.docx}`)
    }
    if (files.json !== undefined) {
      await writeFile(files.json, `${JSON.stringify(json, null, 2)}\n`)
      lines.push(`已写入 ${files.json}`)
    }
    return { json, text: [...lines, ...(await sayTowns(context, row))].join('\n') }
  },
})

interface Files {
  readonly xlsx: string | undefined
  readonly docx: string | undefined
  readonly json: string | undefined
}

/** `--out` says by its ending what is to be written. */
function filesOf({ xlsx, docx, out }: Values): Files {
  const ending = out === undefined ? '' : extname(out)
  if (out !== undefined && !['.xlsx', '.docx', '.json'].includes(ending)) {
    throw plannerProblem('bad-params', { where: `--out ${out}：文件名以 .xlsx、.docx 或 .json 结尾` })
  }
  return {
    xlsx: xlsx ?? (ending === '.xlsx' ? out : undefined),
    docx: docx ?? (ending === '.docx' ? out : undefined),
    json: ending === '.json' ? out : undefined,
  }
}

/** The last plan while it still fits the ledger and what is asked; otherwise a new one. Its gap is narrowed where asked. */
async function currentPlan(context: Context, values: Values, say: (line: string) => void): Promise<PlanRow> {
  const scope = context.localScope()
  const db = context.database.as(scope)
  const scenario = values.scenario === undefined ? null : await findScenarioByName(db, scope, values.scenario)
  if (values.scenario !== undefined && !scenario) throw plannerProblem('scenario-not-found')
  const params = scenario?.params ?? (await readParams(context, values))
  const seconds = values.seconds === undefined ? 0 : Number(values.seconds)
  if (!Number.isFinite(seconds) || seconds < 0)
    throw plannerProblem('bad-params', { where: `--seconds ${values.seconds}` })
  const wanted = scenario ? scenario.latest : 'latest'
  const [last, mark] = [wanted === null ? null : await findPlan(db, scope, wanted), await findLedgerMark(db, scope)]
  const fits =
    last !== null &&
    last.ledger_at === mark.at &&
    last.ledger_units === mark.units &&
    JSON.stringify(last.params) === JSON.stringify(params)
  const signal = new AbortController().signal
  const id =
    last && fits && values.new !== true
      ? last.id
      : await makePlan(context, scope, { params, scenario }, { report: sayOnce(say), pastCancel() {}, signal })
  if (seconds > 0) await refinePlan(context, scope, id, seconds, { report: sayOnce(say), signal })
  const made = await findPlan(db, scope, id)
  if (!made) throw plannerProblem('plan-not-found')
  return made
}

/** What is being done is said when it changes. */
function sayOnce(say: (line: string) => void): (doing: string) => void {
  let last = ''
  return (doing) => {
    if (doing !== last) say(doing)
    last = doing
  }
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
  const db = context.database.as(scope)
  const towns = await listTowns(db, scope, row.id)
  const counts = await Promise.all(
    (['joint', 'own', 'instructor', 'uncovered'] as const).map(async (kind) => {
      return `${kindWords[kind]} ${await countProposals(db, scope, row.id, { kind })} 条`
    }),
  )
  return [
    counts.join('，'),
    ...towns.map(
      ({ county, name, groups, units, founders, uncovered, assigned, gap, cost }) =>
        `  ${county} ${name}：联合 ${groups} 组 ${units} 家，单独 ${founders} 家，指导员联系 ${assigned} 家，暂不能覆盖 ${uncovered} 家；代价 ${figure(Math.round(cost))}${gap === null ? '' : gap === 0 ? '，已证明最优' : `，${sayGap(gap)}`}`,
    ),
  ]
}

export const commands: readonly Command[] = [plan]
