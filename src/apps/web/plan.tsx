import { PlanPage } from '../../rooms/planner/web/pages/plan.tsx'
import { documentsApi } from './papers.ts'

/** The plan, with the address of its paper. */
export function Plan() {
  return <PlanPage paperOf={(id, town, only) => documentsApi.url('documents.plan', { id, town, only })} />
}
