import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { TabBar } from '../../../../platform/web/parts/tab-bar.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { Input } from '../../../../platform/web/api/client.ts'
import type { ImportView, StatedSource, unitsEndpoints } from '../../contract.ts'
import { unitsApi } from '../api.ts'
import { useUnitsWords } from '../words.ts'
import { certain } from './certain.ts'
import { FieldSelect } from './field-select.tsx'
import { useImportWords } from './words.ts'

type Sheet = ImportView['sheets'][number]
type SheetColumn = Sheet['columns'][number]
type Change = Omit<Input<typeof unitsEndpoints, 'units.mapImport'>, 'id' | 'sheet'>

/** The headings of one sheet and what each was taken for; every line can be put right. */
export function Mapping({ one }: { readonly one: ImportView }) {
  const { mapping: words, one: oneWords } = useImportWords()
  const search = useSearch({ from: '/import/$id' })
  const navigate = useNavigate({ from: '/import/$id' })
  const doubtful = one.sheets.find((sheet) => !certain(sheet))
  const sheet = one.sheets.find(({ id }) => id === search.sheet) ?? doubtful ?? one.sheets[0]
  const save = useMap(one.id)
  if (sheet === undefined) return null
  const change = (what: Change): void => save.mutate({ id: one.id, sheet: sheet.id, ...what })
  const back =
    one.state === 'ready' ? (
      <Link to="/import/$id" params={{ id: one.id }} search={{}}>
        {words.backToChanges}
      </Link>
    ) : undefined
  return (
    <Card title={words.title} note={save.isPending ? words.saving : sheet.sourceWhy} extra={back}>
      {one.sheets.length < 2 ? null : (
        <TabBar
          label={words.sheets}
          panel="mapping-panel"
          chosen={sheet.id}
          tabs={one.sheets.map(({ id, file, sheet: name }) => ({
            key: id,
            name: one.sheets.filter((other) => other.file === file).length > 1 ? oneWords.sheet(file, name) : file,
          }))}
          onChoose={(id) => void navigate({ search: (old) => ({ ...old, sheet: id }), replace: true })}
        />
      )}
      {save.error === null ? null : <ProblemPanel error={save.error} />}
      <div id="mapping-panel" className="import-panel" role={one.sheets.length < 2 ? undefined : 'tabpanel'}>
        <SheetHead sheet={sheet} onChange={change} />
        <ColumnsTable key={sheet.id} sheet={sheet} onChange={change} />
      </div>
    </Card>
  )
}

function useMap(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Input<typeof unitsEndpoints, 'units.mapImport'>) => unitsApi.call('units.mapImport', input),
    onSuccess: (view) => client.setQueryData(unitsApi.query('units.getImport', { id }).queryKey, view),
  })
}

const sourceKeys: readonly StatedSource[] = ['registry', 'annual-report', 'ledger']

function SheetHead({ sheet, onChange }: { readonly sheet: Sheet; readonly onChange: (change: Change) => void }) {
  const { mapping: words } = useImportWords()
  const { sources } = useUnitsWords()
  return (
    <div className="mapping-head">
      <label>
        <input type="checkbox" checked={sheet.use} onChange={(event) => onChange({ use: event.target.checked })} />
        {words.use}
      </label>
      <label>
        {words.source}
        <select
          className={sheet.source === null ? 'native-select unsure' : 'native-select'}
          value={sheet.source ?? ''}
          onChange={(event) => {
            const source = sourceKeys.find((key) => key === event.target.value)
            if (source !== undefined) onChange({ source })
          }}
        >
          {sheet.source === null ? <option value="">{words.choose}</option> : null}
          {sourceKeys.map((key) => (
            <option key={key} value={key}>
              {sources[key]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.asOf}
        <input
          type="date"
          key={sheet.asOf}
          defaultValue={sheet.asOf}
          onBlur={(event) => {
            const asOf = event.target.value
            if (asOf !== '' && asOf !== sheet.asOf) onChange({ asOf })
          }}
        />
      </label>
    </div>
  )
}

function ColumnsTable({ sheet, onChange }: { readonly sheet: Sheet; readonly onChange: (change: Change) => void }) {
  const { mapping: words } = useImportWords()
  const columns: Column<SheetColumn>[] = [
    {
      key: 'header',
      title: words.columns.header,
      width: '20%',
      render: ({ header, index }) => header || <span className="muted">{words.noHeader(String(index + 1))}</span>,
    },
    {
      key: 'field',
      title: words.columns.field,
      width: '220px',
      render: (column) => (
        <FieldSelect column={column} onChoose={(field) => onChange({ columns: [{ index: column.index, field }] })} />
      ),
    },
    {
      key: 'why',
      title: words.columns.why,
      width: '28%',
      render: ({ notTakenBecause, why }) =>
        notTakenBecause === null ? (
          <span className="muted">{why}</span>
        ) : (
          <span className="muted">{words.notTaken(notTakenBecause)}</span>
        ),
    },
    {
      key: 'samples',
      title: words.columns.samples,
      render: ({ samples }) => <span className="faint">{samples.slice(0, 3).join('　')}</span>,
    },
  ]
  return (
    <DataTable
      label={words.title}
      columns={columns}
      rows={sheet.columns}
      rowKey={(column) => String(column.index)}
      rowHeight={44}
      oneLine={false}
      empty={null}
    />
  )
}
