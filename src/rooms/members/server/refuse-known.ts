import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { membersProblem, type MemberFields } from '../contract.ts'
import { findByIdentity, findByName } from './find.ts'
import { memberReachSql } from './reach.ts'

interface Known {
  readonly id: string
  readonly status: string
  readonly organization: string | null
  readonly unit: string | null
  readonly born: string | null
  readonly where: string | null
}

/**
 * Before somebody is written anew. One identity number is one person, in the whole district: where the record is out of
 * the actor's reach, only that there is one is said. Equal names prove nothing: within the same organisation, unit or
 * birthday they are asked about, and whoever looked says so (`other`).
 * @throws members.on-file, same-name
 */
export async function refuseKnown(
  context: Context,
  tx: Tx,
  scope: Scope,
  fields: Pick<MemberFields, 'name' | 'identity' | 'organization' | 'unit' | 'born'>,
  other: boolean,
): Promise<void> {
  if (fields.identity !== null && fields.identity !== '') {
    const { identity } = fields
    const known = await context.database.derive(tx, scope, (wide) => findByIdentity(context, tx, wide, identity))
    if (known.length > 0) {
      const [seen] = await loadKnown(tx, scope, known)
      const where = seen === undefined ? '你负责范围以外的党组织' : (seen.where ?? '没有党组织的名单')
      throw membersProblem('on-file', { where: seen?.status === 'ended' ? `${where}（已不在册，可重新在册）` : where })
    }
  }
  if (other) return
  const same = await loadKnown(tx, scope, await findByName(context, tx, scope, fields.name))
  const doubtful = same.find(
    (one) =>
      (one.organization !== null && one.organization === fields.organization) ||
      (one.unit !== null && one.unit === fields.unit) ||
      (one.born !== null && one.born === fields.born),
  )
  if (doubtful) throw membersProblem('same-name', { where: doubtful.where ?? '没有党组织的名单' })
}

async function loadKnown(tx: Tx, scope: Scope, ids: readonly string[]): Promise<Known[]> {
  if (ids.length === 0) return []
  return rowsOf<Known>(
    tx,
    sql`select member.id, member.status, member.organization, member.unit_id as unit, member.born, o.name as "where"
      from member left join organization o on o.district = member.district and o.id = member.organization
      where ${memberReachSql(scope)} and member.id = any(${[...ids]}::text[])`,
  )
}
