import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { countText } from '../../../../platform/web/format.ts'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import type { Plan } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { usePlanWords } from './words.ts'

/** Accepted proposals become drafts of foundings, in the chosen town or everywhere; what was left is said with its reason. */
export function FoundAccepted({ plan, town }: { readonly plan: Plan; readonly town: string | undefined }) {
  const words = usePlanWords()
  const [open, setOpen] = useState(false)
  const send = useMutation({
    mutationFn: () => plannerApi.call('planner.found', { id: plan.id, town }),
    onSuccess: () => void refreshAll(),
    onSettled: () => setOpen(true),
  })
  const done = send.data
  return (
    <>
      <ReasonButton
        needs="planner.found"
        reason={plan.decided === 0 ? words.foundNone : null}
        loading={send.isPending}
        onClick={() => send.mutate()}
      >
        {words.found}
      </ReasonButton>
      <SidePanel open={open} title={words.found} onClose={() => setOpen(false)}>
        <div className="form">
          {send.error === null ? null : <ProblemPanel error={send.error} />}
          <p className="muted">{words.foundWhy}</p>
          {done === undefined ? null : (
            <div role="status" className="form">
              <p>
                {words.foundOpened(countText(done.opened.length))}
                {done.already === 0 ? '' : words.foundAlready(countText(done.already))}
              </p>
              {done.skipped.length === 0 ? null : (
                <>
                  <p>{words.foundSkipped(countText(done.skipped.length))}</p>
                  <ul>
                    {done.skipped.map(({ proposal, title, why }) => (
                      <li key={proposal}>
                        <Link to="/proposal/$id" params={{ id: proposal }}>
                          {title}
                        </Link>
                        <div className="muted">{why}</div>
                      </li>
                    ))}
                  </ul>
                </>
              )}
              <p>
                <Link to="/founding" search={{ plan: plan.id }}>
                  {words.foundTo}
                </Link>
              </p>
            </div>
          )}
        </div>
      </SidePanel>
    </>
  )
}
