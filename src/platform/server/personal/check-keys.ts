import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import type { Config } from '../config.ts'
import { rowsOf, type Database } from '../db/database.ts'
import { keyProblem } from '../key-file.ts'
import { openSecrets, type Secrets } from '../secrets.ts'
import type { SealedColumn } from './kinds.ts'

/**
 * Opens the keys for this data. A new key file is made only where nothing is sealed yet: with a new one beside old data
 * everything would seem well until somebody looks. Errors in words for the console.
 */
export async function openKeysFor(
  database: Database,
  config: Pick<Config, 'keyFile' | 'district'>,
  columns: readonly SealedColumn[],
): Promise<Secrets> {
  const path = config.keyFile
  const samples = await findSamples(database, config.district, columns)
  if (samples.length > 0 && !existsSync(path)) throw keyProblem('missing-with-data', { path })
  const secrets = openSecrets(path)
  for (const sample of samples) {
    try {
      secrets.open(sample)
    } catch {
      throw keyProblem('not-this-data', { path })
    }
  }
  return secrets
}

async function findSamples(database: Database, district: string, columns: readonly SealedColumn[]): Promise<string[]> {
  const found: string[] = []
  for (const { table, column } of columns) {
    const rows = await rowsOf<{ sealed: string }>(
      database.owner,
      sql`select ${sql.ref(column)} as sealed from ${sql.table(table)}
        where district = ${district} and ${sql.ref(column)} is not null limit 1`,
    )
    found.push(...rows.map(({ sealed }) => sealed))
  }
  return found
}
