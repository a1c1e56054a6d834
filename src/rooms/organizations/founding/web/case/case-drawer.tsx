import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { SkeletonLines } from '../../../../../platform/web/parts/skeleton.tsx'
import { foundingApi } from '../api.ts'
import { ClockText } from '../clock-text.tsx'
import { useFoundingWords } from '../words.ts'
import { NextStep } from './next-step.tsx'
import { BriefCard, PapersCard, UnitsCard } from './side-cards.tsx'
import { StepsLine } from './steps-line.tsx'
import '../draft/draft.css'
import './case.css'

/** A case beside the desk: how far it is, the next step with its form, the rest on its page. */
export function CaseDrawer({ id, onClose }: { readonly id: string | undefined; readonly onClose: () => void }) {
  const words = useFoundingWords()
  const query = useQuery({ ...foundingApi.query('founding.get', { id: id ?? '' }), enabled: id !== undefined })
  const found = id === undefined ? undefined : query.data
  return (
    <SidePanel open={id !== undefined} title={found?.name ?? words.title} width={540} onClose={onClose}>
      {query.error === null ? null : <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />}
      {found === undefined ? (
        <SkeletonLines count={8} />
      ) : (
        <div className="founding-drawer">
          <p className="in-text">
            {found.sentence} <ClockText clock={found.clock} />{' '}
            <Link to="/founding/$id" params={{ id: found.id }} search={{}}>
              {words.open}
            </Link>
          </p>
          <StepsLine found={found} />
          <NextStep key={found.id} found={found} />
          <UnitsCard found={found} />
          <BriefCard found={found} />
          <PapersCard found={found} />
        </div>
      )}
    </SidePanel>
  )
}
