import { Link } from '@tanstack/react-router'
import { Page } from '../../platform/web/parts/page.tsx'
import { usePlatformWords } from '../../platform/web/words.ts'

export function NotFound() {
  const words = usePlatformWords()
  return (
    <Page title={words.problem.notFound} lead={words.problem.notFoundRemedy}>
      <div>
        <Link to="/">{words.home}</Link>
      </div>
    </Page>
  )
}
