import { Page } from '../../../../platform/web/parts/page.tsx'

export function ImportOnePage() {
  return <Page title="导入核对" lead="" />
}
