import type { RoomServer } from '../../../platform/server/room.ts'
import { plannerVerbs } from '../contract.ts'
import { plannerAuditWords } from './audit-words.ts'
import { servePlanner } from './endpoints.ts'
import { plannerRetention } from './instructors/keeping.ts'
import { planner1 } from './migrations/0001-planner.ts'
import { planner2 } from './migrations/0002-scenarios.ts'
import { planner3 } from './migrations/0003-pairs-and-instructors.ts'
import { planner4 } from './migrations/0004-protection.ts'
import { planner5 } from './migrations/0005-search-without-names.ts'
import { plannerExports, plannerPersonal } from './persons.ts'
import { settleAll } from './refine/write-proof.ts'

export const plannerServer: RoomServer = {
  name: 'planner',
  auditWords: plannerAuditWords,
  verbs: { title: '组建', table: plannerVerbs },
  personal: plannerPersonal,
  personalExports: plannerExports,
  retention: plannerRetention,
  migrations: [planner1, planner2, planner3, planner4, planner5],
  serve: servePlanner,
  prepare: (context) => context.database.write(context.localScope(), settleAll),
}
