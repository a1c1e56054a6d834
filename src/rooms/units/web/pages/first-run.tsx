import { Page } from '../../../../platform/web/parts/page.tsx'

export function FirstRunPage() {
  return <Page title="开始使用" lead="" />
}
