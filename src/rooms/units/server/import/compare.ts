import type { Scope } from '../../../../kernel/scope.ts'
import { pause } from '../../../../platform/server/db/database.ts'
import type { JobHandle } from '../../../../platform/server/jobs.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { facts as factLabels, keptFacts, type ImportTab } from '../../contract.ts'
import { placeOfSection, readRow } from '../../rules/facts.ts'
import { dataRows } from '../../rules/layout/data-rows.ts'
import { registerWords } from '../../rules/registers.ts'
import { makePlaceService, type PlaceService } from '../places.ts'
import { hashFacts } from '../records.ts'
import { REGISTERS } from '../standing.ts'
import {
  hasRefusedCell,
  noCounts,
  noRows,
  SOURCE_ORDER,
  sourceNames,
  type Draft,
  type DraftRow,
  type DraftSheet,
} from './draft.ts'
import { readEdits } from './edits.ts'
import { makeIdentifier, type Identifier } from './identify.ts'
import { readLedger, saidKey, type Ledger } from './known.ts'

const SLICE = 2000

/**
 * Compares a draft with the ledger and writes nothing. Rows are taken source by source, register first, so that reports
 * and ledgers of the same drop find the units that the register names. Every row ends in exactly one tab.
 */
export async function compareDraft(
  context: Context,
  scope: Scope,
  draft: Draft,
  handle: JobHandle,
): Promise<PlaceService> {
  handle.report('读现有台账', 0.02)
  const ledger = await readLedger(context.database.as(scope), scope)
  draft.basis = ledger.basis
  draft.rows = noRows()
  draft.counts = noCounts()
  const sheets = draft.sheets
    .filter((sheet) => sheet.use && sheet.source !== null)
    .sort((one, other) => SOURCE_ORDER.indexOf(one.source ?? 'edit') - SOURCE_ORDER.indexOf(other.source ?? 'edit'))
  const rows = await readRows(context, sheets, handle)
  handle.report('辨认地址', 0.3)
  const places = await makePlaceService(context, scope, [...addressesOf(rows), ...knownAddresses(ledger)], (share) =>
    handle.report('辨认地址', 0.3 + share * 0.15),
  )
  draft.root = places.root
  const identifier = makeIdentifier(ledger, places, () => context.clock.id())
  let done = 0
  for (const row of rows) {
    placeRow(draft, ledger, identifier, row)
    done++
    if (done % SLICE === 0) {
      const source = row.sheet.source ?? 'ledger'
      handle.report(`比对${sourceNames[source]}`, 0.45 + (0.55 * done) / rows.length)
      await pause()
    }
  }
  noteTwins(draft)
  return places
}

async function readRows(context: Context, sheets: readonly DraftSheet[], handle: JobHandle): Promise<DraftRow[]> {
  const today = context.clock.today()
  const rows: DraftRow[] = []
  for (const sheet of sheets) {
    const edits = sheet.source === 'edit' ? readEdits(context, sheet) : null
    const ofSheet = sheet.source === 'edit' ? null : (sheet.layout.place?.text ?? null)
    for (const { row, cells, section } of dataRows(sheet.sheet, sheet.layout)) {
      const whole = readRow(sheet.columns, cells, today, placeOfSection(section) ?? ofSheet)
      const read = edits ? edits(cells, whole) : whole
      rows.push({
        sheet,
        row,
        cells,
        read,
        tab: 'wrong',
        unit: null,
        joinedBy: 'new',
        notes: [...read.notes],
        match: null,
        hash: hashFacts(read.facts),
      })
      if (rows.length % SLICE === 0) {
        handle.report(`整理 ${sheet.file.name}`, 0.05 + 0.25 * Math.min(1, rows.length / 90_000))
        await pause()
      }
    }
  }
  return rows
}

function addressesOf(rows: readonly DraftRow[]) {
  return rows.map(({ read }) => ({
    address: text(read.facts.address),
    region: text(read.facts.region),
    name: text(read.facts.name) ?? '',
    code: read.code.code,
  }))
}

/** The units that are there already teach roads, too. */
function knownAddresses(ledger: Ledger) {
  return [...ledger.units.values()].map(({ address, name, code }) => ({ address, region: null, name, code }))
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function placeRow(draft: Draft, ledger: Ledger, identifier: Identifier, row: DraftRow): void {
  const { read, sheet } = row
  const source = sheet.source ?? 'ledger'
  const put = (tab: ImportTab): void => {
    row.tab = tab
    draft.rows[tab].push(row)
    draft.counts[tab]++
  }
  if (read.refused) {
    row.notes.push(read.refused)
    put('wrong')
    return
  }
  const found = identifier.identify(row)
  row.match = found.match
  row.joinedBy = found.joinedBy
  if (found.note) row.notes.push(found.note)
  if (found.kind === 'wrong') {
    put('wrong')
    return
  }
  if (found.kind === 'doubtful') {
    // The very row is in the queue already, or a person has decided on it: it is not asked about twice.
    put(ledger.rows.has(`${source} ${row.hash}`) ? 'same' : 'doubtful')
    return
  }
  row.unit = found.unit
  leaveToRegisters(ledger, row)
  if (row.sheet.source === 'edit' && Object.keys(row.read.facts).length === 0 && hasRefusedCell(row)) {
    put('wrong')
    return
  }
  if (found.kind === 'joined' && found.joinedBy === 'match') draft.counts.joined++
  const unit = found.unit as string
  const key = saidKey(unit, source)
  if (ledger.said.get(key)?.has(row.hash) || Object.keys(read.facts).length === 0) {
    put('same')
    return
  }
  draft.counts.cellsTaken += read.taken
  if (row.notes.some((note) => note.weight !== 'plain')) put('suspicious')
  else put(found.kind === 'new' ? 'new' : 'changed')
}

/**
 * What a register keeps of a unit is not taken from a corrected list, and the clerk is told where it is changed; a row of
 * any other file is kept as it stands, as one more statement that does not hold.
 */
function leaveToRegisters(ledger: Ledger, row: DraftRow): void {
  const { unit, read, sheet } = row
  if (unit === null) return
  const facts = { ...read.facts }
  for (const register of REGISTERS) {
    const kept = keptFacts[register].filter((fact) => facts[fact] !== undefined)
    if (kept.length === 0 || !ledger.said.has(saidKey(unit, register))) continue
    const { name, remedy } = registerWords[register]
    const labels = kept.map((fact) => factLabels[fact]).join('、')
    if (sheet.source === 'edit') {
      for (const fact of kept) delete facts[fact]
      row.notes.push({ column: labels, why: `以${name}为准，没有取`, remedy, weight: 'refused' })
    } else row.notes.push({ column: labels, why: `以${name}为准，这里写的只留作记载`, remedy: null, weight: 'plain' })
  }
  if (sheet.source !== 'edit') return
  row.read = { ...read, facts, taken: Object.keys(facts).length }
  row.hash = hashFacts(facts)
}

/** Two rows of one sheet that are the same unit and say different things: both are kept, the later one holds, and it is said. */
function noteTwins(draft: Draft): void {
  const first = new Map<string, DraftRow>()
  for (const tab of ['new', 'changed', 'suspicious'] as const) {
    for (const row of draft.rows[tab]) {
      const key = `${row.sheet.id} ${row.unit}`
      const twin = first.get(key)
      if (!twin) {
        first.set(key, row)
        continue
      }
      const differ = twin.hash !== row.hash
      row.notes.push({
        column: null,
        why: differ ? `与第 ${twin.row} 行是同一家，两行所填不同，以后一行为准` : `与第 ${twin.row} 行重复`,
        remedy: differ ? '核对后删去一行' : null,
        weight: 'plain',
      })
    }
  }
}
