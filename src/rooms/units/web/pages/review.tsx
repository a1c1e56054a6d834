import { Page } from '../../../../platform/web/parts/page.tsx'

export function ReviewPage() {
  return <Page title="待核对" lead="" />
}
