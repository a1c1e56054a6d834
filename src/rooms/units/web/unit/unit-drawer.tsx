import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import { unitsApi } from '../api.ts'
import { BriefLines, CoverageLines, PlaceLines } from './brief.tsx'
import { useUnitWords } from './words.ts'
import './unit.css'

/** One unit beside the list that it stands in; J and K go on to the next. */
export function UnitDrawer({ id, onClose }: { readonly id: string | undefined; readonly onClose: () => void }) {
  const words = useUnitWords()
  const query = useQuery({
    ...unitsApi.query('units.get', { id: id ?? '' }),
    enabled: id !== undefined,
    placeholderData: keepPreviousData,
  })
  const unit = query.data
  return (
    <SidePanel
      open={id !== undefined}
      title={unit?.name ?? words.title}
      width={440}
      onClose={onClose}
      footer={
        id === undefined ? null : (
          <Link to="/units/$id" params={{ id }}>
            {words.full}
          </Link>
        )
      }
    >
      {query.error !== null ? (
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : unit === undefined ? (
        <SkeletonLines count={8} />
      ) : (
        <div className="unit-brief">
          <CoverageLines unit={unit} />
          <BriefLines unit={unit} />
          <PlaceLines unit={unit} />
        </div>
      )}
    </SidePanel>
  )
}
