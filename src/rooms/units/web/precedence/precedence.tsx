import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { jobEnded, useJob } from '../../../../platform/web/api/use-job.ts'
import { Form } from '../../../../platform/web/parts/field.tsx'
import { JobProgress } from '../../../../platform/web/parts/job-progress.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { Output } from '../../../../platform/web/api/client.ts'
import type { unitsEndpoints } from '../../contract.ts'
import { unitsApi } from '../api.ts'
import { useUnitsWords } from '../words.ts'
import { usePrecedenceWords } from './words.ts'
import './precedence.css'

type Row = Output<typeof unitsEndpoints, 'units.precedence'>['rows'][number]

/** Whose fact wins, per fact, as data that the office may change. */
export function Precedence() {
  const words = usePrecedenceWords()
  const { sources } = useUnitsWords()
  const [open, setOpen] = useState<Row | null>(null)
  const query = useQuery(unitsApi.query('units.precedence', {}))
  if (query.error !== null) return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
  const columns: Column<Row>[] = [
    { key: 'label', title: words.columns.label, width: '220px', render: ({ label }) => label },
    {
      key: 'order',
      title: words.columns.order,
      render: ({ order, keptBy }) =>
        [...(keptBy === null ? [] : [keptBy]), ...order].map((source) => sources[source]).join(words.after),
    },
    {
      key: 'newest',
      title: words.columns.newest,
      width: '240px',
      render: ({ newestFirst }) => (newestFirst ? words.newestYes : words.newestNo),
    },
    {
      key: 'change',
      title: words.columns.change,
      width: '110px',
      render: (row) => (
        <Button size="small" aria-label={words.changeOf(row.label)} onClick={() => setOpen(row)}>
          {words.change}
        </Button>
      ),
    },
  ]
  return (
    <>
      <p className="precedence-note muted">{words.note}</p>
      <DataTable
        label={words.list}
        columns={columns}
        rows={query.data?.rows ?? []}
        rowKey={({ fact }) => fact}
        loading={query.isPending}
        empty={null}
      />
      <SidePanel
        open={open !== null}
        title={open === null ? words.change : words.changeOf(open.label)}
        onClose={() => setOpen(null)}
      >
        {open === null ? null : <OrderForm key={open.fact} row={open} />}
      </SidePanel>
    </>
  )
}

function OrderForm({ row }: { readonly row: Row }) {
  const words = usePrecedenceWords()
  const { sources } = useUnitsWords()
  const [order, setOrder] = useState(row.order)
  const [newestFirst, setNewestFirst] = useState(row.newestFirst)
  const save = useMutation({
    mutationFn: () => unitsApi.call('units.setPrecedence', { fact: row.fact, order, newestFirst }),
  })
  const job = useJob(save.data?.job ?? null)
  const done = job?.state === 'done'
  useEffect(() => {
    if (done) void refreshAll()
  }, [done])
  const swap = (at: number, to: number): void => {
    const next = [...order]
    const [one, other] = [next[at], next[to]]
    if (one === undefined || other === undefined) return
    next[at] = other
    next[to] = one
    setOrder(next)
  }
  const same = newestFirst === row.newestFirst && order.every((source, at) => source === row.order[at])
  if (done) return <p className="good">{words.done}</p>
  if (save.data !== undefined && !(job !== null && jobEnded(job) && job.problem === null)) {
    return <JobProgress job={job} />
  }
  return (
    <Form onSend={() => !same && save.mutate()}>
      <p className="muted">{words.recount}</p>
      {row.keptBy === null ? null : <p className="muted">{words.kept(sources[row.keptBy])}</p>}
      <ol className="precedence-order">
        {order.map((source, at) => (
          <li key={source}>
            <span>{sources[source]}</span>
            <ReasonButton
              size="small"
              aria-label={words.up(sources[source])}
              reason={at === 0 ? words.first : null}
              onClick={() => swap(at, at - 1)}
            >
              {words.upShort}
            </ReasonButton>
            <ReasonButton
              size="small"
              aria-label={words.down(sources[source])}
              reason={at === order.length - 1 ? words.last : null}
              onClick={() => swap(at, at + 1)}
            >
              {words.downShort}
            </ReasonButton>
          </li>
        ))}
      </ol>
      <label className="check">
        <input type="checkbox" checked={newestFirst} onChange={(event) => setNewestFirst(event.target.checked)} />
        {words.newestYes}
      </label>
      {save.error === null ? null : <ProblemPanel error={save.error} />}
      <div>
        <ReasonButton
          type="primary"
          htmlType="submit"
          needs="units.setPrecedence"
          reason={same ? words.same : null}
          loading={save.isPending}
        >
          {words.save}
        </ReasonButton>
      </div>
    </Form>
  )
}
