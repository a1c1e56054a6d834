import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { momentText } from '../../../../platform/web/format.ts'
import { ArticleName } from '../../../../platform/web/parts/article-text.tsx'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import type { RuleRow } from '../../contract.ts'
import { rulebookApi } from '../api.ts'
import { useBookWords } from './words.ts'

/** One rule with its text; what is the office's own to decide is decided here, with its reason. */
export function RulePanel({ rule }: { readonly rule: RuleRow }) {
  const words = useBookWords()
  const { panel } = words.rules
  const here = rule.local ? (rule.active ? panel.on : panel.off) : rule.adjustable ? panel.always : panel.holds
  return (
    <>
      <h3>
        <ArticleName article={rule} />
      </h3>
      <p>{rule.text}</p>
      <dl className="book-pairs num">
        <dt>{words.presets.certainty}</dt>
        <dd>
          {words.certainty[rule.certainty]}
          <span className="faint book-note">{words.certaintyWhy[rule.certainty]}</span>
        </dd>
        <dt>{panel.here}</dt>
        <dd>{here}</dd>
        {rule.decided === null ? null : (
          <>
            <dt />
            <dd className="muted">
              {panel.decided(rule.decided.by, momentText(rule.decided.at))}：{rule.decided.reason}
            </dd>
          </>
        )}
      </dl>
      {rule.adjustable ? <SetForm rule={rule} /> : null}
    </>
  )
}

function SetForm({ rule }: { readonly rule: RuleRow }) {
  const words = useBookWords().rules
  const { panel } = words
  const [active, setActive] = useState(rule.active)
  const [params, setParams] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(Object.entries(rule.params).map(([name, value]) => [name, String(value)])),
  )
  const [reason, setReason] = useState('')
  const run = useMutation({
    mutationFn: () =>
      rulebookApi.call('rulebook.setRule', {
        id: rule.id,
        active,
        params: Object.fromEntries(Object.entries(params).map(([name, text]) => [name, Number(text)])),
        reason: reason.trim(),
      }),
    onSuccess: async () => {
      setReason('')
      await refreshAll()
    },
  })
  const wrong = Object.values(params).some((text) => !/^\d{1,5}$/.test(text))
  const missing = wrong ? panel.needNumber : reason.trim().length < 2 ? panel.needReason : null
  return (
    <Form onSend={() => (missing === null ? run.mutate() : undefined)}>
      <h3>{panel.set}</h3>
      {rule.local ? (
        <label className="row">
          <input type="checkbox" checked={active} onChange={(event) => setActive(event.target.checked)} />
          {panel.active}
        </label>
      ) : null}
      {Object.keys(rule.params).map((name) => (
        <Field key={name} label={words.names[name] ?? name}>
          <input
            type="number"
            min={0}
            max={99999}
            value={params[name] ?? ''}
            onChange={(event) => setParams((old) => ({ ...old, [name]: event.target.value }))}
          />
        </Field>
      ))}
      <Field label={panel.reason}>
        <input maxLength={400} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {run.error === null ? null : <ProblemPanel error={run.error} />}
      <div className="row">
        <ReasonButton
          type="primary"
          htmlType="submit"
          needs="rulebook.setRule"
          reason={missing}
          loading={run.isPending}
        >
          {panel.save}
        </ReasonButton>
      </div>
    </Form>
  )
}
