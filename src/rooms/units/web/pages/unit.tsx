import { Page } from '../../../../platform/web/parts/page.tsx'

export function UnitPage() {
  return <Page title="单位" lead="" />
}
