import { useNavigate, useSearch } from '@tanstack/react-router'
import { usePages } from '../../../../platform/web/api/use-pages.ts'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { TabBar } from '../../../../platform/web/parts/tab-bar.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { Common, Plan, ProposalRow } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { useAcceptAll, useDecideProposal } from './use-decide.ts'
import { usePlanWords } from './words.ts'

const kinds = ['joint', 'own', 'instructor', 'uncovered'] as const
const states = ['open', 'accepted', 'changed', 'locked', 'rejected'] as const
const near: readonly (Common | null)[] = ['building', 'road', 'community']

/** What: the proposals of a town by kind, one line each, to be accepted here or looked into at the right. */
export function ListPane({ plan }: { readonly plan: Plan }) {
  const words = usePlanWords()
  const { kind = 'joint', decision, cautions, q, town, proposal } = useSearch({ from: '/plan/{-$id}' })
  const navigate = useNavigate({ from: '/plan/{-$id}' })
  const decide = useDecideProposal()
  const acceptAll = useAcceptAll()
  const list = usePages(plannerApi.pages('planner.proposals', { id: plan.id, kind, decision, cautions, q, town }))
  const left = usePages(plannerApi.pages('planner.proposals', { id: plan.id, kind, town, decision: 'open', limit: 1 }))
  const here = plan.towns.find((one) => one.town === town)
  const set = (what: Record<string, string | undefined>): void => {
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  }
  const counts = {
    joint: here?.groups ?? (town === undefined ? plan.groups : undefined),
    own: here?.founders ?? (town === undefined ? plan.founders : undefined),
    instructor: undefined,
    uncovered: here?.uncovered ?? (town === undefined ? plan.uncovered : undefined),
  }
  const none = left.total === 0
  const reason = none ? words.acceptNone : town === undefined ? words.acceptWhole : null
  const columns: Column<ProposalRow>[] = [
    { key: 'no', title: words.no, width: '64px', render: ({ no }) => <span className="muted">{no}</span> },
    {
      key: 'title',
      title: words.list,
      render: (row) => {
        const line = [
          ...(row.kind === 'joint' || row.kind === 'instructor' ? [words.units(countText(row.units))] : []),
          row.weight === 0 ? words.noMembers : words.weight(countText(row.weight)),
          row.industries,
          ...(town === undefined ? [row.townName] : []),
        ]
          .filter((part) => part !== '')
          .join(' · ')
        return (
          <span className="proposal">
            <b className="ellipsis" title={row.title}>
              {row.title}
            </b>
            <small title={line}>{line}</small>
          </span>
        )
      },
    },
    {
      key: 'common',
      title: words.near,
      width: '108px',
      render: ({ common, commonName, host, cautions: n }) => (
        <span className="proposal">
          {common === null ? null : (
            <span className={near.includes(common) ? 'tag tag-teal' : 'tag tag-sand'}>{commonName}</span>
          )}
          {n === 0 ? null : (
            <span className="caution" role="img" title={words.cautionsN(n)} aria-label={words.cautionsN(n)}>
              !
            </span>
          )}
          {host === null ? null : <small>{words.hosts[host]}</small>}
        </span>
      ),
    },
    {
      key: 'decision',
      title: words.decision,
      width: '92px',
      render: (row) =>
        row.decision === 'open' && row.kind !== 'uncovered' ? (
          <ReasonButton
            size="small"
            needs="planner.decide"
            aria-label={`${words.accept}：${row.title}`}
            onClick={(event) => {
              event.stopPropagation()
              decide.mutate({ id: row.id, decision: 'accepted' })
            }}
          >
            {words.accept}
          </ReasonButton>
        ) : row.decision === 'open' ? null : (
          <span className="proposal" title={row.reason ?? undefined}>
            {words.states[row.decision]}
            {row.reason === null ? null : <small>{words.reason(row.reason)}</small>}
          </span>
        ),
    },
  ]
  const error = decide.error ?? acceptAll.error
  return (
    <Card className="plan-list">
      <TabBar
        label={words.kindsLabel}
        panel="plan-panel"
        chosen={kind}
        tabs={kinds.map((key) => ({
          key,
          name: words.kinds[key],
          ...(counts[key] === undefined ? {} : { count: counts[key] }),
        }))}
        onChoose={(next) => set({ kind: next, proposal: undefined })}
      />
      <div className="plan-filters no-print">
        <select
          className="control"
          aria-label={words.stateLabel}
          value={decision ?? ''}
          onChange={(event) => set({ decision: event.target.value === '' ? undefined : event.target.value })}
        >
          <option value="">{words.stateAll}</option>
          {states.map((key) => (
            <option key={key} value={key}>
              {words.states[key]}
            </option>
          ))}
        </select>
        <label className="check">
          <input
            type="checkbox"
            checked={cautions === 'yes'}
            onChange={(event) => set({ cautions: event.target.checked ? 'yes' : undefined })}
          />
          {words.cautions}
        </label>
        <span className="push row" aria-live="polite">
          {acceptAll.data === undefined ? null : (
            <span className="good">{words.accepted(countText(acceptAll.data.accepted))}</span>
          )}
          {kind === 'uncovered' ? null : (
            <ReasonButton
              size="small"
              needs="planner.acceptAll"
              reason={reason}
              loading={acceptAll.isPending}
              title={here === undefined ? undefined : words.acceptTownOf(here.name, words.kinds[kind])}
              onClick={() => acceptAll.mutate({ id: plan.id, town, kind })}
            >
              {words.acceptTown(countText(left.total))}
            </ReasonButton>
          )}
        </span>
      </div>
      {error === null ? null : <ProblemPanel error={error} />}
      <div id="plan-panel" role="tabpanel" aria-label={words.kinds[kind]} className="tab-panel">
        {list.problem !== null ? (
          <ProblemPanel error={list.problem} onRetry={list.retry} />
        ) : (
          <DataTable
            label={words.list}
            columns={columns}
            rows={list.rows}
            rowKey={({ id }) => id}
            loading={list.loading}
            more={list.more}
            total={list.total}
            rowHeight={57}
            oneLine={false}
            opened={proposal ?? null}
            onAt={({ id }) => set({ proposal: id })}
            onOpen={({ id }) => set({ proposal: id })}
            empty={<EmptyState title={words.empty} why={words.emptyWhy} />}
          />
        )}
      </div>
    </Card>
  )
}
