import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { pause, rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { unitsEvents, type Coverage, type Due, type Kind, type Life, type Size } from '../contract.ts'

/** What a coverage rule may look at. Counts are persons, revenue 万元; null is "no source says". */
export interface UnitState {
  readonly kind: Kind
  readonly life: Life
  readonly employees: number | null
  readonly revenue: number | null
  readonly members_full: number | null
  readonly members_probationary: number | null
  readonly members_reported: number | null
  readonly has_organization: boolean | null
  readonly org_form: 'own' | 'joint' | null
  readonly org_name: string | null
  readonly instructor: string | null
  readonly liaison: string | null
  readonly trade_union: string | null
  readonly youth_league: string | null
  /** Reason code while an exclusion is in force. */
  readonly excluded: string | null
}

export interface Label {
  readonly coverage: Coverage
  readonly due: Due
  /** One sentence: why this state and why this action. */
  readonly reason: string
  /** 应建 under the rules in force. */
  readonly must: boolean
  readonly with_member: boolean
}

export type Labeller = (unit: UnitState) => Label

/** Where a unit counts: the cell of every roll-up it belongs to. */
export interface UnitKey {
  /** Path of its lowest known area down to town level: `210200/210211/210211001/`. */
  readonly path: string
  readonly kind: Kind
  readonly section: string
  readonly size: Size
  readonly coverage: Coverage
  readonly due: Due
  readonly must: boolean
  readonly with_member: boolean
}

/** Payload of `units.changed`: the cells that the changed units left and entered. */
export interface UnitsChanged {
  readonly before: readonly UnitKey[]
  readonly after: readonly UnitKey[]
}

const labellers = new WeakMap<Context['reactions'], (tx: Tx, scope: Scope) => Promise<Labeller>>()

/** The coverage room says how a unit is labelled; the ledger stores the label with the unit in the same transaction. */
export function useLabeller(context: Context, make: (tx: Tx, scope: Scope) => Promise<Labeller>): void {
  labellers.set(context.reactions, make)
}

const unlabelled: Labeller = () => ({ coverage: 'none', due: 'nothing', reason: '', must: false, with_member: false })

export async function makeLabeller(context: Context, tx: Tx, scope: Scope): Promise<Labeller> {
  return (await labellers.get(context.reactions)?.(tx, scope)) ?? unlabelled
}

/** Columns of a `unit` row that make up its key and its state; `townPath` cuts the path at town level. */
const STATE = sql`kind, life, employees, revenue, members_full, members_probationary, members_reported, has_organization,
  org_form, org_name, instructor, liaison, trade_union, youth_league, excluded`

export const KEY = sql`path, community, kind, section, size, coverage, due, must, with_member`

export interface KeyRow extends Omit<UnitKey, 'section'> {
  readonly community: string | null
  readonly section: string | null
}

export function unitKey(row: KeyRow): UnitKey {
  const path = row.community === null ? row.path : row.path.slice(0, row.path.length - row.community.length - 1)
  return {
    path,
    kind: row.kind,
    section: row.section ?? '',
    size: row.size,
    coverage: row.coverage,
    due: row.due,
    must: row.must,
    with_member: row.with_member,
  }
}

const SLICE = 5000

/** Labels every unit anew, e.g. when other rules come into force, and announces what moved. Returns how many changed. */
export async function relabelAll(context: Context, tx: Tx, scope: Scope): Promise<number> {
  const label = await makeLabeller(context, tx, scope)
  let after = ''
  let changed = 0
  for (;;) {
    const rows = await rowsOf<UnitState & KeyRow & { id: string; reason: string }>(
      tx,
      sql`select id, reason, ${STATE}, path, community, section, size, coverage, due, must, with_member
        from unit where district = ${scope.district} and id > ${after} order by id limit ${SLICE}`,
    )
    if (rows.length === 0) return changed
    after = rows[rows.length - 1]?.id ?? after
    const moved = rows.map((row) => ({ row, next: label(row) })).filter(({ row, next }) => differs(row, next))
    if (moved.length > 0) {
      const values = moved.map(({ row, next }) => ({ id: row.id, ...next }))
      await sql`update unit u set coverage = n.coverage, due = n.due, reason = n.reason, must = n.must, with_member = n.with_member
        from json_to_recordset(${JSON.stringify(values)}::json)
          as n(id text, coverage text, due text, reason text, must boolean, with_member boolean)
        where u.district = ${scope.district} and u.id = n.id`.execute(tx)
      const payload: UnitsChanged = {
        before: moved.map(({ row }) => unitKey(row)),
        after: moved.map(({ row, next }) => unitKey({ ...row, ...next })),
      }
      await context.reactions.emit(unitsEvents.changed, tx, scope, payload)
    }
    changed += moved.length
    await pause()
  }
}

function differs(row: Label, next: Label): boolean {
  return (
    row.coverage !== next.coverage ||
    row.due !== next.due ||
    row.reason !== next.reason ||
    row.must !== next.must ||
    row.with_member !== next.with_member
  )
}
