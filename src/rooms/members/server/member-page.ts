import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Eyes } from '../../../platform/server/personal/eyes.ts'
import { makeVault } from '../../../platform/server/personal/vault.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { MemberPage } from '../contract.ts'
import { placeNames } from '../rules/words.ts'
import { openName } from './keys.ts'
import { requireMember, type StoredMember } from './stored.ts'
import { nameWorkplaces } from './workplaces.ts'

/** Everything that is kept of one member, as the eyes may see it. */
export async function readMember(
  context: Pick<Context, 'secrets' | 'clock' | 'database'>,
  db: Db | Tx,
  scope: Scope,
  id: string,
  eyes: Eyes,
): Promise<MemberPage> {
  const member = await requireMember(db, scope, id)
  const vault = makeVault(context.secrets, context.clock)
  const { name, nameHash: _, chain: _chain, path: _path, source: _source, account, ...kept } = member
  return {
    ...kept,
    ...(await findSurroundings(context, db, scope, member)),
    name: eyes.show('name', openName(context.secrets, name), account ?? undefined),
    phone: await vault.open(db, scope, id, 'phone', eyes),
    identity: await vault.open(db, scope, id, 'identity', eyes),
    hasAccount: account !== null,
    partIn: await rowsOf<MemberPage['partIn'][number]>(
      db,
      sql`select coalesce(o.id, '') as organization, coalesce(o.name, '其他党组织') as name, p.kind, p.valid_from as "from", p.valid_to as "to"
        from member_part p left join organization o on o.district = p.district and o.id = p.organization
        where p.district = ${scope.district} and p.member = ${id} order by p.valid_from desc`,
    ),
    history: await findHistory(db, scope, id),
    events: await rowsOf<MemberPage['events'][number]>(
      db,
      sql`select id, day, words, reason, actor as by from member_event
        where district = ${scope.district} and member = ${id} order by day desc, id desc limit 200`,
    ),
  }
}

/** Organisation and workplace, as far as they are reached or told by name. */
async function findSurroundings(
  context: Pick<Context, 'database'>,
  db: Db | Tx,
  scope: Scope,
  { organization, unit }: StoredMember,
) {
  const find = async (table: 'organization' | 'unit', id: string | null) => {
    if (id === null) return undefined
    const [row] = await rowsOf<{ id: string; name: string }>(
      db,
      sql`select id, name from ${sql.table(table)} where district = ${scope.district} and id = ${id}`,
    )
    return row
  }
  const [seat, workplace] = [await find('organization', organization), await find('unit', unit)]
  const known = { organization: seat?.id ?? null, unitName: workplace?.name ?? null, workplace: unit }
  const [told] = await nameWorkplaces(context, db, scope, [known])
  return {
    organization: known.organization,
    organizationName: seat?.name ?? null,
    unit: workplace?.id ?? null,
    unitName: told?.unitName ?? null,
  }
}

const HOW: Readonly<Record<string, string>> = {
  in: '登记入册',
  within: '区内调整',
  out: '转出',
  merge: '随党组织合并、撤销转来',
  correct: '按核对结果更正',
}

async function findHistory(db: Db | Tx, scope: Scope, id: string): Promise<MemberPage['history']> {
  const rows = await rowsOf<{
    from: string
    to: string | null
    name: string | null
    how: string
    place: keyof typeof placeNames
  }>(
    db,
    sql`select r.valid_from as "from", r.valid_to as "to", o.name, r.how, r.place from member_relation r
      left join organization o on o.district = r.district and o.id = r.organization
      where r.district = ${scope.district} and r.member = ${id} order by r.valid_from desc, r.event desc`,
  )
  return rows.map(({ from, to, name, how, place }) => ({
    from,
    to,
    organizationName: name ?? '区外',
    words: `${HOW[how] ?? how} · 组织关系在${placeNames[place]}`,
  }))
}
