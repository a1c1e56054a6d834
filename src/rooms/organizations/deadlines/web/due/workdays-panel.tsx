import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAll } from '../../../../../platform/web/api/query-client.ts'
import { Field, Form } from '../../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { deadlinesApi } from '../api.ts'
import { useDueWords } from './words.ts'

/** The years whose holidays are known, and a form for the notice of another. */
export function WorkdaysPanel({ nextYear }: { readonly nextYear: number }) {
  const words = useDueWords().workdays
  const years = useQuery(deadlinesApi.query('deadlines.workdays', {}))
  const [year, setYear] = useState(String(nextYear))
  const [source, setSource] = useState('')
  const [text, setText] = useState('')
  const run = useMutation({
    mutationFn: () => deadlinesApi.call('deadlines.saveWorkdays', { year: Number(year), source: source.trim(), text }),
    onSuccess: async () => {
      setText('')
      await refreshAll()
    },
  })
  const missing = source.trim().length < 2 ? words.source : text.trim() === '' ? words.needText : null
  return (
    <>
      <p className="muted">{words.what}</p>
      {years.error === null ? null : <ProblemPanel error={years.error} onRetry={() => void years.refetch()} />}
      <ul className="due-years num">
        {years.data?.rows.map((one) => (
          <li key={one.year}>
            <b>{one.year}</b> <span className="tag">{one.builtIn ? words.builtIn : words.own}</span>
            <div className="muted">{one.source}</div>
            <div className="muted">
              {words.off(one.off.length)}，{words.worked(one.worked.length)}
            </div>
          </li>
        ))}
      </ul>
      <Form onSend={() => (missing === null ? run.mutate() : undefined)}>
        <h3>{words.add}</h3>
        <Field label={words.year}>
          <input type="number" min={2000} max={2100} value={year} onChange={(event) => setYear(event.target.value)} />
        </Field>
        <Field label={words.source}>
          <input maxLength={120} value={source} onChange={(event) => setSource(event.target.value)} />
        </Field>
        <Field label={words.text} hint={words.hint}>
          <textarea rows={8} maxLength={5000} value={text} onChange={(event) => setText(event.target.value)} />
        </Field>
        {run.error === null ? null : <ProblemPanel error={run.error} />}
        <div className="row">
          <ReasonButton
            type="primary"
            htmlType="submit"
            needs="deadlines.saveWorkdays"
            reason={missing}
            loading={run.isPending}
          >
            {words.save}
          </ReasonButton>
        </div>
      </Form>
    </>
  )
}
