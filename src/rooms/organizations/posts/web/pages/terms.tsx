import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { usePages } from '../../../../../platform/web/api/use-pages.ts'
import { ButtonLink } from '../../../../../platform/web/parts/button-link.tsx'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../../platform/web/parts/empty-state.tsx'
import { Page } from '../../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { DataTable } from '../../../../../platform/web/table/data-table.tsx'
import { useArea, useOffice } from '../../../../areas/web/public.ts'
import { postsApi } from '../api.ts'
import type { TermRow } from '../../contract.ts'
import { PostsPanel } from '../posts/posts-panel.tsx'
import type { TermsSearch } from '../search.ts'
import { TermsBar } from '../terms/bar.tsx'
import { useTermColumns } from '../terms/columns.tsx'
import { TermsLead } from '../terms/lead.tsx'
import { Letters } from '../terms/letters.tsx'
import { Months } from '../terms/months.tsx'
import { usePostsWords } from '../words.ts'
import '../../../../../platform/web/parts/field.css'
import '../posts/posts.css'

const isReminded = ({ timing }: TermRow): boolean => timing === 'overdue' || timing === 'notice'

const asksWhy = ({ state, weak }: TermsSearch): boolean => state === 'weak' || weak !== undefined

/** Whose term ends when, who has to be reminded, where a secretary is wanting. */
export function TermsPage() {
  const { termsPage: words } = usePostsWords()
  const area = useArea()
  const { asOf } = useOffice()
  const { open, ...filter } = useSearch({ from: '/terms' })
  const navigate = useNavigate({ from: '/terms' })
  const within = { area, under: filter.under }
  const count = useQuery({ ...postsApi.query('posts.termCounts', within), placeholderData: keepPreviousData })
  const list = usePages(postsApi.pages('posts.terms', { ...filter, area }))
  const columns = useTermColumns(open !== undefined ? 'narrow' : asksWhy(filter) ? 'reasons' : 'all')
  const set = (what: Partial<TermsSearch>): void =>
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  const error = count.error ?? list.problem
  if (error !== null) {
    return (
      <Page title={words.title} lead="">
        <ProblemPanel error={error} onRetry={() => void Promise.all([count.refetch(), list.retry()])} />
      </Page>
    )
  }
  const opened = list.rows.find(({ organization }) => organization === open)
  return (
    <Page
      title={words.title}
      lead={count.data && <TermsLead counts={count.data} />}
      asOf={asOf}
      fill
      actions={
        <>
          <Letters filter={{ ...filter, area }} any={list.rows.some(isReminded)} />
          <ButtonLink to="/election" search={{}}>
            {words.calculator}
          </ButtonLink>
          <Button onClick={() => print()}>{words.print}</Button>
        </>
      }
    >
      <div className={open === undefined ? 'terms-columns' : 'terms-columns terms-beside'}>
        <Months counts={count.data} chosen={filter.month} onChoose={(month) => set({ month })} />
        <Card>
          <TermsBar filter={filter} onSet={set} />
          <DataTable
            label={words.list}
            columns={columns}
            rows={list.rows}
            rowKey={({ organization }) => organization}
            loading={list.loading}
            more={list.more}
            total={list.total}
            opened={open ?? null}
            onOpen={({ organization }) => set({ open: organization })}
            empty={<EmptyState title={words.empty} why={words.emptyWhy} />}
          />
        </Card>
      </div>
      <SidePanel
        open={open !== undefined}
        title={
          open === undefined ? (
            ''
          ) : (
            <Link to="/organizations/$id" params={{ id: open }}>
              {opened?.name ?? words.columns.name}
            </Link>
          )
        }
        width={520}
        onClose={() => set({ open: undefined })}
      >
        {open === undefined ? null : (
          <div className="posts-panel">
            <PostsPanel key={open} organization={open} />
          </div>
        )}
      </SidePanel>
    </Page>
  )
}
