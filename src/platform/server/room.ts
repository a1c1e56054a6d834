import type { FastifyInstance } from 'fastify'
import type { Scope } from '../../kernel/scope.ts'
import type { AuditSubjects, AuditWords } from './audit.ts'
import type { CatalogueVerb, RoomVerbs } from './catalogue.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database, Tx } from './db/database.ts'
import type { Migration } from './db/migrate.ts'
import type { Disk } from './disk.ts'
import type { Gates } from './gate.ts'
import type { Secrets } from './secrets.ts'
import type { Jobs } from './jobs.ts'
import type { OwnFacts, PersonalColumn, PersonalExport, Retention, SealedColumn } from './personal/kinds.ts'
import type { PersonalRegistry } from './personal/registry.ts'
import type { Metrics } from './metrics.ts'

/** What every room is given. */
export interface Context {
  readonly config: Config
  readonly database: Database
  readonly jobs: Jobs
  readonly clock: Clock
  readonly reactions: Reactions
  readonly secrets: Secrets
  readonly gates: Gates
  readonly disk: Disk
  /** What all rooms keep of persons. */
  readonly personal: PersonalRegistry
  readonly metrics: Metrics
  /** How the trail says each action, of all rooms. */
  readonly auditWords: ReadonlyMap<string, AuditWords>
  /** Of all rooms: names of what the trail is about. */
  readonly auditSubjects: readonly AuditSubjects[]
  /** Every verb of all rooms, for making roles of them. */
  readonly catalogue: readonly CatalogueVerb[]
  /** The whole office, in the name of the console (command line) or of the program itself (what it prepares at its start). */
  readonly localScope: () => Scope
}

/**
 * Earlier rooms announce, later rooms react, in the same transaction: what follows from a change is there exactly when
 * the change is. Kinds of announcement are named by the announcing room's contract.
 */
export interface Reactions {
  on<P>(event: string, react: (tx: Tx, scope: Scope, payload: P) => Promise<void>): void
  emit<P>(event: string, tx: Tx, scope: Scope, payload: P): Promise<void>
}

export function makeReactions(): Reactions {
  const table = new Map<string, ((tx: Tx, scope: Scope, payload: unknown) => Promise<void>)[]>()
  return {
    on(event, react) {
      const list = table.get(event) ?? []
      // A room subscribes with the payload type that the announcing room's face declares for this event name.
      list.push(react as (tx: Tx, scope: Scope, payload: unknown) => Promise<void>)
      table.set(event, list)
    },
    async emit(event, tx, scope, payload) {
      for (const react of table.get(event) ?? []) await react(tx, scope, payload)
    },
  }
}

/** A room's manifest: what the server app needs to compose it, and nothing else. */
export interface RoomServer {
  readonly name: string
  readonly migrations: readonly Migration[]
  /** Rows that must be there before anything else, e.g. the built-in rules. Runs after the migrations, idempotent. */
  readonly prepare?: (context: Context) => Promise<void>
  readonly react?: (context: Context) => void
  /** Where the room keeps something of persons; see `personal/kinds.ts`. */
  readonly personal?: readonly PersonalColumn[]
  /** What else it keeps encrypted. */
  readonly sealed?: readonly SealedColumn[]
  /** Files with personal columns, by the name of their endpoint. */
  readonly personalExports?: Readonly<Record<string, PersonalExport>>
  /** What it holds on the person of an account, for that person's own page. */
  readonly ownFacts?: readonly OwnFacts[]
  /** What it keeps for how long. */
  readonly retention?: readonly Retention[]
  readonly serve: (app: FastifyInstance, context: Context) => void
  /** One entry for every action that the room writes into the trail. */
  readonly auditWords?: Readonly<Record<string, AuditWords>>
  /** Names of those of the ids that are the room's and that the reader may see. */
  readonly auditSubjects?: AuditSubjects
  readonly verbs?: RoomVerbs
}
