import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { countText } from '../../../../platform/web/format.ts'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import type { Roster, Take } from '../../rosters/contract.ts'
import { rostersApi } from '../api.ts'
import { useRosterWords } from './words.ts'

/** Which of the differences are written: nothing is chosen beforehand but new people of the office's own register. */
export function RosterTake({ roster }: { readonly roster: Roster }) {
  const { take: words } = useRosterWords()
  const { counts, differences } = roster
  const some = (...kinds: string[]): boolean => kinds.some((kind) => (differences[kind] ?? 0) > 0)
  const choices = (
    [
      ['added', words.added(countText(counts.added)), counts.added > 0],
      ['organization', words.organization, some('organization')],
      ['status', words.status, some('status')],
      ['facts', words.facts, some('dates', 'person', 'details')],
    ] as const
  ).filter(([, , there]) => there)
  const [chosen, setChosen] = useState<readonly Take[]>(roster.kind === 'office' && counts.added > 0 ? ['added'] : [])
  const send = useMutation({
    mutationFn: () => rostersApi.call('rosters.commit', { id: roster.id, take: [...chosen] }),
    onSettled: () => refreshAll(),
  })
  const picked = chosen.filter((one) => choices.some(([key]) => key === one))
  const reason = choices.length === 0 ? words.none : picked.length === 0 ? words.pick : null
  return (
    <div className="roster-act no-print">
      <b>{words.title}</b>
      {choices.map(([key, name]) => (
        <label key={key} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(key)}
            onChange={(event) =>
              setChosen(event.target.checked ? [...chosen, key] : chosen.filter((one) => one !== key))
            }
          />
          {name}
        </label>
      ))}
      <ReasonButton
        type="primary"
        needs="rosters.commit"
        reason={reason}
        loading={send.isPending}
        onClick={() => send.mutate()}
      >
        {words.send}
      </ReasonButton>
      <span className="faint">
        {words.note}
        {roster.kind === 'national' ? words.only : ''}
      </span>
      {send.error === null ? null : <ProblemPanel error={send.error} />}
    </div>
  )
}
