import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { pause, rowsOf } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { Preset } from '../../rulebook/contract.ts'
import { dueLine, sayLine } from '../../rulebook/public.ts'
import { getPreset } from '../../rulebook/server/public.ts'
import type { Coverage, Due, Kind } from '../../units/contract.ts'
import { scopeSql } from '../../units/server/public.ts'
import type { Denominator } from '../contract.ts'
import { addUnit, emptyCounts, rateOf, type CountKey } from '../rules/counts.ts'
import { sayCount } from '../rules/sentences.ts'
import { labelUnit, type StateFacts } from '../rules/state.ts'

interface Row extends StateFacts {
  readonly id: string
  readonly name: string
  readonly kind: Kind
  readonly coverage: Coverage
  readonly due: Due
  readonly must: boolean
}

const SLICE = 5000
const SAMPLE = 20

/** What a preset would change, from the very labeller that would apply it. Reads only, slice by slice. */
export async function dryRunPreset(context: Context, scope: Scope, id: string) {
  const db = context.database.as(scope)
  const preset = await getPreset(db, scope, id)
  const sample: { unit: string; name: string; why: string }[] = []
  const targets = preset.targets.map((target) => ({ target, counts: emptyCounts() }))
  let [dueBefore, dueAfter, entered, left] = [0, 0, 0, 0]
  let after = ''
  for (;;) {
    const rows = await rowsOf<Row>(
      db,
      sql`select id, name, kind, life, employees, revenue, members_full, members_probationary, members_reported,
          has_organization, org_form, org_name, instructor, liaison, trade_union, youth_league, excluded, coverage, due, must
        from unit where ${scopeSql(scope)} and id > ${after} order by id limit ${SLICE}`,
    )
    if (rows.length === 0) break
    after = rows.at(-1)?.id ?? after
    for (const row of rows) {
      const next = labelUnit(row, preset)
      if (row.must) dueBefore++
      if (next.must) dueAfter++
      for (const { target, counts } of targets) {
        if (target.kinds.length === 0 || target.kinds.includes(row.kind)) addUnit(counts, next)
      }
      if (next.must === row.must) continue
      if (next.must) entered++
      else left++
      if (sample.length < SAMPLE) sample.push({ unit: row.id, name: row.name, why: sayWhy(row, preset) })
    }
    await pause()
  }
  return {
    sentence: saySentence(preset.name, { dueBefore, dueAfter, entered, left }),
    dueBefore,
    dueAfter,
    entered,
    left,
    sample,
    targets: targets.map(({ target, counts }) => sayTarget(target, counts)),
  }
}

function sayWhy(row: Row, preset: Preset): string {
  const line = dueLine(row, preset)
  return line === null ? '按这套口径不再应建' : `${sayLine(line)}，按这套口径应建`
}

function sayTarget(target: Preset['targets'][number], counts: Record<CountKey, number>) {
  // A saved preset names only denominators that the rulebook let through.
  const rate = rateOf(counts, target.figure, target.denominator as Denominator)
  return { words: target.words, rate, met: rate === null ? null : rate >= target.rate }
}

function saySentence(
  name: string,
  { dueBefore, dueAfter, entered, left }: { dueBefore: number; dueAfter: number; entered: number; left: number },
): string {
  const moves = [
    ...(entered > 0 ? [`会多出 ${sayCount(entered)} 家应建单位`] : []),
    ...(left > 0 ? [`有 ${sayCount(left)} 家不再应建`] : []),
  ]
  const change = moves.length === 0 ? '不改变应建单位' : moves.join('，')
  return `“${name}”这套口径${change}；应建由 ${sayCount(dueBefore)} 家变为 ${sayCount(dueAfter)} 家。这只是试算，没有改动数据。`
}
