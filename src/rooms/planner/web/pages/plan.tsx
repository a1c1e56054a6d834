import { Page } from '../../../../platform/web/parts/page.tsx'

export function PlanPage() {
  return <Page title="组建方案" lead="" />
}
