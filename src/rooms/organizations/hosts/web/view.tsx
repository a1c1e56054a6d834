import { Link, useNavigate } from '@tanstack/react-router'
import { Input } from 'antd'
import { usePages } from '../../../../platform/web/api/use-pages.ts'
import { ArticleText } from '../../../../platform/web/parts/article-text.tsx'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { useTyped } from '../../../../platform/web/parts/use-typed.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { OrganizationsSearch } from '../../web/search.ts'
import { hostsApi } from './api.ts'
import { useStationColumns } from './columns.tsx'
import type { Hosts } from './lead.tsx'
import { Platforms } from './platforms.tsx'
import { useHostsWords } from './words.ts'
import './hosts.css'

/** Platforms, their stations, and which of them have an organisation. */
export function HostsView({
  search,
  hosts,
  onChange,
}: {
  readonly search: OrganizationsSearch
  readonly hosts: Hosts | undefined
  readonly onChange: (what: Partial<OrganizationsSearch>) => void
}) {
  const words = useHostsWords()
  const navigate = useNavigate()
  const { area, platform, organized, q } = search
  const list = usePages(hostsApi.pages('hosts.stations', { area, platform, organized, q }))
  const columns = useStationColumns(platform)
  const { text, type, now } = useTyped(q, (typed) => onChange({ q: typed }))
  return (
    <div className="host-columns">
      <Platforms hosts={hosts} chosen={platform} onChoose={(chosen) => onChange({ platform: chosen })} />
      <Card grow>
        <div className="host-bar no-print">
          <Input
            className="host-find"
            allowClear
            value={text}
            maxLength={100}
            aria-label={words.find}
            placeholder={words.find}
            onChange={(event) => type(event.target.value)}
            onPressEnter={now}
          />
          <select
            className="control"
            aria-label={words.organized}
            value={organized ?? ''}
            onChange={(event) =>
              onChange({
                organized: event.target.value === '' ? undefined : event.target.value === 'yes' ? 'yes' : 'no',
              })
            }
          >
            <option value="">{words.all}</option>
            <option value="yes">{words.states.yes}</option>
            <option value="no">{words.states.no}</option>
          </select>
          {hosts === undefined ? null : <ArticleText article={hosts.article} />}
        </div>
        {list.problem === null ? (
          <DataTable
            label={words.list}
            columns={columns}
            rows={list.rows}
            rowKey={({ unit }) => unit}
            loading={list.loading}
            more={list.more}
            total={list.total}
            onOpen={({ unit }) => void navigate({ to: '/units/$id', params: { id: unit } })}
            empty={
              <EmptyState
                title={words.empty}
                why={words.emptyWhy}
                next={
                  <Link to="/rules" search={{ tab: 'rules' }}>
                    {words.rule}
                  </Link>
                }
              />
            }
          />
        ) : (
          <ProblemPanel error={list.problem} onRetry={list.retry} />
        )}
      </Card>
    </div>
  )
}
