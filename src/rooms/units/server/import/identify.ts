import { nameKey, normaliseText } from '../../../../standards/names.ts'
import type { RowNote } from '../../rules/facts.ts'
import { addUnit, buildMatchIndex, type MatchIndex } from '../../rules/matching/match-index.ts'
import { matchRow } from '../../rules/matching/match.ts'
import type { MatchRecord, MatchResult, MatchUnit } from '../../rules/matching/types.ts'
import type { PlaceService } from '../places.ts'
import type { JoinedBy } from '../records.ts'
import type { DraftRow } from './draft.ts'
import type { KnownUnit, Ledger } from './known.ts'

/** Which unit a row speaks of. */
export type Identity =
  | { kind: 'joined' | 'new'; unit: string; joinedBy: JoinedBy; match: MatchResult | null; note: RowNote | null }
  | { kind: 'doubtful' | 'wrong'; unit: null; joinedBy: JoinedBy; match: MatchResult | null; note: RowNote | null }

export interface Identifier {
  identify(row: DraftRow): Identity
}

/**
 * Registers and reports are keyed by credit code; a row of theirs without a usable code, and every row of a hand-kept
 * ledger, is matched by name, address and whatever is left of its code. The match index is built when first needed, from
 * all units known by then.
 */
export function makeIdentifier(ledger: Ledger, places: PlaceService, makeId: () => string): Identifier {
  let index: MatchIndex | null = null
  /** First row of this import that used a code, to name the pair when a code stands twice. */
  const codeRows = new Map<string, DraftRow>()

  const matchIndex = (): MatchIndex => {
    index ??= buildMatchIndex([...ledger.units.values()].map(toMatchUnit), places.regionWords)
    return index
  }

  const makeUnit = (row: DraftRow, joinedBy: JoinedBy, match: MatchResult | null): Identity => {
    const { facts, code } = row.read
    const name = typeof facts.name === 'string' ? facts.name : `（名称未填）${code.code ?? ''}`
    const place = places.placeOf(row)
    const unit: KnownUnit = {
      id: makeId(),
      name,
      code: code.code,
      address: typeof facts.address === 'string' ? facts.address : null,
      county: place.county,
      town: place.town,
      road: place.road,
      number: place.number,
      building: place.building,
    }
    ledger.units.set(unit.id, unit)
    if (unit.code !== null && !ledger.byCode.has(unit.code)) ledger.byCode.set(unit.code, unit.id)
    if (index) addUnit(index, toMatchUnit(unit))
    return { kind: 'new', unit: unit.id, joinedBy, match, note: null }
  }

  const byMatch = (row: DraftRow): Identity => {
    const match = matchRow(matchIndex(), toMatchRecord(row, places))
    if (match.decision === 'joined' && match.key !== null) {
      return { kind: 'joined', unit: String(match.key), joinedBy: 'match', match, note: null }
    }
    if (match.decision === 'doubtful') return { kind: 'doubtful', unit: null, joinedBy: 'match', match, note: null }
    const holder = row.read.code.code === null ? undefined : ledger.byCode.get(row.read.code.code)
    if (holder !== undefined) {
      const asked = codeOfAnother(match, holder, ledger.units.get(holder)?.name ?? '')
      return { kind: 'doubtful', unit: null, joinedBy: 'match', match: asked, note: null }
    }
    return makeUnit(row, 'new', match)
  }

  const byCode = (row: DraftRow): Identity => {
    const { code } = row.read.code
    if (code === null) return byMatch(row)
    const unit = ledger.byCode.get(code)
    const twin = codeRows.get(code)
    if (twin && twin.sheet.source === row.sheet.source && !sameName(twin, row)) {
      const why = `代码 ${code} 与${twin.sheet.file.name}第 ${twin.row} 行相同，而那一行是“${String(twin.read.facts.name ?? '')}”`
      const note: RowNote = {
        column: '统一社会信用代码',
        why,
        remedy: '两行的代码必有一个填错，核对后再放入',
        weight: 'refused',
      }
      return { kind: 'wrong', unit: null, joinedBy: 'code', match: null, note }
    }
    codeRows.set(code, row)
    if (unit !== undefined)
      return { kind: 'joined', unit, joinedBy: 'code', match: null, note: renamed(row, ledger.units.get(unit)) }
    return row.sheet.source === 'registry' ? makeUnit(row, 'new', null) : byMatch(row)
  }

  const byExport = (row: DraftRow): Identity => {
    const unit = row.read.unit
    if (unit !== null && ledger.units.has(unit))
      return { kind: 'joined', unit, joinedBy: 'export', match: null, note: null }
    const why = unit === null ? '没有聚新编号' : '这个编号的单位已不在台账（可能已归并或撤回）'
    const note: RowNote = { column: '聚新编号', why, remedy: '从台账重新导出后再改', weight: 'refused' }
    return { kind: 'wrong', unit: null, joinedBy: 'export', match: null, note }
  }

  return {
    identify(row) {
      if (row.sheet.source === 'edit') return byExport(row)
      return row.sheet.source === 'ledger' ? byMatch(row) : byCode(row)
    },
  }
}

/** A code belongs to one unit: a row that bears another unit's code is that unit renamed, or its code was copied wrongly. A person decides. */
function codeOfAnother(match: MatchResult, holder: string, name: string): MatchResult {
  const known = match.candidates.find((one) => one.key === holder)
  const candidate = known ?? {
    key: holder,
    score: match.score,
    evidence: [{ field: 'code' as const, level: 'same', bits: 0, words: '代码相同' }],
  }
  const others = match.candidates.filter((one) => one.key !== holder).slice(0, 2)
  const reason = `代码与“${name}”相同而名称不同：可能已更名，也可能抄错代码，请核对。`
  return { ...match, decision: 'doubtful', key: holder, candidates: [candidate, ...others], reason }
}

function sameName(one: DraftRow, other: DraftRow): boolean {
  return keyOf(one.read.facts.name) === keyOf(other.read.facts.name)
}

function keyOf(name: unknown): string {
  return typeof name === 'string' ? nameKey(normaliseText(name)) : ''
}

function renamed(row: DraftRow, unit: KnownUnit | undefined): RowNote | null {
  const name = row.read.facts.name
  if (!unit || typeof name !== 'string' || keyOf(name) === keyOf(unit.name)) return null
  return {
    column: '单位名称',
    why: `台账里这个代码叫“${unit.name}”，本行写作“${name}”`,
    remedy: '可能已更名，请核对',
    weight: 'plain',
  }
}

function toMatchUnit(unit: KnownUnit): MatchUnit {
  return {
    key: unit.id,
    name: unit.name,
    code: unit.code,
    address: unit.address,
    districtCode: unit.county,
    townCode: unit.town,
    place: {
      road: unit.road,
      number: unit.number,
      building: unit.building,
      townCode: unit.town,
      districtCode: unit.county,
    },
  }
}

function toMatchRecord(row: DraftRow, places: PlaceService): MatchRecord {
  const { facts, code } = row.read
  const place = places.placeOf(row)
  return {
    name: typeof facts.name === 'string' ? facts.name : '',
    // The raw cell: what is left of a damaged code is still evidence.
    code: code.code ?? row.read.codeText,
    address: typeof facts.address === 'string' ? facts.address : null,
    districtCode: place.county,
    townCode: place.town,
    place: {
      road: place.road,
      number: place.number,
      building: place.building,
      townCode: place.town,
      districtCode: place.county,
    },
  }
}
