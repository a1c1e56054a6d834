import { useQuery } from '@tanstack/react-query'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { useArea } from '../../../areas/web/public.ts'
import { developmentApi } from './api.ts'
import { useDevelopmentWords } from './words.ts'

/** Both ways as numbers by quarter, and the dated events without names. */
export function DualCard({ year }: { readonly year: number | undefined }) {
  const { quotasPage: words } = useDevelopmentWords()
  const area = useArea()
  const query = useQuery(developmentApi.query('development.dual', { year, area }))
  const found = query.data
  return (
    <Card title={words.dual} note={found?.sentence}>
      {query.error === null ? null : <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />}
      {found === undefined ? null : (
        <div className="development-over">
          <table className="development-table num">
            <thead>
              <tr>
                <th>{words.quarter}</th>
                <th className="right">{words.toMember}</th>
                <th className="right">{words.toBackbone}</th>
              </tr>
            </thead>
            <tbody>
              {found.quarters.map(({ quarter, toMember, toBackbone }) => (
                <tr key={quarter}>
                  <td>{quarter}</td>
                  <td className="right">{words.times(countText(toMember))}</td>
                  <td className="right">{words.times(countText(toBackbone))}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {found.rows.length === 0 ? (
            <EmptyState title={words.none} why={words.noneWhy} />
          ) : (
            <table className="development-table num">
              <thead>
                <tr>
                  <th>{words.day}</th>
                  <th>{words.events}</th>
                  <th>{words.role}</th>
                  <th>{words.organization}</th>
                </tr>
              </thead>
              <tbody>
                {found.rows.map((row) => (
                  <tr key={row.id}>
                    <td>{row.day}</td>
                    <td>{words.direction[row.direction]}</td>
                    <td>{row.role}</td>
                    <td>{row.organizationName}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      )}
    </Card>
  )
}
