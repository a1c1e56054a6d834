import { Page } from '../../../../platform/web/parts/page.tsx'

export function RulesPage() {
  return <Page title="口径与规则" lead="" />
}
