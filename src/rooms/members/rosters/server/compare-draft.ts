import type { Scope } from '../../../../kernel/scope.ts'
import { pause } from '../../../../platform/server/db/database.ts'
import type { JobHandle } from '../../../../platform/server/jobs.ts'
import { plainNumber } from '../../../../platform/server/personal/vault.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { refuseSeat, nameHash } from '../../server/public.ts'
import { compareRoster, type CompareOptions } from '../rules/compare.ts'
import type { FileRow } from '../rules/match.ts'
import { readRow, type ReadMember, type RowNote } from '../rules/read-row.ts'
import { textOf } from '../rules/recognise.ts'
import type { DraftResult, DraftSheet, RosterDraft, WrongRow } from './draft.ts'
import { findSeat, plainUnitName, readGround, type Ground } from './ground.ts'
import { loadKnown, loadRemembered, readBasis } from './load-known.ts'

/** Reads the rows of a draft and compares them with everybody on file. */
export async function compareDraft(
  context: Context,
  scope: Scope,
  draft: RosterDraft,
  handle: Pick<JobHandle, 'report'>,
): Promise<DraftResult> {
  const db = context.database.as(scope)
  const sheets = draft.sheets.filter(({ use }) => use)
  handle.report('对照组织树和台账', 0.1)
  const ground = await readGround(db, scope, unitTexts(sheets))
  const basis = await readBasis(db, scope)
  const read = await readRows(context, sheets, ground, handle)
  handle.report('取在册党员', 0.6)
  const { known, names } = await loadKnown(db, scope)
  const remembered = await loadRemembered(db, scope)
  handle.report('逐人比对', 0.8)
  await pause()
  const result = { ground, known, names, remembered, basis, ...read }
  return { ...result, comparison: compareRoster(read.rows, known, optionsOf(context, draft, result)) }
}

/** The same rows and members once more, e.g. after a question was answered. */
export function compareAgain(context: Context, draft: RosterDraft, result: DraftResult): void {
  result.comparison = compareRoster(result.rows, result.known, optionsOf(context, draft, result))
}

function optionsOf(
  { secrets }: Context,
  { kind, asOf, covers, answers }: RosterDraft,
  { ground, remembered, unread }: Pick<DraftResult, 'ground' | 'remembered' | 'unread'>,
): CompareOptions {
  return {
    covers,
    answers,
    remembered,
    unread: new Map(
      unread.map(({ name, sheet, row }) => [nameHash(secrets, name), `“${sheet.sheet.name}”第 ${row} 行`]),
    ),
    words: {
      kind,
      asOf,
      organization: (id) => (id === null ? null : (ground.seats.get(id)?.name ?? null)),
      unit: (id) => (id === null ? null : (ground.unitNames.get(id) ?? '台账里的另一家')),
      refuseSeat: (id) => {
        const seat = ground.seats.get(id)
        return seat ? refuseSeat(seat) : '没有这个党组织'
      },
    },
  }
}

function unitTexts(sheets: readonly DraftSheet[]): Set<string> {
  const texts = new Set<string>()
  for (const { sheet, columns, firstRow } of sheets) {
    const indexes = columns.filter(({ field }) => field === 'unit' || field === 'unitCode').map(({ index }) => index)
    for (const row of sheet.rows.slice(firstRow))
      for (const index of indexes) {
        const text = textOf(row[index] ?? null)
        if (text !== '') texts.add(text)
      }
  }
  return texts
}

const SLICE = 2000

async function readRows(
  context: Context,
  sheets: readonly DraftSheet[],
  ground: Ground,
  handle: Pick<JobHandle, 'report'>,
) {
  const rows: FileRow[] = []
  const unread: WrongRow[] = []
  const skipped = new Map<string, number>()
  let filled = 0
  const total = sheets.reduce((sum, { sheet }) => sum + sheet.rows.length, 0)
  let done = 0
  for (const sheet of sheets) {
    for (let at = sheet.firstRow; at < sheet.sheet.rows.length; at++) {
      if (++done % SLICE === 0) {
        handle.report('读每一行', 0.1 + (0.5 * done) / total)
        await pause()
      }
      const cells = sheet.sheet.rows[at] ?? []
      const number = sheet.sheet.rowNumbers[at] ?? at + 1
      const key = `${sheet.id}:${number}`
      const reading = readRow(cells, sheet.columns, context.clock.today())
      if (reading.kind === 'none') {
        skipped.set(sheet.id, (skipped.get(sheet.id) ?? 0) + 1)
        continue
      }
      const wrong = (name: string, notes: readonly RowNote[]): void =>
        void unread.push({ key, sheet, row: number, name, notes, cells })
      if (reading.kind === 'wrong') {
        wrong(reading.name, reading.notes)
        continue
      }
      const placed = placeRow(sheet, reading.member, ground)
      if (!placed.ok) {
        wrong(reading.member.name, [placed.note])
        continue
      }
      filled += reading.member.derived + placed.filled
      rows.push(fileRow(context, sheet, number, key, reading.member, placed, [...reading.notes, ...placed.notes]))
    }
  }
  return { rows, unread, skipped, filled }
}

type Placed =
  | {
      readonly ok: true
      readonly organization: string | null
      readonly unit: string | null
      readonly filled: number
      readonly notes: readonly RowNote[]
    }
  | { readonly ok: false; readonly note: RowNote }

/** Finds the organisation and the unit that a row names; where it names no unit, that of an organisation that has only one. */
function placeRow({ sheet, columns }: DraftSheet, member: ReadMember, ground: Ground): Placed {
  const notes: RowNote[] = []
  let unit: string | null = null
  for (const text of [member.unitCode, member.unit]) {
    if (unit !== null || text === null) continue
    const found = ground.units.get(plainUnitName(text))
    if (found != null) unit = found
    else if (text === member.unit)
      notes.push({
        column: '工作单位',
        why:
          found === null
            ? `台账里有两家“${text.slice(0, 40)}”，没有对应`
            : `台账里没有“${text.slice(0, 40)}”，没有对应`,
        remedy: '不影响登记；单位进了台账以后再更正',
      })
  }
  if (member.place === 'elsewhere') {
    if (unit !== null) return { ok: true, organization: null, unit, filled: 0, notes }
    const note = {
      column: '工作单位',
      why: '组织关系在区外，工作单位又不在台账里',
      remedy: '写台账里的单位名称，或者从名册里拿掉',
    }
    return { ok: false, note }
  }
  const named = member.organization ?? (columns.some(({ field }) => field === 'organization') ? null : sheet.name)
  const found = findSeat(ground, named, member.organizationCode)
  if (!found.ok) return { ok: false, note: { column: '所在党支部', why: found.why, remedy: found.remedy } }
  const own = member.unit === null && member.unitCode === null ? ground.ownUnit.get(found.seat.id) : undefined
  return { ok: true, organization: found.seat.id, unit: unit ?? own ?? null, filled: own === undefined ? 0 : 1, notes }
}

function fileRow(
  { secrets }: Context,
  sheet: DraftSheet,
  row: number,
  key: string,
  member: ReadMember,
  { organization, unit }: { readonly organization: string | null; readonly unit: string | null },
  notes: readonly RowNote[],
): FileRow {
  const number = (kind: 'identity' | 'phone'): string | null => {
    const text = member[kind]
    return text === null ? null : secrets.hash(kind, plainNumber(text))
  }
  return {
    key,
    sheet: sheet.id,
    sheetName: sheet.sheet.name,
    row,
    member,
    nameHash: nameHash(secrets, member.name),
    identityHash: number('identity'),
    phoneHash: number('phone'),
    organization,
    unit,
    rowHash: secrets.hash('roster-row', JSON.stringify([member, organization, unit])),
    notes,
  }
}
