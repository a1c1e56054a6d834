import { sql } from 'kysely'
import { rowsOf } from '../../../platform/server/db/database.ts'
import { personalExport, TOLD, type PersonalColumn, type Persons } from '../../../platform/server/personal/kinds.ts'
import { plannerEndpoints } from '../contract.ts'
import { isVacancy } from '../rules/vacancy.ts'
import { findHandover } from './instructors/handover.ts'
import { findInstructor } from './instructors/who.ts'
import { findPlan } from './reads.ts'

/** Where plans name persons. */
export const plannerPersonal: readonly PersonalColumn[] = [
  { table: 'planner_instructor', column: 'name', kind: 'name', label: '党建指导员', whose: '指导员' },
  { table: 'proposal', column: 'instructor', kind: 'name', label: '方案里的指导员', whose: '指导员' },
]

export const plannerExports = {
  'planner.exportXlsx': personalExport({
    endpoint: plannerEndpoints['planner.exportXlsx'],
    words: '组建方案，含指导员姓名',
    async persons(db, scope, { id, town }) {
      const plan = await findPlan(db, scope, id)
      if (!plan) return people([])
      const rows = await rowsOf<{ name: string }>(
        db,
        sql`select distinct instructor as name from proposal where district = ${scope.district} and plan_id = ${plan.id}
          and kind = 'instructor' and instructor is not null and units > 0
          and ${town === undefined ? sql`true` : sql`area_key = ${town}`} order by 1`,
      )
      return people(rows.map(({ name }) => name))
    },
  }),
  'planner.handoverXlsx': personalExport({
    endpoint: plannerEndpoints['planner.handoverXlsx'],
    words: '离任交接名单，含指导员姓名',
    async persons(db, scope, { name, capacity }, { secrets, clock }) {
      const leaver = await findInstructor(db, scope, secrets, name)
      const { rows } = await findHandover(db, scope, clock.today(), { name: leaver, capacity })
      return people([leaver, ...rows.flatMap(({ successor, second }) => [successor ?? '', second ?? ''])])
    },
  }),
}

function people(names: readonly string[]): Persons {
  const persons = new Set(names.filter((name) => name !== '' && !isVacancy(name)))
  return { count: persons.size, names: [...persons].slice(0, TOLD) }
}
