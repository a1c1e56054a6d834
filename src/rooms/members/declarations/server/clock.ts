import { sql } from 'kysely'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { registerClock } from '../../../organizations/deadlines/server/public.ts'
import { declarationDeadlines, type DeclarationFacts } from '../rules/deadlines.ts'

/** Until when somebody who declared is answered. */
export function registerDeclarationClock(context: Context): void {
  registerClock<DeclarationFacts>(context, {
    source: 'declarations',
    subjectKind: 'declaration',
    kinds: {
      receipt: {
        title: '答复自愿申报',
        verb: 'members.declare',
        page: ({ subject }) => `/declarations?open=${subject}`,
      },
    },
    subjects: async (db, { district }) =>
      (
        await rowsOf<{ id: string }>(
          db,
          sql`select id from declaration where district = ${district} and state = 'received'`,
        )
      ).map(({ id }) => id),
    load: (tx, { district }, subjects) =>
      rowsOf<DeclarationFacts>(
        tx,
        sql`select id, state, declared, path from declaration
          where district = ${district} and id = any(${[...subjects]}::text[])`,
      ),
    compute: declarationDeadlines,
  })
}
