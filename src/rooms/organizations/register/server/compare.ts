import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { findOffice, listAreasInForce } from '../../../areas/server/public.ts'
import type { OrganizationKind } from '../../contract.ts'
import { formOf } from '../../rules/cover.ts'
import { judgeNew } from '../../rules/judge-new.ts'
import type { Known, KnownCover, KnownOrganization, KnownUnit } from '../../rules/known.ts'
import { organizationKindNames } from '../../rules/names.ts'
import { findCovers } from '../../server/covers.ts'
import { numbersOn } from '../../server/rules.ts'
import type { RegisterNote, RegisterTab } from '../contract.ts'
import { plainName } from '../rules/plain-name.ts'
import type { FileRow } from './read-file.ts'

/** What a row of the file comes to. */
export interface ComparedRow extends FileRow {
  readonly tab: RegisterTab
  /** The one on record, or the one that will be. */
  readonly id: string
  /** An organisation on record or of another row. */
  readonly superiorId: string | null
  readonly areaId: string | null
  readonly areaPath: string
  readonly areaName: string | null
  readonly unitIds: readonly string[]
  readonly overrides: Readonly<Record<string, string>>
}

interface Existing {
  readonly id: string
  readonly name: string
  readonly kind: OrganizationKind
  readonly code: string | null
  readonly superior: string | null
  readonly chain: string
  readonly area: string | null
  readonly founded: Day | null
}

const FIRST = '0001-01-01' as Day
/** What an existing organisation breaks of the soft rules was decided long ago; that it came with the register is the reason. */
const AS_REGISTERED = '按原名册登记'

/**
 * Compares the rows with what is on record and judges each new one by the same rules as one that is put on record by
 * hand, as if those above it in the file were there already. Nothing is written.
 */
export async function compareRegister(
  db: Db | Tx,
  scope: Scope,
  rows: readonly FileRow[],
  today: Day,
  newId: () => string,
): Promise<ComparedRow[]> {
  const existing = await listExisting(db, scope)
  const areas = await areaFinder(db, scope, today)
  const units = await unitFinder(
    db,
    scope,
    rows.flatMap((row) => row.units),
  )
  const numbers = await numbersOn(db, scope, today)
  const covers = await findCovers(
    db,
    scope,
    [...units.all.values()].map((unit) => unit.id),
  )
  const planned = new Map<string, KnownCover[]>()
  const matched = rows.map((row) => ({ row, match: matchExisting(existing, row) }))
  const ids = matched.map(({ match }) => (match?.ok === true ? match.found.id : newId()))
  const byName = new Map<string, { id: string; name: string; kind: OrganizationKind; superior: string | null }[]>()
  const add = (one: { id: string; name: string; kind: OrganizationKind; superior: string | null }): void => {
    const key = plainName(one.name)
    byName.set(key, [...(byName.get(key) ?? []).filter((other) => other.id !== one.id), one])
  }
  for (const one of existing) add(one)
  for (const [place, { row }] of matched.entries()) {
    if (row.kind !== null && !row.wrong) add({ id: ids[place] ?? '', name: row.name, kind: row.kind, superior: null })
  }
  const codes = new Map(existing.flatMap((one) => (one.code === null ? [] : [[one.code, one] as const])))
  const seen = new Map<string, FileRow>()
  const result = matched.map(({ row, match }, place): ComparedRow => {
    const id = ids[place] ?? ''
    const notes: RegisterNote[] = [...row.notes]
    const note = (column: string, why: string, remedy: string | null = null): void =>
      void notes.push({ column, why, remedy })
    const unitIds = [...new Set(row.units.flatMap((name) => units.find(name, note)))]
    const above = row.superior === null ? null : findAbove(row.superior, byName, id, note)
    const area = areas(
      row.area,
      unitIds.map((one) => units.all.get(one)?.town ?? null),
      note,
    )
    const base = { ...row, id, notes, superiorId: above?.id ?? null, ...area, unitIds, overrides: {} }
    if (row.wrong || row.kind === null) return { ...base, tab: 'wrong' }
    if (match !== null && !match.ok) {
      note('党组织名称', match.why, '写上组织代码或上级党组织，好分清是哪一个')
      return { ...base, tab: 'wrong' }
    }
    const key = `${plainName(row.name)} ${above?.id ?? ''}`
    const twin = seen.get(key)
    if (twin !== undefined) {
      note('党组织名称', `和“${twin.sheet}”第 ${twin.row} 行重复`, '删去一行')
      return { ...base, tab: 'wrong' }
    }
    seen.set(key, row)
    if (match !== null) {
      const differences = differ(row, match.found, existing, above?.id ?? null, unitIds, covers)
      notes.push(...differences)
      return { ...base, tab: differences.length > 0 ? 'differs' : 'same' }
    }
    if (row.superior !== null && above === null) {
      note('上级党组织', `名册和文件里都没有“${row.superior}”`, '先不写隶属，原文记在备注里；登记上级后再改隶属关系')
    }
    if (row.elected !== null && row.founded !== null && row.elected < row.founded) {
      note('本届选举日期', `${row.elected} 早于成立日期 ${row.founded}`, '核对这两个日期')
      return { ...base, tab: 'wrong' }
    }
    if (base.areaId === null) {
      note('所在区域', '没有写，也不能从覆盖的单位看出来', '写明所在镇街')
      return { ...base, tab: 'wrong' }
    }
    const judged = judgeNew(knownOf({ row, above, units, covers, planned, codes, numbers, today, unitIds, byName }), {
      name: row.name,
      kind: row.kind,
      superior: above?.id ?? null,
      code: row.code,
      founded: row.founded,
      units: unitIds,
    })
    for (const { why } of judged.refused) note('', why, '改好这一行再放入，或写入后在党组织页办理')
    for (const { unit, organization: _ } of judged.leaving) {
      note('覆盖单位', `“${units.all.get(unit)?.name ?? ''}”又编在联合党支部，又有单独的党组织`, '核对后只留一处')
    }
    if (judged.refused.length > 0 || judged.leaving.length > 0) return { ...base, tab: 'wrong' }
    for (const { why } of judged.soft) note('', why)
    if (row.code !== null) codes.set(row.code, { ...blank, id, name: row.name, kind: row.kind, code: row.code })
    const cover = coverOf(row, row.kind, id, unitIds.length, today)
    for (const unit of unitIds) planned.set(unit, [...(planned.get(unit) ?? []), cover])
    return { ...base, tab: 'new', overrides: Object.fromEntries(judged.soft.map(({ rule }) => [rule, AS_REGISTERED])) }
  })
  return refuseBelowWrong(result)
}

const blank: Existing = {
  id: '',
  name: '',
  kind: 'branch',
  code: null,
  superior: null,
  chain: '',
  area: null,
  founded: null,
}

function coverOf(row: FileRow, kind: OrganizationKind, id: string, units: number, today: Day): KnownCover {
  return {
    organization: id,
    organizationName: row.name,
    kind,
    form: formOf(kind, units),
    from: row.founded ?? today,
    to: null,
  }
}

/** Whoever stands under a row that is not taken has no superior to stand under; and no circle within the file. */
function refuseBelowWrong(rows: readonly ComparedRow[]): ComparedRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return rows.map((row) => {
    if (row.tab !== 'new') return row
    const seen = new Set<string>()
    for (let at: ComparedRow | undefined = row; at; at = at.superiorId === null ? undefined : byId.get(at.superiorId)) {
      const circle = seen.has(at.id)
      seen.add(at.id)
      if (!circle && (at === row || at.tab !== 'wrong')) continue
      const why = circle ? '上级一级一级写下去又回到了自己' : `上级“${at.name}”那一行有误，没有写入`
      return { ...row, tab: 'wrong', notes: [...row.notes, { column: '上级党组织', why, remedy: '先改好上级' }] }
    }
    return row
  })
}

type Match = { readonly ok: true; readonly found: Existing } | { readonly ok: false; readonly why: string }

/** By code; else by name, where only one in force has it or the superior tells them apart. */
function matchExisting(existing: readonly Existing[], row: FileRow): Match | null {
  const byCode = row.code === null ? undefined : existing.find((one) => one.code === row.code)
  if (byCode) return { ok: true, found: byCode }
  const key = plainName(row.name)
  const named = existing.filter((one) => plainName(one.name) === key && (row.code === null || one.code === null))
  if (named.length <= 1) return named[0] ? { ok: true, found: named[0] } : null
  const names = new Map(existing.map((one) => [one.id, plainName(one.name)]))
  const under = named.filter(
    (one) => row.superior !== null && one.superior !== null && names.get(one.superior) === plainName(row.superior),
  )
  if (under.length === 1 && under[0]) return { ok: true, found: under[0] }
  return { ok: false, why: `在册有 ${named.length} 个“${row.name}”` }
}

function findAbove(
  text: string,
  byName: ReadonlyMap<string, readonly { id: string; name: string; kind: OrganizationKind; superior: string | null }[]>,
  own: string,
  note: (column: string, why: string, remedy?: string | null) => void,
) {
  const found = (byName.get(plainName(text)) ?? []).filter((one) => one.id !== own)
  if (found.length > 1)
    note('上级党组织', `有 ${found.length} 个“${text}”，不能确定是哪一个`, '写入后在党组织页改隶属关系')
  return found.length === 1 ? (found[0] ?? null) : null
}

/** What the file says otherwise than the register: shown, never overwritten. */
function differ(
  row: FileRow,
  found: Existing,
  existing: readonly Existing[],
  above: string | null,
  unitIds: readonly string[],
  covers: ReadonlyMap<string, readonly { organization: string }[]>,
): RegisterNote[] {
  const notes: RegisterNote[] = []
  const say = (column: string, theirs: string, ours: string): void =>
    void notes.push({ column, why: `文件写“${theirs}”，在册是“${ours}”`, remedy: '以文件为准的，到党组织页办理变动' })
  if (plainName(row.name) !== plainName(found.name)) say('党组织名称', row.name, found.name)
  if (row.kind !== null && row.kind !== found.kind) {
    say('类别', organizationKindNames[row.kind], organizationKindNames[found.kind])
  }
  if (above !== null && above !== found.superior) {
    say('上级党组织', row.superior ?? '', existing.find((one) => one.id === found.superior)?.name ?? '没有写明')
  }
  if (row.founded !== null && row.founded !== found.founded) say('成立日期', row.founded, found.founded ?? '没有登记')
  if (row.code !== null && row.code !== found.code) say('组织代码', row.code, found.code ?? '没有登记')
  const missing = unitIds.filter((unit) => !(covers.get(unit) ?? []).some((one) => one.organization === found.id))
  if (missing.length > 0) say('覆盖单位', `${unitIds.length} 家`, `其中 ${missing.length} 家没有挂接`)
  return notes
}

interface Around {
  readonly row: FileRow
  readonly above: { readonly id: string; readonly name: string; readonly kind: OrganizationKind } | null
  readonly units: { readonly all: ReadonlyMap<string, LedgerUnit> }
  readonly covers: ReadonlyMap<string, readonly (Omit<KnownCover, 'organizationName'> & { readonly name: string })[]>
  readonly planned: ReadonlyMap<string, readonly KnownCover[]>
  readonly codes: ReadonlyMap<string, Existing>
  readonly numbers: Known['numbers']
  readonly today: Day
  readonly unitIds: readonly string[]
  readonly byName: ReadonlyMap<string, readonly { id: string; name: string; superior: string | null }[]>
}

function knownOf(around: Around): Known {
  const { row, above, units, covers, planned, codes, numbers, today, unitIds } = around
  const holder = row.code === null ? undefined : codes.get(row.code)
  const known: KnownOrganization | null =
    above === null
      ? null
      : {
          ...above,
          state: 'active',
          superior: null,
          chain: '',
          code: null,
          since: FIRST,
          members: { full: 0, probationary: 0 },
        }
  const unitOf = (id: string): [string, KnownUnit][] => {
    const unit = units.all.get(id)
    if (!unit) return []
    const standing = (covers.get(id) ?? []).map(({ name: organizationName, ...cover }) => ({
      ...cover,
      organizationName,
    }))
    return [[id, { id, name: unit.name, life: unit.life, covers: [...standing, ...(planned.get(id) ?? [])] }]]
  }
  return {
    day: row.founded ?? today,
    today,
    organization: null,
    others: known === null ? new Map() : new Map([[known.id, known]]),
    children: [],
    namesakes: [],
    codeHolder: holder === undefined ? null : { id: holder.id, name: holder.name },
    spans: [],
    spansInto: [],
    later: [],
    units: new Map(unitIds.flatMap(unitOf)),
    numbers,
  }
}

async function listExisting(db: Db | Tx, scope: Scope): Promise<Existing[]> {
  return rowsOf<Existing>(
    db,
    sql`select id, name, kind, code, superior, chain, area, founded from organization
      where district = ${scope.district} and state in ('forming', 'active')`,
  )
}

interface LedgerUnit {
  readonly id: string
  readonly name: string
  readonly life: string
  readonly town: string | null
}

/** Units by their whole name or code; brackets of either width. */
async function unitFinder(db: Db | Tx, scope: Scope, names: readonly string[]) {
  const wanted = [...new Set(names.flatMap(spellings))]
  const rows =
    wanted.length === 0
      ? []
      : await rowsOf<LedgerUnit & { code: string | null }>(
          db,
          sql`select id, name, code, life, town from unit where district = ${scope.district}
            and (name = any(${wanted}::text[]) or code = any(${wanted}::text[]))`,
        )
  const byName = new Map<string, LedgerUnit[]>()
  for (const row of rows) {
    for (const key of [plainName(row.name), row.code ?? '']) byName.set(key, [...(byName.get(key) ?? []), row])
  }
  return {
    all: new Map(rows.map((row) => [row.id, row])),
    find(name: string, note: (column: string, why: string, remedy?: string | null) => void): string[] {
      const found = byName.get(plainName(name)) ?? []
      if (found.length === 1 && found[0]) return [found[0].id]
      const why = found.length === 0 ? `台账上没有“${name}”` : `台账上有 ${found.length} 家“${name}”`
      note('覆盖单位', `${why}，先不挂接`, '台账补上以后，在党组织页增加覆盖单位')
      return []
    },
  }
}

function spellings(name: string): string[] {
  const plain = plainName(name)
  return [name.trim(), plain, plain.replaceAll('(', '（').replaceAll(')', '）')]
}

/** The area that is named, else the town of a unit that it covers. Towns come before communities of the same name. */
async function areaFinder(db: Db | Tx, scope: Scope, today: Day) {
  const office = await findOffice(db, scope)
  const areas = await listAreasInForce(db, scope, today, ['division'])
  const byId = new Map(areas.map((area) => [area.id, area]))
  const byName = new Map<string, (typeof areas)[number][]>()
  for (const area of areas) byName.set(plainName(area.name), [...(byName.get(plainName(area.name)) ?? []), area])
  return (
    text: string | null,
    towns: readonly (string | null)[],
    note: (column: string, why: string, remedy?: string | null) => void,
  ): { areaId: string | null; areaPath: string; areaName: string | null } => {
    const said = (area: (typeof areas)[number] | undefined) => ({
      areaId: area?.id ?? null,
      areaPath: area?.path ?? '',
      areaName: area?.name ?? null,
    })
    const named = text === null ? [] : (byName.get(plainName(text)) ?? [])
    const upper = named.filter((area) => area.level !== 'community')
    const one = named.length === 1 ? named[0] : upper.length === 1 ? upper[0] : undefined
    if (one) return said(one)
    if (text !== null) {
      note(
        '所在区域',
        named.length === 0 ? `没有“${text}”这个区域` : `有 ${named.length} 个“${text}”`,
        '按覆盖单位所在镇街登记；写入后可以改',
      )
    }
    const town = towns.find((id) => id !== null && byId.has(id))
    return said(byId.get(town ?? office?.root ?? ''))
  }
}
