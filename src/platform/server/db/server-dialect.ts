import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely'
import type { PoolClient } from 'pg'
import { enter, type Standing } from './standing.ts'

/**
 * Kysely on a PostgreSQL server, standing as one scope. Each query runs in a transaction that begins with `SET LOCAL`,
 * also when it only reads: a setting of the session would not travel to the workers of a Citus cluster, and would stay
 * behind on a connection that the next caller gets.
 */
export class ServerDialect implements Dialect {
  readonly #connect: () => Promise<PoolClient>
  readonly #standing: Standing

  constructor(connect: () => Promise<PoolClient>, standing: Standing) {
    this.#connect = connect
    this.#standing = standing
  }

  createAdapter() {
    return new PostgresAdapter()
  }

  createDriver(): Driver {
    // The program's own role stands nowhere and needs no transaction of its own, which VACUUM and the like refuse.
    const opening = this.#standing.role === null ? null : ['begin', ...enter(this.#standing, 'local')].join('; ')
    return {
      init: async () => {},
      acquireConnection: async () => {
        const connection = new ServerConnection(await this.#connect())
        try {
          if (opening !== null) await connection.begin(opening)
          return connection
        } catch (error) {
          await connection.release()
          throw error
        }
      },
      releaseConnection: (connection) => asOurs(connection).release(),
      beginTransaction: async (connection) => {
        if (opening === null) await asOurs(connection).begin('begin')
      },
      commitTransaction: (connection) => asOurs(connection).end('commit'),
      rollbackTransaction: (connection) => asOurs(connection).end('rollback'),
      destroy: async () => {},
    }
  }

  createIntrospector(db: ConstructorParameters<typeof PostgresIntrospector>[0]) {
    return new PostgresIntrospector(db)
  }

  createQueryCompiler() {
    return new PostgresQueryCompiler()
  }
}

/** Kysely hands back what `acquireConnection` made. */
function asOurs(connection: DatabaseConnection): ServerConnection {
  return connection as ServerConnection
}

class ServerConnection implements DatabaseConnection {
  readonly #client: PoolClient
  #open = false
  #lost: Error | null = null

  constructor(client: PoolClient) {
    this.#client = client
  }

  async begin(text: string): Promise<void> {
    try {
      await this.#run(text)
      this.#open = true
    } catch (error) {
      this.#lost = error instanceof Error ? error : new Error(String(error))
      throw error
    }
  }

  async end(text: 'commit' | 'rollback'): Promise<void> {
    this.#open = false
    await this.#run(text)
  }

  /** A connection that cannot be brought out of its transaction is thrown away, never handed on. */
  async release(): Promise<void> {
    try {
      if (this.#open && this.#lost === null) await this.end('commit')
    } catch (error) {
      this.#lost ??= error instanceof Error ? error : new Error(String(error))
    }
    this.#client.release(this.#lost ?? undefined)
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const answer = await this.#run(query.sql, [...query.parameters])
    return { rows: answer.rows as R[], numAffectedRows: BigInt(answer.rowCount ?? 0) }
  }

  streamQuery(): never {
    throw new Error('rows are paged by key, not streamed: the embedded database cannot')
  }

  async #run(text: string, values?: unknown[]) {
    try {
      return values === undefined ? await this.#client.query(text) : await this.#client.query(text, values)
    } catch (error) {
      if (error instanceof Error && /terminat|ECONNRESET|EPIPE/i.test(error.message)) this.#lost = error
      throw error
    }
  }
}
