import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { countText } from '../../../../platform/web/format.ts'
import { Field } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import type { Roster } from '../../rosters/contract.ts'
import { rosterFields } from '../../rosters/rules/fields.ts'
import { rostersApi } from '../api.ts'
import { useRosterWords } from './words.ts'

/** What the register is, of when, and whom it should hold; a change is compared anew at once. */
export function RosterOptions({ roster, onMap }: { readonly roster: Roster; readonly onMap: () => void }) {
  const { one: words, kinds } = useRosterWords()
  const change = useMutation({
    mutationFn: async (what: { kind?: Roster['kind']; asOf?: string; covers?: Roster['covers'] }) => {
      await rostersApi.call('rosters.map', { id: roster.id, ...what })
      await rostersApi.call('rosters.compare', { id: roster.id })
    },
    onSettled: () => refreshAll(),
  })
  return (
    <div className="roster-options no-print">
      <Field label={words.kind}>
        <select
          value={roster.kind}
          onChange={(event) => change.mutate({ kind: event.target.value === 'national' ? 'national' : 'office' })}
        >
          <option value="office">{kinds.office}</option>
          <option value="national">{kinds.national}</option>
        </select>
      </Field>
      <Field label={words.asOf}>
        <input
          type="date"
          value={roster.asOf}
          onChange={(event) => (event.target.value === '' ? undefined : change.mutate({ asOf: event.target.value }))}
        />
      </Field>
      <Field label={words.covers}>
        <select
          value={roster.covers}
          onChange={(event) => change.mutate({ covers: event.target.value === 'whole' ? 'whole' : 'named' })}
        >
          <option value="whole">{words.coversWhole}</option>
          <option value="named">{words.coversNamed}</option>
        </select>
      </Field>
      <Button onClick={onMap}>{words.columns}</Button>
      {change.error === null ? null : <ProblemPanel error={change.error} />}
    </div>
  )
}

/** Each sheet with its columns as they were recognised, to be set right. */
export function RosterMap({
  roster,
  open,
  onClose,
}: {
  readonly roster: Roster
  readonly open: boolean
  readonly onClose: () => void
}) {
  const { map: words } = useRosterWords()
  return (
    <SidePanel open={open} width={620} title={words.title} onClose={onClose}>
      <p className="muted">{words.note}</p>
      {roster.sheets.map((sheet) => (
        <SheetMap key={sheet.id} roster={roster.id} sheet={sheet} onClose={onClose} />
      ))}
    </SidePanel>
  )
}

function SheetMap({
  roster,
  sheet,
  onClose,
}: {
  readonly roster: string
  readonly sheet: Roster['sheets'][number]
  readonly onClose: () => void
}) {
  const { map: words, one } = useRosterWords()
  const [use, setUse] = useState(sheet.use)
  const [fields, setFields] = useState<Readonly<Record<number, string | null>>>({})
  const save = useMutation({
    mutationFn: async () => {
      const columns = Object.entries(fields).map(([index, field]) => ({ index: Number(index), field }))
      await rostersApi.call('rosters.map', { id: roster, sheet: sheet.id, use, columns })
      await rostersApi.call('rosters.compare', { id: roster })
    },
    onSuccess: async () => {
      await refreshAll()
      onClose()
    },
  })
  return (
    <section>
      <b>{sheet.name}</b>
      <p className="muted">
        {sheet.headerRow === null ? words.noHeader : words.header(String(sheet.headerRow))}
        {sheet.skipped > 0 ? `　${one.skipped(countText(sheet.skipped))}` : ''}
      </p>
      <label className="check">
        <input type="checkbox" checked={use} onChange={(event) => setUse(event.target.checked)} />
        {words.use}
      </label>
      <table className="table">
        <thead>
          <tr>
            <th>{words.column}</th>
            <th>{words.field}</th>
            <th>{words.why}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.columns.map(({ index, letter, title, field, why }) => (
            <tr key={index}>
              <td>
                {letter} {title}
              </td>
              <td>
                <select
                  aria-label={`${words.field} ${title}`}
                  value={(index in fields ? fields[index] : field) ?? ''}
                  onChange={(event) =>
                    setFields({ ...fields, [index]: event.target.value === '' ? null : event.target.value })
                  }
                >
                  <option value="">{words.none}</option>
                  {Object.entries(rosterFields).map(([key, { label }]) => (
                    <option key={key} value={key}>
                      {label}
                    </option>
                  ))}
                </select>
              </td>
              <td className="muted">{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {save.error === null ? null : <ProblemPanel error={save.error} />}
      <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
        {words.save}
      </Button>
    </section>
  )
}
