import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import { organizationsEvents } from '../../contract.ts'
import { registerClock } from '../../deadlines/server/public.ts'
import type { OrganizationsChanged, SubRoom } from '../../server/public.ts'
import { lifeAuditWords } from './audit-words.ts'
import { lifeClock, settleClock } from './clock.ts'
import { serveLife } from './endpoints.ts'
import { life4 } from './migrations/0004-life.ts'

export const lifeServer: SubRoom = {
  migrations: [life4],
  auditWords: lifeAuditWords,
  react(context) {
    registerClock(context, lifeClock)
    context.reactions.on(
      organizationsEvents.changed,
      (tx: Tx, wide: Scope, { organizations }: OrganizationsChanged): Promise<void> =>
        settleClock(
          context,
          tx,
          wide,
          organizations.map(({ id }) => id),
        ),
    )
  },
  serve: serveLife,
}
