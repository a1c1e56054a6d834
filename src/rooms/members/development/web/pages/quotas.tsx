import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { countText } from '../../../../../platform/web/format.ts'
import { urlOf } from '../../../../../platform/web/api/client.ts'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { DownloadButton } from '../../../../../platform/web/parts/download-link.tsx'
import { Page } from '../../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import type { QuotaKind, QuotaRow } from '../../contract.ts'
import { developmentApi } from '../api.ts'
import { DualCard } from '../dual-card.tsx'
import { QuotaForm } from '../quota-form.tsx'
import { useDevelopmentWords } from '../words.ts'
import '../../../../../platform/web/parts/field.css'
import '../../../web/members.css'
import '../development.css'

/** Quotas of a year by area and kind of post, as counts; and what was done both ways of 双培养. */
export function QuotasPage() {
  const words = useDevelopmentWords()
  const { quotasPage: own } = words
  const { today } = useOffice()
  const search = useSearch({ from: '/development/quotas' })
  const navigate = useNavigate({ from: '/development/quotas' })
  const thisYear = Number(today.slice(0, 4))
  const year = /^\d{4}$/.test(search.year ?? '') ? Number(search.year) : thisYear
  const query = useQuery({ ...developmentApi.query('development.quotas', { year }), placeholderData: keepPreviousData })
  const found = query.data
  const opened = found?.rows.find(({ area }) => area === search.row)
  const close = (): void => void navigate({ search: (old) => ({ ...old, row: undefined }), replace: true })
  return (
    <Page
      title={own.title}
      asOf={today}
      lead={query.error === null ? found?.sentence : ''}
      actions={
        <>
          <select
            className="control"
            aria-label={own.year}
            value={year}
            onChange={({ target: { value } }) =>
              void navigate({
                search: (old) => ({ ...old, year: Number(value) === thisYear ? undefined : value, row: undefined }),
                replace: true,
              })
            }
          >
            {[1, 0, -1, -2, -3].map((ahead) => (
              <option key={ahead} value={thisYear + ahead}>
                {thisYear + ahead}
              </option>
            ))}
          </select>
          <Link to="/development" search={{}}>
            {words.case.back}
          </Link>
          <DownloadButton href={urlOf('documents.developmentPlan', { year })} needs="documents.developmentPlan">
            {own.paper}
          </DownloadButton>
          <Button onClick={() => window.print()}>{words.print}</Button>
        </>
      }
    >
      {query.error === null ? null : <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />}
      <Card title={own.table} note={own.note}>
        <div className="development-over">
          <QuotaTable
            rows={found?.rows ?? []}
            onSet={(area) => void navigate({ search: (old) => ({ ...old, row: area }), replace: true })}
          />
        </div>
      </Card>
      <DualCard year={year} />
      <SidePanel
        open={opened !== undefined}
        title={opened === undefined ? '' : own.setFor(opened.areaName)}
        onClose={close}
      >
        {opened === undefined ? null : (
          <QuotaForm key={`${opened.area} ${year}`} year={year} row={opened} onDone={close} />
        )}
      </SidePanel>
    </Page>
  )
}

function QuotaTable({ rows, onSet }: { readonly rows: readonly QuotaRow[]; readonly onSet: (area: string) => void }) {
  const { quotasPage: own } = useDevelopmentWords()
  // Names of the table of words.
  const kinds = Object.keys(own.kinds) as QuotaKind[]
  const parts = ['planned', 'used', 'coming', 'open'] as const
  return (
    <table className="development-table num">
      <thead>
        <tr>
          <th rowSpan={2}>{own.area}</th>
          {kinds.map((kind) => (
            <th key={kind} colSpan={4}>
              {own.kinds[kind]}
            </th>
          ))}
          <th rowSpan={2} className="no-print">
            <span className="sr-only">{own.set}</span>
          </th>
        </tr>
        <tr>
          {kinds.flatMap((kind) =>
            parts.map((part) => (
              <th key={`${kind} ${part}`} className="right">
                {own[part]}
              </th>
            )),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.area}>
            <td title={row.remark}>{row.areaName}</td>
            {kinds.flatMap((kind) =>
              parts.map((part) => (
                <td
                  key={`${kind} ${part}`}
                  className={part === 'open' && (row.cells[kind].open ?? 0) < 0 ? 'right bad' : 'right'}
                >
                  {countText(row.cells[kind][part])}
                </td>
              )),
            )}
            <td className="no-print">
              <ReasonButton size="small" needs="development.setQuota" onClick={() => onSet(row.area)}>
                {own.set}
              </ReasonButton>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
