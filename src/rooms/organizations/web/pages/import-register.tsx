import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { uploadFiles } from '../../../../platform/web/api/upload.ts'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import { TabBar } from '../../../../platform/web/parts/tab-bar.tsx'
import type { RegisterImport, RegisterTab } from '../../register/contract.ts'
import { registerApi } from '../../register/web/api.ts'
import { ColumnsCard } from '../../register/web/columns-card.tsx'
import { PastImports } from '../../register/web/past-imports.tsx'
import { RowsTable } from '../../register/web/rows-table.tsx'
import { useRegisterWords } from '../../register/web/words.ts'

const TABS: readonly RegisterTab[] = ['new', 'differs', 'same', 'wrong']

/** A register from a spreadsheet: read, looked at, written, taken back. */
export function ImportRegisterPage() {
  const words = useRegisterWords()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [tab, setTab] = useState<RegisterTab>('new')
  const read = useMutation({
    mutationFn: (file: File) =>
      uploadFiles<RegisterImport>(
        registerApi.url('organizations.importRegister', {}),
        [file],
        () => {},
        new AbortController().signal,
        'file',
      ),
    onSuccess: ({ counts }) => setTab(TABS.find((one) => counts[one] > 0) ?? 'new'),
  })
  const commit = useMutation({
    mutationFn: (id: string) => registerApi.call('organizations.commitRegister', { id }),
    onSuccess: () => refreshAll(),
  })
  const past = useQuery(registerApi.query('organizations.listRegisterImports', {}))
  const draft = read.data
  const done = commit.data
  const again = (): void => {
    commit.reset()
    input.current?.click()
  }
  return (
    <Page
      title={words.title}
      lead={done?.sentence ?? draft?.sentence ?? words.lead}
      actions={
        <>
          <Button onClick={() => void navigate({ to: '/organizations' })}>{words.back}</Button>
          {draft === undefined || done !== undefined ? null : (
            <ReasonButton
              type="primary"
              needs="organizations.commitRegister"
              reason={draft.counts.new === 0 ? words.commitNone : null}
              loading={commit.isPending}
              onClick={() => commit.mutate(draft.id)}
            >
              {words.commit(countText(draft.counts.new))}
            </ReasonButton>
          )}
        </>
      }
    >
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx,.xls,.csv,.et"
        aria-label={words.choose}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file !== undefined) read.mutate(file)
        }}
      />
      {read.error === null ? null : <ProblemPanel error={read.error} />}
      {commit.error === null ? null : <ProblemPanel error={commit.error} />}
      <div className="row">
        <ReasonButton
          type={draft === undefined ? 'primary' : 'default'}
          needs="organizations.importRegister"
          loading={read.isPending}
          onClick={again}
        >
          {read.isPending ? words.reading : draft === undefined ? words.choose : words.again}
        </ReasonButton>
        {done === undefined ? null : <Link to="/organizations">{words.toTree}</Link>}
      </div>
      {draft === undefined || done !== undefined ? null : commit.isPending ? (
        // The rows are gone from the server once they are written: nobody may ask for them then.
        <SkeletonLines count={8} />
      ) : (
        <>
          <ColumnsCard sheets={draft.sheets} />
          <Card>
            <TabBar
              label={words.tabsLabel}
              tabs={TABS.map((key) => ({ key, name: words.tabs[key], count: draft.counts[key] }))}
              chosen={tab}
              onChoose={setTab}
              panel="register-rows"
            />
            <div id="register-rows" role="tabpanel" className="register-rows">
              <RowsTable key={`${draft.id} ${tab}`} id={draft.id} tab={tab} />
            </div>
          </Card>
        </>
      )}
      {past.data === undefined || past.data.rows.length === 0 ? null : <PastImports rows={past.data.rows} />}
    </Page>
  )
}
