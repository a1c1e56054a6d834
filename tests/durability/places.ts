import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { makeId } from '../../src/kernel/ids.ts'
import type { Config } from '../../src/platform/server/config.ts'

/** Empty places to restore into: a folder, and a database where TEST_DATABASE_URL names a server. */
export interface Place {
  readonly kind: 'embedded' | 'postgres'
  readonly config: Config
  remove(): Promise<void>
}

export function emptyFolderPlace(like: Config): Place {
  const base = mkdtempSync(join(tmpdir(), 'juxin-place-'))
  return {
    kind: 'embedded',
    config: { ...like, databaseUrl: null, dataDir: join(base, 'data') },
    remove: async () => rmSync(base, { recursive: true, force: true }),
  }
}

export async function emptyDatabasePlace(like: Config, server: string): Promise<Place> {
  const name = `juxin_place_${makeId(Date.now(), Math.random)}`
  await asAdmin(server, `create database ${name} encoding 'UTF8' template template0`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const base = mkdtempSync(join(tmpdir(), 'juxin-place-'))
  return {
    kind: 'postgres',
    config: { ...like, databaseUrl: url.href, dataDir: base },
    async remove() {
      await asAdmin(server, `drop database if exists ${name} with (force)`)
      rmSync(base, { recursive: true, force: true })
    },
  }
}

export async function emptyPlaces(like: Config): Promise<Place[]> {
  const server = process.env['TEST_DATABASE_URL']
  return [emptyFolderPlace(like), ...(server === undefined ? [] : [await emptyDatabasePlace(like, server)])]
}

async function asAdmin(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
