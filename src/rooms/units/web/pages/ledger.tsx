import { Page } from '../../../../platform/web/parts/page.tsx'

export function LedgerPage() {
  return <Page title="台账" lead="" />
}
