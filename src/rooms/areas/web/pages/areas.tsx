import { Page } from '../../../../platform/web/parts/page.tsx'

export function AreasPage() {
  return <Page title="区域" lead="" />
}
