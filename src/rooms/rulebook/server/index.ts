import { parseDay } from '../../../kernel/day.ts'
import { serve } from '../../../platform/server/http/route.ts'
import type { RoomServer } from '../../../platform/server/room.ts'
import { rulebookEndpoints, rulebookVerbs } from '../contract.ts'
import { RULES_VERSION } from '../rules/builtin.ts'
import { rulebookAuditWords } from './audit-words.ts'
import { rulebook1 } from './migrations/0001-rulebook.ts'
import { rulebook2 } from './migrations/0002-protection.ts'
import { rulebook3 } from './migrations/0003-rule-choice.ts'
import { listPresets } from './reads.ts'
import { listRules, setRule } from './rules.ts'
import { addBuiltIns, savePreset } from './writes.ts'

export const rulebookServer: RoomServer = {
  name: 'rulebook',
  auditWords: rulebookAuditWords,
  migrations: [rulebook1, rulebook2, rulebook3],
  prepare: addBuiltIns,
  verbs: { title: '规则', table: rulebookVerbs },
  serve(app, context) {
    const { database, clock } = context
    serve(app, context, rulebookEndpoints, {
      'rulebook.rules': async ({ asOf }, { scope }) => ({
        rows: await listRules(database.as(scope), scope, (asOf === undefined ? null : parseDay(asOf)) ?? clock.today()),
        version: RULES_VERSION,
      }),
      'rulebook.setRule': (input, { scope }) => setRule(context, scope, input),
      'rulebook.presets': async (_input, { scope }) => ({ rows: await listPresets(database.as(scope), scope) }),
      'rulebook.savePreset': ({ id, preset }, { scope }) => savePreset(context, scope, id, preset),
    })
  },
}
