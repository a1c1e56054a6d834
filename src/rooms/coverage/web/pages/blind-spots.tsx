import { Page } from '../../../../platform/web/parts/page.tsx'

export function BlindSpotsPage() {
  return <Page title="盲点" lead="" />
}
