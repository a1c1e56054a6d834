import { sql } from 'kysely'
import { pageStart } from '../../../../kernel/page-start.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { Handlers } from '../../../../platform/server/http/route.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { lockOrganizations } from '../../server/deed.ts'
import { registerProblem, registerTabShape, type registerEndpoints, type RegisterTab } from '../contract.ts'
import { compareRegister, type ComparedRow } from './compare.ts'
import { readRegister, type ReadFile } from './read-file.ts'
import { undoRegister } from './undo.ts'
import { writeRegister } from './write.ts'

interface Draft {
  readonly file: ReadFile
  readonly rows: readonly ComparedRow[]
  /** Whose it is. */
  readonly account: string | null
}

/** Read, written or not; the oldest gives way. Written twice it is another comparison and is refused. */
const KEPT = 6

export function registerHandlers(context: Context): Handlers<typeof registerEndpoints> {
  const { clock, database } = context
  const drafts = new Map<string, Draft>()
  const get = (id: string, account: string | null): Draft => {
    const draft = drafts.get(id)
    if (!draft || draft.account !== account) throw registerProblem('not-found')
    return draft
  }
  return {
    'organizations.importRegister': async (_, { scope, db, request }) => {
      const file = await readRegister(request, clock.today())
      const rows = await compareRegister(db, scope, file.rows, clock.today(), clock.id)
      const id = clock.id()
      drafts.set(id, { file, rows, account: scope.account })
      for (const old of [...drafts.keys()].slice(0, -KEPT)) drafts.delete(old)
      const counts = countTabs(rows)
      return {
        id,
        file: file.file,
        sheets: file.sheets.map(({ columns, ignored, ...sheet }) => ({
          ...sheet,
          columns: [...columns],
          ignored: [...ignored],
        })),
        counts,
        sentence: sayDraft(file.file, counts),
      }
    },
    'organizations.importRows': async ({ id, tab, after, limit }, { scope }) => {
      const all = get(id, scope.account).rows.filter((row) => row.tab === tab)
      const start = pageStart(after)
      const rows = all.slice(start, start + limit)
      const next = start + rows.length
      return {
        rows: rows.map((row) => ({
          sheet: row.sheet,
          row: row.row,
          name: row.name,
          kind: row.kind,
          superior: row.superior,
          area: row.areaName,
          founded: row.founded,
          units: row.unitIds.length,
          organization: row.tab === 'same' || row.tab === 'differs' ? row.id : null,
          notes: [...row.notes],
        })),
        next: next < all.length ? String(next) : null,
        total: all.length,
      }
    },
    'organizations.commitRegister': async ({ id }, { scope }) => {
      const { file, rows } = get(id, scope.account)
      if (rows.every((row) => row.tab !== 'new')) {
        return { import: null, registered: 0, sentence: '文件里没有新的党组织，什么都没有写入。' }
      }
      const written = await database.write(scope, async (tx) => {
        await lockOrganizations(tx, scope)
        const now = await compareRegister(tx, scope, file.rows, clock.today(), clock.id)
        // What was shown is what is written: somebody's deed in between makes it another comparison.
        if (now.some((row, place) => row.tab !== rows[place]?.tab)) throw registerProblem('changed-meanwhile')
        return writeRegister(context, tx, scope, file, now)
      })
      await database.tidy(['organization', 'organization_version', 'organization_unit', 'unit'])
      return {
        import: written.id,
        registered: written.registered,
        sentence: `已登记 ${written.registered} 个党组织，可以在这里撤回。`,
      }
    },
    'organizations.listRegisterImports': async (_, { scope, db }) => {
      const rows = await rowsOf<{
        id: string
        file: string
        at: Date
        actor: string
        registered: number
        undone_at: Date | null
      }>(
        db,
        sql`select id, file, at, actor, cardinality(organizations) as registered, undone_at from organization_import
          where district = ${scope.district} order by at desc limit 50`,
      )
      return {
        rows: rows.map(({ at, actor, undone_at, ...row }) => ({
          ...row,
          at: at.toISOString(),
          by: actor,
          undone: undone_at !== null,
        })),
      }
    },
    'organizations.undoRegister': async ({ id, reason }, { scope }) => {
      const { removed } = await database.write(scope, (tx) => undoRegister(context, tx, scope, id, reason))
      return { ok: true as const, sentence: `已撤回，${removed} 个党组织不再在册。` }
    },
  }
}

function countTabs(rows: readonly ComparedRow[]): Record<RegisterTab, number> {
  const counts = { new: 0, differs: 0, same: 0, wrong: 0 }
  for (const { tab } of rows) counts[tab]++
  return counts
}

function sayDraft(file: string, counts: Record<RegisterTab, number>): string {
  const words: Record<RegisterTab, string> = {
    new: '个是新的',
    differs: '个在册而有不一致',
    same: '个在册且一致',
    wrong: '行有误不能写入',
  }
  const parts = registerTabShape.options.filter((tab) => counts[tab] > 0).map((tab) => `${counts[tab]} ${words[tab]}`)
  return `“${file}”读完：${parts.length === 0 ? '没有读到党组织' : parts.join('，')}。写入只登记新的，在册的一律不改。`
}
