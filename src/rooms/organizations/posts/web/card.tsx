import { Card } from '../../../../platform/web/parts/card.tsx'
import type { OrganizationCard } from '../../web/public.tsx'
import { PostsPanel } from './posts/posts-panel.tsx'
import { usePostsWords } from './words.ts'

/** The committee on the page of an organisation; a group is led within its branch and has none. */
export const postsCard: OrganizationCard = {
  key: 'posts',
  order: 10,
  side: 'left',
  Card: ({ organization }) => {
    const words = usePostsWords()
    if (organization.kind === 'group') return null
    return (
      <Card title={words.card}>
        <PostsPanel organization={organization.id} />
      </Card>
    )
  },
}
