import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  VerticalMergeType,
  WidthType,
  type ISectionOptions,
} from 'docx'
import { fonts, fontTable, INDENT, LINE, page, size, twips, type FontRole } from './layout.ts'
import { chineseOrdinal, paperDay, tight, titleLines, type PaperPart, type PaperTable } from './paper.ts'
import { fontOf, GRID, run } from './run.ts'
import { setForm } from './set-form.ts'

/** Sets a paper as GB/T 9704-2012 asks and returns the .docx file. */
export function setPaper(parts: readonly PaperPart[], about: { readonly title: string }): Promise<Uint8Array> {
  return setPapers([parts], about)
}

/** Several papers in one file for printing: each begins on a page of its own, numbered from one. */
export async function setPapers(
  papers: readonly (readonly PaperPart[])[],
  about: { readonly title: string },
): Promise<Uint8Array> {
  const document = new Document({
    title: about.title,
    creator: '聚新',
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { size: size.three, font: fontOf('text') } } } },
    sections: papers.map(section),
  })
  return Packer.toBuffer(document, false, [{ path: 'word/fontTable.xml', data: fontTable() }])
}

function section(parts: readonly PaperPart[]): ISectionOptions {
  const numbers = new Numbers()
  return {
    properties: {
      page: {
        size: { width: page.width, height: page.height },
        margin: {
          top: page.head,
          bottom: page.foot,
          left: page.binding,
          right: page.right,
          footer: page.footer,
          header: twips(15),
        },
        pageNumbers: { start: 1 },
      },
      // Lines are set by their exact pitch; a grid would stretch the lines of tables to it as well.
      grid: { type: DocumentGridType.DEFAULT, linePitch: LINE },
    },
    // The number stands outside: right on odd pages, left on even ones, one character from the edge.
    footers: { default: footer(AlignmentType.RIGHT), even: footer(AlignmentType.LEFT) },
    children: parts.flatMap((part) => setPart(part, numbers)),
  }
}

/** 一、 （一） 1. （1）: a heading counts on at its level and begins anew below a higher one. */
class Numbers {
  readonly #at = [0, 0, 0, 0]

  next(level: 1 | 2 | 3 | 4): string {
    this.#at[level - 1] = (this.#at[level - 1] ?? 0) + 1
    this.#at.fill(0, level)
    const n = this.#at[level - 1] ?? 0
    const forms = [`${chineseOrdinal(n)}、`, `（${chineseOrdinal(n)}）`, `${n}.`, `（${n}）`]
    return forms[level - 1] ?? ''
  }

  restart(): void {
    this.#at.fill(0)
  }
}

function setPart(part: PaperPart, numbers: Numbers): (Paragraph | Table)[] {
  switch (part.kind) {
    case 'number':
      // 六角括号 around the year, no 第 before the number.
      return [
        paragraph([run(`${part.organ}〔${part.year}〕${part.no}号`, 'text')], { alignment: AlignmentType.CENTER }),
        blank(),
        blank(),
      ]
    case 'title':
      return [...titleLines(tight(part.text)).map(title), blank()]
    case 'addressee':
      return [paragraph([run(part.text, 'text')])]
    case 'text':
      return [body([run(tight(part.text), 'text')])]
    case 'heading': {
      const roles: readonly FontRole[] = ['first', 'second', 'text', 'text']
      const words = `${numbers.next(part.level)}${tight(part.text)}`
      return [body([run(words, roles[part.level - 1] ?? 'text')], { keepNext: part.level < 3 })]
    }
    case 'table':
      return [setTable(part), small()]
    case 'form':
      // Whatever leads to a form stays on its page.
      return [small(true), setForm(part), small()]
    case 'attachments':
      return [blank(), ...part.names.map((name, index) => attachmentLine(name, index, part.names.length))]
    case 'signature':
      return signature(part.organ, part.day)
    case 'attachment':
      numbers.restart()
      return [
        paragraph([run(`附件${part.no ?? ''}`, 'first')], { pageBreakBefore: true }),
        blank(),
        ...titleLines(tight(part.title)).map(title),
        blank(),
      ]
  }
}

const exact = { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const

type ParagraphLook = Omit<ConstructorParameters<typeof Paragraph>[0] & object, 'children' | 'spacing'>

function paragraph(children: readonly TextRun[], look: ParagraphLook = {}): Paragraph {
  return new Paragraph({ alignment: AlignmentType.BOTH, ...look, spacing: exact, children: [...children] })
}

function body(children: readonly TextRun[], look: ParagraphLook = {}): Paragraph {
  return paragraph(children, { ...look, indent: { firstLine: INDENT } })
}

function blank(): Paragraph {
  return paragraph([])
}

/** A little air below a table. */
function small(keepNext = false): Paragraph {
  const spacing = { line: LINE / 2, lineRule: LineRuleType.EXACT, before: 0, after: 0 }
  return new Paragraph({ keepNext, spacing, children: [] })
}

/** 2号 needs a taller line than the text; lines of a long title stay together. */
function title(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepLines: true,
    keepNext: true,
    spacing: { line: Math.round(LINE * 1.2), lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    children: [run(text, 'title', size.two)],
  })
}

/** 附件：1.某某 — the second and later names stand under the first. */
function attachmentLine(name: string, index: number, of: number): Paragraph {
  const numbered = of > 1 ? `${index + 1}.${name}` : name
  const hanging = INDENT * 1.5 + (of > 1 ? INDENT / 4 : 0)
  return index === 0
    ? paragraph([run(`附件：${numbered}`, 'text')], { indent: { left: INDENT + hanging, hanging } })
    : paragraph([run(numbered, 'text')], { indent: { left: INDENT + hanging, hanging: INDENT / 4 } })
}

/** Two lines below the text: the organ above the date, the date four characters from the right edge, both centred on each other. */
function signature(organ: string, day: string): Paragraph[] {
  const right = { alignment: AlignmentType.RIGHT }
  return [
    blank(),
    blank(),
    paragraph([run(organ, 'text')], { ...right, indent: { right: INDENT * 2 }, keepNext: true }),
    paragraph([run(paperDay(day), 'text')], { ...right, indent: { right: INDENT * 2 } }),
  ]
}

function footer(alignment: (typeof AlignmentType)['LEFT'] | (typeof AlignmentType)['RIGHT']): Footer {
  const edge = alignment === AlignmentType.LEFT ? { left: 280 } : { right: 280 }
  // Half-width figures in 宋体, as the standard has them.
  const font = { ascii: fonts.plain.name, hAnsi: fonts.plain.name, cs: fonts.plain.name, eastAsia: fonts.plain.name }
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: edge,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font, size: size.four })],
      }),
    ],
  })
}

const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const

interface CellLook {
  readonly merge?: 'restart' | 'continue'
  readonly heading?: boolean
  readonly keep?: boolean
}

const MOST_TOGETHER = 10

function staysWithNext(rows: PaperTable['rows'], index: number): boolean {
  if (rows[index + 1]?.includes(null) !== true) return false
  let first = index
  while (first > 0 && rows[first]?.includes(null) === true) first--
  const span = rows[first]?.find((one) => one !== null && typeof one !== 'string')
  return typeof span === 'object' && span !== null && span.rows <= MOST_TOGETHER
}

/** Tables are set in 五号; their heading stands again on every page, and no row is torn apart. */
function setTable({ columns, rows }: PaperTable): Table {
  const cell = (text: string, column: number, look: CellLook): TableCell =>
    new TableCell({
      width: { size: twips(columns[column]?.width ?? 10), type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      ...(look.merge === 'restart' ? { verticalMerge: VerticalMergeType.RESTART } : {}),
      ...(look.merge === 'continue' ? { verticalMerge: VerticalMergeType.CONTINUE } : {}),
      children: [
        new Paragraph({
          keepNext: look.keep === true,
          // An empty cell is as low as a full one.
          run: { size: size.five },
          alignment: look.heading === true ? AlignmentType.CENTER : ALIGN[columns[column]?.align ?? 'left'],
          spacing: { line: 280, lineRule: LineRuleType.AT_LEAST, before: 30, after: 30 },
          children: text === '' ? [] : [run(tight(text), look.heading === true ? 'first' : 'text', size.five)],
        }),
      ],
    })
  const heading = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ title: text }, column) => cell(text, column, { heading: true })),
  })
  const lines = rows.map((row, index) => {
    // Rows under one cell stay on one page, as far as they are few enough to fit on it.
    const keep = staysWithNext(rows, index)
    const cells = row.map((one, column) => {
      if (one === null) return cell('', column, { merge: 'continue', keep })
      if (typeof one === 'string') return cell(one, column, { keep })
      return cell(one.text, column, one.rows > 1 ? { merge: 'restart', keep } : { keep })
    })
    return new TableRow({ cantSplit: true, children: cells })
  })
  return new Table({
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    width: { size: twips(columns.reduce((sum, { width }) => sum + width, 0)), type: WidthType.DXA },
    columnWidths: columns.map(({ width }) => twips(width)),
    margins: { left: 60, right: 60 },
    borders: GRID,
    rows: [heading, ...lines],
  })
}
