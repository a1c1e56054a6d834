import { Page } from '../../../../platform/web/parts/page.tsx'

export function ImportPage() {
  return <Page title="导入" lead="" />
}
