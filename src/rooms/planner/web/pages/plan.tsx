import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { ApiProblem } from '../../../../platform/web/api/problem.ts'
import { useKeys } from '../../../../platform/web/keys/use-keys.ts'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SkeletonBlock } from '../../../../platform/web/parts/skeleton.tsx'
import { ownArea } from '../../../../platform/web/session/decide.ts'
import { useSession } from '../../../../platform/web/session/session.ts'
import { useOffice } from '../../../areas/web/public.ts'
import type { Plan } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { ParamsPanel } from '../params/params-panel.tsx'
import { Switch } from '../parts/switch.tsx'
import { ChangesPanel } from '../plan/changes-panel.tsx'
import { PlanFacts } from '../plan/facts.tsx'
import { FoundAccepted } from '../plan/found-accepted.tsx'
import { GapPanel } from '../plan/gap-panel.tsx'
import { ListPane } from '../plan/list-pane.tsx'
import { PlanLead } from '../plan/lead.tsx'
import { EarlierPlans, ExportPlan } from '../plan/menus.tsx'
import type { PaperOf } from '../plan/menus.tsx'
import { TownsPane } from '../plan/towns-pane.tsx'
import { useRefine } from '../plan/use-refine.ts'
import { usePlanWords } from '../plan/words.ts'
import { WhyPane } from '../proposal/why-pane.tsx'
import { useProposalWords } from '../proposal/words.ts'
import { newestFor, openProposals } from '../public.ts'
import '../../../../platform/web/parts/field.css'
import '../parts/room.css'
import '../plan/plan.css'

const MapPane = lazy(() => import('../map/map-pane.tsx').then(({ MapPane: component }) => ({ default: component })))

/** While the bound is being tightened the plan is asked again this often. */
const REFINING = 5000

/** What to build: towns, proposals, why; accepted, changed or rejected here, made anew under other rules. */
export function PlanPage({ paperOf }: { readonly paperOf: PaperOf }) {
  const words = usePlanWords()
  const { id: asked } = useParams({ from: '/plan/{-$id}' })
  const own = ownArea(useSession())
  const navigate = useNavigate({ from: '/plan/{-$id}' })
  const { root } = useOffice()
  const [params, setParams] = useState<'closed' | 'open' | 'loosen'>('closed')
  const list = useQuery(plannerApi.query('planner.list', {}))
  const any = list.data === undefined || list.data.rows.length > 0
  const id = asked ?? newestFor(list.data?.rows ?? [], own)?.id ?? 'latest'
  const query = useQuery({
    ...plannerApi.query('planner.get', { id }),
    enabled: list.data !== undefined && any,
    refetchInterval: ({ state }) => (state.data?.gapState === 'refining' ? REFINING : false),
  })
  const plan = query.data
  const panel = (
    <ParamsPanel
      open={params !== 'closed'}
      loosen={params === 'loosen'}
      last={plan?.params}
      onClose={() => setParams('closed')}
      onMade={(made) => {
        setParams('closed')
        void navigate({ to: '/plan/{-$id}', params: { id: made }, search: {} })
      }}
    />
  )
  const error = list.error ?? query.error
  if (error !== null && !(error instanceof ApiProblem && error.code === 'planner.plan-not-found' && id === 'latest')) {
    return (
      <Page title={words.title} lead="">
        <ProblemPanel error={error} onRetry={() => void query.refetch()} />
      </Page>
    )
  }
  if (!any) {
    return (
      <Page title={words.title} lead={words.leadNone}>
        <Card>
          <EmptyState
            title={words.none}
            why={root === null ? words.makeWhy : words.noneWhy}
            next={
              root === null ? (
                <Link to="/import">{words.toImport}</Link>
              ) : (
                <ReasonButton type="primary" needs="planner.make" onClick={() => setParams('open')}>
                  {words.make}
                </ReasonButton>
              )
            }
          />
        </Card>
        {panel}
      </Page>
    )
  }
  if (plan === undefined) {
    return (
      <Page title={words.title}>
        <SkeletonBlock height={520} />
      </Page>
    )
  }
  return (
    <>
      <Whole plan={plan} paperOf={paperOf} onAgain={setParams} />
      {panel}
    </>
  )
}

function Whole({
  plan,
  paperOf,
  onAgain,
}: {
  readonly plan: Plan
  readonly paperOf: PaperOf
  readonly onAgain: (how: 'open' | 'loosen') => void
}) {
  const words = usePlanWords()
  const { cancel } = useProposalWords()
  const { town, proposal, look, view = 'list' } = useSearch({ from: '/plan/{-$id}' })
  const navigate = useNavigate({ from: '/plan/{-$id}' })
  const refine = useRefine()
  const closed = (): void => void navigate({ search: (old) => ({ ...old, proposal: undefined }), replace: true })
  useKeys(proposal === undefined ? {} : { Escape: { words: cancel, run: closed } })
  const closeLook = (): void => void navigate({ search: (old) => ({ ...old, look: undefined }), replace: true })
  const open = openProposals(plan)
  const why = <WhyPane id={proposal} onLoosen={() => onAgain('loosen')} />
  return (
    <Page
      title={plan.name === '' ? words.titleNo(plan.no) : words.titleOf(plan.no, plan.name)}
      tag={
        plan.stale ? (
          <span className="tag tag-sand" title={words.staleWhy}>
            {words.stale}
          </span>
        ) : (
          <span className="tag">
            {open === 0 ? words.decidedAll : words.progress(countText(plan.decided), countText(plan.decided + open))}
          </span>
        )
      }
      lead={<PlanLead plan={plan} />}
      asOf={plan.asOf}
      fill
      actions={
        <>
          <Switch
            label={words.viewLabel}
            chosen={view}
            choices={[
              { key: 'list', name: words.views.list },
              { key: 'map', name: words.views.map },
            ]}
            onChoose={(next) =>
              void navigate({ search: (old) => ({ ...old, view: next === 'map' ? next : undefined }), replace: true })
            }
          />
          <EarlierPlans at={plan.id} />
          <ExportPlan plan={plan} town={town} paperOf={paperOf} />
          <FoundAccepted plan={plan} town={town} />
          <ReasonButton needs="planner.make" type={plan.stale ? 'primary' : 'default'} onClick={() => onAgain('open')}>
            {words.again}
          </ReasonButton>
        </>
      }
    >
      <PlanFacts plan={plan} />
      {view === 'map' ? (
        <div className="plan-columns plan-columns-map">
          <Suspense fallback={<SkeletonBlock height="100%" />}>
            <MapPane plan={plan} />
          </Suspense>
          {why}
        </div>
      ) : (
        <div className="plan-columns">
          <TownsPane
            plan={plan}
            chosen={town}
            onChoose={(next) =>
              void navigate({
                search: (old) => ({ ...old, town: next, block: undefined, proposal: undefined }),
                replace: true,
              })
            }
          />
          <ListPane plan={plan} />
          {why}
        </div>
      )}
      <GapPanel plan={plan} open={look === 'gap'} refine={refine} onClose={closeLook} />
      <ChangesPanel plan={plan} open={look === 'changes'} onClose={closeLook} />
    </Page>
  )
}
