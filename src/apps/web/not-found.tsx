import { Link } from '@tanstack/react-router'
import { EmptyState } from '../../platform/web/parts/empty-state.tsx'
import { usePlatformWords } from '../../platform/web/words.ts'

export function NotFound() {
  const words = usePlatformWords()
  return (
    <EmptyState
      title={words.problem.notFound}
      why={words.problem.notFoundRemedy}
      next={<Link to="/">{words.home}</Link>}
    />
  )
}
