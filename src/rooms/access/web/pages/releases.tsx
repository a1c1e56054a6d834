import { useNavigate, useSearch } from '@tanstack/react-router'
import type { z } from 'zod'
import { useMutation } from '@tanstack/react-query'
import { urlOf } from '../../../../platform/web/api/client.ts'
import { saveFile } from '../../../../platform/web/api/save-file.ts'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { useSession } from '../../../../platform/web/session/session.ts'
import { usePages } from '../../../../platform/web/api/use-pages.ts'
import { countText, momentText } from '../../../../platform/web/format.ts'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { useWhyNot } from '../../../../platform/web/session/use-may.ts'
import type { Column } from '../../../../platform/web/table/column.ts'
import { leadOver, PagedCard } from '../../../../platform/web/table/paged-card.tsx'
import type { releaseShape } from '../../personal/contract.ts'
import { personalApi } from '../api.ts'
import { usePartsWords } from '../parts/words.ts'
import { DecideForm } from '../personal/decide-panel.tsx'
import { usePersonalWords } from '../personal/words.ts'
import '../accounts/accounts.css'

type Release = z.output<typeof releaseShape>

/** Exports of many people's data wait here for a second pair of eyes; one sees one's own, whoever may release sees all. */
export function ReleasesPage() {
  const { releases: words } = usePersonalWords()
  const parts = usePartsWords()
  const { open } = useSearch({ from: '/releases' })
  const navigate = useNavigate({ from: '/releases' })
  const list = usePages(personalApi.pages('personal.releases', {}))
  const reason = useWhyNot('personal.decideRelease')
  const waiting = list.rows.filter(({ state }) => state === 'open').length
  const opened = list.rows.find(({ id }) => id === open)
  const show = (id: string | undefined): void => void navigate({ search: { open: id }, replace: true })
  return (
    <Page
      title={words.title}
      lead={leadOver(list, waiting === 0 ? words.leadNone : fill(words.lead, { n: <b>{countText(waiting)}</b> }))}
      fill
    >
      <PagedCard
        list={list}
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
              <dd>{opened.what}</dd>
              <dt>{words.columns.persons}</dt>
              <dd>{countText(opened.persons)}</dd>
              <dt>{words.columns.purpose}</dt>
              <dd>{opened.purpose}</dd>
              <dt>{words.columns.at}</dt>
              <dd>{momentText(opened.askedAt)}</dd>
              <dt>{words.columns.state}</dt>
              <dd>{stateWords(words, opened)}</dd>
            </dl>
            {opened.state === 'open' ? (
              <DecideForm
                key={opened.id}
                label={words.answer}
                yes={words.release}
                no={words.refuse}
                least={0}
                missing={parts.reasonShort}
                reason={opened.mine ? words.own : reason}
                onDecide={(release, answer) =>
                  personalApi.call('personal.decideRelease', { id: opened.id, release, answer })
                }
                onDone={() => show(undefined)}
              />
            ) : null}
            {opened.mine && opened.state === 'released' ? <Download release={opened} onDone={list.retry} /> : null}
          </div>
        )}
      </SidePanel>
    </Page>
  )
}

/** The file that was released, once; it must be fetched while a purpose is stated, or it would be masked. */
function Download({ release, onDone }: { readonly release: Release; readonly onDone: () => void }) {
  const { exporting: words } = usePersonalWords()
  const purpose = useSession().person?.purpose ?? null
  const fetching = useMutation({
    mutationFn: () =>
      saveFile(
        urlOf(release.export, { ...Object.fromEntries(new URLSearchParams(release.query)), release: release.id }),
      ),
    onSuccess: onDone,
  })
  const reason = useWhyNot(release.export) ?? (purpose === null ? words.first : null)
  return (
    <div className="form">
      {fetching.error === null ? null : <ProblemPanel error={fetching.error} />}
      <div>
        <ReasonButton type="primary" reason={reason} loading={fetching.isPending} onClick={() => fetching.mutate()}>
          {words.download}
        </ReasonButton>
      </div>
    </div>
  )
}

type Words = ReturnType<typeof usePersonalWords>['releases']

function stateWords(words: Words, { state, decidedBy, answer, until }: Release): string {
  const name = words.states[state]
  if (state === 'released' && decidedBy !== null && until !== null) return words.by(decidedBy, momentText(until))
  if (state === 'refused' && decidedBy !== null) return `${name}　${words.refusedBy(decidedBy, answer ?? '')}`
  return name
}

function columnsOf(words: Words): Column<Release>[] {
  const { columns } = words
  return [
    { key: 'at', title: columns.at, width: '148px', render: ({ askedAt }) => momentText(askedAt) },
    {
      key: 'who',
      title: columns.who,
      width: '120px',
      render: ({ who, mine }) => (
        <>
          {who} {mine ? <span className="tag">{words.mine}</span> : null}
        </>
      ),
    },
    { key: 'what', title: columns.what, render: ({ what }) => <span title={what}>{what}</span> },
    {
      key: 'persons',
      title: columns.persons,
      width: '80px',
      right: true,
      render: ({ persons }) => countText(persons),
    },
    { key: 'purpose', title: columns.purpose, width: '24%', render: ({ purpose }) => purpose },
    {
      key: 'state',
      title: columns.state,
      width: '104px',
      render: ({ state }) => (
        <span className={state === 'open' ? 'tag tag-sand' : state === 'released' ? 'tag tag-teal' : 'tag'}>
          {words.states[state]}
        </span>
      ),
    },
  ]
}
