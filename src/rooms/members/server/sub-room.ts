import type { FastifyInstance } from 'fastify'
import type { AuditSubjects, AuditWords } from '../../../platform/server/audit.ts'
import type { Migration } from '../../../platform/server/db/migrate.ts'
import type {
  OwnFacts,
  PersonalColumn,
  PersonalExport,
  Retention,
  SealedColumn,
} from '../../../platform/server/personal/kinds.ts'
import type { Context } from '../../../platform/server/room.ts'

/** What a part of this room (rosters, transfers, development, declarations) gives to the room's manifest. */
export interface MembersSubRoom {
  readonly migrations: readonly Migration[]
  readonly auditWords?: Readonly<Record<string, AuditWords>>
  readonly auditSubjects?: AuditSubjects
  readonly personal?: readonly PersonalColumn[]
  readonly sealed?: readonly SealedColumn[]
  readonly personalExports?: Readonly<Record<string, PersonalExport>>
  readonly ownFacts?: readonly OwnFacts[]
  readonly retention?: readonly Retention[]
  readonly react?: (context: Context) => void
  readonly prepare?: (context: Context) => Promise<void>
  readonly serve: (app: FastifyInstance, context: Context) => void
}
