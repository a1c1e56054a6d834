import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { countText } from '../../../../../platform/web/format.ts'
import { ArticleName } from '../../../../../platform/web/parts/article-text.tsx'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../../platform/web/parts/empty-state.tsx'
import { Page } from '../../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { MaskedHint } from '../../../../access/web/public.tsx'
import { useArea } from '../../../../areas/web/public.ts'
import { developmentApi } from '../api.ts'
import { DueText } from '../due-text.tsx'
import { useDevelopmentWords } from '../words.ts'
import '../../../../../platform/web/parts/field.css'
import '../development.css'

/** Who is due in which month, what is overdue in the month in which it was due. */
export function DevelopmentCalendarPage() {
  const words = useDevelopmentWords()
  const { calendarPage: own } = words
  const area = useArea()
  const { months = '6' } = useSearch({ from: '/development/calendar' })
  const navigate = useNavigate({ from: '/development/calendar' })
  const query = useQuery({
    ...developmentApi.query('development.calendar', { area, months: Number(months) }),
    placeholderData: keepPreviousData,
  })
  const found = query.data
  return (
    <Page
      title={own.title}
      asOf={found?.day}
      lead={
        query.error !== null
          ? ''
          : found && (
              <>
                {found.sentence} <MaskedHint />
              </>
            )
      }
      actions={
        <>
          <select
            className="control"
            aria-label={own.months}
            value={months}
            onChange={({ target: { value } }) =>
              void navigate({
                search: (old) => ({
                  ...old,
                  months: value === '3' || value === '12' || value === '24' ? value : undefined,
                }),
                replace: true,
              })
            }
          >
            {Object.entries(own.spans).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
          <Link to="/development" search={{}}>
            {words.case.back}
          </Link>
          <Button onClick={() => window.print()}>{words.print}</Button>
        </>
      }
    >
      {query.error === null ? null : <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />}
      {found?.months.length === 0 ? (
        <Card>
          <EmptyState title={own.empty} why={own.emptyWhy} />
        </Card>
      ) : null}
      <div className="development-months">
        {found?.months.map(({ month, total, rows }) => (
          <Card key={month} title={own.month(month)} note={own.count(countText(total))}>
            <div className="development-over">
              <table className="development-table">
                <thead>
                  <tr>
                    <th style={{ width: 110 }}>{own.name}</th>
                    <th style={{ width: '20%' }}>{own.step}</th>
                    <th style={{ width: 220 }}>{own.due}</th>
                    <th>{own.organization}</th>
                    <th style={{ width: '26%' }}>{own.article}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={`${row.id} ${row.step}`}>
                      <td>
                        <Link to="/development/$id" params={{ id: row.id }} search={{}}>
                          {row.name}
                        </Link>
                      </td>
                      <td>{row.stepName}</td>
                      <td>
                        <DueText due={row.due} days={row.days} />
                      </td>
                      <td>{row.organizationName}</td>
                      <td className="muted">{row.article === null ? '—' : <ArticleName article={row.article} />}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {total > rows.length ? <p className="muted card-body">{own.more(countText(total - rows.length))}</p> : null}
          </Card>
        ))}
      </div>
    </Page>
  )
}
