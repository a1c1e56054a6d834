import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { useArea, useChosenArea, useOffice, usePart } from '../../../areas/web/public.ts'
import type { Measure } from '../../contract.ts'
import { coverageApi } from '../api.ts'
import { Explain } from '../explain/explain-panel.tsx'
import { useExplainWords } from '../explain/words.ts'
import { Figures } from '../overview/figures.tsx'
import { headlineOf, partsOf } from '../overview/glance.ts'
import type { PlanGlance } from '../overview/glance.ts'
import { Lead } from '../overview/lead.tsx'
import { NextSteps } from '../overview/next-steps.tsx'
import { PartsTable } from '../overview/parts-table.tsx'
import { useOverviewWords } from '../overview/words.ts'
import '../overview/overview.css'

/** The first page: the sentence, four figures, one table, why, and what to do next. */
export function OverviewPage({ plan }: { readonly plan: PlanGlance | null | undefined }) {
  const words = useOverviewWords()
  const area = useArea()
  const chosen = useChosenArea()
  const { root } = useOffice()
  const { explain = 'organization', denominator, of } = useSearch({ from: '/' })
  const navigate = useNavigate({ from: '/' })
  const by = partsOf(chosen?.area.level)
  const summary = useQuery({ ...coverageApi.query('coverage.summary', { area }), placeholderData: keepPreviousData })
  const actions = useQuery({ ...coverageApi.query('coverage.articles', { area }), placeholderData: keepPreviousData })
  const table = useQuery({
    ...coverageApi.query('coverage.table', { area, by }),
    enabled: chosen !== null || root === null,
    placeholderData: keepPreviousData,
  })
  const onExplain = (measure: Measure): void => {
    void navigate({ search: { explain: measure }, replace: true })
  }
  // Units of an industry, or single ones, lie across the tree: the figures are theirs and not the district's.
  const part = usePart()
  const title =
    area === undefined && part !== null ? words.titlePart(part) : words.title(chosen?.area.name ?? root?.name ?? '')
  const error = summary.error ?? actions.error ?? table.error
  if (error !== null) {
    const retry = (): void => void Promise.all([summary.refetch(), actions.refetch(), table.refetch()])
    return (
      <Page title={title} lead="">
        <ProblemPanel error={error} onRetry={retry} />
      </Page>
    )
  }
  const lead =
    summary.data === undefined ? undefined : (
      <Lead part={part} summary={summary.data} actions={actions.data?.rows} onExplain={onExplain} />
    )
  return (
    <Page title={title} lead={lead} fill asOf={summary.data?.asOf}>
      <Figures
        summary={summary.data}
        actions={actions.data?.rows}
        change={table.data?.total.change}
        plan={plan}
        onExplain={onExplain}
      />
      <div className={explain === 'off' ? 'overview-columns overview-wide' : 'overview-columns'}>
        <PartsTable
          table={table.data}
          by={by}
          explained={of}
          onExplainRow={(row) =>
            void navigate({
              search: { explain: 'organization', of: row },
              replace: true,
            })
          }
        />
        <div className="overview-side">
          {explain === 'off' ? null : (
            <ExplainCard
              measure={explain}
              area={of ?? area}
              denominator={denominator ?? (summary.data && headlineOf(summary.data, explain)?.denominator)}
            />
          )}
          <NextSteps summary={summary.data} actions={actions.data?.rows} plan={plan} />
        </div>
      </div>
    </Page>
  )
}

function ExplainCard({
  measure,
  area,
  denominator,
}: {
  readonly measure: Measure
  readonly area: string | undefined
  readonly denominator: Parameters<typeof Explain>[0]['of']['denominator']
}) {
  const words = useExplainWords()
  const names = useOverviewWords().kpi
  const navigate = useNavigate({ from: '/' })
  const name = { organization: names.organization, own: names.ownRate, work: names.work }[measure]
  return (
    <Card
      title={words.title}
      note={name}
      extra={
        <button
          type="button"
          className="link-button"
          onClick={() => void navigate({ search: { explain: 'off' }, replace: true })}
        >
          {words.close}
        </button>
      }
    >
      <Explain
        of={{ measure, area, denominator }}
        onDenominator={(other) => void navigate({ search: (old) => ({ ...old, denominator: other }), replace: true })}
      />
    </Card>
  )
}
