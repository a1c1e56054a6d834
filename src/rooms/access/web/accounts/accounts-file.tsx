import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { uploadFiles } from '../../../../platform/web/api/upload.ts'
import type { Output, RowOf } from '../../../../platform/web/api/client.ts'
import { countText, momentText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { DownloadButton } from '../../../../platform/web/parts/download-link.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { accessEndpoints } from '../../contract.ts'
import { accessApi } from '../api.ts'
import { LinkPapers } from '../parts/link-card.tsx'
import type { Invited } from '../parts/link-card.tsx'
import { usePartsWords } from '../parts/words.ts'
import { ReasonForm } from '../parts/reason-form.tsx'
import { useAccountsWords } from './words.ts'
import './accounts.css'

type Read = Output<typeof accessEndpoints, 'access.readAccountFile'>
type Row = RowOf<Read>

/** Accounts from a spreadsheet: read, seen with what is wrong, made, and their links printed. */
export function AccountsFile({ onBack }: { readonly onBack: () => void }) {
  const { file: words } = useAccountsWords()
  const input = useRef<HTMLInputElement>(null)
  const read = useMutation({
    mutationFn: (file: File) =>
      uploadFiles<Read>(
        accessApi.url('access.readAccountFile', {}),
        [file],
        () => undefined,
        new AbortController().signal,
        'file',
      ),
  })
  const make = useMutation({
    mutationFn: (reason: string) =>
      accessApi.call('access.createAccounts', {
        rows: (read.data?.rows ?? []).flatMap(({ username, name, role, on, problem, made: known }) =>
          problem === null && !known && role !== null ? [{ username, name, role, on: on ?? '' }] : [],
        ),
        reason,
      }),
  })
  const seen = read.data
  const made = make.data
  const lead =
    made !== undefined
      ? words.leadDone(countText(made.links.length), momentText(made.until))
      : seen !== undefined
        ? words.leadSeen(
            countText(seen.good),
            countText(seen.rows.filter(({ problem }) => problem !== null).length),
            countText(seen.rows.filter(({ made: known }) => known).length),
          )
        : words.lead
  return (
    <Page
      title={words.title}
      lead={lead}
      fill
      actions={
        <>
          <Button
            onClick={() => {
              void refreshAll()
              onBack()
            }}
          >
            {words.back}
          </Button>
          {made === undefined ? (
            <>
              <DownloadButton href={accessApi.url('access.accountForm', {})}>{words.form}</DownloadButton>
              <Button
                type={seen === undefined ? 'primary' : 'default'}
                loading={read.isPending}
                onClick={() => input.current?.click()}
              >
                {seen === undefined ? words.choose : words.again}
              </Button>
              <input
                ref={input}
                type="file"
                hidden
                aria-label={words.choose}
                accept=".xlsx,.xls,.csv"
                onChange={(event) => {
                  const file = event.target.files?.[0]
                  if (file !== undefined) read.mutate(file)
                  event.target.value = ''
                }}
              />
            </>
          ) : (
            <Button type="primary" onClick={() => window.print()}>
              {words.print}
            </Button>
          )}
        </>
      }
    >
      {read.error === null ? null : <ProblemPanel error={read.error} />}
      {made !== undefined ? (
        <Links links={made.links} until={made.until} />
      ) : seen === undefined ? null : (
        <Card grow>
          <Preview rows={seen.rows} />
          <div className="admin-foot">
            <ReasonForm
              send={words.send(countText(seen.good))}
              why={seen.good === 0 ? words.none : null}
              onSend={(reason) => make.mutateAsync(reason)}
              onDone={() => undefined}
              onCancel={onBack}
            />
          </div>
        </Card>
      )}
    </Page>
  )
}

function Preview({ rows }: { readonly rows: readonly Row[] }) {
  const { file: words } = useAccountsWords()
  const columns: Column<Row>[] = [
    { key: 'row', title: words.columns.row, width: '64px', right: true, render: ({ row }) => row },
    { key: 'username', title: words.columns.username, width: '144px', render: ({ username }) => username || '—' },
    { key: 'name', title: words.columns.name, width: '120px', render: ({ name }) => name },
    { key: 'role', title: words.columns.role, width: '144px', render: ({ role }) => role ?? '—' },
    { key: 'on', title: words.columns.on, render: ({ on }) => on ?? '—' },
    {
      key: 'problem',
      title: words.columns.problem,
      width: '40%',
      render: ({ problem, made }) =>
        problem === null ? (
          <span className="muted">{made ? words.known : words.fine}</span>
        ) : (
          <span className="bad">{words.problem(problem.column, problem.why, problem.remedy)}</span>
        ),
    },
  ]
  return (
    <DataTable
      label={words.title}
      columns={columns}
      rows={rows}
      rowKey={({ row }) => String(row)}
      rowClass={({ problem }) => (problem === null ? '' : 'warn')}
      oneLine={false}
      empty={<EmptyState title={words.empty} why={words.emptyWhy} />}
    />
  )
}

function Links({ links, until }: { readonly links: readonly Invited[]; readonly until: string }) {
  const { file: words } = useAccountsWords()
  const { link } = usePartsWords()
  const columns: Column<Invited>[] = [
    { key: 'name', title: words.columns.name, width: '144px', render: ({ name }) => name },
    { key: 'username', title: words.columns.username, width: '160px', render: ({ username }) => username },
    { key: 'link', title: link.title, render: (row) => <code>{row.link}</code> },
  ]
  return (
    <Card grow>
      <DataTable
        label={words.links}
        columns={columns}
        rows={links}
        rowKey={({ username }) => username}
        oneLine={false}
        empty={null}
      />
      <LinkPapers all={links} until={until} />
    </Card>
  )
}
