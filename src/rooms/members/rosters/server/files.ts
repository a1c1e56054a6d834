import type { Scope } from '../../../../kernel/scope.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import { personalExport } from '../../../../platform/server/personal/kinds.ts'
import { readPersonal } from '../../../../platform/server/personal/read-personal.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { WriteSheet } from '../../../../platform/server/spreadsheets/write-xlsx.ts'
import { memberStatusNames } from '../../rules/words.ts'
import { rostersEndpoints, type Difference } from '../contract.ts'
import { textOf, type RosterCell } from '../rules/recognise.ts'
import type { DraftResult, DraftSheet, RosterDraft } from './draft.ts'
import { presentRow, rowsOfTab } from './present.ts'
import { findDraft } from './rosters.ts'

export const rostersExports = {
  'rosters.differences': personalExport({
    endpoint: rostersEndpoints['rosters.differences'],
    words: '党员名册差异清单，含姓名',
    async persons(_db, _scope, { id }) {
      const { result } = findDraft(id)
      const count =
        result === null
          ? 0
          : result.comparison.outcomes.filter(({ tab }) => tab !== 'same').length + result.comparison.absent.length
      return { count, names: [] }
    },
  }),
}

const DIFFERENCES: Readonly<Record<Difference, string>> = {
  'only-there': '只在来表',
  'only-here': '只在本区',
  organization: '党组织不同',
  status: '人员类别不同',
  dates: '日期不同',
  person: '本人信息不同',
  details: '其他不同',
}

/** One line per person: what differs, why, who acts, how; sorted by who acts, so that it can be cut up and handed out. */
export function differenceSheet(
  context: Pick<Context, 'secrets'>,
  draft: RosterDraft,
  result: DraftResult,
  eyes: Eyes,
): WriteSheet {
  const rows = (['asked', 'added', 'absent', 'changed'] as const)
    .flatMap((tab) => rowsOfTab(result, tab).map((one) => presentRow(context, draft, result, one, eyes)))
    .sort((one, other) => (one.who < other.who ? -1 : one.who > other.who ? 1 : 0))
  return {
    name: '差异清单',
    columns: [
      { title: '由谁办', width: 40 },
      { title: '怎么办', width: 40 },
      { title: '姓名' },
      { title: '党组织', width: 40 },
      { title: '人员类别' },
      { title: '差异', width: 20 },
      { title: '项目', width: 14 },
      { title: '本区', width: 24 },
      { title: draft.kind === 'national' ? '全国系统' : '名册', width: 24 },
      { title: '原因', width: 50 },
      { title: '来表行号' },
    ],
    rows: rows.map((row) => [
      row.who,
      row.remedy,
      row.name,
      row.organizationName,
      row.status === null ? null : memberStatusNames[row.status],
      row.candidates.length > 0 ? '同名待辨认' : row.differences.map((one) => DIFFERENCES[one]).join('、'),
      row.changes.map(({ label }) => label).join('\n'),
      row.changes.map(({ here }) => here ?? '（空）').join('\n'),
      row.changes.map(({ there }) => there ?? '（空）').join('\n'),
      row.why,
      row.row,
    ]),
  }
}

/**
 * Rows that were not used, as they stood, with the reason. They go back to whoever dropped the file in the clear, since they
 * have to be mended: nothing that they did not bring themselves; the trail notes it.
 */
export function wrongSheets(context: Context, scope: Scope, draft: RosterDraft): Promise<WriteSheet[]> {
  const purpose = scope.purpose ?? (draft.account === scope.account ? '退回有误的行' : null)
  return readPersonal(context, scope, 'rosters.wrongRows', async (_, eyes) => sheetsOf(draft, eyes), purpose)
}

function sheetsOf({ sheets, result }: RosterDraft, eyes: Eyes): WriteSheet[] {
  if (result === null) return []
  const bad = new Map<string, { row: number; why: string; cells: readonly RosterCell[] }[]>()
  const put = (sheet: string, row: number, why: string, cells: readonly RosterCell[]): void =>
    void bad.set(sheet, [...(bad.get(sheet) ?? []), { row, why, cells }])
  for (const { sheet, row, notes, cells } of result.unread)
    put(
      sheet.id,
      row,
      notes.map(({ column, why, remedy }) => `${column === null ? '' : `${column}：`}${why}（${remedy}）`).join('；'),
      cells,
    )
  for (const { tab, row, notes, words } of result.comparison.outcomes) {
    if (tab !== 'wrong' && tab !== 'asked') continue
    const why =
      tab === 'asked'
        ? `${words.why}（${words.remedy}）`
        : notes.map((note) => `${note.why}（${note.remedy}）`).join('；')
    put(row.sheet, row.row, why, cellsOf(sheets, row.sheet, row.row))
  }
  return sheets
    .filter(({ id }) => bad.has(id))
    .map((sheet): WriteSheet => ({
      name: sheet.sheet.name,
      columns: [
        ...sheet.columns.map(({ title, field }) => ({
          title,
          kind: field === 'identity' || field === 'phone' ? ('code' as const) : ('text' as const),
        })),
        { title: '退回原因', width: 60 },
      ],
      rows: (bad.get(sheet.id) ?? [])
        .sort((one, other) => one.row - other.row)
        .map(({ row, why, cells }) => [
          ...sheet.columns.map(({ index, field }) => {
            const text = textOf(cells[index] ?? null)
            return field === 'name' || field === 'identity' || field === 'phone' ? eyes.show(field, text) : text
          }),
          `第 ${row} 行。${why}`,
        ]),
    }))
}

function cellsOf(sheets: readonly DraftSheet[], id: string, row: number): readonly RosterCell[] {
  const sheet = sheets.find((one) => one.id === id)?.sheet
  const at = sheet?.rowNumbers.indexOf(row) ?? -1
  return sheet?.rows[at] ?? []
}
