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
export function setForm({ rows }: PaperForm): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    width: { size: twips(2 * (NAME + VALUE)), type: WidthType.DXA },
    columnWidths: [NAME, VALUE, NAME, VALUE].map(twips),
    margins: { left: 80, right: 80 },
    borders: GRID,
    rows: rows.map(setRow),
  })
}

function setRow({ pairs, height = LOWEST }: FormRow): TableRow {
  const wide = pairs.length === 1
  return new TableRow({
    cantSplit: true,
    height: { value: twips(height), rule: HeightRule.ATLEAST },
    children: pairs.flatMap(([name, value]) => [
      cell(name, NAME, 1, true),
      cell(value, wide ? 2 * VALUE + NAME : VALUE, wide ? 3 : 1, false),
    ]),
  })
}

/** Lines of a value stand one below the other. */
function cell(text: string, width: number, span: number, name: boolean): TableCell {
  return new TableCell({
    width: { size: twips(width), type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    ...(span > 1 ? { columnSpan: span } : {}),
    children: text.split('\n').map(
      (line) =>
        new Paragraph({
          alignment: name ? AlignmentType.CENTER : AlignmentType.LEFT,
          run: { size: size.smallFour },
          spacing: { line: 320, lineRule: LineRuleType.AT_LEAST, before: 20, after: 20 },
          children: line === '' ? [] : [run(tight(line), name ? 'first' : 'text', size.smallFour)],
        }),
    ),
  })
}
