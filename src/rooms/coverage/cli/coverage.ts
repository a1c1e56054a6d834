import { command } from '../../../platform/cli/command.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { areasProblem } from '../../areas/contract.ts'
import { byShape, coverageProblem, denominatorShape, type By, type Figure } from '../contract.ts'
import { denominatorOfTally } from '../rules/counts.ts'
import { denominatorMeanings, denominatorNames } from '../rules/names.ts'
import { sayCount, sayRate } from '../rules/sentences.ts'
import { findAreasNamed, summarize, tabulate } from '../server/public.ts'
import { textTable } from './text-table.ts'

/** A figure laid flat for other programs: names, both counts, rate, article and day in one object. */
function flat(figure: Figure) {
  const { id, measure, denominator, name, formula, rate, headline, target, article, asOf } = figure
  return {
    id,
    measure,
    name,
    formula,
    denominatorId: denominator,
    numeratorName: figure.top.name,
    numerator: figure.top.n,
    parts: figure.parts.map((part) => ({ name: part.name, n: part.n })),
    denominatorName: figure.bottom.name,
    denominator: figure.bottom.n,
    rate,
    headline,
    target,
    article,
    asOf,
  }
}

async function findNamedArea(context: Context, scope: Scope, name: string | undefined): Promise<string | undefined> {
  if (name === undefined) return undefined
  const found = await findAreasNamed(context.database.as(scope), scope, name, context.clock.today())
  if (found.length === 0) throw areasProblem('area-not-found')
  const [only] = found
  if (found.length > 1 || only === undefined) {
    throw coverageProblem('area-ambiguous', {
      name,
      names: found
        .slice(0, 10)
        .map((area) => area.name)
        .join('、'),
    })
  }
  return only.id
}

export const coverageCommand = command<{ area?: string; by?: string }>({
  name: 'coverage',
  usage: 'coverage [--area NAME] [--by county|town|kind|industry|size]',
  summary: '覆盖情况：各口径的分子、分母、比率和依据',
  options: { area: { type: 'string' }, by: { type: 'string' } },
  verb: 'coverage.read',
  async run(context, values, _positionals, _say, scope) {
    const by: By | null = values.by === undefined ? null : readBy(values.by)
    const area = await findNamedArea(context, scope, values.area)
    const summary = await summarize(context, scope, { area })
    const tables =
      by === null
        ? null
        : {
            organization: await tabulate(context, scope, { area, by, measure: 'organization' }),
            own: await tabulate(context, scope, { area, by, measure: 'own' }),
            work: await tabulate(context, scope, { area, by, measure: 'work' }),
          }
    const rows =
      tables?.organization.rows.map((row, index) => ({
        key: row.key,
        name: row.name,
        ...row.tally,
        organizationRate: row.rate,
        ownRate: tables.own.rows[index]?.rate ?? null,
        workRate: tables.work.rows[index]?.rate ?? null,
      })) ?? []
    const json = {
      area: summary.area,
      asOf: summary.asOf,
      sentence: summary.sentence,
      preset: summary.preset,
      tally: summary.tally,
      denominators: denominatorShape.options.map((id) => ({
        id,
        name: denominatorNames[id],
        meaning: denominatorMeanings[id],
        n: denominatorOfTally(summary.tally, id),
      })),
      figures: summary.figures.map(flat),
      excluded: summary.excluded,
      unavailable: summary.unavailable,
      ...(tables === null ? {} : { by, tableDenominator: tables.organization.figure.denominator, rows }),
    }
    const text = [
      `${summary.area === null ? '全部' : summary.area.name}（数据截至 ${summary.asOf}，口径：${summary.preset.name}）`,
      summary.sentence,
      '',
      textTable(
        ['比率', '分子', '分母', '比率值', '目标', '依据'],
        summary.figures.map((figure) => [
          figure.headline ? `${figure.name} *` : figure.name,
          sayCount(figure.top.n),
          sayCount(figure.bottom.n),
          sayRate(figure.rate),
          figure.target == null ? '' : sayRate(figure.target),
          `${figure.article.regulation} ${figure.article.article}〔${figure.article.certainty}〕`,
        ]),
      ),
      ...(rows.length === 0
        ? []
        : [
            '',
            textTable(
              ['', '在册', '实体运营', '单独', '联合', '工作', '未覆盖', '应建未建', '组织覆盖', '工作覆盖'],
              rows.map((row) => [
                row.name,
                ...[row.registered, row.operating, row.own, row.joint, row.work, row.none, row.dueOpen].map(sayCount),
                sayRate(row.organizationRate),
                sayRate(row.workRate),
              ]),
            ),
          ]),
      '',
      '* 对外使用的分母；依据后 H 为条文已核，M 为单一来源或地方做法，L 为依据弱，? 为未查到',
      ...summary.unavailable.map(({ name, why }) => `${name}：${why}`),
    ].join('\n')
    return { json, text }
  },
})

function readBy(text: string): By {
  const found = byShape.safeParse(text)
  if (!found.success) throw coverageProblem('unknown-table', { by: text, known: byShape.options.join('、') })
  return found.data
}
