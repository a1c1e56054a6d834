import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { StateLegend } from '../../../../platform/web/parts/state-tag.tsx'
import { TabBar } from '../../../../platform/web/parts/tab-bar.tsx'
import { useArea, useChosenArea, useOffice } from '../../../areas/web/public.ts'
import type { By, Denominator } from '../../contract.ts'
import { coverageApi } from '../api.ts'
import { Explain } from '../explain/explain-panel.tsx'
import { useExplainWords } from '../explain/words.ts'
import { headlineOf, partsOf } from '../overview/glance.ts'
import { Matrix } from '../rates/matrix.tsx'
import { RatesTable } from '../rates/table.tsx'
import type { Row } from '../rates/table.tsx'
import { useRatesWords } from '../rates/words.ts'
import '../../../../platform/web/parts/field.css'
import '../rates/rates.css'

const ways: readonly By[] = ['county', 'town', 'kind', 'industry', 'size']

/** Who is covered: every rate under every named denominator, by parts, each figure open to question. */
export function CoveragePage() {
  const words = useRatesWords()
  const area = useArea()
  const chosen = useChosenArea()
  const { root } = useOffice()
  const search = useSearch({ from: '/coverage' })
  const navigate = useNavigate({ from: '/coverage' })
  const by = search.by ?? partsOf(chosen?.area.level)
  const { measure = 'organization', explain = measure } = search
  const ready = chosen !== null || root === null
  const summary = useQuery({ ...coverageApi.query('coverage.summary', { area }), placeholderData: keepPreviousData })
  const denominator = search.denominator ?? (summary.data && headlineOf(summary.data, measure)?.denominator)
  const table = useQuery({
    ...coverageApi.query('coverage.table', { area, by, measure, denominator }),
    enabled: ready && summary.data !== undefined,
    placeholderData: keepPreviousData,
  })
  const snapshots = useQuery(coverageApi.query('coverage.listSnapshots', {}))
  const before = snapshots.data?.rows.find(({ id }) => id === search.than)
  const change = (what: Partial<typeof search>): void => {
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  }
  const error = summary.error ?? table.error
  if (error !== null) {
    const retry = (): void => void Promise.all([summary.refetch(), table.refetch()])
    return (
      <Page title={words.title} lead="">
        <ProblemPanel error={error} onRetry={retry} />
      </Page>
    )
  }
  const shownRows = table.data?.by === by ? table.data : undefined
  const row = shownRows?.rows.find(({ key }) => key === search.row)
  const missing = summary.data?.unavailable.map(({ name, why }) => words.missing(name, why)).join('')
  return (
    <Page
      title={chosen === null || area === undefined ? words.title : `${chosen.area.name}${words.title}`}
      lead={
        summary.data === undefined ? undefined : (
          <span title={missing === '' ? undefined : missing}>{summary.data.sentence}</span>
        )
      }
      asOf={summary.data?.asOf}
      fill
      actions={
        <Than
          than={search.than}
          snapshots={snapshots.data?.rows ?? []}
          whole={area === undefined}
          onChange={(than) => change({ than })}
        />
      }
    >
      <div className={explain === 'off' ? 'rates-columns rates-wide' : 'rates-columns'}>
        <div className="rates-main">
          <Matrix
            figures={summary.data?.figures}
            before={area === undefined ? before : undefined}
            chosen={explain === 'off' ? undefined : `${measure}/${denominator ?? ''}`}
            onExplain={(next, under) => change({ measure: next, denominator: under, explain: next, row: undefined })}
          />
          <Card grow className="rates-table">
            <div className="rates-tabs">
              <TabBar
                label={words.byLabel}
                panel="rates-panel"
                chosen={by}
                tabs={ways.map((key) => ({ key, name: words.by[key] }))}
                onChoose={(key) => change({ by: key, row: undefined })}
              />
              <StateLegend />
            </div>
            <div id="rates-panel" role="tabpanel" aria-label={words.by[by]} className="tab-panel">
              <RatesTable
                table={shownRows}
                by={by}
                opened={search.row}
                onLook={(next) =>
                  void navigate({ search: (old) => ({ ...old, area: next, by: undefined, row: undefined }) })
                }
                onExplain={(next) => change({ row: next.key, explain: measure })}
              />
            </div>
          </Card>
        </div>
        {explain === 'off' ? null : (
          <div className="rates-side">
            <ExplainCard
              measure={explain}
              denominator={denominator}
              area={area}
              row={row}
              onDenominator={(next) => change({ denominator: next })}
              onClose={() => change({ explain: 'off', row: undefined })}
            />
          </div>
        )}
      </div>
    </Page>
  )
}

function ExplainCard({
  measure,
  denominator,
  area,
  row,
  onDenominator,
  onClose,
}: {
  readonly measure: keyof ReturnType<typeof useRatesWords>['measures']
  readonly denominator: Denominator | undefined
  readonly area: string | undefined
  readonly row: Row | undefined
  readonly onDenominator: (denominator: Denominator) => void
  readonly onClose: () => void
}) {
  const words = useExplainWords()
  const { measures } = useRatesWords()
  return (
    <Card
      title={words.title}
      note={row?.name ?? measures[measure]}
      extra={
        <button type="button" className="link-button" onClick={onClose}>
          {words.close}
        </button>
      }
    >
      <Explain of={{ measure, denominator, area, ...row?.filter }} onDenominator={onDenominator} />
    </Card>
  )
}

/** The frozen version to compare with; frozen figures are of the whole office. */
function Than({
  than,
  snapshots,
  whole,
  onChange,
}: {
  readonly than: string | undefined
  readonly snapshots: readonly { readonly id: string; readonly name: string }[]
  readonly whole: boolean
  readonly onChange: (than: string | undefined) => void
}) {
  const words = useRatesWords()
  if (snapshots.length === 0) {
    return (
      <>
        <ReasonButton reason={words.thanNothing}>{words.than}</ReasonButton>
        <Link to="/snapshots" className="page-link">
          {words.freeze}
        </Link>
      </>
    )
  }
  return (
    <>
      {than === undefined ? null : (
        <Link to="/snapshots/$id" params={{ id: than }} className="page-link">
          {words.changes}
        </Link>
      )}
      {whole ? (
        <label className="row">
          <span className="muted">{words.than}</span>
          <select
            className="control"
            value={than ?? ''}
            onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
          >
            <option value="">{words.thanNone}</option>
            {snapshots.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </>
  )
}
