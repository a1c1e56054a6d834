import { Link, useNavigate } from '@tanstack/react-router'
import { usePages } from '../../../../../platform/web/api/use-pages.ts'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../../platform/web/parts/empty-state.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import type { Column } from '../../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../../platform/web/table/data-table.tsx'
import { postKindNames } from '../../../rules/words.ts'
import type { CaseRow, DevelopmentFilter } from '../../contract.ts'
import { stageNames, stepNames } from '../../rules/words.ts'
import { developmentApi } from '../api.ts'
import { DueText } from '../due-text.tsx'
import { useDevelopmentWords } from '../words.ts'

/** Everybody of the filter, those whose deadline comes first on top. */
export function CaseList({ filter }: { readonly filter: DevelopmentFilter }) {
  const words = useDevelopmentWords()
  const navigate = useNavigate()
  const list = usePages(developmentApi.pages('development.list', { ...filter, limit: 200 }))
  const { columns: names } = words
  const columns: Column<CaseRow>[] = [
    {
      key: 'name',
      title: names.name,
      width: '96px',
      render: ({ id, name }) => (
        <Link to="/development/$id" params={{ id }} search={{}}>
          {name}
        </Link>
      ),
    },
    { key: 'stage', title: names.stage, width: '112px', render: ({ stage }) => stageNames[stage] },
    { key: 'next', title: names.next, width: '15%', render: ({ next }) => (next === null ? '—' : stepNames[next]) },
    { key: 'due', title: names.due, width: '208px', render: ({ due, days }) => <DueText due={due} days={days} /> },
    {
      key: 'dueStep',
      title: names.dueStep,
      width: '13%',
      render: ({ dueStep }) => (dueStep === null ? '—' : stepNames[dueStep]),
    },
    { key: 'organization', title: names.organization, render: ({ organizationName }) => organizationName },
    { key: 'unit', title: names.unit, width: '15%', render: ({ unitName }) => unitName ?? '—' },
    {
      key: 'postKind',
      title: names.postKind,
      width: '136px',
      render: ({ postKind }) => (postKind === null ? '—' : postKindNames[postKind]),
    },
  ]
  if (list.problem !== null) return <ProblemPanel error={list.problem} onRetry={list.retry} />
  return (
    <Card grow className={list.stale ? 'stale' : ''}>
      <DataTable
        label={words.list}
        columns={columns}
        rows={list.rows}
        rowKey={({ id }) => id}
        loading={list.loading}
        more={list.more}
        total={list.total}
        opened={null}
        onOpen={({ id }) => void navigate({ to: '/development/$id', params: { id }, search: {} })}
        empty={<EmptyState title={words.emptyFilter} why={words.emptyFilterWhy} />}
      />
    </Card>
  )
}
