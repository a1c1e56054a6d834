import { sql } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import { personalExport } from '../../../../platform/server/personal/kinds.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { declarationsEndpoints, type DeclarationFilter, type DeclarationRow } from '../contract.ts'
import { declaredPlaceNames, stateNames } from '../rules/words.ts'
import { filterDeclarations, isNewestFirst, listDeclarations, presentRow, type Cut } from './reads.ts'

type ExportInput = z.infer<(typeof declarationsEndpoints)['declarations.export']['input']>

export function filterOf({ format: _format, release: _release, ...filter }: ExportInput): DeclarationFilter {
  return filter
}

export const declarationsExports = {
  'declarations.export': personalExport({
    endpoint: declarationsEndpoints['declarations.export'],
    words: '自愿申报登记簿，含姓名、电话',
    // The trail knows whom by number only: a key of the name would be the same as that of a member of that name.
    persons: async (db, scope, input, context) => {
      const book = await findRuleBook(db, scope, context.clock.today())
      const where = await filterDeclarations(context, db, scope, filterOf(input), book)
      const [row] = await rowsOf<{ n: number }>(
        db,
        sql`select count(*)::int as n from declaration where ${where} and declaration.name is not null`,
      )
      return { count: row?.n ?? 0, names: [] }
    },
  }),
}

interface Column {
  readonly title: string
  readonly width: number
  readonly cell: (row: DeclarationRow) => string | null
}

export const exportColumns: readonly Column[] = [
  { title: '申报日期', width: 12, cell: ({ declared }) => declared },
  { title: '姓名', width: 12, cell: ({ name }) => name },
  { title: '电话', width: 16, cell: ({ phone }) => phone },
  { title: '组织关系在哪里', width: 26, cell: ({ placeKind }) => declaredPlaceNames[placeKind] },
  { title: '党组织', width: 30, cell: ({ relation }) => relation },
  { title: '工作单位', width: 30, cell: ({ unitName, workplace }) => unitName ?? workplace },
  { title: '镇街', width: 16, cell: ({ townName }) => townName },
  { title: '方式', width: 8, cell: ({ paper }) => (paper ? '纸质' : '网上') },
  { title: '最迟答复', width: 12, cell: ({ by }) => by },
  { title: '办理情况', width: 10, cell: ({ state }) => stateNames[state] },
  { title: '最近办理', width: 12, cell: ({ changed }) => changed },
]

const PAGE = 500

export async function* exportRows(
  context: Pick<Context, 'secrets' | 'clock'>,
  db: Db,
  scope: Scope,
  filter: DeclarationFilter,
  eyes: Eyes,
): AsyncGenerator<(string | null)[]> {
  const book = await findRuleBook(db, scope, context.clock.today())
  const where = await filterDeclarations(context, db, scope, filter, book)
  let after: Cut['after'] = null
  for (;;) {
    const cut: Cut = { after, limit: PAGE, newestFirst: isNewestFirst(filter) }
    const rows = await listDeclarations(db, scope, where, cut)
    for (const row of rows) {
      const shown = presentRow(context, row, book, eyes)
      yield exportColumns.map(({ cell }) => cell(shown))
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = { declared: last.declared, id: last.id }
  }
}
