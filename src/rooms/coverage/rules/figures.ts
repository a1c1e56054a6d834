import type { Day } from '../../../kernel/day.ts'
import type { Article } from '../../../kernel/shapes.ts'
import type { Preset } from '../../rulebook/contract.ts'
import { coverageNames } from '../../units/public.ts'
import type { Denominator, Figure, Measure } from '../contract.ts'
import { denominatorOf, partsOf, rateOf, type Counts } from './counts.ts'
import { bottomFilter, topFilter, type Filter } from './filters.ts'
import { denominatorNames, measureNames } from './names.ts'

/** The rates that make sense. “没有党组织” is the bottom of work coverage only: nobody in it has an organisation. */
export const figurePairs: readonly (readonly [Measure, Denominator])[] = [
  ['organization', 'operating'],
  ['organization', 'registered'],
  ['organization', 'due'],
  ['organization', 'with-member'],
  ['own', 'operating'],
  ['own', 'registered'],
  ['own', 'due'],
  ['own', 'with-member'],
  ['work', 'operating'],
  ['work', 'registered'],
  ['work', 'due'],
  ['work', 'with-member'],
  ['work', 'rest'],
]

export function isFigure(measure: Measure, denominator: Denominator): boolean {
  return figurePairs.some(([one, other]) => one === measure && other === denominator)
}

/** What a figure needs beside the counts. */
export interface FigureFrame {
  readonly preset: Pick<Preset, 'id' | 'name' | 'source' | 'certainty' | 'headline' | 'targets' | 'due'>
  readonly articles: ReadonlyMap<string, Article>
  readonly asOf: Day
  /** Filter of the slice: area, kind, section, size. */
  readonly base: Filter
}

/** Rule that a figure stands on: under 应建 the article that makes a unit due, else how the coverage is counted. */
export function figureRule(measure: Measure, denominator: Denominator): string {
  if (denominator === 'due' && measure !== 'work') return 'branch.4'
  return `coverage.${measure}`
}

export function makeFigure(counts: Counts, measure: Measure, denominator: Denominator, frame: FigureFrame): Figure {
  const parts = partsOf(counts, measure, denominator)
  const within = denominator === 'due' || denominator === 'with-member' ? `${denominatorNames[denominator]}中` : ''
  const names = parts.map(({ state }) => `${within}${coverageNames[state]}${state === 'joint' ? '覆盖' : ''}`)
  const top = names.length > 1 ? `（${names.join(' + ')}）` : names[0]
  const filterOf = (filter: Filter): Record<string, string> => ({ ...frame.base, ...filter })
  return {
    id: `${measure}/${denominator}`,
    measure,
    denominator,
    name: `${measureNames[measure]}（${denominatorNames[denominator]}）`,
    formula: `${top} ÷ ${denominatorNames[denominator]}`,
    top: {
      name: measure === 'organization' ? `${within}有党组织` : (names[0] ?? ''),
      n: parts.reduce((sum, part) => sum + part.n, 0),
      filter: filterOf(
        topFilter(
          parts.map(({ state }) => state),
          denominator,
        ),
      ),
    },
    parts: parts.map(({ state, n }, index) => ({
      name: names[index] ?? '',
      n,
      filter: filterOf(topFilter([state], denominator)),
    })),
    bottom: {
      name: denominatorNames[denominator],
      n: denominatorOf(counts, denominator),
      filter: filterOf(bottomFilter(denominator)),
    },
    rate: rateOf(counts, measure, denominator),
    headline: denominator === frame.preset.headline,
    target: targetOf(measure, denominator, frame),
    article: articleFor(measure, denominator, frame),
    asOf: frame.asOf,
  }
}

export function makeFigures(counts: Counts, frame: FigureFrame): Figure[] {
  return figurePairs.map(([measure, denominator]) => makeFigure(counts, measure, denominator, frame))
}

/** A target for some kinds only is shown where the slice holds nothing but these kinds. */
function targetOf(measure: Measure, denominator: Denominator, { preset, base }: FigureFrame): number | null {
  const kinds = base['kind']?.split(',') ?? []
  const found = preset.targets.find(
    (target) =>
      target.figure === measure &&
      target.denominator === denominator &&
      (target.kinds.length === 0 || (kinds.length > 0 && kinds.every((kind) => target.kinds.includes(kind)))),
  )
  return found?.rate ?? null
}

function articleFor(measure: Measure, denominator: Denominator, { articles, preset }: FigureFrame): Article {
  if (denominator === 'due' && !isNationalDue(preset)) return presetArticle(preset)
  const id = figureRule(measure, denominator)
  return articles.get(id) ?? missingArticle(id)
}

function isNationalDue({ due }: Pick<Preset, 'due'>): boolean {
  const only = due.length === 1 ? due[0] : undefined
  return only?.length === 1 && only[0]?.field === 'membersFull' && only[0].atLeast === 3 && only[0].below === null
}

/** A local idea of 应建 rests on the office's preset, not on the national article. */
function presetArticle({ id, name, source, certainty }: FigureFrame['preset']): Article {
  return { rule: `preset.${id}`, regulation: name, article: '应建标准', text: source, certainty, hard: true }
}

/** A rule that was not yet valid on the day asked about is shown as missing, not left out. */
export function missingArticle(rule: string): Article {
  return { rule, regulation: '（当日尚无此规定）', article: '', text: '', certainty: '?', hard: false }
}

/** The denominator that an unasked question gets. */
export function headlineOf(preset: Pick<Preset, 'headline'>): Denominator {
  const found = figurePairs.find(
    ([measure, denominator]) => measure === 'organization' && denominator === preset.headline,
  )
  return found?.[1] ?? 'operating'
}
