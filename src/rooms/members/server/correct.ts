import { sql } from 'kysely'
import { isMasked } from '../../../kernel/mask.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { keyed, writeAudit } from '../../../platform/server/audit.ts'
import type { Tx } from '../../../platform/server/db/database.ts'
import { makeVault } from '../../../platform/server/personal/vault.ts'
import type { Context } from '../../../platform/server/room.ts'
import { membersProblem, type MemberFields } from '../contract.ts'
import { contradictionOf } from '../rules/days.ts'
import { refuseNumbers } from './admit.ts'
import { settle } from './counts.ts'
import { nameHash, nameKeys } from './keys.ts'
import { lockMember, type StoredMember } from './stored.ts'
import { nothingTouched, touch, type Touched } from './touched.ts'
import { writeEvent } from './write-event.ts'

/** What may be set right: everything but status and organisation, which change by deeds of their own. */
export type Corrections = Partial<Omit<MemberFields, 'organization' | 'status'>>

export interface CorrectDeed {
  readonly fields: Corrections
  readonly reason: string
  readonly day?: string
  readonly words?: string
  readonly version?: number
}

const LABELS: Readonly<Record<keyof Corrections, string>> = {
  name: '姓名',
  place: '组织关系所在',
  unit: '工作单位',
  joined: '入党日期',
  fullOn: '转正日期',
  gender: '性别',
  born: '出生日期',
  ethnicity: '民族',
  education: '学历',
  job: '工作岗位',
  postKind: '岗位类别',
  group: '新就业群体类别',
  phone: '电话',
  identity: '公民身份号码',
}

const COLUMNS = {
  place: 'place',
  unit: 'unit_id',
  joined: 'joined',
  fullOn: 'full_on',
  gender: 'gender',
  born: 'born',
  ethnicity: 'ethnicity',
  education: 'education',
  job: 'job',
  postKind: 'post_kind',
  group: 'group_kind',
} as const

/** Sets facts right. What was there before is in the trail, of personal values as keyed hashes. */
export async function correctMember(
  context: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  deed: CorrectDeed,
): Promise<void> {
  await context.database.derive(tx, scope, async (wide) => {
    const touched = nothingTouched()
    const { before, labels } = await writeCorrection(context, tx, wide, id, deed, touched)
    await settle(context, tx, wide, touched)
    const kept = (value: (key: keyof typeof COLUMNS) => unknown, name: unknown): Record<string, unknown> => ({
      ...Object.fromEntries(
        (Object.keys(COLUMNS) as (keyof typeof COLUMNS)[])
          .filter((key) => key in deed.fields)
          .map((key) => [LABELS[key], value(key) ?? null]),
      ),
      ...('name' in deed.fields ? { 姓名: name } : {}),
    })
    await writeAudit(
      tx,
      scope,
      context.clock,
      'members.correct',
      id,
      {
        before: kept((key) => before[key], { keyed: before.nameHash }),
        after: kept((key) => deed.fields[key], keyed(context.secrets, 'name', deed.fields.name ?? null)),
        what: labels.join('、'),
        reason: deed.reason,
      },
      before.path === '' ? {} : { path: before.path },
    )
  })
}

/** @throws members.refused, bad-day, bad-number, changed-meanwhile */
export async function writeCorrection(
  context: Context,
  tx: Tx,
  wide: Scope,
  id: string,
  { fields, reason, version, day, words }: CorrectDeed,
  touched: Touched,
): Promise<{ readonly before: StoredMember; readonly labels: readonly string[] }> {
  const { secrets, clock } = context
  const before = await lockMember(tx, wide, id, version)
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Corrections
  const keys = Object.keys(given) as (keyof Corrections)[]
  if (keys.length === 0) throw membersProblem('refused', { why: '没有要更正的内容' })
  if (given.name !== undefined && isMasked(given.name))
    throw membersProblem('refused', { why: '姓名是遮盖后的，不能登记' })
  refuseNumbers(given)
  const wrong = contradictionOf({ ...before, ...given }, clock.today())
  if (wrong !== null) throw membersProblem('bad-day', { why: wrong })
  if (given.place !== undefined && (given.place === 'elsewhere') !== (before.organization === null))
    throw membersProblem('refused', { why: '组织关系在区内的有党组织，不在区内的没有：转接用“调整党组织”' })

  const labels = keys.map((key) => LABELS[key])
  await writeEvent(context, tx, wide, {
    member: id,
    day: day ?? clock.today(),
    kind: 'unit' in given && keys.length === 1 ? 'workplace' : 'corrected',
    words: words ?? `更正${labels.join('、')}`,
    reason,
    leftUnit: 'unit' in given && given.unit !== before.unit ? before.unit : null,
  })
  const sets = (Object.keys(COLUMNS) as (keyof typeof COLUMNS)[])
    .filter((key) => key in given)
    .map((key) => sql`${sql.ref(COLUMNS[key])} = ${given[key] ?? null}`)
  if (given.name !== undefined) {
    sets.push(sql`name = ${secrets.seal(given.name.trim())}, name_hash = ${nameHash(secrets, given.name)}`)
    await writeNameKeys(context, tx, wide, id, given.name)
  }
  sets.push(sql`version = version + 1, changed_at = ${clock.now().toISOString()}`)
  await sql`update member set ${sql.join(sets)} where district = ${wide.district} and id = ${id}`.execute(tx)
  await writeNumbers(context, tx, wide, before, given)
  if ('unit' in given || given.place !== undefined) {
    touch(touched, before)
    if (given.unit != null) touched.units.add(given.unit)
  } else touched.members.add(id)
  return { before, labels }
}

async function writeNameKeys({ secrets }: Context, tx: Tx, wide: Scope, id: string, name: string): Promise<void> {
  const keys = [...new Set(nameKeys(secrets, name))]
  await sql`delete from member_name_key where district = ${wide.district} and member = ${id}`.execute(tx)
  await sql`insert into member_name_key (district, key, member)
    select ${wide.district}, key, ${id} from unnest(${keys}::text[]) key`.execute(tx)
}

async function writeNumbers(
  { secrets, clock }: Context,
  tx: Tx,
  wide: Scope,
  member: StoredMember,
  given: Corrections,
): Promise<void> {
  const vault = makeVault(secrets, clock)
  for (const kind of ['phone', 'identity'] as const) {
    const text = given[kind]
    if (text === undefined) continue
    if (text === null || text === '') await vault.erase(tx, wide, member.id, kind)
    else {
      const path = member.path === '' ? null : member.path
      await vault.put(tx, wide, { owner: member.id, kind, text, path, account: member.account })
    }
  }
}
