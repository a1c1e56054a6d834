import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { countText, momentText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { Scenario } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { sayParams } from '../params/say-params.ts'
import { useParamsWords } from '../params/words.ts'
import { costText, gapText } from '../plan/cost-text.ts'
import { RunLine } from '../scenarios/run-line.tsx'
import { ScenarioForm } from '../scenarios/scenario-form.tsx'
import { useScenariosWords } from '../scenarios/words.ts'
import '../../../../platform/web/parts/field.css'
import '../parts/room.css'
import '../scenarios/scenarios.css'

/** Named sets of rules: made, run, and two or more of their plans laid side by side. */
export function ScenariosPage() {
  const words = useScenariosWords()
  const { edit } = useSearch({ from: '/plan/scenarios' })
  const navigate = useNavigate({ from: '/plan/scenarios' })
  const query = useQuery(plannerApi.query('planner.scenarios', {}))
  const [picked, setPicked] = useState<readonly string[]>([])
  const [running, setRunning] = useState<readonly string[]>([])
  const open = (id: string | undefined): void =>
    void navigate({ search: (old) => ({ ...old, edit: id }), replace: true })
  const columns = useColumns({
    picked,
    toggle: (id) => setPicked((ids) => (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id])),
    open,
    run: (id) => setRunning((ids) => [...ids.filter((other) => other !== id), id]),
  })
  if (query.error !== null) {
    return (
      <Page title={words.title} lead="">
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  }
  const rows = query.data?.rows ?? []
  // In the order of ticking: the first is what the others are measured by.
  const plans = picked.flatMap((id) => rows.find((row) => row.id === id)?.latest?.id ?? [])
  const edited = rows.find(({ id }) => id === edit)
  const lead =
    query.data === undefined
      ? undefined
      : rows.length === 0
        ? words.leadNone
        : fill(words.lead, { n: <b>{countText(rows.length)}</b> })
  return (
    <Page
      title={words.title}
      lead={lead}
      fill
      actions={
        <>
          <ReasonButton
            reason={plans.length < 2 ? words.compareNeed : null}
            onClick={() => void navigate({ to: '/plan/compare', search: { ids: plans.join(',') } })}
          >
            {words.compare(plans.length)}
          </ReasonButton>
          <Button type="primary" onClick={() => open('new')}>
            {words.create}
          </Button>
        </>
      }
    >
      {rows
        .filter(({ id }) => running.includes(id))
        .map((scenario) => (
          <RunLine
            key={scenario.id}
            scenario={scenario}
            onDone={() => setRunning((ids) => ids.filter((id) => id !== scenario.id))}
          />
        ))}
      <Card grow>
        <DataTable
          label={words.title}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          loading={query.isPending}
          oneLine={false}
          rowHeight={68}
          opened={edit ?? null}
          onOpen={({ id }) => open(id)}
          empty={
            <EmptyState
              title={words.empty}
              why={words.emptyWhy}
              next={<Button onClick={() => open('new')}>{words.create}</Button>}
            />
          }
        />
      </Card>
      <SidePanel
        open={edit !== undefined}
        title={edited === undefined ? words.form.create : words.form.edit}
        width={460}
        onClose={() => open(undefined)}
      >
        {edit === undefined || (edit !== 'new' && edited === undefined) ? null : (
          <ScenarioForm key={edit} scenario={edited ?? null} onDone={() => open(undefined)} />
        )}
      </SidePanel>
    </Page>
  )
}

function useColumns({
  picked,
  toggle,
  open,
  run,
}: {
  readonly picked: readonly string[]
  readonly toggle: (id: string) => void
  readonly open: (id: string) => void
  readonly run: (id: string) => void
}): Column<Scenario>[] {
  const words = useScenariosWords()
  const paramsWords = useParamsWords()
  const { columns } = words
  return [
    {
      key: 'pick',
      title: columns.pick,
      width: '56px',
      render: ({ id, name, latest }) => (
        <input
          type="checkbox"
          disabled={latest === null}
          aria-label={latest === null ? words.pickNo(name) : words.pick(name)}
          title={latest === null ? words.pickNo(name) : undefined}
          checked={picked.includes(id)}
          onClick={(event) => event.stopPropagation()}
          onChange={() => toggle(id)}
        />
      ),
    },
    {
      key: 'name',
      title: columns.name,
      width: '20%',
      render: ({ name, note }) => (
        <span className="two-lines">
          <b>{name}</b>
          <small title={note}>{note}</small>
        </span>
      ),
    },
    {
      key: 'rules',
      title: columns.rules,
      render: ({ params }) => <span className="rules-line">{sayParams(params, paramsWords)}</span>,
    },
    {
      key: 'latest',
      title: columns.latest,
      width: '132px',
      render: ({ latest }) =>
        latest === null ? (
          <span className="muted">{words.none}</span>
        ) : (
          <span className="two-lines">
            <Link to="/plan/{-$id}" params={{ id: latest.id }} onClick={(event) => event.stopPropagation()}>
              {words.plan(latest.no)}
            </Link>
            {latest.stale ? <span className="tag tag-sand">{words.stale}</span> : null}
            <small>{momentText(latest.madeAt)}</small>
          </span>
        ),
    },
    figure('covered', columns.covered, 66, ({ groupUnits }) => countText(groupUnits)),
    figure('groups', columns.groups, 66, ({ groups }) => countText(groups)),
    figure('uncovered', columns.uncovered, 68, ({ uncovered }) => countText(uncovered)),
    figure('cost', columns.cost, 84, ({ cost }) => costText(cost)),
    figure('gap', columns.gap, 82, ({ gap }) => (gap === 0 ? '0' : `≤ ${gapText(gap)}`)),
    {
      key: 'do',
      title: <span className="sr-only">{columns.do}</span>,
      width: '148px',
      render: ({ id, name }) => (
        <span className="row no-print">
          <Button
            size="small"
            aria-label={words.runLong(name)}
            onClick={(event) => {
              event.stopPropagation()
              run(id)
            }}
          >
            {words.run}
          </Button>
          <Button
            size="small"
            aria-label={words.editLong(name)}
            onClick={(event) => {
              event.stopPropagation()
              open(id)
            }}
          >
            {words.edit}
          </Button>
        </span>
      ),
    },
  ]
}

function figure(
  key: string,
  title: string,
  width: number,
  say: (plan: NonNullable<Scenario['latest']>) => string,
): Column<Scenario> {
  return {
    key,
    title,
    width: `${width}px`,
    right: true,
    render: ({ latest }) => (latest === null ? '' : say(latest)),
  }
}
