import { sql } from 'kysely'
import { isWhole, reachesPath, type Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { membersProblem, type EndReason, type MemberStatus, type PostKind, type RelationPlace } from '../contract.ts'
import { memberReachSql } from './reach.ts'

/** A member as the table holds it; `name` is sealed. */
export interface StoredMember {
  readonly id: string
  readonly name: string
  readonly nameHash: string
  readonly status: MemberStatus
  readonly place: RelationPlace
  readonly organization: string | null
  readonly chain: string
  readonly path: string
  readonly unit: string | null
  readonly joined: string | null
  readonly fullOn: string | null
  readonly gender: 'male' | 'female' | null
  readonly born: string | null
  readonly ethnicity: string | null
  readonly education: string | null
  readonly job: string | null
  readonly postKind: PostKind | null
  readonly group: string | null
  readonly floating: boolean
  readonly lostSince: string | null
  readonly since: string
  readonly ended: string | null
  readonly endReason: EndReason | null
  readonly account: string | null
  readonly source: string
  readonly version: number
}

export const STORED = sql`member.id, member.name, member.name_hash as "nameHash", member.status, member.place, member.organization,
  member.chain, member.path, member.unit_id as unit, member.joined, member.full_on as "fullOn", member.gender, member.born,
  member.ethnicity, member.education, member.job, member.post_kind as "postKind", member.group_kind as "group",
  member.floating, member.lost_since as "lostSince", member.since, member.ended, member.end_reason as "endReason",
  member.account, member.source, member.version`

export async function findMember(db: Db | Tx, scope: Scope, id: string): Promise<StoredMember | null> {
  const [row] = await rowsOf<StoredMember>(
    db,
    sql`select ${STORED} from member where ${memberReachSql(scope)} and member.id = ${id}`,
  )
  return row ?? null
}

/** @throws members.not-found, also when the member is not reached: who does not reach somebody does not learn of them. */
export async function requireMember(db: Db | Tx, scope: Scope, id: string): Promise<StoredMember> {
  const found = await findMember(db, scope, id)
  if (!found) throw membersProblem('not-found')
  return found
}

/**
 * For a deed upon a member: the relation must sit where the actor is responsible. To see somebody because of the unit they
 * work in, or because it is oneself, is not enough; who has the relation outside the district stands with the unit.
 * @throws members.not-found, members.outside-scope
 */
export async function requireEditable(tx: Tx, scope: Scope, id: string): Promise<StoredMember> {
  const found = await requireMember(tx, scope, id)
  const within =
    reachesPath(scope, found.path) && (found.organization !== null || isWhole(scope))
      ? true
      : scope.organizations.some((prefix) => found.chain.startsWith(prefix))
  if (within || (found.organization === null && found.account !== scope.account)) return found
  throw membersProblem('outside-scope')
}

/** For a deed: nobody else does anything to the member until the transaction ends. `version`: what the person looked at. */
export async function lockMember(tx: Tx, wide: Scope, id: string, version?: number): Promise<StoredMember> {
  const [row] = await rowsOf<StoredMember>(
    tx,
    sql`select ${STORED} from member where district = ${wide.district} and id = ${id} for update`,
  )
  if (!row) throw membersProblem('not-found')
  if (version !== undefined && version !== row.version) throw membersProblem('changed-meanwhile')
  return row
}

/** Members in force: everybody but the ended. */
export const LIVE = sql`status in ('full', 'probationary', 'suspended')`
