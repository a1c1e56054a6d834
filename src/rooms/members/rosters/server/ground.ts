import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import { refuseSeat, type Seat } from '../../server/public.ts'
import { organizationKey } from '../rules/organization-names.ts'

/** Organisations and units as the rows of a register name them. */
export interface Ground {
  readonly seats: ReadonlyMap<string, Seat>
  /** By folded name; several where the tree has two of the same name. */
  readonly byName: ReadonlyMap<string, readonly Seat[]>
  readonly byCode: ReadonlyMap<string, Seat>
  readonly unitNames: ReadonlyMap<string, string>
  /** By plain name and by code; null where two units have it. */
  readonly units: ReadonlyMap<string, string | null>
  /** The one unit of an organisation that covers one only. */
  readonly ownUnit: ReadonlyMap<string, string>
}

export function plainUnitName(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/g, '')
}

export async function readGround(db: Db, scope: Scope, unitTexts: ReadonlySet<string>): Promise<Ground> {
  const { district } = scope
  const organizations = await rowsOf<Seat & { code: string | null }>(
    db,
    sql`select id, name, kind, state, chain, path, founded, code from organization where district = ${district}`,
  )
  const byName = new Map<string, Seat[]>()
  const byCode = new Map<string, Seat>()
  for (const { code, ...seat } of organizations) {
    if (seat.state !== 'forming' && seat.state !== 'active') continue
    const key = organizationKey(seat.name)
    byName.set(key, [...(byName.get(key) ?? []), seat])
    if (code !== null) byCode.set(code, seat)
  }
  const own = await rowsOf<{ organization: string; unit: string }>(
    db,
    sql`select organization, min(unit_id) as unit from organization_unit
      where district = ${district} and valid_to is null group by organization having count(*) = 1`,
  )
  const found = await findUnits(
    db,
    scope,
    [...unitTexts],
    own.map(({ unit }) => unit),
  )
  return {
    seats: new Map(organizations.map((seat) => [seat.id, seat])),
    byName,
    byCode,
    ownUnit: new Map(own.map(({ organization, unit }) => [organization, unit])),
    ...found,
  }
}

async function findUnits(db: Db, { district }: Scope, texts: readonly string[], ids: readonly string[]) {
  // Brackets of names stand in full width in registers and often not in the office's own files.
  const spellings = new Set(
    texts.flatMap((text) => {
      const plain = plainUnitName(text)
      return [text, plain, plain.replaceAll('(', '（').replaceAll(')', '）')]
    }),
  )
  const list = (values: readonly string[]) =>
    sql`select value from json_array_elements_text(${JSON.stringify(values)}::json)`
  const rows = await rowsOf<{ id: string; name: string; code: string | null }>(
    db,
    sql`select id, name, code from unit where district = ${district}
        and (name in (${list([...spellings])}) or code in (${list([...spellings])}) or id in (${list(ids)}))`,
  )
  const units = new Map<string, string | null>()
  const put = (key: string, id: string): void =>
    void units.set(key, units.has(key) && units.get(key) !== id ? null : id)
  for (const { id, name, code } of rows) {
    put(plainUnitName(name), id)
    if (code !== null) put(code, id)
  }
  return { units, unitNames: new Map(rows.map(({ id, name }) => [id, name])) }
}

export type FoundSeat =
  | { readonly ok: true; readonly seat: Seat }
  | { readonly ok: false; readonly why: string; readonly remedy: string }

/** The organisation that a row names, by code or by name. */
export function findSeat(ground: Ground, name: string | null, code: string | null): FoundSeat {
  const byCode = code === null ? undefined : ground.byCode.get(code)
  const named = name === null ? [] : (ground.byName.get(organizationKey(name)) ?? [])
  const seat = byCode ?? (named.length === 1 ? named[0] : undefined)
  if (seat) {
    const cannot = refuseSeat(seat)
    return cannot === null ? { ok: true, seat } : { ok: false, why: cannot, remedy: '写组织关系所在的党支部' }
  }
  if (name === null) return { ok: false, why: '没有写党支部', remedy: '写组织关系所在的党支部全称' }
  if (named.length > 1)
    return {
      ok: false,
      why: `组织树里有 ${named.length} 个“${name}”`,
      remedy: '加一列党组织代码，或者先把其中一个改名',
    }
  return { ok: false, why: `组织树里没有“${name.slice(0, 60)}”`, remedy: '先补录这个党组织，或者改成组织树里的名称' }
}
