import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { ApiProblem } from '../../../../platform/web/api/problem.ts'
import { useKeys } from '../../../../platform/web/keys/use-keys.ts'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonBlock } from '../../../../platform/web/parts/skeleton.tsx'
import { useOffice } from '../../../areas/web/public.ts'
import { plannerApi } from '../api.ts'
import { ListPane } from '../plan/list-pane.tsx'
import { PlanLead } from '../plan/lead.tsx'
import { EarlierPlans, ExportPlan } from '../plan/menus.tsx'
import type { PaperOf } from '../plan/menus.tsx'
import { ParamsPanel } from '../plan/params-panel.tsx'
import { TownsPane } from '../plan/towns-pane.tsx'
import { WhyPane } from '../plan/why-pane.tsx'
import { usePlanWords } from '../plan/words.ts'
import { openProposals } from '../public.ts'
import '../../../../platform/web/parts/field.css'
import '../plan/plan.css'

/** What to build: towns, proposals, why; accepted, changed or rejected here, made anew under other rules. */
export function PlanPage({ paperOf }: { readonly paperOf: PaperOf }) {
  const words = usePlanWords()
  const { id = 'latest' } = useParams({ from: '/plan/{-$id}' })
  const { town, proposal } = useSearch({ from: '/plan/{-$id}' })
  const navigate = useNavigate({ from: '/plan/{-$id}' })
  const { root } = useOffice()
  const [params, setParams] = useState<'closed' | 'open' | 'loosen'>('closed')
  const list = useQuery(plannerApi.query('planner.list', {}))
  const any = list.data === undefined || list.data.rows.length > 0
  const query = useQuery({ ...plannerApi.query('planner.get', { id }), enabled: list.data !== undefined && any })
  const plan = query.data
  useKeys(
    proposal === undefined
      ? {}
      : {
          Escape: {
            words: words.why.cancel,
            run: () => void navigate({ search: (old) => ({ ...old, proposal: undefined }), replace: true }),
          },
        },
  )
  const panel = (
    <ParamsPanel
      open={params !== 'closed'}
      loosen={params === 'loosen'}
      last={plan?.params}
      onClose={() => setParams('closed')}
      onMade={() => {
        setParams('closed')
        void navigate({ to: '/plan/{-$id}', params: { id: undefined }, search: {} })
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
                <Button type="primary" onClick={() => setParams('open')}>
                  {words.make}
                </Button>
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
  const open = openProposals(plan)
  const tag = plan.stale ? (
    <span className="tag tag-sand" title={words.staleWhy}>
      {words.stale}
    </span>
  ) : (
    <span className="tag">
      {open === 0 ? words.decidedAll : words.progress(countText(plan.decided), countText(plan.decided + open))}
    </span>
  )
  return (
    <Page
      title={words.titleNo(plan.no)}
      tag={tag}
      lead={<PlanLead plan={plan} />}
      asOf={plan.asOf}
      fill
      actions={
        <>
          <EarlierPlans at={plan.id} />
          <ExportPlan plan={plan} town={town} paperOf={paperOf} />
          <Button type={plan.stale ? 'primary' : 'default'} onClick={() => setParams('open')}>
            {words.again}
          </Button>
        </>
      }
    >
      <div className="plan-columns">
        <TownsPane
          plan={plan}
          chosen={town}
          onChoose={(next) =>
            void navigate({ search: (old) => ({ ...old, town: next, proposal: undefined }), replace: true })
          }
        />
        <ListPane plan={plan} />
        <WhyPane id={proposal} onLoosen={() => setParams('loosen')} />
      </div>
      {panel}
    </Page>
  )
}
