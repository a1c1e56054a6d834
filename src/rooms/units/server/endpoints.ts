import { sql } from 'kysely'
import { pageStart } from '../../../kernel/page-start.ts'
import { parseDay } from '../../../kernel/day.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf } from '../../../platform/server/db/database.ts'
import type { Handlers } from '../../../platform/server/http/route.ts'
import { sendFile } from '../../../platform/server/http/send-file.ts'
import { exportPersonal } from '../../../platform/server/personal/export-personal.ts'
import { readPersonal } from '../../../platform/server/personal/read-personal.ts'
import type { Context } from '../../../platform/server/room.ts'
import { writeCsv } from '../../../platform/server/spreadsheets/write-csv.ts'
import { writeXlsx } from '../../../platform/server/spreadsheets/write-xlsx.ts'
import { industries } from '../../../standards/industries.ts'
import {
  factNames,
  facts as factLabels,
  unitsProblem,
  type FactName,
  type FactValue,
  type Source,
  type unitsEndpoints,
} from '../contract.ts'
import { pointText, readPointText } from '../rules/coordinates.ts'
import { exportHeadings } from '../rules/export-columns.ts'
import { coverageNames, dueNames, kindNames, lifeNames } from '../rules/names.ts'
import { registerOf } from '../rules/registers.ts'
import { sizeClasses } from '../rules/sizes.ts'
import { decideReview, mergeUnits, previewUndo, rebuildByIds, reopenReview, undoBatch, undoMerge } from './changes.ts'
import { exportUnits } from './exports.ts'
import { hand } from './hand.ts'
import { importHandlers } from './import/import-endpoints.ts'
import type { Imports } from './import/imports.ts'
import { REGISTERS } from './standing.ts'
import { readSettings } from './settings.ts'
import { listReviews, listUnlocated } from './queues.ts'
import { countFacets, countUnits, findAreaPath, findUnits, listUnits } from './reads.ts'
import { findPrecedence, LEDGER_TABLES } from './rebuild.ts'
import { getUnitPage } from './unit-page.ts'
import { unitPath } from './unit-path.ts'
import { doWithin, requireUnits } from './within.ts'

const done = (sentence: string) => ({ ok: true as const, sentence })

export function unitsHandlers(context: Context, imports: Imports): Handlers<typeof unitsEndpoints> {
  return {
    ...importHandlers(context, imports),
    ...readSettings(context),
    'units.listBatches': async ({ after, limit }, { scope, db }) => {
      const rows = await rowsOf<{
        id: string
        file: string
        sheet: string
        source: Source
        as_of: string
        written_at: Date
        undone_at: Date | null
        rows: number
        counts: Record<string, number>
      }>(
        db,
        sql`select id, file, sheet, source, as_of, written_at, undone_at, rows, counts from unit_batch
          where district = ${scope.district} and id < ${after ?? '~'} and source not in (${sql.join(REGISTERS)}) order by id desc limit ${limit}`,
      )
      const last = rows[rows.length - 1]
      return {
        rows: rows.map(({ as_of, written_at, undone_at, ...row }) => ({
          ...row,
          asOf: as_of,
          writtenAt: written_at.toISOString(),
          undoneAt: undone_at?.toISOString() ?? null,
        })),
        next: last && rows.length === limit ? last.id : null,
        total: null,
      }
    },
    'units.previewUndo': async ({ id }, { scope, db }) => {
      const preview = await previewUndo(db, scope, id)
      const [gone, kept] = [preview.removed.length, preview.changed.length]
      return {
        ok: preview.objections.length === 0,
        why: [...preview.objections],
        sentence: `撤回后，只有这一批记载的 ${say(gone)} 家单位从台账消失，另有 ${say(kept)} 家退回到其他来源的记载。`,
        unitsRemoved: gone,
        unitsChanged: kept,
      }
    },
    'units.undoBatch': async ({ id }, { scope, db }) => {
      await previewUndo(db, scope, id)
      const job = context.jobs.start(scope, 'units.undo-batch', async (handle) => {
        const rebuilt = await undoBatch(context, scope, id, (doing, share) => handle.report(doing, share))
        await context.database.tidy(LEDGER_TABLES)
        return { ...rebuilt }
      })
      return { job: job.id }
    },
    'units.list': async ({ after, limit, sort, desc, ...filter }, { scope }) =>
      readPersonal(context, scope, 'units.list', async (db, eyes) => {
        const page = { sort, desc, limit, after: readCursor(after) }
        const first = after === undefined
        const { rows, total } =
          first && filter.q
            ? await findUnits(db, scope, filter, page)
            : {
                rows: await listUnits(db, scope, filter, page),
                total: first ? await countUnits(db, scope, filter) : null,
              }
        const last = rows[rows.length - 1]
        return {
          rows: rows.map(({ sortKey: _, founded: __, ...row }) => ({
            ...row,
            instructor: eyes.show('name', row.instructor),
          })),
          next: last && rows.length === limit ? JSON.stringify([last.sortKey, last.id]) : null,
          total,
        }
      }),
    'units.count': async (filter, { scope, db }) => {
      const rows = await countFacets(db, scope, filter)
      const total = rows.reduce((sum, row) => sum + row.n, 0)
      const facet = (pick: (row: (typeof rows)[number]) => string, names: (key: string) => string) => {
        const sums = new Map<string, number>()
        for (const row of rows) sums.set(pick(row), (sums.get(pick(row)) ?? 0) + row.n)
        return [...sums].map(([key, n]) => ({ key, name: names(key), n })).sort((one, other) => other.n - one.n)
      }
      const named = (names: Readonly<Record<string, string>>) => (key: string) => names[key] ?? key
      const sections = industries()
      return {
        total,
        facets: {
          kind: facet((row) => row.kind, named(kindNames)),
          section: facet(
            (row) => row.section ?? '-',
            (key) => sections.get(key)?.name ?? '未判明',
          ),
          size: facet(
            (row) => row.size,
            (key) => sizeClasses.find((size) => size.key === key)?.name ?? key,
          ),
          life: facet((row) => row.life, named(lifeNames)),
          coverage: facet((row) => row.coverage, named(coverageNames)),
          due: facet((row) => row.due, named(dueNames)),
        },
      }
    },
    'units.get': async ({ id }, { scope }) =>
      readPersonal(context, scope, 'units.get', (db, eyes) => getUnitPage(db, scope, id, eyes)),
    'units.export': async ({ release, sort, desc, format, ...filter }, call) => {
      const { scope, db, reply } = call
      // Once the file has begun nothing can be refused any more.
      await findAreaPath(db, scope, filter.area)
      const eyes = await exportPersonal(context, call, 'units.export', { release, sort, desc, format, ...filter })
      await context.database.write(scope, (tx) =>
        writeAudit(tx, scope, context.clock, 'units.export', null, { filter, format, masked: !eyes.clear }),
      )
      const rows = exportUnits(db, scope, filter, { sort, desc }, eyes)
      const name = `台账-${context.clock.today()}.${format}`
      if (format === 'csv') return sendFile(reply, name, (out) => writeCsv(out, { columns: exportHeadings, rows }))
      return sendFile(reply, name, (out) =>
        writeXlsx(out, { sheets: [{ name: '台账', columns: exportHeadings, rows }] }),
      )
    },
    'units.setLife': async ({ id, life, day, evidence }, { scope }) => {
      await hand(
        context,
        scope,
        id,
        { life },
        `经营状态改为${lifeNames[life]}：${evidence}`,
        parseDay(day) ?? context.clock.today(),
      )
      return done(`经营状态已改为“${lifeNames[life]}”。`)
    },
    'units.place': async ({ id, area }, { scope, db }) => {
      const [found] = await rowsOf<{ name: string }>(
        db,
        sql`select name from area where district = ${scope.district} and id = ${area} and valid_to is null and tree = 'division'`,
      )
      if (!found) throw unitsProblem('area-not-found')
      await hand(context, scope, id, { placed: area }, `手工定位到${found.name}`, context.clock.today())
      return done(`已定位到${found.name}。`)
    },
    'units.setDetails': async ({ id, point, parent, evidence }, { scope }) => {
      const facts: Partial<Record<FactName, FactValue>> = {
        ...(point === undefined ? {} : { point: statedPoint(point) }),
        ...(parent === undefined ? {} : { parent: parent === '' ? null : parent }),
      }
      if (Object.keys(facts).length === 0) throw unitsProblem('no-details')
      const names = Object.keys(facts).map((name) => factLabels[name as FactName])
      await hand(context, scope, id, facts, `更正${names.join('、')}：${evidence}`, context.clock.today())
      return done(`已更正${names.join('、')}。`)
    },
    'units.exclude': async ({ id, reason, evidence, approver, expires }, { scope }) => {
      const today = context.clock.today()
      if (expires <= today) throw unitsProblem('expiry-past')
      await context.database.write(scope, async (tx) => {
        await requireUnits(tx, scope, [id])
        const [open] = await rowsOf<{ expires: string }>(
          tx,
          sql`select expires from unit_exclusion where district = ${scope.district} and unit_id = ${id} and ended_at is null and expires >= ${today}::date`,
        )
        if (open) throw unitsProblem('already-excluded', { expires: open.expires })
        await doWithin(context, tx, scope, [id], async (wide) => {
          await sql`insert into unit_exclusion (district, id, unit_id, reason, evidence, approver, valid_from, expires)
            values (${scope.district}, ${context.clock.id()}, ${id}, ${reason}, ${evidence}, ${approver}, ${today}, ${expires})`.execute(
            tx,
          )
          await rebuildByIds(context, tx, wide, [id])
        })
        const details = { reason, evidence, approver, expires }
        await writeAudit(tx, scope, context.clock, 'units.exclude', id, details, await unitPath(tx, scope, id))
      })
      return done(`已不计入，${expires} 到期后自动恢复。`)
    },
    'units.endExclusion': async ({ id }, { scope }) => {
      await context.database.write(scope, async (tx) => {
        const [before = null] = await rowsOf<Record<string, string>>(
          tx,
          sql`select reason, evidence, approver, expires from unit_exclusion
            where district = ${scope.district} and unit_id = ${id} and ended_at is null`,
        )
        await doWithin(context, tx, scope, [id], async (wide) => {
          await sql`update unit_exclusion set ended_at = ${context.clock.now().toISOString()}
            where district = ${scope.district} and unit_id = ${id} and ended_at is null`.execute(tx)
          await rebuildByIds(context, tx, wide, [id])
        })
        const details = { before, after: null }
        await writeAudit(tx, scope, context.clock, 'units.end-exclusion', id, details, await unitPath(tx, scope, id))
      })
      return done('已恢复计入。')
    },
    'units.unlocated': async ({ need, after, limit }, { scope, db }) =>
      listUnlocated(db, scope, { need, after: after ?? '', limit }),
    'units.merge': async ({ id, other, reason }, { scope }) => {
      await mergeUnits(context, scope, id, other, reason)
      return done('已归并，可在单位页撤回。')
    },
    'units.unmerge': async ({ id }, { scope }) => {
      await undoMerge(context, scope, id)
      return done('已撤回归并，两家各自恢复。')
    },
    'units.listReviews': async ({ state, after, limit }, { scope }) =>
      readPersonal(context, scope, 'units.listReviews', (db, eyes) =>
        listReviews(db, scope, { state, start: pageStart(after), limit }, eyes),
      ),
    'units.decideReview': async ({ id, same, unit }, { scope }) => {
      await decideReview(context, scope, id, same, unit ?? null)
      return done(same ? '已并入这一家。' : '已作为新的一家列入台账。')
    },
    'units.reopenReview': async ({ id }, { scope }) => {
      await reopenReview(context, scope, id)
      return done('已撤回，重新等待核对。')
    },
    'units.precedence': async (_input, { scope, db }) => {
      const table = await findPrecedence(db, scope)
      return {
        rows: factNames.map((fact) => ({
          fact,
          label: factLabels[fact],
          order: [...table[fact].order],
          newestFirst: table[fact].newestFirst,
          keptBy: registerOf(fact),
        })),
      }
    },
  }
}

const say = (n: number): string => n.toLocaleString('zh-CN')

/** What a person typed, as it is kept; null takes the point out. */
function statedPoint(text: string): string | null {
  if (text === '') return null
  const reading = readPointText(text)
  if (!reading.ok) throw unitsProblem('point-unreadable', { why: reading.why, remedy: reading.remedy })
  return pointText(reading.point)
}

function readCursor(after: string | undefined): { key: string | number; id: string } | null {
  if (after === undefined) return null
  try {
    const parsed: unknown = JSON.parse(after)
    if (!Array.isArray(parsed)) return null
    const [key, id] = parsed as unknown[]
    return (typeof key === 'string' || typeof key === 'number') && typeof id === 'string' ? { key, id } : null
  } catch {
    return null
  }
}
