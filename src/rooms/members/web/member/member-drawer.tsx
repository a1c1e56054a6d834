import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import { MaskedHint } from '../../../access/web/public.tsx'
import { membersApi } from '../api.ts'
import { useMembersWords } from '../words.ts'
import { MemberFacts, useMemberSentence } from './facts.tsx'

/** One member beside the list; J and K go on to the next. */
export function MemberDrawer({ id, onClose }: { readonly id: string | undefined; readonly onClose: () => void }) {
  const words = useMembersWords()
  const say = useMemberSentence()
  const query = useQuery({
    ...membersApi.query('members.get', { id: id ?? '' }),
    enabled: id !== undefined,
    placeholderData: keepPreviousData,
  })
  const member = query.data
  return (
    <SidePanel
      open={id !== undefined}
      title={
        <>
          {member?.name ?? words.page.title} <MaskedHint beside />
        </>
      }
      width={440}
      onClose={onClose}
      footer={
        id === undefined ? null : (
          <Link to="/members/$id" params={{ id }}>
            {words.page.openPage}
          </Link>
        )
      }
    >
      {query.error !== null ? (
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : member === undefined ? (
        <SkeletonLines count={8} />
      ) : (
        <>
          <p>{say(member)}</p>
          <MemberFacts member={member} />
        </>
      )}
    </SidePanel>
  )
}
