import { Page } from '../../../../platform/web/parts/page.tsx'

export function CoveragePage() {
  return <Page title="覆盖情况" lead="" />
}
