import { focusOn } from '../../../../platform/web/parts/focus-on.ts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { MenuButton } from '../../../../platform/web/parts/menu-button.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { useSession } from '../../../../platform/web/session/session.ts'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import { accessApi } from '../api.ts'
import { useEndPurpose } from './use-end-purpose.ts'
import { useLeft } from './use-left.ts'
import { useSessionWords } from './words.ts'
import '../../../../platform/web/parts/field.css'

/** Names and phones are masked; saying what for shows them for a while. */
export function PurposeButton() {
  const { purpose: words } = useSessionWords()
  const { person } = useSession()
  const may = useMay('access.reveal')
  const left = useLeft(person?.purpose?.until ?? null, () => void refreshAll())
  const end = useEndPurpose()
  const on = person?.purpose != null
  if (!may.ok && !on) return null
  return (
    <MenuButton
      label={on ? words.shown(words.minutes(left)) : words.masked}
      on={on}
      placement="bottomRight"
      width={320}
    >
      {(close) =>
        on ? (
          <div className="account-menu">
            <p className="muted">{words.why}</p>
            <div>
              <ReasonButton loading={end.isPending} onClick={() => end.mutate(undefined, { onSuccess: close })}>
                {words.end}
              </ReasonButton>
            </div>
          </div>
        ) : (
          <StatePurpose onDone={close} />
        )
      }
    </MenuButton>
  )
}

function StatePurpose({ onDone }: { readonly onDone: () => void }) {
  const { purpose: words } = useSessionWords()
  const [purpose, setPurpose] = useState('')
  const state = useMutation({
    mutationFn: () => accessApi.call('access.statePurpose', { purpose: purpose.trim() }),
    onSuccess: async () => {
      await refreshAll()
      onDone()
    },
  })
  const reason = purpose.trim().length < 4 ? words.short : null
  return (
    <Form onSend={() => (reason === null ? state.mutate() : undefined)}>
      <p className="muted">{words.why}</p>
      <Field label={words.label}>
        <textarea maxLength={200} ref={focusOn} value={purpose} onChange={(event) => setPurpose(event.target.value)} />
      </Field>
      <div className="row row-wrap">
        {words.usual.map((usual) => (
          <button key={usual} type="button" className="link-button" onClick={() => setPurpose(usual)}>
            {usual}
          </button>
        ))}
      </div>
      {state.error === null ? null : <ProblemPanel error={state.error} />}
      <div>
        <ReasonButton type="primary" htmlType="submit" reason={reason} loading={state.isPending}>
          {words.send}
        </ReasonButton>
      </div>
    </Form>
  )
}
