import { useState } from 'react'
import { Field } from '../../../../platform/web/parts/field.tsx'
import { accessApi } from '../api.ts'
import type { OnFinders } from './on-fields.tsx'
import { ReasonForm } from '../parts/reason-form.tsx'
import { useGrantFields } from './on-fields.tsx'
import { useAccountsWords } from './words.ts'

/** Gives an account a role upon something, from a day to a day. */
export function GrantForm({
  account,
  find,
  onDone,
}: {
  readonly account: string
  readonly find: OnFinders
  readonly onDone: () => void
}) {
  const { grant: words } = useAccountsWords()
  const chosen = useGrantFields(find, false)
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  return (
    <ReasonForm
      send={words.send}
      why={chosen.why}
      onSend={async (reason) => {
        if (chosen.grant === null) return
        await accessApi.call('access.grant', {
          id: account,
          ...chosen.grant,
          ...(from === '' ? {} : { from }),
          ...(until === '' ? {} : { until }),
          reason,
        })
      }}
      onDone={onDone}
      onCancel={onDone}
    >
      {chosen.fields}
      <div className="two-fields">
        <Field label={words.from}>
          <input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </Field>
        <Field label={words.until}>
          <input type="date" value={until} min={from} onChange={(event) => setUntil(event.target.value)} />
        </Field>
      </div>
    </ReasonForm>
  )
}
