import { sql } from 'kysely'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { On } from '../../contract.ts'
import { mayGrant } from '../../rules/grants/grantable.ts'
import { WHOLE } from '../../rules/grants/reach-of.ts'
import { readScopeText } from '../../rules/grants/scope-text.ts'
import { wholeVerbs } from './catalogue.ts'
import type { RoleNow } from './roles.ts'

export interface CannotRead {
  readonly why: string
  readonly remedy: string
}
type Reading = { readonly on: On } | CannotRead

/** What a cell of a list of accounts says a role is granted upon, in today's tree and ledger. */
export async function readOn(
  db: Db | Tx,
  district: string,
  role: RoleNow,
  text: string,
  today: string,
): Promise<Reading> {
  const read = readScopeText(text)
  switch (read.kind) {
    case 'nothing':
      if (role.on.every((kind) => kind === 'self')) return { on: { kind: 'self' } }
      return { why: '没有填', remedy: remedyFor(role) }
    case 'self':
      return allowed(role, { kind: 'self' })
    case 'whole':
      return allowed(role, { kind: 'area', area: WHOLE })
    case 'line': {
      if (read.area.length === 0) return allowed(role, { kind: 'line', section: read.section, area: WHOLE })
      const area = await findByName(db, district, read.area, today)
      return typeof area === 'string' ? allowed(role, { kind: 'line', section: read.section, area }) : area
    }
    case 'name': {
      // Of all that a name could be, the first that it is; else what is wrong with it as the first kind that the role takes.
      const ways: (() => Promise<Reading>)[] = []
      if (role.on.includes('area')) ways.push(() => readArea(db, district, read.steps, today))
      if (role.on.includes('organization')) ways.push(() => readOrganization(db, district, read.text, read.steps))
      if (role.on.includes('unit')) ways.push(() => readUnit(db, district, read.text))
      let wrong: CannotRead | null = null
      for (const way of ways) {
        const found = await way()
        if ('on' in found) return found
        wrong ??= found
      }
      return wrong ?? { why: `“${read.text}”看不懂`, remedy: remedyFor(role) }
    }
  }
}

/** Whether a role may stand on what was read: the same refusal that granting would give, for the list's preview. */
export function refuseOn(context: Context, role: RoleNow, on: On): CannotRead | null {
  const decision = mayGrant(role, on, wholeVerbs(context))
  return decision.ok ? null : { why: decision.why, remedy: remedyFor(role) }
}

function allowed(role: RoleNow, on: On): Reading {
  if (role.on.includes(on.kind)) return { on }
  return { why: `岗位“${role.name}”不能这样授`, remedy: remedyFor(role) }
}

const WAYS = {
  area: '区域名称（如“凌河街道/望湖社区”）或“全区”',
  line: '行业门类和区域（如“制造业 · 全区”）',
  organization: '党组织全称或组织代码',
  unit: '单位全称或统一社会信用代码',
  self: '“本人”',
} as const

function remedyFor(role: RoleNow): string {
  return `填${role.on.map((kind) => WAYS[kind]).join('，或')}`
}

/** The one area of that name under all the names before it. The office's own root is the whole office. */
async function findByName(
  db: Db | Tx,
  district: string,
  steps: readonly string[],
  today: string,
): Promise<string | CannotRead> {
  const name = steps.at(-1) ?? ''
  const rows = await rowsOf<{ id: string; above: readonly string[]; root: boolean }>(
    db,
    sql`select a.id, exists (select 1 from office o where o.district = a.district and o.root = a.id) as root,
        array(select b.name from area b where b.district = a.district and b.id <> a.id and a.path like b.path || '%'
          and b.valid_from <= ${today}::date and (b.valid_to is null or b.valid_to > ${today}::date)) as above
      from area a where a.district = ${district} and a.name = ${name} and a.valid_from <= ${today}::date
        and (a.valid_to is null or a.valid_to > ${today}::date)`,
  )
  const found = rows.filter(({ above }) => steps.slice(0, -1).every((step) => above.includes(step)))
  const [only] = found
  if (!only) return { why: `没有叫“${steps.join('/')}”的区域`, remedy: '照区域页上的名称填，全区填“全区”' }
  if (found.length > 1) {
    const example = `${only.above.at(-1) ?? '上级'}/${name}`
    return { why: `有 ${found.length} 个叫“${name}”的区域`, remedy: `把上级写在前面，如“${example}”` }
  }
  return only.root ? WHOLE : only.id
}

async function readArea(db: Db | Tx, district: string, steps: readonly string[], today: string): Promise<Reading> {
  const area = await findByName(db, district, steps, today)
  return typeof area === 'string' ? { on: { kind: 'area', area } } : area
}

/** By its whole name, with those above it where there are several, or by its code. */
async function readOrganization(
  db: Db | Tx,
  district: string,
  text: string,
  steps: readonly string[],
): Promise<Reading> {
  const name = steps.at(-1) ?? text
  const rows = await rowsOf<{ id: string; above: readonly string[] }>(
    db,
    sql`select o.id, array(select s.name from organization s where s.district = o.district and s.id <> o.id
        and o.chain like s.chain || '%' order by s.chain) as above
      from organization o where o.district = ${district} and o.state in ('forming', 'active')
        and (translate(o.name, '（）', '()') = ${plainBrackets(name)} or o.code = ${text})`,
  )
  const found = rows.filter(({ above }) => steps.slice(0, -1).every((step) => above.includes(step)))
  const [only] = found
  if (!only) return { why: `没有叫“${text}”的党组织`, remedy: '照组织树上的全称填，或填组织代码' }
  if (found.length > 1) {
    const example = `${only.above.at(-1) ?? '上级党组织'}/${name}`
    return { why: `有 ${found.length} 个叫“${name}”的党组织`, remedy: `把上级写在前面，如“${example}”，或填组织代码` }
  }
  return { on: { kind: 'organization', organization: only.id } }
}

/** Brackets are typed in either width. */
const plainBrackets = (text: string): string => text.replaceAll('（', '(').replaceAll('）', ')')

async function readUnit(db: Db | Tx, district: string, text: string): Promise<Reading> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select id from unit where district = ${district} and (translate(name, '（）', '()') = ${plainBrackets(text)} or code = ${text.toUpperCase()}) limit 2`,
  )
  const [only] = rows
  if (!only) return { why: `台账里没有“${text}”`, remedy: '填台账上的全称，或统一社会信用代码' }
  if (rows.length > 1) return { why: `台账里不止一家叫“${text}”`, remedy: '改填统一社会信用代码' }
  return { on: { kind: 'unit', unit: only.id } }
}
