import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { countText, momentText } from '../../../../platform/web/format.ts'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { MenuButton } from '../../../../platform/web/parts/menu-button.tsx'
import type { Plan } from '../../contract.ts'
import { useWhyNot } from '../../../../platform/web/session/use-may.ts'
import { PersonalExport } from '../../../access/web/public.tsx'
import { plannerApi } from '../api.ts'
import { usePlanWords } from './words.ts'

export type PaperOf = (id: string, town: string | undefined, only: 'accepted' | 'all') => string

/** The plan as a table or as a paper: what was accepted, or all; of one town when one is chosen. */
export function ExportPlan({
  plan,
  town,
  paperOf,
}: {
  readonly plan: Plan
  readonly town: string | undefined
  readonly paperOf: PaperOf
}) {
  const words = usePlanWords()
  const name = plan.towns.find((one) => one.town === town)?.name
  const refused = useWhyNot('planner.exportXlsx')
  const paperRefused = useWhyNot('documents.plan')
  const line = (only: 'accepted' | 'all', close: () => void) => (
    <>
      <li>
        <PersonalExport endpoint="planner.exportXlsx" input={{ id: plan.id, town, only }} onDone={close}>
          {words.exportXlsx}
        </PersonalExport>
      </li>
      <li>
        {paperRefused === null ? (
          <a href={paperOf(plan.id, town, only)} download onClick={close}>
            {words.exportDocx}
          </a>
        ) : (
          <ReasonButton type="link" size="small" reason={paperRefused}>
            {words.exportDocx}
          </ReasonButton>
        )}
      </li>
    </>
  )
  if (refused !== null) return <ReasonButton reason={refused}>{words.export}</ReasonButton>
  return (
    <MenuButton label={words.export} placement="bottomRight" width={200}>
      {(close) => (
        <>
          <div className="muted">{words.exportAccepted}</div>
          {plan.decided === 0 ? (
            <p className="faint">{words.exportNoneAccepted}</p>
          ) : (
            <ul>{line('accepted', close)}</ul>
          )}
          <hr />
          <div className="muted">{words.exportAll}</div>
          <ul>{line('all', close)}</ul>
          {name === undefined ? null : <p className="faint">{words.exportTown(name)}</p>}
        </>
      )}
    </MenuButton>
  )
}

/** Earlier plans stay readable with their decisions. */
export function EarlierPlans({ at }: { readonly at: string }) {
  const words = usePlanWords()
  const list = useQuery(plannerApi.query('planner.list', {}))
  if ((list.data?.rows.length ?? 0) < 2) return null
  return (
    <MenuButton label={words.other} placement="bottomRight" width={340}>
      {(close) => (
        <ul className="num">
          {list.data?.rows.map((plan) => (
            <li key={plan.id}>
              {plan.id === at ? (
                <b>{words.otherLine(plan.no, plan.name, momentText(plan.madeAt))}</b>
              ) : (
                <Link to="/plan/{-$id}" params={{ id: plan.id }} search={{}} onClick={close}>
                  {words.otherLine(plan.no, plan.name, momentText(plan.madeAt))}
                </Link>
              )}
              <i>{words.otherNote(countText(plan.decided))}</i>
              {plan.id === at ? null : (
                <Link to="/plan/compare" search={{ ids: `${plan.id},${at}` }} onClick={close}>
                  {words.otherCompare}
                </Link>
              )}
            </li>
          ))}
          <hr />
          <li>
            <Link to="/plan/scenarios" onClick={close}>
              {words.otherScenarios}
            </Link>
          </li>
        </ul>
      )}
    </MenuButton>
  )
}
