import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { focusOn } from '../../../../platform/web/parts/focus-on.ts'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { accessApi } from '../api.ts'
import { useSessionWords } from './words.ts'
import '../../../../platform/web/parts/field.css'

/** What for: names and phones then stand in the clear for a while. */
export function StatePurpose({ onDone }: { readonly onDone: () => void }) {
  const { purpose: words } = useSessionWords()
  const [purpose, setPurpose] = useState('')
  const state = useMutation({
    mutationFn: () => accessApi.call('access.statePurpose', { purpose: purpose.trim() }),
    onSuccess: async () => {
      // Folded first: what was asked for stands under it.
      onDone()
      await refreshAll()
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
