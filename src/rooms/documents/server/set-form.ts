import {
  AlignmentType,
  HeightRule,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import { size, twips } from './layout.ts'
import { tight, type FormRow, type PaperForm } from './paper.ts'
import { GRID, run } from './run.ts'

/** Millimetres of a name and of what stands beside it; two pairs fill the 156 mm of the text block. */
const NAME = 30
const VALUE = 48
const LOWEST = 9.5

/**
 * A form to be filled in (登记表): names and what is known of them, two pairs on a line or one over the whole width, each line
 * at least as high as it says, so that there is room for the hand.
 */
export function setForm({ rows, together = false }: PaperForm): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    width: { size: twips(2 * (NAME + VALUE)), type: WidthType.DXA },
    columnWidths: [NAME, VALUE, NAME, VALUE].map(twips),
    margins: { left: 80, right: 80 },
    borders: GRID,
    rows: rows.map((row, at) => setRow(row, together && at < rows.length - 1)),
  })
}

/** `keep`: stays on a page with the row below it. */
function setRow({ pairs, height = LOWEST }: FormRow, keep: boolean): TableRow {
  const wide = pairs.length === 1
  return new TableRow({
    cantSplit: true,
    height: { value: twips(height), rule: HeightRule.ATLEAST },
    children: pairs.flatMap(([name, value]) => [
      cell(name, { width: NAME, span: 1, name: true, keep }),
      cell(value, { width: wide ? 2 * VALUE + NAME : VALUE, span: wide ? 3 : 1, name: false, keep }),
    ]),
  })
}

interface CellLook {
  readonly width: number
  readonly span: number
  readonly name: boolean
  readonly keep: boolean
}

/** Lines of a value stand one below the other. */
function cell(text: string, { width, span, name, keep }: CellLook): TableCell {
  return new TableCell({
    width: { size: twips(width), type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    ...(span > 1 ? { columnSpan: span } : {}),
    children: text.split('\n').map(
      (line) =>
        new Paragraph({
          alignment: name ? AlignmentType.CENTER : AlignmentType.LEFT,
          run: { size: size.smallFour },
          keepNext: keep,
          spacing: { line: 320, lineRule: LineRuleType.AT_LEAST, before: 20, after: 20 },
          children: line === '' ? [] : [run(tight(line), name ? 'first' : 'text', size.smallFour)],
        }),
    ),
  })
}
