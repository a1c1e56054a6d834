import { maskName } from '../../../kernel/mask.ts'
import type { Scope } from '../../../kernel/scope.ts'
import type { Db } from '../../../platform/server/db/database.ts'
import type { Handlers } from '../../../platform/server/http/route.ts'
import { openEyes, type Eyes } from '../../../platform/server/personal/eyes.ts'
import { exportPersonal } from '../../../platform/server/personal/export-personal.ts'
import { noteSeen, readPersonal } from '../../../platform/server/personal/read-personal.ts'
import type { Context } from '../../../platform/server/room.ts'
import { sendFile } from '../../../platform/server/http/send-file.ts'
import { writeXlsx } from '../../../platform/server/spreadsheets/write-xlsx.ts'
import { plannerProblem, type InstructorRow, type plannerEndpoints } from '../contract.ts'
import { beltsSheets } from './belts/belts-sheets.ts'
import { findBelts } from './belts/find-belts.ts'
import { findHandover, handoverSheet } from './instructors/handover.ts'
import { listInstructorRows } from './instructors/reads.ts'
import { saveInstructor } from './instructors/settings.ts'
import { findInstructor, instructorKey, showHandover } from './instructors/who.ts'
import { findPlanMap } from './map/plan-map.ts'
import { dropPair, listPairs, presentPair, savePair } from './pairs/pairs.ts'
import { findPlan, type PlanRow } from './reads.ts'
import { tryChange } from './try-change.ts'

type More =
  | 'planner.map'
  | 'planner.tryChange'
  | 'planner.pairs'
  | 'planner.savePair'
  | 'planner.dropPair'
  | 'planner.instructors'
  | 'planner.saveInstructor'
  | 'planner.handover'
  | 'planner.handoverXlsx'
  | 'planner.belts'
  | 'planner.beltsXlsx'

/** The plan on the map, and what the office says about units for planning. */
export function moreHandlers(context: Context): Pick<Handlers<typeof plannerEndpoints>, More> {
  const getPlan = async (db: Db, scope: Scope, id: string): Promise<PlanRow> => {
    const plan = await findPlan(db, scope, id)
    if (!plan) throw plannerProblem('plan-not-found')
    return plan
  }
  const shown = ({ name, ...row }: Omit<InstructorRow, 'key'>, eyes: Eyes): InstructorRow => ({
    ...row,
    key: instructorKey(context.secrets, name),
    name: eyes.show('name', name),
  })
  const handover = async (db: Db, scope: Scope, { name, capacity }: { name: string; capacity: number }) =>
    findHandover(db, scope, context.clock.today(), {
      name: await findInstructor(db, scope, context.secrets, name),
      capacity,
    })
  return {
    'planner.map': async ({ id, town }, { scope, db }) =>
      findPlanMap(db, scope, await getPlan(db, scope, id), town ?? null),
    'planner.tryChange': async ({ id, members }, { scope, db }) => tryChange(context, db, scope, id, members),
    'planner.pairs': async (_, { scope, db }) => ({ rows: (await listPairs(db, scope)).map(presentPair) }),
    'planner.savePair': async (input, { scope }) =>
      context.database.write(scope, (tx) => savePair(context, tx, scope, input)),
    'planner.dropPair': async ({ id }, { scope }) => {
      await context.database.write(scope, (tx) => dropPair(context, tx, scope, id))
      return {}
    },
    'planner.instructors': async (_, { scope }) =>
      readPersonal(context, scope, 'planner.instructors', async (db, eyes) => ({
        rows: (await listInstructorRows(db, scope, context.clock.today())).map((row) => shown(row, eyes)),
      })),
    'planner.saveInstructor': async (input, { scope }) =>
      context.database.write(scope, async (tx) => {
        const name = await findInstructor(tx, scope, context.secrets, input.name)
        await saveInstructor(context, tx, scope, { ...input, name })
        const [row] = await listInstructorRows(tx, scope, context.clock.today(), name)
        if (!row) throw plannerProblem('instructor-not-found', { name: maskName(name) })
        const eyes = openEyes(context.secrets, scope)
        const answer = shown(row, eyes)
        await noteSeen(context, tx, scope, 'planner.instructors', eyes)
        return answer
      }),
    'planner.handover': async (input, { scope }) =>
      readPersonal(context, scope, 'planner.handover', async (db, eyes) =>
        showHandover(eyes, await handover(db, scope, input)),
      ),
    'planner.handoverXlsx': async (input, call) => {
      const { scope, db, reply } = call
      const eyes = await exportPersonal(context, call, 'planner.handoverXlsx', input)
      const sheet = handoverSheet(showHandover(eyes, await handover(db, scope, input)), context.clock.today())
      return sendFile(reply, '离任交接名单.xlsx', (out) => writeXlsx(out, { sheets: [sheet] }))
    },
    'planner.belts': async (input, { scope, db }) => (await findBelts(db, scope, context.clock.today(), input)).belts,
    'planner.beltsXlsx': async (input, { scope, db, reply }) => {
      const day = context.clock.today()
      const found = await findBelts(db, scope, day, input)
      return sendFile(reply, '示范带.xlsx', (out) =>
        writeXlsx(out, { sheets: beltsSheets(db, scope, found, input.of, day) }),
      )
    },
  }
}
