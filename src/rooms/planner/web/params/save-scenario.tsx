import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import type { PlanParams } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { useParamsWords } from './words.ts'

/** Keeps these rules under a name, to be run again and compared. */
export function SaveScenario({ params, fault }: { readonly params: PlanParams; readonly fault: string | null }) {
  const words = useParamsWords()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const save = useMutation({
    mutationFn: () => plannerApi.call('planner.saveScenario', { name: name.trim(), params }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['planner.scenarios'] }),
  })
  if (save.data !== undefined) {
    return (
      <p className="in-text" role="status">
        {words.saved(save.data.name)} <Link to="/plan/scenarios">{words.toScenarios}</Link>
      </p>
    )
  }
  const reason = fault ?? (name.trim() === '' ? words.saveNeed : null)
  return (
    <div className="form">
      {save.error === null ? null : <ProblemPanel error={save.error} />}
      <div className="row">
        <input
          className="control fill"
          maxLength={40}
          value={name}
          aria-label={words.saveAsName}
          placeholder={words.saveAsName}
          onChange={(event) => setName(event.target.value)}
        />
        <ReasonButton
          needs="planner.saveScenario"
          reason={reason}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {words.saveAs}
        </ReasonButton>
      </div>
      <p className="faint">{words.saveAsHint}</p>
    </div>
  )
}
