import { useNavigate, useSearch } from '@tanstack/react-router'
import { usePages } from '../../../../platform/web/api/use-pages.ts'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { DownloadLink } from '../../../../platform/web/parts/download-link.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { TabBar } from '../../../../platform/web/parts/tab-bar.tsx'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { ImportTab, ImportView } from '../../contract.ts'
import { unitsApi } from '../api.ts'
import { importTabs } from '../search.ts'
import { useChangeColumns } from './change-columns.tsx'
import { useImportWords } from './words.ts'

/** What writing would do, row by row, before anything is written. */
export function Changes({ one }: { readonly one: ImportView }) {
  const words = useImportWords()
  const search = useSearch({ from: '/import/$id' })
  const navigate = useNavigate({ from: '/import/$id' })
  const tab: ImportTab = search.tab ?? importTabs.find((key) => one.counts[key] > 0) ?? 'new'
  const columns = useChangeColumns(tab)
  const list = usePages(unitsApi.pages('units.importRows', { id: one.id, tab }))
  return (
    <Card>
      <TabBar
        label={words.tabsLabel}
        panel="changes-panel"
        chosen={tab}
        tabs={importTabs.map((key) => ({ key, name: words.tabs[key], count: one.counts[key] }))}
        onChoose={(key) => void navigate({ search: (old) => ({ ...old, tab: key }), replace: true })}
      />
      <div id="changes-panel" className="import-panel" role="tabpanel" aria-label={words.tabs[tab]}>
        <div className="import-note row">
          <span>
            {words.tabNote[tab]}
            {tab === 'doubtful' || tab === 'changed'
              ? fill(words.rows.joined, { n: <b className="num">{countText(one.counts.joined)}</b> })
              : null}
          </span>
          {tab === 'wrong' && one.counts.wrong > 0 ? (
            <span className="push">
              <DownloadLink href={unitsApi.url('units.wrongRows', { id: one.id })}>{words.wrongDownload}</DownloadLink>
            </span>
          ) : null}
        </div>
        {list.problem === null ? (
          <DataTable
            key={tab}
            label={words.tabs[tab]}
            columns={columns}
            rows={list.rows}
            rowKey={(row) => row.key}
            rowHeight={tab === 'same' ? 36 : 58}
            oneLine={false}
            loading={list.loading || list.stale}
            more={list.more}
            total={one.counts[tab]}
            rowClass={(row) => (tab === 'doubtful' && row.candidates.length > 1 ? 'warn' : '')}
            empty={<EmptyState title={words.tabEmpty[tab]} />}
          />
        ) : (
          <ProblemPanel error={list.problem} onRetry={list.retry} />
        )}
      </div>
    </Card>
  )
}
