import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { JobProgress } from '../../../../platform/web/parts/job-progress.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import type { Scenario } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { useRun } from '../parts/use-run.ts'
import { useScenariosWords } from './words.ts'

/** One scenario being planned: starts when it is drawn, shows how far, and goes when it is done. */
export function RunLine({ scenario, onDone }: { readonly scenario: Scenario; readonly onDone: () => void }) {
  const words = useScenariosWords()
  const client = useQueryClient()
  const run = useRun(
    () => plannerApi.call('planner.make', { ...scenario.params, scenario: scenario.id }),
    () => {
      for (const key of ['planner.scenarios', 'planner.list', 'planner.get']) {
        void client.invalidateQueries({ queryKey: [key] })
      }
      onDone()
    },
  )
  const started = useRef(false)
  const { start } = run
  useEffect(() => {
    // Drawn twice in development; one plan is wanted.
    if (started.current) return
    started.current = true
    start(undefined)
  }, [start])
  return (
    <Card title={words.runLong(scenario.name)} padded>
      {run.error === null ? <JobProgress job={run.job} /> : <ProblemPanel error={run.error} />}
    </Card>
  )
}
