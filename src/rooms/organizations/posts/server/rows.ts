import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Ballot } from '../contract.ts'
import type { PostHow, PostKind } from '../rules/post-kinds.ts'

export interface TermRow {
  readonly id: string
  readonly organization: string
  readonly no: number
  readonly begins: Day
  readonly due: Day | null
  readonly firstDue: Day | null
  readonly ended: Day | null
  readonly how: 'elected' | 'appointed' | 'recorded'
  readonly ballots: readonly (Ballot & { readonly elected: number; readonly line: number })[]
  readonly event: string
  readonly endedEvent: string | null
  readonly version: number
}

export interface PostRow {
  readonly id: string
  readonly organization: string
  readonly post: PostKind
  readonly how: PostHow
  /** Sealed. */
  readonly name: string
  /** Sealed. */
  readonly phone: string | null
  readonly member: string | null
  readonly votes: number | null
  readonly from: Day
  readonly to: Day | null
  readonly reason: string
  readonly event: string
  readonly endedEvent: string | null
  readonly version: number
}

export interface ShiftRow {
  readonly term: string
  readonly from: Day
  readonly to: Day
  readonly approvedBy: string
  readonly approvedOn: Day
  readonly paper: string
  readonly reason: string
  readonly by: string
}

async function terms(db: Db | Tx, scope: Scope, where: RawBuilder<unknown>): Promise<TermRow[]> {
  return rowsOf<TermRow>(
    db,
    sql`select id, organization, no, begins, due, first_due as "firstDue", ended, how, ballots, event,
        ended_event as "endedEvent", version
      from organization_term where district = ${scope.district} and not withdrawn and ${where} order by begins desc`,
  )
}

/** The newest first; what was withdrawn is not among them. */
export const listTerms = (db: Db | Tx, scope: Scope, organization: string): Promise<TermRow[]> =>
  terms(db, scope, sql`organization = ${organization}`)

export const findTerm = async (db: Db | Tx, scope: Scope, id: string): Promise<TermRow | null> =>
  (await terms(db, scope, sql`id = ${id}`))[0] ?? null

async function posts(db: Db | Tx, scope: Scope, where: RawBuilder<unknown>): Promise<PostRow[]> {
  return rowsOf<PostRow>(
    db,
    sql`select id, organization, post, how, name, phone, member, votes, valid_from as "from", valid_to as "to", reason,
        event, ended_event as "endedEvent", version
      from organization_post where district = ${scope.district} and not withdrawn and ${where}
      order by valid_from desc, id`,
  )
}

export const listPosts = (db: Db | Tx, scope: Scope, organization: string): Promise<PostRow[]> =>
  posts(db, scope, sql`organization = ${organization}`)

export const findPost = async (db: Db | Tx, scope: Scope, id: string): Promise<PostRow | null> =>
  (await posts(db, scope, sql`id = ${id}`))[0] ?? null

export async function listShifts(db: Db | Tx, scope: Scope, organization: string): Promise<ShiftRow[]> {
  return rowsOf<ShiftRow>(
    db,
    sql`select term, from_day as "from", to_day as "to", approved_by as "approvedBy", approved_on as "approvedOn", paper,
        reason, actor as "by"
      from organization_term_shift where district = ${scope.district} and organization = ${organization} order by id`,
  )
}
