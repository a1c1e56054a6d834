import type { z } from 'zod'
import { dayInChina } from '../../../kernel/day.ts'
import { isWhole, type Scope } from '../../../kernel/scope.ts'
import type { Context } from '../../../platform/server/room.ts'
import { dueNames } from '../../units/public.ts'
import { coverageProblem, type By, type coverageEndpoints, type Denominator, type Measure } from '../contract.ts'
import { actions } from '../rules/actions.ts'
import { addCounts, rateOf, tallyOf, type Counts } from '../rules/counts.ts'
import { headlineOf, isFigure, makeFigure, makeFigures, figurePairs, missingArticle } from '../rules/figures.ts'
import { tallyFilters } from '../rules/filters.ts'
import { saySummary } from '../rules/sentences.ts'
import { findDivisions } from './areas.ts'
import { countFrozen, countFrozenBy } from './frozen.ts'
import { openFrame, type Frame, type SliceInput } from './frame.ts'
import { listLeftOut, listUnavailable } from './left-out.ts'
import { countBy, countSlice, NOW } from './rollup.ts'
import { findLatestSnapshot } from './snapshots.ts'
import { areaLines, plainLines, tableRow, type Line } from './table.ts'

type Answer<Name extends keyof typeof coverageEndpoints> = z.input<(typeof coverageEndpoints)[Name]['output']>

export async function summarize(
  context: Context,
  scope: Scope,
  input: SliceInput,
): Promise<Answer<'coverage.summary'>> {
  const db = context.database.as(scope)
  const frame = await openFrame(context.database.as(scope), context.clock, scope, input)
  const { area } = frame.slice
  const counts = await countSlice(db, scope, frame.slice, NOW)
  const previous = await findPrevious(context, scope, frame)
  const { id, name, source, version, headline } = frame.preset
  const denominator = headlineOf(frame.preset)
  const tally = tallyOf(counts)
  return {
    area: area === null ? null : { id: area.id, name: area.name },
    sentence: saySummary(
      tally,
      denominator,
      {
        organization: rateOf(counts, 'organization', denominator),
        work: rateOf(counts, 'work', denominator),
      },
      previous === null
        ? null
        : {
            name: previous.name,
            tally: tallyOf(previous.counts),
            organization: rateOf(previous.counts, 'organization', denominator),
          },
      area !== null || !isWhole(scope),
    ),
    tally,
    figures: makeFigures(counts, frame),
    preset: { id, name, source, version, headline },
    excluded: counts.excluded === 0 ? [] : await listLeftOut(db, scope, frame.slice),
    unavailable: await listUnavailable(db, scope),
    previous:
      previous === null
        ? null
        : { id: previous.id, name: previous.name, asOf: previous.asOf, tally: tallyOf(previous.counts) },
    asOf: frame.asOf,
  }
}

/** The newest snapshot, counted over the same slice; null before the first one. */
async function findPrevious(context: Context, scope: Scope, frame: Frame) {
  const db = context.database.as(scope)
  const found = await findLatestSnapshot(db, scope)
  if (found === null) return null
  return { ...found, counts: await countFrozen(context.database, scope, frame.slice, found.id) }
}

export async function tabulate(
  context: Context,
  scope: Scope,
  input: SliceInput & { by: By; measure: Measure; denominator?: Denominator | undefined },
): Promise<Answer<'coverage.table'>> {
  const db = context.database.as(scope)
  const { by, measure, denominator: asked, ...given } = input
  const frame = await openFrame(context.database.as(scope), context.clock, scope, given)
  const denominator = asked ?? headlineOf(frame.preset)
  refuseMeaningless(measure, denominator)
  const divisions = by === 'county' || by === 'town' ? await findDivisions(db, scope, context.clock.today()) : null
  const linesOf = (counts: ReadonlyMap<string, Counts>): Line[] =>
    by === 'county' || by === 'town'
      ? areaLines(counts, by, divisions ?? new Map(), frame.slice.area)
      : plainLines(counts, by, frame.preset, frame.base)
  const lines = linesOf(await countBy(db, scope, frame.slice, by, NOW))
  const snapshot = await findLatestSnapshot(db, scope)
  const before =
    snapshot === null ? null : linesOf(await countFrozenBy(context.database, scope, frame.slice, by, snapshot.id))
  const earlier = new Map(before?.map((line) => [line.key, line.counts]))
  // Every unit stands in exactly one line, so the lines add up to the slice.
  const total = addCounts(lines.map((line) => line.counts))
  const totalBefore = before === null ? null : addCounts(before.map((line) => line.counts))
  const whole: Line = { key: '', name: '合计', filter: frame.base, area: null, counts: total }
  return {
    by,
    rows: lines.map((line) => tableRow(line, measure, denominator, earlier.get(line.key) ?? null)),
    total: tableRow(whole, measure, denominator, totalBefore),
    figure: makeFigure(total, measure, denominator, frame),
  }
}

export async function explain(
  context: Context,
  scope: Scope,
  input: SliceInput & { measure: Measure; denominator?: Denominator | undefined },
): Promise<Answer<'coverage.explain'>> {
  const db = context.database.as(scope)
  const { measure, denominator: asked, ...given } = input
  const frame = await openFrame(context.database.as(scope), context.clock, scope, given)
  const denominator = asked ?? headlineOf(frame.preset)
  refuseMeaningless(measure, denominator)
  const counts = await countSlice(db, scope, frame.slice, NOW)
  const previous = await findPrevious(context, scope, frame)
  const figure = makeFigure(counts, measure, denominator, frame)
  return {
    figure,
    others: figurePairs
      .filter(([one, other]) => one === measure && other !== denominator)
      .map(([one, other]) => makeFigure(counts, one, other, frame)),
    excluded: counts.excluded === 0 ? [] : await listLeftOut(db, scope, frame.slice),
    chosen: sayChoice(frame),
    snapshot:
      previous === null
        ? null
        : { id: previous.id, name: previous.name, rate: rateOf(previous.counts, measure, denominator) },
    rows: figure.bottom.n,
  }
}

function refuseMeaningless(measure: Measure, denominator: Denominator): void {
  if (!isFigure(measure, denominator)) throw coverageProblem('no-such-figure')
}

function sayChoice({ preset, choice }: Frame): string {
  if (choice === null) return `随软件提供的“${preset.name}”，本区还没有另选。`
  const day = dayInChina(choice.at)
  return `${choice.actor}于 ${day} 选定“${preset.name}”（第 ${choice.version} 版），理由：${choice.reason}`
}

export async function listActions(
  context: Context,
  scope: Scope,
  input: SliceInput,
): Promise<Answer<'coverage.articles'>> {
  const frame = await openFrame(context.database.as(scope), context.clock, scope, input)
  const tally = tallyOf(await countSlice(context.database.as(scope), scope, frame.slice, NOW))
  return {
    rows: actions.map(({ due, rule, advice }) => ({
      due,
      name: dueNames[due],
      advice,
      n: tally[due],
      filter: { ...frame.base, ...tallyFilters[due] },
      article: frame.articles.get(rule) ?? missingArticle(rule),
    })),
  }
}
