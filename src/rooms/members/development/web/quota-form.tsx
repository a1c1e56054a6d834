import { useState } from 'react'
import { Field } from '../../../../platform/web/parts/field.tsx'
import { DeedForm } from '../../web/member/send.tsx'
import type { QuotaKind, QuotaRow } from '../contract.ts'
import { developmentApi } from './api.ts'
import { useDevelopmentWords } from './words.ts'

/** Hands down the numbers of one area and year. */
export function QuotaForm({
  year,
  row,
  onDone,
}: {
  readonly year: number
  readonly row: QuotaRow
  readonly onDone: () => void
}) {
  const { quotasPage: words } = useDevelopmentWords()
  // Names of the table of words.
  const kinds = Object.keys(words.kinds) as QuotaKind[]
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(kinds.map((kind) => [kind, row.cells[kind].planned?.toString() ?? ''])),
  )
  const [remark, setRemark] = useState(row.remark)
  const [reason, setReason] = useState('')
  const bad = kinds.some((kind) => !/^\d{0,5}$/.test((typed[kind] ?? '').trim()))
  return (
    <DeedForm
      send={words.send}
      missing={bad ? words.noNumber : reason.trim().length < 2 ? words.noReason : null}
      what={words.blank}
      onSend={() =>
        developmentApi.call('development.setQuota', {
          year,
          area: row.area,
          version: row.version,
          planned: Object.fromEntries(
            kinds.map((kind) => [kind, (typed[kind] ?? '').trim() === '' ? null : Number(typed[kind])]),
          ),
          remark: remark.trim(),
          reason: reason.trim(),
        })
      }
      onDone={onDone}
      onCancel={onDone}
    >
      <div className="development-pair">
        {kinds.map((kind) => (
          <Field key={kind} label={words.kinds[kind]}>
            <input
              inputMode="numeric"
              maxLength={5}
              value={typed[kind] ?? ''}
              onChange={({ target: { value } }) => setTyped((old) => ({ ...old, [kind]: value }))}
            />
          </Field>
        ))}
      </div>
      <Field label={words.remark}>
        <input maxLength={400} value={remark} onChange={({ target: { value } }) => setRemark(value)} />
      </Field>
      <Field label={words.reason}>
        <input maxLength={400} value={reason} onChange={({ target: { value } }) => setReason(value)} />
      </Field>
    </DeedForm>
  )
}
