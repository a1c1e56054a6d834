/**
 * What a spreadsheet file is once it has been read, whatever it was written with. Nothing is interpreted here:
 * a text cell is the text a person sees, a number cell is the stored number, and what a plain number cannot say
 * (it is a date, it has lost digits, it is shown as a percentage) is said by a small object in its place.
 *
 * Rows are counted as the person sees them (1 is the first row of the sheet), columns from 0 (`columnLetters(0)` is `A`).
 */

/** Blank (also: empty text) is null. */
export type Cell = string | number | boolean | DateCell | NumberCell | ErrorCell | null

/** A number that its format shows as a date or a time. The same day is the same object within one file. */
export interface DateCell {
  readonly kind: 'date'
  /** Days since 1899-12-30, whatever the workbook's own date system. */
  readonly serial: number
  /** As precise as the format shows: `2019`, `2019-05`, `2019-05-01`, `2019-05-01 08:30`, or `08:30` for a bare time. */
  readonly text: string
  readonly precision: 'year' | 'month' | 'day' | 'minute' | 'time'
}

/** A number whose shown form differs in meaning from its value: `35%`, `007`, `12人`, or a code that has lost digits. */
export interface NumberCell {
  readonly kind: 'number'
  readonly value: number
  /** What the person sees (for a code that has lost digits: all digits the file still has, zeros in place of the lost). */
  readonly text: string
  /** More than 15 digits: the last ones were lost when the code was typed as a number; it must be typed again as text. */
  readonly precisionLost: boolean
}

/** A formula that failed, or an error value that was pasted. */
export interface ErrorCell {
  readonly kind: 'error'
  /** `#N/A`, `#REF!`, `#VALUE!`, `#DIV/0!`, `#NAME?`, `#NUM!`, `#NULL!` … */
  readonly error: string
}

/** A merged area; rows are sheet rows (from 1), columns are indexes (from 0), all four inclusive. */
export interface Merge {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export interface Sheet {
  readonly name: string
  readonly hidden: boolean
  /** Rows that hold at least one value; trailing blank cells are cut, so rows differ in length. */
  readonly rows: readonly (readonly Cell[])[]
  /** `rowNumbers[i]` is the sheet row of `rows[i]`; increasing. A gap is one or more blank rows. */
  readonly rowNumbers: readonly number[]
  /** Length of the longest row. */
  readonly columnCount: number
  readonly merges: readonly Merge[]
  /** Formatted but empty rows after the last value, which were dropped. */
  readonly blankRowsDropped: number
  /** Rows hidden by hand or by a filter; they are read all the same. */
  readonly hiddenRows: number
}

export type TableKind = 'xlsx' | 'xls' | 'csv' | 'html' | 'xml-2003'

export interface TableFile {
  /** The name shown to people (not a path). */
  readonly name: string
  /** What the bytes are, which need not be what the name says. */
  readonly kind: TableKind
  /** `utf-8`, `utf-16le`, `utf-16be`, `gb18030` …; null where the format has none of its own (xlsx, xls). */
  readonly encoding: string | null
  /** `,` `;` tab or `|` for csv; null otherwise. */
  readonly separator: string | null
  readonly bytes: number
  /** Of the file's bytes, hexadecimal: the same file dropped twice has the same one. */
  readonly sha256: string
  readonly sheets: readonly Sheet[]
  readonly warnings: readonly ReadWarning[]
}

export type ReadWarningCode =
  | 'undecodable-bytes' // bytes that are no text in the file's encoding; each was read as U+FFFD
  | 'name-and-content-differ' // an .xls that is a web page, an .xlsx that is an .xls …
  | 'quote-not-closed' // csv rows with a quote that has no partner
  | 'file-cut-off' // a csv that stops in the middle of a row
  | 'ragged-rows' // csv rows longer than the others
  | 'formula-not-calculated' // a formula without a stored result; read as blank
  | 'formula-error' // cells holding #N/A and the like
  | 'precision-lost' // numbers of more than 15 digits
  | 'hidden-sheet'
  | 'hidden-rows'
  | 'blank-rows-dropped'
  | 'unreadable-cell' // a cell whose text and type disagree; read as its text
  | 'sheet-not-a-table' // chart sheets and macro sheets, left out

export interface ReadWarning {
  readonly code: ReadWarningCode
  /** A full Chinese sentence: what, where, what to do. */
  readonly words: string
  readonly sheet: string | null
  /** First place it was seen: sheet row from 1 (csv: the row as a spreadsheet shows it); column index from 0. */
  readonly row: number | null
  readonly column: number | null
  readonly count: number
}

/** All are hard ceilings; reaching one throws a Problem that names it and says how to split the file. */
export interface Limits {
  /** Size of the file. */
  readonly fileBytes: number
  /** Any one part of a zip, inflated; and how many times its packed size it may be. */
  readonly inflatedBytes: number
  readonly inflatedRatio: number
  /** Non-blank cells, all sheets together. Raise it to Infinity for rows that are handed on by `onRows` and not kept. */
  readonly cells: number
  /** Characters of text, likewise. */
  readonly characters: number
  readonly columns: number
}

export interface ReadProgress {
  /** 0…1 of the file's bytes. */
  readonly share: number
  readonly rows: number
  readonly sheet: string
}

export interface RowBatch {
  readonly sheet: string
  readonly sheetIndex: number
  readonly rows: readonly (readonly Cell[])[]
  readonly rowNumbers: readonly number[]
}

export interface ReadOptions {
  /** Name to show in problems; the path's last part when absent. */
  readonly name?: string | undefined
  readonly limits?: Partial<Limits> | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined
  /** When given, rows are handed on in batches and `sheets[].rows` stays empty: for files larger than memory. */
  readonly onRows?: ((batch: RowBatch) => void | Promise<void>) | undefined
}
