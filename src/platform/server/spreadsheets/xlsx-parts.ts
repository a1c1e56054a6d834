/** The fixed parts of a written workbook, and how text goes into XML. Source: ECMA-376 part 1, 12.3 and 18.3–18.8. */
import { columnLetters } from './column-letters.ts'

export interface WrittenSheet {
  readonly name: string
  readonly headerRow: number
  readonly columns: number
  readonly lastRow: number
}

/** Indexes into `cellXfs` of the styles below. */
export const CELL_STYLE = { plain: 0, code: 1, heading: 2, title: 3, note: 4 } as const

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export function packageParts(sheets: readonly WrittenSheet[]): [part: string, text: string][] {
  return [
    ['xl/styles.xml', STYLES],
    ['xl/workbook.xml', workbook(sheets)],
    ['xl/_rels/workbook.xml.rels', workbookRelations(sheets)],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    ['[Content_Types].xml', contentTypes(sheets)],
  ]
}

function workbook(sheets: readonly WrittenSheet[]): string {
  const list = sheets.map(({ name }, i) => `<sheet name="${xmlEscaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
  // A filter is remembered by a hidden name as well; without it Excel mends the file on opening.
  const names = sheets.flatMap(({ name, headerRow, columns, lastRow }, i) => {
    if (columns === 0) return []
    const area = `'${name.replaceAll("'", "''")}'!$A$${headerRow}:$${columnLetters(columns - 1)}$${lastRow}`
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${xmlEscaped(area)}</definedName>`
  })
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews><sheets>${list.join('')}</sheets>${names.length > 0 ? `<definedNames>${names.join('')}</definedNames>` : ''}</workbook>`
}

function workbookRelations(sheets: readonly WrittenSheet[]): string {
  const list = sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  const styles = `<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/>`
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}${styles}</Relationships>`
}

function contentTypes(sheets: readonly WrittenSheet[]): string {
  const list = sheets.map(
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  )
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${list.join('')}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`
}

const FONT = '<name val="等线"/><charset val="134"/>'
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="4"><font><sz val="11"/>${FONT}</font><font><b/><sz val="11"/>${FONT}</font><font><b/><sz val="16"/>${FONT}</font><font><sz val="10"/><color rgb="FF595959"/>${FONT}</font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/></patternFill></fill></fills><borders count="2"><border/><border><left/><right/><top/><bottom style="thin"><color rgb="FFBFBFBF"/></bottom></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf><xf numFmtId="0" fontId="3" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** For names and attributes. */
export function xmlEscaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => MARKUP[letter] ?? letter)
}

/**
 * For cell texts: characters that XML cannot carry go as `_x000B_`, and text that looks like such an escape is guarded.
 */
export function xmlString(text: string): string {
  if (!SPECIAL.test(text)) return text
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (letter) => MARKUP[letter] ?? letter)
    .replace(UNWRITABLE, (letter) => `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
}

/** A carriage return would come back as a line feed; lone surrogates and noncharacters are no XML characters. */
const UNWRITABLE = /(?![\t\n])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu
const SPECIAL = /[&<>"_\uFFFE\uFFFF]|(?![\t\n])\p{Cc}|\p{Cs}/u
