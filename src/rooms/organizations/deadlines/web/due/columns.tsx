import { ArticleName } from '../../../../../platform/web/parts/article-text.tsx'
import type { Column } from '../../../../../platform/web/table/column.ts'
import type { Deadline } from '../../contract.ts'
import { DayCell } from './day-cell.tsx'
import { PageLink } from './page-link.tsx'
import { useDueWords } from './words.ts'

export function useDueColumns(done: boolean): Column<Deadline>[] {
  const words = useDueWords()
  const { columns } = words
  return [
    { key: 'due', title: columns.due, width: '212px', render: (row) => <DayCell row={row} /> },
    { key: 'words', title: columns.words, render: (row) => <span title={row.words}>{row.words}</span> },
    {
      key: 'organization',
      title: columns.organization,
      width: '21%',
      render: ({ organization, organizationName }) =>
        organization === null || organizationName === null ? (
          '—'
        ) : (
          <PageLink to={`/organizations/${organization}`}>{organizationName}</PageLink>
        ),
    },
    {
      key: 'article',
      title: columns.article,
      width: '17%',
      render: ({ article }) =>
        article === null ? (
          '—'
        ) : (
          <span className="muted" title={article.text}>
            <ArticleName article={article} />
          </span>
        ),
    },
    done
      ? { key: 'closed', title: columns.closed, width: '104px', render: ({ closed }) => closed }
      : {
          key: 'do',
          title: <span className="no-print">{columns.do}</span>,
          width: '64px',
          render: ({ page, may }) =>
            may ? (
              <span className="no-print">
                <PageLink to={page}>{words.go}</PageLink>
              </span>
            ) : (
              <span title={words.notMine}>—</span>
            ),
        },
  ]
}
