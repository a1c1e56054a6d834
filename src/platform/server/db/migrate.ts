import { sql } from 'kysely'
import { Problem } from '../../../kernel/problem.ts'
import { platformProblem } from '../../contract.ts'
import { backupProblem } from '../backup/problems.ts'
import { rowsOf, type Database } from './database.ts'
import { MAKE_ROLES } from './policies.ts'

/** One step of a room's tables. Steps are never edited once released; a change is a further step. */
export interface Migration {
  readonly room: string
  readonly number: number
  readonly sql: string
}

/** A table that stands in a server database while a backup is being put into it. */
export const UNFINISHED = 'juxin_restoring'

export interface Migrating {
  /** Runs before the first further step on tables that hold an office's rows; when it fails nothing is changed. */
  readonly before?: (() => Promise<void>) | undefined
  /** The restore itself makes tables in a database that is marked as unfinished. */
  readonly unfinished?: true
}

/** Brings the tables up to date, each step in a transaction of its own. Errors when the data was written by a newer version. */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
  { before, unfinished }: Migrating = {},
): Promise<number> {
  if (unfinished !== true && (await hasTable(database, UNFINISHED))) throw backupProblem('restore-unfinished')
  await database.writeAsOwner(async (tx) => {
    for (const statement of MAKE_ROLES) await sql.raw(statement).execute(tx)
    await sql`create table if not exists schema_migration (
      room text not null, number int not null, at timestamptz not null default now(), primary key (room, number))`.execute(
      tx,
    )
  })
  const known = new Set(migrations.map((step) => `${step.room} ${step.number}`))
  const { rows } = await sql<{ room: string; number: number }>`select room, number from schema_migration`.execute(
    database.owner,
  )
  if (rows.some((row) => !known.has(`${row.room} ${row.number}`))) throw platformProblem('data-newer')
  const done = new Set(rows.map((row) => `${row.room} ${row.number}`))
  const pending = migrations.filter((step) => !done.has(`${step.room} ${step.number}`))
  if (pending.length > 0 && before !== undefined && done.size > 0 && (await hasRows(database))) {
    try {
      await before()
    } catch (error) {
      throw backupProblem('upgrade-not-backed-up', { why: error instanceof Error ? error.message : String(error) })
    }
  }
  for (const step of pending) {
    try {
      await database.writeAsOwner(async (tx) => {
        for (const statement of splitStatements(step.sql)) await sql.raw(statement).execute(tx)
        await sql`insert into schema_migration (room, number) values (${step.room}, ${step.number})`.execute(tx)
      })
    } catch (error) {
      // On empty tables there is nothing to go back to.
      if (done.size === 0 || error instanceof Problem) throw error
      const why = error instanceof Error ? error.message : String(error)
      throw backupProblem('upgrade-failed', { step: `${step.room} ${step.number}`, why })
    }
  }
  return pending.length
}

async function hasTable(database: Database, name: string): Promise<boolean> {
  const [row] = await rowsOf<{ there: boolean }>(
    database.owner,
    sql`select to_regclass(${`public.${name}`}) is not null as there`,
  )
  return row?.there === true
}

/** Whether somebody has worked here: whatever is written leaves a row in the trail. */
async function hasRows(database: Database): Promise<boolean> {
  if (!(await hasTable(database, 'audit'))) return false
  return (await rowsOf(database.owner, sql`select 1 from audit limit 1`)).length > 0
}

/** Statements end with a semicolon at the end of a line; migrations hold no function bodies. */
function splitStatements(text: string): string[] {
  return text
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}
