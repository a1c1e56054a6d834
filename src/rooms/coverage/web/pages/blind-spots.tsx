import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { FigureLink } from '../../../../platform/web/parts/figure.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import { TabBar } from '../../../../platform/web/parts/tab-bar.tsx'
import { useArea, useChosenArea } from '../../../areas/web/public.ts'
import { ledgerSearch } from '../../../units/web/public.ts'
import type { Tally } from '../../contract.ts'
import { coverageApi } from '../api.ts'
import { DueList } from '../blind/due-list.tsx'
import { dueKeys, TownsTable } from '../blind/towns.tsx'
import { useBlindWords } from '../blind/words.ts'
import '../blind/blind.css'

/** Who is not covered: what is to be done by which article, and where. */
export function BlindSpotsPage() {
  const words = useBlindWords()
  const area = useArea()
  const level = useChosenArea()?.area.level
  const { due, by: asked } = useSearch({ from: '/blind-spots' })
  const navigate = useNavigate({ from: '/blind-spots' })
  const by = asked ?? (level === 'city' || level === 'province' ? 'county' : 'town')
  const summary = useQuery({ ...coverageApi.query('coverage.summary', { area }), placeholderData: keepPreviousData })
  const actions = useQuery({ ...coverageApi.query('coverage.articles', { area }), placeholderData: keepPreviousData })
  const table = useQuery({
    ...coverageApi.query('coverage.table', { area, by }),
    placeholderData: keepPreviousData,
  })
  const error = summary.error ?? actions.error ?? table.error
  if (error !== null) {
    const retry = (): void => void Promise.all([summary.refetch(), actions.refetch(), table.refetch()])
    return (
      <Page title={words.title} lead="">
        <ProblemPanel error={error} onRetry={retry} />
      </Page>
    )
  }
  return (
    <Page
      title={words.title}
      lead={summary.data && <Lead tally={summary.data.tally} area={area} />}
      asOf={summary.data?.asOf}
      fill
    >
      <div className="blind-columns">
        <DueList
          actions={actions.data?.rows}
          chosen={due}
          onChoose={(next) =>
            void navigate({
              search: (old) => ({ ...old, due: dueKeys.find((key) => key === next) }),
              replace: true,
            })
          }
        />
        <Card>
          <TabBar
            label={words.byLabel}
            panel="blind-panel"
            chosen={by}
            tabs={[
              { key: 'county', name: words.by.county },
              { key: 'town', name: words.by.town },
            ]}
            onChoose={(next) => void navigate({ search: (old) => ({ ...old, by: next }), replace: true })}
          />
          <div id="blind-panel" role="tabpanel" aria-label={words.by[by]} className="tab-panel">
            <TownsTable table={table.data?.by === by ? table.data : undefined} by={by} due={due} />
          </div>
        </Card>
      </div>
    </Page>
  )
}

function Lead({ tally, area }: { readonly tally: Tally; readonly area: string | undefined }) {
  const words = useBlindWords()
  const mayFill = useMay('units.import').ok
  if (tally.registered === 0) return mayFill && area === undefined ? words.leadEmpty : words.leadEmptyHere
  if (tally.none === 0) return words.leadNone
  const toDo = tally.found + tally.join + tally.admit + tally.instructor
  const link = (n: number, filter: Record<string, string>) => (
    <FigureLink to="/units" search={ledgerSearch({ ...filter, area })}>
      {countText(n)}
    </FigureLink>
  )
  return (
    <>
      {fill(words.lead, {
        operating: link(tally.operating, { coverage: 'own,joint,work,none' }),
        none: link(tally.none, { coverage: 'none' }),
      })}
      {toDo > tally.none
        ? fill(words.leadWork, { n: link(toDo - tally.none, { coverage: 'work', due: 'found,join,admit' }) })
        : null}
    </>
  )
}
