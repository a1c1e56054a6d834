import type { FastifyInstance } from 'fastify'
import type { AuditWords } from '../../../platform/server/audit.ts'
import type { Migration } from '../../../platform/server/db/migrate.ts'
import type {
  PersonalColumn,
  PersonalExport,
  Retention,
  SealedColumn,
} from '../../../platform/server/personal/kinds.ts'
import type { Context } from '../../../platform/server/room.ts'

/** What a part of the room brings; the room's manifest joins them. Verbs are the room's. */
export interface SubRoom {
  readonly migrations: readonly Migration[]
  readonly auditWords?: Readonly<Record<string, AuditWords>>
  readonly personal?: readonly PersonalColumn[]
  readonly sealed?: readonly SealedColumn[]
  readonly personalExports?: Readonly<Record<string, PersonalExport>>
  readonly retention?: readonly Retention[]
  readonly prepare?: (context: Context) => Promise<void>
  readonly react?: (context: Context) => void
  readonly serve: (app: FastifyInstance, context: Context) => void
}
