import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import {
  facts as factLabels,
  registerShape,
  unitsProblem,
  type FactName,
  type FactValue,
  type Register,
} from '../contract.ts'
import { registerOf, registerWords, standingUpon } from '../rules/registers.ts'
import { findRecords } from './records.ts'

/** Sources in whose name only a room of this product writes. */
export const REGISTERS: readonly Register[] = registerShape.options

/** Throws `units.kept-by-register` when a hand would state what a register keeps of this unit. */
export async function refuseKept(db: Db | Tx, scope: Scope, id: string, names: readonly FactName[]): Promise<void> {
  if (names.every((name) => registerOf(name) === null)) return
  const records = (await findRecords(db, scope, [id])).get(id) ?? []
  for (const register of REGISTERS) {
    const kept = names.filter((name) => registerOf(name) === register)
    if (kept.length === 0 || !records.some(({ source }) => source === register)) continue
    const { name, remedy } = registerWords[register]
    throw unitsProblem('kept-by-register', {
      facts: kept.map((fact) => factLabels[fact]).join('、'),
      register: name,
      remedy,
    })
  }
}

/** Units upon which an organisation or members stand, by name: they cannot vanish from the ledger. */
async function findStanding(
  db: Db | Tx,
  scope: Scope,
  units: readonly string[],
): Promise<{ name: string; registers: Register[] }[]> {
  const rows = await rowsOf<{
    unit_id: string
    name: string
    source: Register
    facts: Partial<Record<FactName, FactValue>>
  }>(
    db,
    sql`select r.unit_id, u.name, r.source, r.facts from unit_record r
      join unit u on u.district = r.district and u.id = r.unit_id
      where r.district = ${scope.district} and r.state = 'live' and r.source in (${sql.join(REGISTERS)})
        and r.unit_id in (select value from json_array_elements_text(${JSON.stringify(units)}::json))
      order by u.name, r.unit_id, r.source desc`,
  )
  const found = new Map<string, { name: string; registers: Register[] }>()
  for (const row of rows) {
    const register = standingUpon([row])
    if (register === null) continue
    const known = found.get(row.unit_id)
    if (known) known.registers.push(register)
    else found.set(row.unit_id, { name: row.name, registers: [register] })
  }
  return [...found.values()]
}

const MOST = 20

/** Why an import cannot be taken back that alone knows these units. */
export async function sayStanding(db: Db | Tx, scope: Scope, units: readonly string[]): Promise<string[]> {
  const found = await findStanding(db, scope, units)
  return found.slice(0, MOST).map(({ name, registers }) => {
    const words = registers.map((register) => registerWords[register])
    const where = words.map((one) => one.name).join('、')
    return `“${name}”只有这一批记载，而${where}里还有它；请先${words.map((one) => one.remedy).join('，')}。`
  })
}

/** Throws `units.stands-in-register` for a unit that is merged away while a register stands upon it and took nothing along. */
export async function refuseLeft(tx: Tx, wide: Scope, gone: string, carried: readonly string[]): Promise<void> {
  const [found] = await findStanding(tx, wide, [gone])
  const left = found?.registers.find((register) => !carried.includes(register))
  if (found === undefined || left === undefined) return
  const { name: register, remedy } = registerWords[left]
  throw unitsProblem('stands-in-register', { name: found.name, register, remedy })
}
