import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import { plannerApi } from '../api.ts'
import { PairsPanel } from '../pairs/pairs-panel.tsx'
import { usePairsWords } from '../pairs/words.ts'
import { useScenarioColumns } from '../scenarios/columns.tsx'
import { RunLine } from '../scenarios/run-line.tsx'
import { ScenarioForm } from '../scenarios/scenario-form.tsx'
import { useScenariosWords } from '../scenarios/words.ts'
import '../../../../platform/web/parts/field.css'
import '../parts/room.css'
import '../scenarios/scenarios.css'

/** Named sets of rules: made, run, and two or more of their plans laid side by side. */
export function ScenariosPage() {
  const words = useScenariosWords()
  const pairs = usePairsWords()
  const { edit } = useSearch({ from: '/plan/scenarios' })
  const navigate = useNavigate({ from: '/plan/scenarios' })
  const query = useQuery(plannerApi.query('planner.scenarios', {}))
  const [picked, setPicked] = useState<readonly string[]>([])
  const [running, setRunning] = useState<readonly string[]>([])
  const open = (id: string | undefined): void =>
    void navigate({ search: (old) => ({ ...old, edit: id }), replace: true })
  const columns = useScenarioColumns({
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
          <Button onClick={() => open('pairs')}>{pairs.title}</Button>
          <ReasonButton type="primary" needs="planner.saveScenario" onClick={() => open('new')}>
            {words.create}
          </ReasonButton>
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
              next={
                <ReasonButton needs="planner.saveScenario" onClick={() => open('new')}>
                  {words.create}
                </ReasonButton>
              }
            />
          }
        />
      </Card>
      <SidePanel
        open={edit !== undefined}
        title={edit === 'pairs' ? pairs.title : edited === undefined ? words.form.create : words.form.edit}
        width={460}
        onClose={() => open(undefined)}
      >
        {edit === 'pairs' ? (
          <PairsPanel />
        ) : edit === undefined || (edit !== 'new' && edited === undefined) ? null : (
          <ScenarioForm key={edit} scenario={edited ?? null} onDone={() => open(undefined)} />
        )}
      </SidePanel>
    </Page>
  )
}
