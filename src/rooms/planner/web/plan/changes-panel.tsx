import { Link } from '@tanstack/react-router'
import { countText, rateText } from '../../../../platform/web/format.ts'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import type { Plan } from '../../contract.ts'
import { useComparedId } from '../compare/use-compared.ts'
import { Curve } from '../curve/curve.tsx'
import { usePlanWords } from './words.ts'

/** What changed beside the earlier plan, and what fewer changes would cost. */
export function ChangesPanel({
  plan,
  open,
  onClose,
}: {
  readonly plan: Plan
  readonly open: boolean
  readonly onClose: () => void
}) {
  const { changes: words } = usePlanWords()
  const compared = useComparedId(plan)
  return (
    <SidePanel open={open} title={words.title(plan.comparedNo ?? 0)} width={520} onClose={onClose}>
      {open ? (
        <div className="form num">
          <p className="in-text">
            {words.line(
              countText(plan.changedUnits),
              countText(plan.groupUnits),
              rateText(plan.groupUnits === 0 ? 0 : (plan.changedUnits ?? 0) / plan.groupUnits),
            )}
            {compared === null ? null : (
              <Link to="/plan/compare" search={{ ids: `${compared},${plan.id}` }}>
                {words.compare}
              </Link>
            )}
          </p>
          <Curve plan={plan} />
        </div>
      ) : null}
    </SidePanel>
  )
}
