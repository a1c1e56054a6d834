import { focusOn } from '../../../../platform/web/parts/focus-on.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output, RowOf } from '../../../../platform/web/api/client.ts'
import { momentText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { Field } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SkeletonBlock } from '../../../../platform/web/parts/skeleton.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { personalEndpoints } from '../../personal/contract.ts'
import { personalApi } from '../api.ts'
import { ReasonForm } from '../parts/reason-form.tsx'
import { useAccountWords } from './words.ts'

type Answer = Output<typeof personalEndpoints, 'personal.held'>
type Fact = Answer['facts'][number]
type Reading = Answer['readings'][number]
type Asking = { readonly fact: Fact; readonly kind: 'correct' | 'delete' }

/** Everything held on oneself, who saw it in the clear, and the ways to have it corrected or deleted. */
export function Held() {
  const { held: words } = useAccountWords()
  const query = useQuery(personalApi.query('personal.held', {}))
  const [asking, setAsking] = useState<Asking | null>(null)
  if (query.error !== null) return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
  if (query.data === undefined) return <SkeletonBlock height={320} />
  const { facts, readings, requests } = query.data
  return (
    <div className="account-column">
      <Card title={words.title} note={words.lead}>
        <DataTable
          label={words.title}
          keys={false}
          columns={factColumns(words, setAsking)}
          rows={facts}
          rowKey={({ key }) => key}
          oneLine={false}
          empty={<EmptyState title={words.empty} />}
        />
        {asking === null ? null : (
          <div className="card-body">
            <AskForm key={`${asking.fact.key}-${asking.kind}`} asking={asking} onDone={() => setAsking(null)} />
          </div>
        )}
      </Card>
      <Card title={words.readings} note={words.readingsNote}>
        <DataTable
          label={words.readings}
          keys={false}
          columns={readingColumns(words)}
          rows={readings}
          rowKey={({ at, who, what }) => `${at} ${who} ${what}`}
          oneLine={false}
          empty={<EmptyState title={words.readingsNone} />}
        />
      </Card>
      <Card title={words.requests}>
        <ul className="plain-list num">
          {requests.map((request: RowOf<{ rows: Answer['requests'] }>) => (
            <li key={request.id}>
              <span className="grow">
                {words.kinds[request.kind]}
                {request.label} <span className="tag">{words.states[request.state]}</span>
                <small>
                  {momentText(request.askedAt)}　{request.reason}
                  {request.answer === null ? '' : `　${request.answer}`}
                </small>
              </span>
            </li>
          ))}
          {requests.length === 0 ? <li className="muted">{words.requestsNone}</li> : null}
        </ul>
      </Card>
    </div>
  )
}

type Words = ReturnType<typeof useAccountWords>['held']

function factColumns(words: Words, onAsk: (asking: Asking) => void): Column<Fact>[] {
  return [
    { key: 'label', title: words.columns.label, width: '160px', render: ({ label }) => label },
    { key: 'value', title: words.columns.value, width: '22%', render: ({ value }) => value ?? '—' },
    { key: 'where', title: words.columns.where, render: ({ where }) => where },
    {
      key: 'kept',
      title: words.columns.kept,
      width: '120px',
      render: ({ keptUntil }) => keptUntil?.slice(0, 10) ?? <span className="muted">{words.withAccount}</span>,
    },
    {
      key: 'do',
      title: <span className="sr-only">{words.columns.do}</span>,
      width: '192px',
      render: (fact) => (
        <span className="row no-print">
          <ReasonButton
            size="small"
            aria-label={words.correctLong(fact.label)}
            reason={fact.correctable ? null : words.fixed}
            onClick={() => onAsk({ fact, kind: 'correct' })}
          >
            {words.correct}
          </ReasonButton>
          <ReasonButton
            size="small"
            aria-label={words.removeLong(fact.label)}
            reason={fact.stays}
            onClick={() => onAsk({ fact, kind: 'delete' })}
          >
            {words.remove}
          </ReasonButton>
        </span>
      ),
    },
  ]
}

function readingColumns(words: Words): Column<Reading>[] {
  const titles = words.readingColumns
  return [
    { key: 'at', title: titles.at, width: '160px', render: ({ at }) => momentText(at) },
    { key: 'who', title: titles.who, width: '160px', render: ({ who }) => who },
    { key: 'what', title: titles.what, render: ({ what }) => what },
    { key: 'purpose', title: titles.purpose, width: '34%', render: ({ purpose }) => purpose ?? words.noPurpose },
  ]
}

function AskForm({ asking, onDone }: { readonly asking: Asking; readonly onDone: () => void }) {
  const { held: words } = useAccountWords()
  const { fact, kind } = asking
  const [to, setTo] = useState(fact.value ?? '')
  const correct = kind === 'correct'
  return (
    <ReasonForm
      what={correct ? words.correctLong(fact.label) : `${words.removeLong(fact.label)}。${words.removeWhy}`}
      label={words.reason}
      send={words.send}
      onSend={(reason) =>
        correct
          ? personalApi.call('personal.askCorrection', { key: fact.key, to: to.trim(), reason })
          : personalApi.call('personal.askDeletion', { key: fact.key, reason })
      }
      onDone={onDone}
      onCancel={onDone}
    >
      {correct ? (
        <Field label={words.to}>
          <input ref={focusOn} maxLength={100} value={to} onChange={(event) => setTo(event.target.value)} />
        </Field>
      ) : null}
    </ReasonForm>
  )
}
