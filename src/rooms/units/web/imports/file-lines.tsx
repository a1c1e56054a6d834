import { Link } from '@tanstack/react-router'
import { bytesText, countText } from '../../../../platform/web/format.ts'
import type { ImportView } from '../../contract.ts'
import { useUnitsWords } from '../words.ts'
import { known } from './certain.ts'
import { useImportWords } from './words.ts'

type Sheet = ImportView['sheets'][number]

/** Each file with what it was recognised as; a file that could not be read says why, the others go on. */
export function FileLines({ one }: { readonly one: ImportView }) {
  return one.files.map((file) => {
    const sheets = one.sheets.filter((sheet) => sheet.id.startsWith(`${file.id}-`) || sheet.file === file.name)
    if (file.problem !== null) return <FailedFile key={file.id} file={file} />
    if (sheets.length === 0) {
      return (
        <div key={file.id} className="import-file">
          <b>{file.name}</b>
          <span className="faint num">{bytesText(file.bytes)}</span>
        </div>
      )
    }
    return sheets.map((sheet) => <SheetLine key={sheet.id} sheet={sheet} several={sheets.length > 1} one={one} />)
  })
}

function FailedFile({ file }: { readonly file: ImportView['files'][number] }) {
  const { one: words } = useImportWords()
  const { problem } = file
  return (
    <div className="import-file">
      <b>{file.name}</b>
      <span className="tag tag-red">{words.notRead}</span>
      <div className="problem">
        <div className="problem-words">{problem?.words}</div>
        {problem?.where == null || problem.where === file.name ? null : <div>{problem.where}</div>}
        {problem?.remedy == null ? null : <div className="muted">{problem.remedy}</div>}
      </div>
    </div>
  )
}

function SheetLine({
  sheet,
  several,
  one,
}: {
  readonly sheet: Sheet
  readonly several: boolean
  readonly one: ImportView
}) {
  const { one: words } = useImportWords()
  const { sources } = useUnitsWords()
  const all = sheet.columns.length
  const parts = [
    words.rows(countText(sheet.rows)),
    ...(sheet.format === '' ? [] : [sheet.format]),
    known(sheet) === all ? words.columnsAll(all) : words.columnsSome(all, known(sheet)),
    ...(sheet.headerRows.length === 1 && sheet.headerRows[0] === 1
      ? []
      : [words.header(rowsText(sheet.headerRows))].filter(() => sheet.headerRows.length > 0)),
    ...sheet.skipped.map(({ rows, why }) => words.skipped(rows, why)),
    ...(sheet.remembered ? [words.remembered] : []),
  ]
  return (
    <div className="import-file num">
      <b>{several ? words.sheet(sheet.file, sheet.sheet) : sheet.file}</b>
      {sheet.use ? (
        <span className={sheet.source === null ? 'tag tag-sand' : 'tag tag-teal'}>
          {sheet.source === null ? words.unknownSource : sources[sheet.source]}
        </span>
      ) : (
        <span className="tag">{words.notUsed}</span>
      )}
      <span className="faint in-text">
        {parts.join(' · ')}
        {one.state === 'mapping' || one.state === 'ready' ? (
          <>
            {' · '}
            <Link to="/import/$id" params={{ id: one.id }} search={{ map: 'open', sheet: sheet.id }}>
              {words.showMapping}
            </Link>
          </>
        ) : null}
      </span>
      {sheet.warnings.length === 0 ? null : (
        <ul className="import-warnings">
          {sheet.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** `3–4` of consecutive rows, `3、5` of others. */
function rowsText(rows: readonly number[]): string {
  const first = rows[0] ?? 0
  const last = rows.at(-1) ?? first
  if (rows.length > 1 && last - first === rows.length - 1) return `${first}–${last}`
  return rows.join('、')
}
