import { sql } from 'kysely'
import { platformProblem } from '../../contract.ts'
import type { Database } from './database.ts'
import { MAKE_ROLES } from './policies.ts'

/** One step of a room's tables. Steps are never edited once released; a change is a further step. */
export interface Migration {
  readonly room: string
  readonly number: number
  readonly sql: string
}

/** Brings the tables up to date, each step in a transaction of its own. Errors when the data was written by a newer version. */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<number> {
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
  let applied = 0
  for (const step of migrations) {
    if (done.has(`${step.room} ${step.number}`)) continue
    await database.writeAsOwner(async (tx) => {
      for (const statement of splitStatements(step.sql)) await sql.raw(statement).execute(tx)
      await sql`insert into schema_migration (room, number) values (${step.room}, ${step.number})`.execute(tx)
    })
    applied++
  }
  return applied
}

/** Statements end with a semicolon at the end of a line; migrations hold no function bodies. */
function splitStatements(text: string): string[] {
  return text
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}
