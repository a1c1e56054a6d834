import { organizationsEvents } from '../../contract.ts'
import { registerClock } from '../../deadlines/server/public.ts'
import type { SubRoom } from '../../server/public.ts'
import { postsAuditWords } from './audit-words.ts'
import { postsClock } from './clock.ts'
import { endWithOrganization } from './end-with-organization.ts'
import { servePosts } from './endpoints.ts'
import { posts3 } from './migrations/0003-posts.ts'

export const postsServer: SubRoom = {
  migrations: [posts3],
  auditWords: postsAuditWords,
  personal: [
    {
      table: 'organization_post',
      column: 'name',
      kind: 'name',
      label: '姓名',
      whose: '党组织任职人员',
      sealed: ['id'],
    },
    {
      table: 'organization_post',
      column: 'phone',
      kind: 'phone',
      label: '电话',
      whose: '党组织任职人员',
      sealed: ['id'],
    },
  ],
  react(context) {
    registerClock(context, postsClock)
    context.reactions.on(organizationsEvents.changed, endWithOrganization)
  },
  serve: servePosts,
}
