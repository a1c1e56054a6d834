import { Page } from '../../../../platform/web/parts/page.tsx'

export function OverviewPage() {
  return <Page title="总览" lead="" />
}
