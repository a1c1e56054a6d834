import { Link } from '@tanstack/react-router'
import { usePages } from '../../../../../platform/web/api/use-pages.ts'
import { countText } from '../../../../../platform/web/format.ts'
import { EmptyState } from '../../../../../platform/web/parts/empty-state.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import type { Column } from '../../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../../platform/web/table/data-table.tsx'
import { useArea } from '../../../../areas/web/public.ts'
import type { DisagreementRow } from '../../contract.ts'
import { declarationsApi } from '../api.ts'
import type { DeclarationsSearch } from '../search.ts'
import { useDeskWords } from './words.ts'

/** Units by their counts: what the annual report says, who is on file, how many declared. Numbers only. */
export function UnitsTable({
  show,
  onShow,
  onLink,
}: {
  readonly show: DeclarationsSearch['show']
  readonly onShow: (show: DeclarationsSearch['show']) => void
  /** A unit is to be given its link. */
  readonly onLink: (unit: string) => void
}) {
  const { units: words } = useDeskWords()
  const area = useArea()
  const list = usePages(declarationsApi.pages('declarations.disagree', { area, show, limit: 200 }))
  const { columns: names } = words
  const columns: Column<DisagreementRow>[] = [
    {
      key: 'unit',
      title: names.unit,
      render: ({ unit, name }) => (
        <Link to="/units" search={{ open: unit }} title={name}>
          {name}
        </Link>
      ),
    },
    { key: 'town', title: names.town, width: '140px', render: ({ townName }) => townName ?? '—' },
    { key: 'report', title: names.report, width: '96px', right: true, render: ({ report }) => countText(report) },
    { key: 'reportDay', title: names.reportDay, width: '112px', render: ({ reportDay }) => reportDay ?? '—' },
    {
      key: 'onFile',
      title: names.onFile,
      width: '96px',
      right: true,
      render: ({ unit, onFile }) => (
        <Link to="/members" search={{ unit }} className="figure">
          {countText(onFile)}
        </Link>
      ),
    },
    { key: 'difference', title: names.difference, width: '128px', render: (row) => <Difference row={row} /> },
    {
      key: 'declared',
      title: names.declared,
      width: '112px',
      right: true,
      render: ({ unit, declared }) =>
        declared === 0 ? (
          '—'
        ) : (
          <Link to="/declarations" search={{ unit }} className="figure">
            {countText(declared)}
          </Link>
        ),
    },
    {
      key: 'link',
      title: names.link,
      width: '96px',
      render: ({ unit, name }) => (
        <button
          type="button"
          className="link-button no-print"
          aria-label={words.linkOf(name)}
          onClick={() => onLink(unit)}
        >
          {words.give}
        </button>
      ),
    },
  ]
  return (
    <>
      <div className="declarations-bar no-print">
        <select
          className="control"
          aria-label={words.showLabel}
          value={show ?? ''}
          onChange={({ target: { value } }) =>
            onShow(value === 'file-more' || value === 'declared' || value === 'all' ? value : undefined)
          }
        >
          <option value="">{words.shows.more}</option>
          <option value="file-more">{words.shows.less}</option>
          <option value="declared">{words.shows.declared}</option>
          <option value="all">{words.shows.all}</option>
        </select>
      </div>
      {list.problem === null ? (
        <DataTable
          label={words.table}
          columns={columns}
          rows={list.rows}
          rowKey={({ unit }) => unit}
          loading={list.loading}
          more={list.more}
          total={list.total}
          empty={<EmptyState title={words.empty} why={words.emptyWhy} />}
        />
      ) : (
        <ProblemPanel error={list.problem} onRetry={list.retry} />
      )}
    </>
  )
}

function Difference({ row: { report, onFile } }: { readonly row: DisagreementRow }) {
  const { units: words } = useDeskWords()
  if (report === null) return <span className="faint">{words.unreported}</span>
  if (report === onFile) return words.same
  return report > onFile ? (
    <span className="tag tag-sand">{words.moreBy(countText(report - onFile))}</span>
  ) : (
    <span className="tag">{words.lessBy(countText(onFile - report))}</span>
  )
}
