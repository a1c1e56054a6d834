import { useQuery } from '@tanstack/react-query'
import { ButtonLink } from '../../../../../platform/web/parts/button-link.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { SkeletonLines } from '../../../../../platform/web/parts/skeleton.tsx'
import { MaskedHint } from '../../../../access/web/public.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import { floatingApi } from '../api.ts'
import type { FloatingSearch } from '../search.ts'
import { useTransfersWords } from '../words.ts'
import { Articles } from './articles.tsx'
import { LostForm } from './lost-form.tsx'
import { lostText } from './lost-text.ts'

/** Somebody out of contact: since when, what may be decided from which day on, and that it is people who decide. */
export function LostDrawer({
  member,
  doing,
  onDoing,
  onClose,
}: {
  readonly member: string | undefined
  readonly doing: FloatingSearch['do']
  readonly onDoing: (doing: FloatingSearch['do']) => void
  readonly onClose: () => void
}) {
  const { floating: words } = useTransfersWords()
  const { lostDrawer: own } = words
  const { today } = useOffice()
  const query = useQuery({
    ...floatingApi.query('floating.lost', { member: member ?? '', limit: 1 }),
    enabled: member !== undefined,
  })
  const row = member === undefined ? undefined : query.data?.rows[0]
  return (
    <SidePanel
      open={member !== undefined}
      width={520}
      title={
        <>
          {row?.name ?? own.title} <MaskedHint beside />
        </>
      }
      onClose={onClose}
    >
      {query.error !== null ? (
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : row === undefined ? (
        query.data === undefined ? (
          <SkeletonLines count={6} />
        ) : (
          <p className="muted">{words.empty.lost}</p>
        )
      ) : (
        <div className="transfers-drawer">
          <p className="in-text">{lostText(row, today, words)}</p>
          <p className="muted">{own.never}</p>
          <div className="row row-wrap no-print">
            <ReasonButton
              needs="floating.setLost"
              aria-expanded={doing === 'found'}
              onClick={() => onDoing(doing === 'found' ? undefined : 'found')}
            >
              {own.found}
            </ReasonButton>
            <ButtonLink to="/members/$id" params={{ id: row.member }} search={{ do: 'status' }}>
              {own.decide}
            </ButtonLink>
          </div>
          {doing === 'found' ? (
            <LostForm
              key={row.version}
              member={row.member}
              lost={false}
              onDone={onClose}
              onCancel={() => onDoing(undefined)}
            />
          ) : null}
          <Articles only={['member.lost', 'member.restore']} />
        </div>
      )}
    </SidePanel>
  )
}
