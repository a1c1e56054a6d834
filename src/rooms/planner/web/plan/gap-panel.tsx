import { Button } from 'antd'
import { useState } from 'react'
import { isWhole, NOTHING } from '../../../../kernel/scope.ts'
import { countText, gapText, secondsText } from '../../../../platform/web/format.ts'
import { JobProgress } from '../../../../platform/web/parts/job-progress.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { useSession } from '../../../../platform/web/session/session.ts'
import type { Plan } from '../../contract.ts'
import { costText } from './cost-text.ts'
import type { useRefine } from './use-refine.ts'
import { usePlanWords } from './words.ts'
import '../../../../platform/web/table/data-table.css'

const minutes = [1, 3, 10, 30] as const

/** “这个数怎么来的”: cost over bound, the method, the gap of every town, and tightening it further. */
export function GapPanel({
  plan,
  open,
  refine,
  onClose,
}: {
  readonly plan: Plan
  readonly open: boolean
  readonly refine: ReturnType<typeof useRefine>
  readonly onClose: () => void
}) {
  const { gap: words } = usePlanWords()
  return (
    <SidePanel open={open} title={words.title} width={560} onClose={onClose}>
      {open ? <GapBody plan={plan} refine={refine} /> : null}
    </SidePanel>
  )
}

function GapBody({ plan, refine }: { readonly plan: Plan; readonly refine: ReturnType<typeof useRefine> }) {
  const { gap: words } = usePlanWords()
  const towns = plan.towns.filter(({ groups, units }) => groups + units > 0)
  const [long, setLong] = useState(3)
  const reach = useSession().person?.verbs['planner.make'] ?? NOTHING
  // Narrowing takes the whole plan: one of the whole office is not narrowed by a part of it.
  const others = plan.params.area === undefined && !isWhole(reach)
  return (
    <div className="gap num">
      <dl className="gap-sum">
        <dt>{words.cost}</dt>
        <dd>{costText(plan.cost)}</dd>
        <dt>{words.bound}</dt>
        <dd>{costText(plan.bound)}</dd>
        <dt>{words.difference}</dt>
        <dd>{costText(plan.cost - plan.bound)}</dd>
        <dt>{words.gap}</dt>
        <dd>
          <b>{plan.gap === 0 ? '0.0%' : `≤ ${gapText(plan.gap)}`}</b>
        </dd>
      </dl>
      <p className="muted">{words.what}</p>
      <div>
        <h3>{words.method}</h3>
        <p>{plan.gapMethod}</p>
      </div>
      <div className="form">
        {refine.error === null ? null : <ProblemPanel error={refine.error} />}
        {refine.shown ? <JobProgress job={refine.job} /> : null}
        {refine.running ? null : (
          <div className="row">
            <ReasonButton
              needs="planner.refine"
              reason={
                plan.gapState === 'proven'
                  ? words.refineNo
                  : plan.gapState === 'refining'
                    ? words.refineNow
                    : others
                      ? words.refineOthers
                      : null
              }
              onClick={() => refine.start({ id: plan.id, seconds: long * 60 })}
            >
              {words.refine}
            </ReasonButton>
            <select
              className="control"
              aria-label={words.refineFor}
              value={long}
              disabled={plan.gapState === 'proven'}
              onChange={(event) => setLong(Number(event.target.value))}
            >
              {minutes.map((n) => (
                <option key={n} value={n}>
                  {words.minutes(n)}
                </option>
              ))}
            </select>
          </div>
        )}
        {plan.gapState === 'proven' ? null : <p className="faint">{words.refineHint}</p>}
      </div>
      <Towns towns={towns} />
    </div>
  )
}

/** Towns that still have a gap first, widest first; those proven are counted and shown on demand. */
function Towns({ towns }: { readonly towns: Plan['towns'] }) {
  const { gap: words } = usePlanWords()
  const [all, setAll] = useState(false)
  const open = towns
    .filter(({ gap }) => gap !== 0)
    .sort((one, other) => (other.gap ?? Infinity) - (one.gap ?? Infinity))
  const shown = all || open.length === 0 ? [...open, ...towns.filter(({ gap }) => gap === 0)] : open
  return (
    <section>
      <h3>{words.towns(countText(towns.filter(({ gap }) => gap === 0).length), countText(towns.length))}</h3>
      <table className="table plain-table">
        <colgroup>
          <col />
          <col style={{ width: '72px' }} />
          <col style={{ width: '76px' }} />
          <col style={{ width: '32%' }} />
          <col style={{ width: '72px' }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{words.columns.town}</th>
            <th scope="col" className="right">
              {words.columns.cost}
            </th>
            <th scope="col" className="right">
              {words.columns.gap}
            </th>
            <th scope="col">{words.columns.method}</th>
            <th scope="col" className="right">
              {words.columns.seconds}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((town) => (
            <tr key={town.town}>
              <td>
                {town.name}
                <small className="gap-county">{town.county}</small>
              </td>
              <td className="right">{costText(town.cost)}</td>
              <td className="right">
                {town.gap === null ? words.unknown : town.gap === 0 ? words.provenTown : `≤ ${gapText(town.gap)}`}
              </td>
              <td>{town.method}</td>
              <td className="right">{town.seconds === null ? '—' : words.seconds(secondsText(town.seconds))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length === towns.length ? null : (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {words.more(towns.length - shown.length)}
        </Button>
      )}
    </section>
  )
}
