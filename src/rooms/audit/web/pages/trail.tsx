import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { usePages } from '../../../../platform/web/api/use-pages.ts'
import { countText } from '../../../../platform/web/format.ts'
import { DownloadButton } from '../../../../platform/web/parts/download-link.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { PagedCard } from '../../../../platform/web/table/paged-card.tsx'
import { auditApi } from '../api.ts'
import { useTrailColumns } from '../trail/columns.tsx'
import { HeadPanel } from '../trail/head-panel.tsx'
import { RowPanel } from '../trail/row-panel.tsx'
import { useTrailWords } from '../trail/words.ts'
import '../../../../platform/web/parts/field.css'
import '../trail/trail.css'

const KINDS = ['write', 'read', 'export', 'sign-in', 'permission'] as const

/** Who did what to whom, when and from where; its filters are its address. */
export function TrailPage() {
  const words = useTrailWords()
  const { row: open, look, ...filter } = useSearch({ from: '/audit' })
  const { who, subject, verb, kind, from, until } = filter
  const asked = { who, subject, verb, kind, from, until }
  const navigate = useNavigate({ from: '/audit' })
  const list = usePages(auditApi.pages('audit.list', asked))
  const head = useQuery(auditApi.query('audit.head', {})).data
  const columns = useTrailColumns()
  const set = (what: Record<string, string | undefined>): void =>
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  const take = (key: string) => (event: { readonly target: { readonly value: string } }) =>
    set({ [key]: event.target.value === '' ? undefined : event.target.value })
  const opened = list.rows.find(({ id }) => id === open)
  const filtered = Object.values(asked).some((value) => value !== undefined)
  return (
    <Page
      title={words.title}
      lead={
        head === undefined
          ? list.problem === null
            ? undefined
            : ''
          : fill(words.lead, { rows: <b>{countText(head.rows)}</b>, waiting: <b>{countText(head.waiting)}</b> })
      }
      fill
      actions={
        <>
          <Button onClick={() => set({ look: 'head', row: undefined })}>{words.head.open}</Button>
          <DownloadButton href={auditApi.url('audit.export', asked)} needs="audit.export">
            {words.export}
          </DownloadButton>
        </>
      }
    >
      <PagedCard
        list={list}
        bar={
          <div className="trail-bar no-print">
            <input
              className="control"
              type="search"
              value={who ?? ''}
              maxLength={60}
              aria-label={words.find}
              placeholder={words.find}
              onChange={take('who')}
            />
            <select className="control" aria-label={words.kind} value={kind ?? ''} onChange={take('kind')}>
              <option value="">{words.allKinds}</option>
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {words.kinds[one]}
                </option>
              ))}
            </select>
            <select className="control" aria-label={words.room} value={verb ?? ''} onChange={take('verb')}>
              <option value="">{words.allRooms}</option>
              {Object.entries(words.rooms).map(([prefix, name]) => (
                <option key={prefix} value={prefix}>
                  {name}
                </option>
              ))}
            </select>
            <label className="row">
              {words.from}
              <input className="control" type="date" value={from ?? ''} onChange={take('from')} />
            </label>
            <label className="row">
              {words.until}
              <input className="control" type="date" value={until ?? ''} min={from} onChange={take('until')} />
            </label>
            {subject === undefined ? null : <span className="tag">{words.subjectTag(subject)}</span>}
            {filtered ? (
              <button type="button" className="link-button" onClick={() => void navigate({ search: {} })}>
                {words.clear}
              </button>
            ) : null}
          </div>
        }
        label={words.title}
        columns={columns}
        opened={open}
        onOpen={(id) => set({ row: id, look: undefined })}
        empty={<EmptyState title={words.empty} why={words.emptyWhy} />}
      />
      <SidePanel open={opened !== undefined} title={words.one.title} onClose={() => set({ row: undefined })}>
        {opened === undefined ? null : <RowPanel row={opened} />}
      </SidePanel>
      <SidePanel open={look === 'head'} title={words.head.title} onClose={() => set({ look: undefined })}>
        <HeadPanel />
      </SidePanel>
    </Page>
  )
}
