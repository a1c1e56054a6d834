import type { QuotaKind, QuotaRow } from '../../../members/development/contract.ts'
import type { Paper } from '../organizations/founding-paper.ts'
import type { PaperColumn } from '../paper.ts'

const KINDS: readonly QuotaKind[] = ['all', 'front-line', 'technical', 'management']

const COLUMNS: readonly PaperColumn[] = [
  { title: '序号', width: 10, align: 'center' },
  { title: '区域', width: 30 },
  { title: '计划数', width: 14, align: 'right' },
  { title: '一线', width: 14, align: 'right' },
  { title: '技术', width: 12, align: 'right' },
  { title: '管理', width: 12, align: 'right' },
  { title: '已批准', width: 14, align: 'right' },
  { title: '发展对象', width: 17, align: 'right' },
  { title: '尚余', width: 12, align: 'right' },
  { title: '说明', width: 21 },
]

/** The year's plan (年度发展党员计划) as a table, one line an area: numbers only. */
export function quotaPaper(year: number, sentence: string, rows: readonly QuotaRow[]): Paper {
  const title = `${year}年发展党员计划执行情况表`
  const count = (n: number | null): string => (n === null ? '' : String(n))
  return {
    title,
    parts: [
      { kind: 'title', text: title },
      { kind: 'text', text: sentence },
      {
        kind: 'table',
        columns: COLUMNS,
        rows: rows.map(({ areaName, cells, remark }, at) => [
          String(at + 1),
          areaName,
          ...KINDS.map((kind) => count(cells[kind].planned)),
          String(cells.all.used),
          String(cells.all.coming),
          count(cells.all.open),
          remark,
        ]),
      },
    ],
  }
}
