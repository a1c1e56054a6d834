import { sql } from 'kysely'
import { isMasked } from '../../../kernel/mask.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { readIdentityNumber } from '../../../standards/identity-number.ts'
import { keyed, writeAudit } from '../../../platform/server/audit.ts'
import type { Tx } from '../../../platform/server/db/database.ts'
import { plainNumber } from '../../../platform/server/personal/vault.ts'
import type { Context } from '../../../platform/server/room.ts'
import { membersProblem, type MemberFields } from '../contract.ts'
import { contradictionOf, refuseDay } from '../rules/days.ts'
import { judgeMove } from '../rules/status-moves.ts'
import { settle } from './counts.ts'
import { nameHash, nameKeys } from './keys.ts'
import { findSeats, refuseSeat, type Seat } from './seats.ts'
import { nothingTouched, touch, type Touched } from './touched.ts'

/** What becomes a record; only what the work needs. Name and numbers come in the clear and are sealed here. */
export interface NewMember extends MemberFields {
  /** Where it came from: `hand`, `roster`, `national`, `development`, `declaration`, `transfer`. */
  readonly source: string
  readonly floating?: boolean
  readonly lostSince?: string | null
  readonly id?: string
  /** From when on the relation sits where it does, where that is another day than the deed's. */
  readonly day?: string
}

export interface AdmitDeed {
  readonly day: string
  readonly reason: string
  /** Of the event; `登记为正式党员` unless said. */
  readonly words?: string
}

/** Writes one member, with event, trail and all that follows; gives the id. @throws members.refused, bad-day, bad-number */
export async function admitMember(
  context: Context,
  tx: Tx,
  scope: Scope,
  fields: NewMember,
  deed: AdmitDeed,
): Promise<string> {
  return context.database.derive(tx, scope, async (wide) => {
    const touched = nothingTouched()
    const [id = ''] = await writeMembers(context, tx, wide, [fields], deed, touched)
    await settle(context, tx, wide, touched, deed.day)
    const seat =
      fields.organization === null ? null : (await findSeats(tx, wide, [fields.organization])).get(fields.organization)
    await writeAudit(
      tx,
      scope,
      context.clock,
      'members.add',
      id,
      {
        name: keyed(context.secrets, 'name', fields.name),
        status: fields.status,
        organization: seat?.name ?? null,
        day: deed.day,
        reason: deed.reason,
      },
      seat ? { path: seat.path } : {},
    )
    return id
  })
}

/** The rows of any number of members at once. Counters are settled by the caller, once for all. */
export async function writeMembers(
  context: Context,
  tx: Tx,
  wide: Scope,
  given: readonly NewMember[],
  deed: AdmitDeed,
  touched: Touched,
): Promise<string[]> {
  const { clock, database, secrets } = context
  const seats = await findSeats(
    tx,
    wide,
    given.flatMap(({ organization }) => organization ?? []),
  )
  const now = clock.now().toISOString()
  const made = given.map((fields) => {
    const seat = fields.organization === null ? null : (seats.get(fields.organization) ?? null)
    refuseNew(context, fields, seat, fields.day ?? deed.day)
    return { id: fields.id ?? clock.id(), event: clock.id(), fields, seat }
  })
  for (const { id, fields } of made) touch(touched, { id, organization: fields.organization, unit: fields.unit })
  await database.copy(tx, 'member', MEMBER_COLUMNS, rowsOfMembers())
  await database.copy(
    tx,
    'member_name_key',
    ['district', 'key', 'member'],
    made.flatMap(({ id, fields }) =>
      [...new Set(nameKeys(secrets, fields.name))].map((key) => [wide.district, key, id]),
    ),
  )
  await database.copy(
    tx,
    'member_relation',
    ['district', 'member', 'valid_from', 'valid_to', 'organization', 'place', 'how', 'event'],
    made.map(({ id, event, fields }) => [
      wide.district,
      id,
      fields.day ?? deed.day,
      null,
      fields.organization,
      fields.place,
      'in',
      event,
    ]),
  )
  await database.copy(
    tx,
    'member_status',
    ['district', 'member', 'valid_from', 'valid_to', 'status', 'event'],
    made.map(({ id, event, fields }) => [wide.district, id, fields.day ?? deed.day, null, fields.status, event]),
  )
  await database.copy(
    tx,
    'member_event',
    ['district', 'id', 'member', 'day', 'kind', 'words', 'details', 'reason', 'actor', 'at'],
    made.map(({ id, event, fields }) => {
      const verdict = judgeMove({ status: 'nobody', endReason: null }, fields.status, null)
      const words = deed.words ?? (verdict.ok ? verdict.words : '登记')
      return [
        wide.district,
        event,
        id,
        fields.day ?? deed.day,
        'registered',
        words,
        JSON.stringify({ source: fields.source }),
        deed.reason,
        wide.actor,
        now,
      ]
    }),
  )
  await database.copy(
    tx,
    'personal_vault',
    ['district', 'owner', 'kind', 'sealed', 'hash', 'path', 'account', 'changed_at'],
    made.flatMap(({ id, fields, seat }) =>
      (['phone', 'identity'] as const).flatMap((kind) => {
        const text = fields[kind]
        if (text === null || text === '') return []
        const plain = plainNumber(text)
        return [
          [wide.district, id, kind, secrets.seal(plain), secrets.hash(kind, plain), seat?.path ?? null, null, now],
        ]
      }),
    ),
  )
  return made.map(({ id }) => id)

  function* rowsOfMembers(): Generator<(string | boolean | number | null)[]> {
    for (const { id, fields, seat } of made) {
      yield [
        wide.district,
        id,
        secrets.seal(fields.name.trim()),
        nameHash(secrets, fields.name),
        fields.status,
        fields.place,
        fields.organization,
        seat?.chain ?? '',
        seat?.path ?? '',
        fields.unit,
        fields.joined,
        fields.fullOn,
        fields.gender,
        fields.born,
        fields.ethnicity,
        fields.education,
        fields.job,
        fields.postKind,
        fields.group,
        fields.floating ?? false,
        fields.lostSince ?? null,
        fields.day ?? deed.day,
        fields.source,
        1,
        now,
      ]
    }
  }
}

const MEMBER_COLUMNS = [
  'district',
  'id',
  'name',
  'name_hash',
  'status',
  'place',
  'organization',
  'chain',
  'path',
  'unit_id',
  'joined',
  'full_on',
  'gender',
  'born',
  'ethnicity',
  'education',
  'job',
  'post_kind',
  'group_kind',
  'floating',
  'lost_since',
  'since',
  'source',
  'version',
  'changed_at',
]

function refuseNew(context: Context, fields: NewMember, seat: Seat | null, day: string): void {
  if (isMasked(fields.name)) throw membersProblem('refused', { why: '姓名是遮盖后的，不能登记' })
  if (fields.organization !== null && seat === null) throw membersProblem('refused', { why: '没有这个党组织' })
  const cannot = seat === null ? null : refuseSeat(seat)
  if (cannot !== null) throw membersProblem('refused', { why: cannot })
  if (seat === null && fields.place !== 'elsewhere')
    throw membersProblem('refused', { why: '组织关系在区内的，选党组织；不在区内的，组织关系写“区外或其他”' })
  const wrong = contradictionOf(fields, context.clock.today())
  if (wrong !== null) throw membersProblem('bad-day', { why: wrong })
  const late = refuseDay(day, context.clock.today(), {
    founded: seat?.founded ?? null,
    ...(seat ? { organization: seat.name } : {}),
  })
  if (late !== null) throw membersProblem('bad-day', { why: late })
  refuseNumbers(fields)
}

/** @throws members.bad-number */
export function refuseNumbers({
  identity,
  phone,
}: {
  readonly identity?: string | null
  readonly phone?: string | null
}): void {
  for (const text of [identity, phone])
    if (text != null && isMasked(text)) throw membersProblem('refused', { why: '号码是遮盖后的，不能登记' })
  if (identity != null && identity !== '') {
    const read = readIdentityNumber(identity)
    if (!read.ok) throw membersProblem('bad-number', { what: '公民身份号码', why: `${read.why}。${read.remedy}` })
  }
  if (phone != null && phone !== '' && !/^[\d+\-()\s]{6,24}$/.test(phone.normalize('NFKC')))
    throw membersProblem('bad-number', { what: '电话', why: '写数字，可以带区号' })
}

/** Everything of a member is taken away, as if it had never been written; the events of the trail stay. */
export async function removeMembers(tx: Tx, wide: Scope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const list = [...ids]
  for (const table of ['member_name_key', 'member_relation', 'member_status', 'member_part', 'member_event'])
    await sql`delete from ${sql.table(table)} where district = ${wide.district} and member = any(${list}::text[])`.execute(
      tx,
    )
  await sql`delete from personal_vault where district = ${wide.district} and owner = any(${list}::text[])`.execute(tx)
  await sql`delete from member where district = ${wide.district} and id = any(${list}::text[])`.execute(tx)
}
