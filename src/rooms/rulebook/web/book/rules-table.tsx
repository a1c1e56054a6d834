import { useState } from 'react'
import { ArticleName } from '../../../../platform/web/parts/article-text.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { RuleRow } from '../../contract.ts'
import { RulePanel } from './rule-panel.tsx'
import { useBookWords } from './words.ts'

const topics = [
  'formation',
  'coverage',
  'instructor',
  'organization-life',
  'post',
  'membership',
  'sync',
  'clock',
] as const

/** Every rule with its article, its text and how sure it is. */
export function RulesTable({
  rules,
  at,
  onAt,
}: {
  readonly rules: readonly RuleRow[] | undefined
  /** Id of the one that is open. */
  readonly at: string | undefined
  readonly onAt: (id: string | undefined) => void
}) {
  const words = useBookWords()
  const [topic, setTopic] = useState('')
  const [q, setQ] = useState('')
  const wanted = q.trim()
  const rows = (rules ?? []).filter(
    (rule) =>
      (topic === '' || rule.topic === topic) &&
      (wanted === '' || `${rule.regulation}${rule.article}${rule.text}`.includes(wanted)),
  )
  const opened = rules?.find(({ id }) => id === at)
  const columns: Column<RuleRow>[] = [
    {
      key: 'article',
      title: words.rules.columns.article,
      width: '270px',
      render: (rule) => <ArticleName article={rule} />,
    },
    { key: 'text', title: words.rules.columns.text, render: ({ text }) => text },
    { key: 'topic', title: words.rules.columns.topic, width: '84px', render: (rule) => words.topics[rule.topic] },
    {
      key: 'certainty',
      title: words.rules.columns.certainty,
      width: '112px',
      render: ({ certainty, local, active, hard }) => (
        <span className="rule-tags">
          <span className={certainty === 'H' ? 'tag tag-teal' : 'tag tag-sand'} title={words.certaintyWhy[certainty]}>
            {words.certainty[certainty]}
          </span>
          {local ? (
            <span className={active ? 'tag tag-teal' : 'tag'} title={words.localWhy}>
              {words.local}
              {active ? `·${words.rules.on}` : `·${words.rules.off}`}
            </span>
          ) : null}
          {hard ? null : (
            <span className="tag" title={words.softWhy}>
              {words.soft}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'validity',
      title: words.rules.columns.validity,
      width: '120px',
      render: ({ validFrom }) => words.rules.from(validFrom),
    },
  ]
  return (
    <>
      <div className="book-head no-print">
        <select
          className="control"
          aria-label={words.rules.topic}
          value={topic}
          onChange={(event) => setTopic(event.target.value)}
        >
          <option value="">{words.rules.all}</option>
          {topics.map((key) => (
            <option key={key} value={key}>
              {words.topics[key]}
            </option>
          ))}
        </select>
        <input
          className="control"
          type="search"
          value={q}
          aria-label={words.rules.find}
          placeholder={words.rules.find}
          onChange={(event) => setQ(event.target.value)}
        />
      </div>
      <DataTable
        label={words.rules.title}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        loading={rules === undefined}
        oneLine={false}
        rowHeight={80}
        opened={at ?? null}
        onOpen={({ id }) => onAt(id)}
        empty={<EmptyState title={words.rules.empty} />}
      />
      <SidePanel open={opened !== undefined} title={words.rules.panel.title} onClose={() => onAt(undefined)}>
        {opened === undefined ? null : <RulePanel key={opened.id} rule={opened} />}
      </SidePanel>
    </>
  )
}
