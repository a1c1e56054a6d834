import { parseDay, type Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import type { Clock } from '../../../platform/server/clock.ts'
import type { Db, Tx } from '../../../platform/server/db/database.ts'
import { findArticles, findPresetInForce, type Choice } from '../../rulebook/server/public.ts'
import type { Preset } from '../../rulebook/contract.ts'
import type { FigureFrame } from '../rules/figures.ts'
import { findOffice } from '../../areas/server/public.ts'
import { getArea } from './areas.ts'
import type { Slice } from './rollup.ts'

/** What an endpoint may ask about: an area and, inside it, kinds, sections and sizes. */
export interface SliceInput {
  readonly area?: string | undefined
  readonly kind?: string | undefined
  readonly section?: string | undefined
  readonly size?: string | undefined
}

/** Everything around the counts of one question: whose rules, whose articles, as of when, which slice. */
export interface Frame extends FigureFrame {
  readonly preset: Preset
  readonly choice: Choice | null
  /** Version of the area tree; 0 before the first import. */
  readonly treeVersion: number
  readonly slice: Slice
}

/** `day` asks as of a day other than the office's own as-of date. */
export async function openFrame(
  db: Db | Tx,
  clock: Clock,
  scope: Scope,
  input: SliceInput,
  day: Day | null = null,
): Promise<Frame> {
  const { preset, choice } = await findPresetInForce(db, scope)
  const office = await findOffice(db, scope)
  const today = clock.today()
  const asOf = day ?? (office === null ? null : parseDay(office.as_of)) ?? today
  const given = Object.entries(input).filter(([, value]) => value !== undefined && value !== '') as [string, string][]
  return {
    preset,
    choice,
    treeVersion: office?.tree_version ?? 0,
    articles: await findArticles(db, scope, asOf),
    asOf,
    base: Object.fromEntries(given),
    slice: { ...input, area: input.area ? await getArea(db, scope, input.area, today) : null },
  }
}
