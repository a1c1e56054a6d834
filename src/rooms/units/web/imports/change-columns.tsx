import { countText } from '../../../../platform/web/format.ts'
import type { Output, RowOf } from '../../../../platform/web/api/client.ts'
import type { Column } from '../../../../platform/web/table/column.ts'
import type { ImportTab, unitsEndpoints } from '../../contract.ts'
import { differ } from './differ.ts'
import { Marked } from './marked.tsx'
import { useImportWords } from './words.ts'

export type ImportRow = RowOf<Output<typeof unitsEndpoints, 'units.importRows'>>

/** Columns of the table of each tab. */
export function useChangeColumns(tab: ImportTab): readonly Column<ImportRow>[] {
  const { rows: words } = useImportWords()
  const from: Column<ImportRow> = {
    key: 'from',
    title: words.from,
    width: '150px',
    render: (row) => <Where row={row} />,
  }
  const unit: Column<ImportRow> = { key: 'unit', title: words.name, width: '30%', render: (row) => <Unit row={row} /> }
  const notes: Column<ImportRow> = {
    key: 'why',
    title: words.why,
    render: ({ notes: all }) => all.map((note) => <div key={note.why}>{note.why}</div>),
  }
  switch (tab) {
    case 'new':
      return [from, unit, { key: 'content', title: words.content, render: (row) => <Content row={row} /> }]
    case 'changed':
      return [from, unit, { key: 'changes', title: words.changes, render: (row) => <ChangeList row={row} /> }]
    case 'same':
      return [
        from,
        { ...unit, width: '50%' },
        { key: 'code', title: words.code, render: ({ code }) => code ?? words.noCode },
      ]
    case 'suspicious':
      return [
        from,
        { ...unit, width: '26%' },
        { key: 'changes', title: words.changes, width: '28%', render: (row) => <ChangeList row={row} /> },
        notes,
      ]
    case 'doubtful':
      return [
        from,
        { ...unit, key: 'record', title: words.ledgerName, width: '22%', render: ({ name }) => name },
        { key: 'best', title: words.best, width: '32%', render: (row) => <Best row={row} /> },
        { key: 'why', title: words.why, render: (row) => <Doubt row={row} /> },
        {
          key: 'sure',
          title: words.sure,
          width: '64px',
          right: true,
          render: (row) => row.candidates[0]?.score.toFixed(2),
        },
      ]
    case 'wrong':
      return [
        from,
        { ...unit, width: '24%' },
        {
          key: 'column',
          title: words.column,
          width: '110px',
          render: ({ notes: all }) => all.map((note) => <div key={note.why}>{note.column ?? ''}</div>),
        },
        notes,
        {
          key: 'remedy',
          title: words.remedy,
          render: ({ notes: all }) => all.map((note) => <div key={note.why}>{note.remedy ?? ''}</div>),
        },
      ]
  }
}

function Where({ row }: { readonly row: ImportRow }) {
  const { rows: words } = useImportWords()
  return (
    <>
      {row.file}
      <div className="faint">{words.row(countText(row.row))}</div>
    </>
  )
}

function Unit({ row }: { readonly row: ImportRow }) {
  const { rows: words } = useImportWords()
  return (
    <>
      {row.name}
      <div className="faint">{row.code ?? words.noCode}</div>
    </>
  )
}

/** A new unit's facts beside its name and code, running, cut after two lines. */
function Content({ row: { name, code, changes } }: { readonly row: ImportRow }) {
  const facts = changes.filter(({ to }) => to !== name && to !== code)
  return (
    <span className="content-lines" title={facts.map(({ label, to }) => `${label}：${to}`).join('\n')}>
      {facts.map(({ label, to }) => (
        <span key={label}>
          <span className="faint">{label}</span> {to}　
        </span>
      ))}
    </span>
  )
}

function ChangeList({ row }: { readonly row: ImportRow }) {
  const { rows: words } = useImportWords()
  return (
    <ul className="change-list">
      {row.changes.map(({ label, from, to }) => (
        <li key={label}>
          <span className="label">{label}</span>
          <span className={from === '' ? 'from blank' : 'from'}>{from || words.empty}</span> → {to || words.empty}
        </li>
      ))}
    </ul>
  )
}

function Best({ row }: { readonly row: ImportRow }) {
  const { rows: words } = useImportWords()
  const [best, ...others] = row.candidates
  if (best === undefined) return null
  return (
    <>
      {others.length === 0 ? null : <div>{words.two(others.length + 1)}</div>}
      <Marked pieces={differ(best.name, row.name).a} />
      <div className="faint">{[best.code, best.address].filter(Boolean).join(' · ')}</div>
    </>
  )
}

/** Why a row is doubtful: the note where there is one, else what spoke for the best candidate. */
function Doubt({ row }: { readonly row: ImportRow }) {
  const said = row.notes.map((note) => note.why).filter((why) => why !== '')
  const [best] = row.candidates
  if (said.length === 0 && best !== undefined) return best.why
  return said.map((why) => <div key={why}>{why}</div>)
}
