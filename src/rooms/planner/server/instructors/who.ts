import { sql } from 'kysely'
import { maskName } from '../../../../kernel/mask.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import type { Secrets } from '../../../../platform/server/secrets.ts'
import { scopeSql } from '../../../units/server/public.ts'
import { plannerProblem, type Handover } from '../../contract.ts'
import { isVacancy } from '../../rules/vacancy.ts'

/** What names an instructor to the screen without saying who it is: the same for as long as the name is. */
export function instructorKey(secrets: Secrets, name: string): string {
  return secrets.hash('name', name)
}

/**
 * The name behind a key. Whoever stated a purpose may give the name itself; else a name is not answered, so that nobody
 * finds out by trying names who works where.
 */
export async function findInstructor(db: Db | Tx, scope: Scope, secrets: Secrets, given: string): Promise<string> {
  if (/^[0-9a-f]{32}$/.test(given)) {
    const rows = await rowsOf<{ name: string }>(
      db,
      sql`select distinct instructor as name from unit where ${scopeSql(scope)} and instructor is not null`,
    )
    const found = rows.find(({ name }) => instructorKey(secrets, name) === given)
    if (found) return found.name
  } else if (scope.purpose !== null) return given
  throw plannerProblem('instructor-not-found', { name: maskName(given) })
}

/** A place still to be filled is nobody. */
export function showInstructor(eyes: Eyes, name: string | null): string | null {
  return isVacancy(name) ? name : eyes.show('name', name)
}

export function showHandover(eyes: Eyes, { name, sentence, rows }: Handover): Handover {
  const shown = eyes.show('name', name)
  return {
    name: shown,
    // Its sentence begins with the name.
    sentence: sentence.startsWith(name) ? shown + sentence.slice(name.length) : sentence.replaceAll(name, shown),
    rows: rows.map((row) => ({
      ...row,
      successor: eyes.show('name', row.successor),
      second: eyes.show('name', row.second),
    })),
  }
}
