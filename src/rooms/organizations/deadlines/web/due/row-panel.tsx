import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAll } from '../../../../../platform/web/api/query-client.ts'
import { ArticleText } from '../../../../../platform/web/parts/article-text.tsx'
import { Field, Form } from '../../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import type { Deadline } from '../../contract.ts'
import { deadlinesApi } from '../api.ts'
import { DayCell } from './day-cell.tsx'
import { PageLink } from './page-link.tsx'
import { useDueWords } from './words.ts'

/** One thing: what, whose, until when, by which article; the way to where it is done; and putting it aside. */
export function RowPanel({ row, onDone }: { readonly row: Deadline; readonly onDone: () => void }) {
  const words = useDueWords()
  const { panel } = words
  const reason = row.may ? null : words.notMine
  return (
    <>
      <p>{row.words}</p>
      <dl className="due-facts">
        <dt>{panel.due}</dt>
        <dd>
          <DayCell row={row} />
        </dd>
        <dt>{panel.opens}</dt>
        <dd>{row.opens}</dd>
        {row.closed === null ? null : (
          <>
            <dt>{panel.closed}</dt>
            <dd>{row.closed}</dd>
          </>
        )}
        {row.organization === null || row.organizationName === null ? null : (
          <>
            <dt>{panel.organization}</dt>
            <dd>
              <PageLink to={`/organizations/${row.organization}`}>{row.organizationName}</PageLink>
            </dd>
          </>
        )}
        <dt>{panel.basis}</dt>
        <dd>{row.article === null ? panel.none : <ArticleText article={row.article} />}</dd>
      </dl>
      {row.closed === null ? (
        <>
          {row.may ? (
            <p className="due-go">
              <PageLink to={row.page}>{words.go}</PageLink>
            </p>
          ) : null}
          {row.aside === null ? (
            <AsideForm row={row} reason={reason} onDone={onDone} />
          ) : (
            <TakeUp row={row} reason={reason} onDone={onDone} />
          )}
        </>
      ) : null}
    </>
  )
}

function AsideForm({
  row,
  reason,
  onDone,
}: {
  readonly row: Deadline
  readonly reason: string | null
  readonly onDone: () => void
}) {
  const { panel } = useDueWords()
  const [until, setUntil] = useState('')
  const [why, setWhy] = useState('')
  const run = useMutation({
    mutationFn: () =>
      deadlinesApi.call('deadlines.setAside', { id: row.id, version: row.version, until, reason: why.trim() }),
    onSuccess: async () => {
      await refreshAll()
      onDone()
    },
  })
  const missing = reason ?? (until === '' ? panel.asideNoDay : why.trim().length < 2 ? panel.asideReason : null)
  return (
    <Form onSend={() => (missing === null ? run.mutate() : undefined)}>
      <h3>{panel.aside}</h3>
      <p className="muted">{panel.asideWhat}</p>
      <Field label={panel.asideUntil}>
        <input type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
      </Field>
      <Field label={panel.asideReason}>
        <input maxLength={200} value={why} onChange={(event) => setWhy(event.target.value)} />
      </Field>
      {run.error === null ? null : <ProblemPanel error={run.error} />}
      <div className="row">
        <ReasonButton htmlType="submit" needs="deadlines.setAside" reason={missing} loading={run.isPending}>
          {panel.asideSend}
        </ReasonButton>
      </div>
    </Form>
  )
}

function TakeUp({
  row,
  reason,
  onDone,
}: {
  readonly row: Deadline
  readonly reason: string | null
  readonly onDone: () => void
}) {
  const { panel } = useDueWords()
  const run = useMutation({
    mutationFn: () => deadlinesApi.call('deadlines.takeUp', { id: row.id, version: row.version }),
    onSuccess: async () => {
      await refreshAll()
      onDone()
    },
  })
  return (
    <>
      <p className="muted">
        {row.aside === null ? null : `${panel.asideBy(row.aside.by, row.aside.until)}：${row.aside.reason}`}
      </p>
      {run.error === null ? null : <ProblemPanel error={run.error} />}
      <ReasonButton needs="deadlines.takeUp" reason={reason} loading={run.isPending} onClick={() => run.mutate()}>
        {panel.takeUp}
      </ReasonButton>
    </>
  )
}
