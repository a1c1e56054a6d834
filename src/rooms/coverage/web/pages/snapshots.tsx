import { Page } from '../../../../platform/web/parts/page.tsx'

export function SnapshotsPage() {
  return <Page title="定版快照" lead="" />
}
