import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { countText } from '../../../../platform/web/format.ts'
import { MenuButton } from '../../../../platform/web/parts/menu-button.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { parseSearch, stringifySearch } from '../../../../platform/web/search.ts'
import { useWhyNot } from '../../../../platform/web/session/use-may.ts'
import { PersonalExport } from '../../../access/web/public.tsx'
import { unitsApi } from '../api.ts'
import { ledgerSearch } from '../search.ts'
import type { LedgerSearch } from '../search.ts'
import { columnKeys, usualColumns } from './columns.tsx'
import type { ColumnKey } from './columns.tsx'
import { anyCondition, filterOf } from './filter.ts'
import { useLedgerWords } from './words.ts'

/** Which columns are shown; the choice stands in the address. */
export function ColumnsMenu({
  shown,
  onChange,
}: {
  readonly shown: readonly ColumnKey[]
  readonly onChange: (cols: string | undefined) => void
}) {
  const words = useLedgerWords()
  const set = (key: ColumnKey): void => {
    const next = columnKeys.filter((other) => shown.includes(other) !== (other === key))
    const usual = next.length === usualColumns.length && next.every((other) => usualColumns.includes(other))
    onChange(usual ? undefined : next.length === 0 ? '-' : next.join(','))
  }
  return (
    <MenuButton label={words.columnsTitle} placement="bottomRight" width={180}>
      {() => (
        <ul>
          {columnKeys.map((key) => (
            <li key={key}>
              <label className="check">
                <input type="checkbox" checked={shown.includes(key)} onChange={() => set(key)} />
                {words.columns[key]}
              </label>
            </li>
          ))}
        </ul>
      )}
    </MenuButton>
  )
}

/** The current list as a file, in the order shown. */
export function ExportMenu({ search, total }: { readonly search: LedgerSearch; readonly total: number | null }) {
  const words = useLedgerWords()
  const refused = useWhyNot('units.export')
  if (refused !== null) return <ReasonButton reason={refused}>{words.export}</ReasonButton>
  if (total === 0) return <ReasonButton reason={words.exportNone}>{words.export}</ReasonButton>
  const order = { ...(search.sort === undefined ? {} : { sort: search.sort }), desc: search.desc }
  const input = { ...filterOf(search), ...order }
  return (
    <MenuButton label={words.export} placement="bottomRight">
      {(close) => (
        <>
          <ul>
            <li>
              <PersonalExport endpoint="units.export" input={{ ...input, format: 'xlsx' }} onDone={close}>
                {words.exportXlsx}
              </PersonalExport>
            </li>
            <li>
              <PersonalExport endpoint="units.export" input={{ ...input, format: 'csv' }} onDone={close}>
                {words.exportCsv}
              </PersonalExport>
            </li>
          </ul>
          <p className="faint">{words.exportNote(countText(total))}</p>
        </>
      )}
    </MenuButton>
  )
}

/** Lists the office opens again and again: a name for an address. */
export function ViewsMenu({ search }: { readonly search: LedgerSearch }) {
  const words = useLedgerWords()
  const [name, setName] = useState('')
  const views = useQuery(unitsApi.query('units.listViews', {}))
  const { open: _open, ...kept } = search
  const save = useMutation({
    mutationFn: () => unitsApi.call('units.saveView', { name: name.trim(), query: stringifySearch(kept) }),
    onSuccess: () => {
      setName('')
      return refreshAll()
    },
  })
  const drop = useMutation({
    mutationFn: (id: string) => unitsApi.call('units.dropView', { id }),
    onSuccess: refreshAll,
  })
  const nothing = !anyCondition(filterOf(search)) && search.sort === undefined && search.cols === undefined
  const error = save.error ?? drop.error
  return (
    <MenuButton label={words.views} placement="bottomRight" width={300}>
      {(close) => (
        <>
          <ul>
            {views.data?.rows.map((view) => (
              <li key={view.id}>
                <Link to="/units" search={ledgerSearch(parseSearch(view.query))} onClick={close}>
                  {view.name}
                </Link>
                <ReasonButton
                  type="link"
                  size="small"
                  className="push"
                  needs="units.dropView"
                  aria-label={words.viewDropOf(view.name)}
                  onClick={() => drop.mutate(view.id)}
                >
                  {words.viewDrop}
                </ReasonButton>
              </li>
            ))}
            {views.data?.rows.length === 0 ? <li className="muted">{words.viewsNone}</li> : null}
          </ul>
          <hr />
          <form
            className="row"
            onSubmit={(event) => {
              event.preventDefault()
              if (name.trim() !== '' && !nothing) save.mutate()
            }}
          >
            <input
              className="control view-name"
              value={name}
              maxLength={40}
              aria-label={words.viewName}
              placeholder={words.viewName}
              onChange={(event) => setName(event.target.value)}
            />
            <ReasonButton
              htmlType="submit"
              needs="units.saveView"
              reason={nothing ? words.viewNothing : name.trim() === '' ? words.viewNameFirst : null}
              loading={save.isPending}
            >
              {words.viewSave}
            </ReasonButton>
          </form>
          {error === null ? null : <ProblemPanel error={error} />}
        </>
      )}
    </MenuButton>
  )
}
