import type { z } from 'zod'
import type { changeNoteShape } from '../../coverage/contract.ts'
import { coverageNames } from '../../units/public.ts'
import { paperDay, type PaperPart, type PaperTable } from './paper.ts'

type ChangeNote = z.infer<typeof changeNoteShape>

/** 变更说明: what entered, left and changed between two times, in sentences and as sums that agree. */
export function changeNotePaper(
  note: ChangeNote,
  today: string,
): { readonly title: string; readonly parts: readonly PaperPart[] } {
  const { from, to, sentences, sums, reasons } = note
  const title = '关于党的组织覆盖和工作覆盖情况的变更说明'
  const parts: PaperPart[] = [
    { kind: 'number', organ: '×××', year: Number(today.slice(0, 4)), no: '×' },
    { kind: 'title', text: title },
    { kind: 'addressee', text: '×××：' },
    {
      kind: 'text',
      text: from
        ? `现将${paperDay(from.asOf)}“${from.name}”至${paperDay(to.asOf)}“${to.name}”之间的变更情况说明如下。`
        : `现将截至${paperDay(to.asOf)}“${to.name}”的情况说明如下。`,
    },
    { kind: 'heading', level: 1, text: '总体情况' },
    ...sentences.map((text): PaperPart => ({
      kind: 'text',
      text: text.replaceAll(',', '').replace(/\d{4}-\d{2}-\d{2}/g, paperDay),
    })),
    { kind: 'heading', level: 1, text: '各状态的增减' },
    { kind: 'table', ...sumTable(sums) },
  ]
  if (reasons.length > 0) {
    parts.push(
      { kind: 'heading', level: 1, text: '变更原因' },
      {
        kind: 'table',
        columns: [
          { title: '原因', width: 120 },
          { title: '单位（家）', width: 36, align: 'right' },
        ],
        rows: reasons.map(({ why, n }) => [why, String(n)]),
      },
    )
  }
  parts.push({ kind: 'signature', organ: '×××', day: today })
  return { title, parts }
}

function sumTable(sums: ChangeNote['sums']): PaperTable {
  return {
    columns: [
      { title: '状态', width: 30, align: 'center' },
      ...['期初', '新进', '退出', '转入', '转出', '期末'].map((title) => ({
        title,
        width: 21,
        align: 'right' as const,
      })),
    ],
    rows: sums.map(({ state, before, entered, left, changedIn, changedOut, after }) => [
      coverageNames[state],
      ...[before, entered, left, changedIn, changedOut, after].map(String),
    ]),
  }
}
