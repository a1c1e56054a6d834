import { Page } from '../../../../platform/web/parts/page.tsx'

export function ChangeNotePage() {
  return <Page title="变更说明" lead="" />
}
