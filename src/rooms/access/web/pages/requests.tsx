import { useNavigate, useSearch } from '@tanstack/react-router'
import type { z } from 'zod'
import { isMasked } from '../../../../kernel/mask.ts'
import { usePages } from '../../../../platform/web/api/use-pages.ts'
import { countText, momentText } from '../../../../platform/web/format.ts'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { useWhyNot } from '../../../../platform/web/session/use-may.ts'
import type { Column } from '../../../../platform/web/table/column.ts'
import { leadOver, PagedCard } from '../../../../platform/web/table/paged-card.tsx'
import type { requestShape } from '../../personal/contract.ts'
import { personalApi } from '../api.ts'
import { usePartsWords } from '../parts/words.ts'
import { DecideForm } from '../personal/decide-panel.tsx'
import { usePersonalWords } from '../personal/words.ts'
import { MaskedHint } from '../session/masked-hint.tsx'
import '../../../../platform/web/parts/field.css'
import '../accounts/accounts.css'

type Request = z.output<typeof requestShape>
type Words = ReturnType<typeof usePersonalWords>['requests']

const whatOf = (words: Words, { kind, label, from, to }: Request): string =>
  kind === 'correct' ? words.change(label, from ?? '—', to ?? '—') : words.remove(label, from ?? '—')

/** What people ask to have corrected or deleted of what is held on them. */
export function RequestsPage() {
  const { requests: words } = usePersonalWords()
  const parts = usePartsWords()
  const { state = 'open', open } = useSearch({ from: '/requests' })
  const navigate = useNavigate({ from: '/requests' })
  const list = usePages(personalApi.pages('personal.requests', { state }))
  const reason = useWhyNot('personal.decideRequest')
  const waiting = list.rows.filter((row) => row.state === 'open').length
  const opened = list.rows.find(({ id }) => id === open)
  const show = (id: string | undefined): void =>
    void navigate({ search: (old) => ({ ...old, open: id }), replace: true })
  return (
    <Page
      title={words.title}
      lead={leadOver(list, waiting === 0 ? words.leadNone : fill(words.lead, { n: <b>{countText(waiting)}</b> }))}
      fill
    >
      <PagedCard
        list={list}
        bar={
          <div className="admin-bar no-print">
            <select
              className="control"
              aria-label={words.only}
              value={state}
              onChange={(event) =>
                void navigate({ search: { state: event.target.value === 'all' ? 'all' : undefined }, replace: true })
              }
            >
              <option value="open">{words.onlyOpen}</option>
              <option value="all">{words.onlyAll}</option>
            </select>
          </div>
        }
        label={words.title}
        columns={columnsOf(words)}
        opened={open}
        onOpen={show}
        empty={<EmptyState title={words.empty} why={words.emptyWhy} />}
      />
      <SidePanel
        open={opened !== undefined}
        title={opened === undefined ? '' : words.title1(opened.who)}
        onClose={() => show(undefined)}
      >
        {opened === undefined ? null : (
          <div className="account-panel">
            <dl className="facts">
              <dt>{words.columns.what}</dt>
              <dd>
                {words.kinds[opened.kind]}　{whatOf(words, opened)}{' '}
                {isMasked(whatOf(words, opened)) ? <MaskedHint beside /> : null}
              </dd>
              <dt>{words.columns.reason}</dt>
              <dd>{opened.reason}</dd>
              <dt>{words.columns.at}</dt>
              <dd>{momentText(opened.askedAt)}</dd>
              <dt>{words.columns.state}</dt>
              <dd>
                {words.states[opened.state]}
                {opened.answer === null ? '' : `　${opened.answer}`}
              </dd>
            </dl>
            {opened.state === 'open' ? (
              <DecideForm
                key={opened.id}
                label={words.answer}
                yes={words.grant}
                no={words.refuse}
                least={2}
                missing={parts.reasonShort}
                reason={reason}
                onDecide={(grant, answer) =>
                  personalApi.call('personal.decideRequest', { id: opened.id, grant, answer })
                }
                onDone={() => show(undefined)}
              />
            ) : null}
          </div>
        )}
      </SidePanel>
    </Page>
  )
}

function columnsOf(words: Words): Column<Request>[] {
  const { columns } = words
  return [
    { key: 'at', title: columns.at, width: '148px', render: ({ askedAt }) => momentText(askedAt) },
    { key: 'who', title: columns.who, width: '120px', render: ({ who }) => who },
    {
      key: 'what',
      title: columns.what,
      render: (row) => (
        <>
          <span className="tag">{words.kinds[row.kind]}</span> {whatOf(words, row)}
        </>
      ),
    },
    { key: 'reason', title: columns.reason, width: '24%', render: ({ reason }) => reason },
    {
      key: 'state',
      title: columns.state,
      width: '88px',
      render: ({ state }) => <span className={state === 'open' ? 'tag tag-sand' : 'tag'}>{words.states[state]}</span>,
    },
  ]
}
