import { useQuery } from '@tanstack/react-query'
import { EmptyState } from '../../../../../platform/web/parts/empty-state.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import type { Column } from '../../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../../platform/web/table/data-table.tsx'
import type { LifeYear, Meeting } from '../../contract.ts'
import { lifeNames } from '../../rules/life-kinds.ts'
import { lifeApi } from '../api.ts'
import { numbersOf } from '../overview/columns.tsx'
import type { LifeYearSearch } from '../search.ts'
import { useLifeWords } from '../words.ts'
import { heldIn, heldName } from './held.ts'
import { sayPeriod } from './period.ts'

/** The records of the year, the newest first, those of one cell when one is chosen; withdrawn ones when asked for. */
export function YearMeetings({
  life,
  search: { kind, period, withdrawn, open },
  onSet,
}: {
  readonly life: LifeYear
  readonly search: LifeYearSearch
  readonly onSet: (what: Partial<LifeYearSearch>) => void
}) {
  const { year: words } = useLifeWords()
  const all = useQuery({
    ...lifeApi.query('life.list', {
      organization: life.organization.id,
      from: `${life.year}-01-01`,
      to: `${life.year}-12-31`,
      withdrawn: 'true',
      limit: 500,
    }),
    enabled: withdrawn === 'true',
  })
  const columns = useColumns(life.organization.id)
  const base = withdrawn === 'true' ? (all.data?.rows ?? []) : [...life.meetings].reverse()
  const rows = heldIn(base, kind, period)
  const narrowed = kind !== undefined || period !== undefined
  return (
    <>
      <div className="life-bar">
        {narrowed ? (
          <>
            <span className="tag">
              {words.filtered(kind === undefined ? '' : heldName(kind), period === undefined ? '' : sayPeriod(period))}
            </span>
            <button type="button" className="link-button" onClick={() => onSet({ kind: undefined, period: undefined })}>
              {words.unfilter}
            </button>
          </>
        ) : null}
        <label className="check push">
          <input
            type="checkbox"
            checked={withdrawn === 'true'}
            onChange={(event) => onSet({ withdrawn: event.target.checked ? 'true' : undefined })}
          />
          {words.withdrawnToo}
        </label>
      </div>
      {all.error === null ? null : <ProblemPanel error={all.error} onRetry={() => void all.refetch()} />}
      <DataTable
        label={words.views.meetings}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        loading={withdrawn === 'true' && all.isPending}
        opened={open ?? null}
        onOpen={({ id }) => onSet({ open: id, record: undefined })}
        rowClass={(meeting) => (meeting.withdrawn ? 'life-withdrawn' : '')}
        empty={<EmptyState title={narrowed ? words.noneFiltered : words.none} why={words.noneWhy} />}
      />
    </>
  )
}

function useColumns(organization: string): Column<Meeting>[] {
  const { year: words, page, meeting } = useLifeWords()
  const { columns } = words
  return [
    { key: 'day', title: columns.day, width: '108px', render: ({ day }) => day },
    {
      key: 'kinds',
      title: columns.kinds,
      width: '26%',
      render: ({ kinds, bySecretary, withdrawn }) => (
        <>
          {withdrawn ? <span className="tag tag-red">{meeting.withdrawn}</span> : null}{' '}
          {kinds
            .map((kind) => (kind === 'lecture' && bySecretary ? words.secretaryLecture : lifeNames[kind]))
            .join(page.join)}
        </>
      ),
    },
    { key: 'title', title: columns.title, render: ({ title }) => <span title={title}>{title}</span> },
    {
      key: 'with',
      title: columns.with,
      width: '26%',
      render: ({ holders }) => {
        const names = holders.filter((one) => one.organization !== organization).map(({ name }) => name)
        return <span title={names.join(page.join)}>{names.join(page.join)}</span>
      },
    },
    {
      key: 'numbers',
      title: columns.numbers,
      width: '92px',
      right: true,
      render: ({ holders }) => numbersOf(holders.filter((one) => one.organization === organization)),
    },
  ]
}
