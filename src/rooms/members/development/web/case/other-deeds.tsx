import { useNavigate } from '@tanstack/react-router'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import type { CasePage } from '../../contract.ts'
import { useDevelopmentWords } from '../words.ts'

const NEEDS = {
  correct: 'development.correct',
  move: 'development.move',
  prolong: 'development.prolong',
  'take-back': 'development.takeBack',
  end: 'development.end',
  backbone: 'development.noteBackbone',
  account: 'development.tieAccount',
} as const
export type OtherDeed = keyof typeof NEEDS

/** What can be done besides the next step; what cannot says why. */
export function OtherDeeds({ found }: { readonly found: CasePage }) {
  const { case: words } = useDevelopmentWords()
  const navigate = useNavigate({ from: '/development/$id' })
  const over = found.state === 'open' ? null : words.notOpen
  const done = (key: string): boolean => found.steps.some((step) => step.key === key && step.standing === 'done')
  const member = found.member === null ? null : words.isMember
  const reasons: Readonly<Record<OtherDeed, string | null>> = {
    correct: over ?? member,
    move: over ?? member,
    prolong: over ?? (done('meeting') && !done('approval') && !found.special ? null : words.noProlong),
    'take-back': over ?? (found.takeBack === null ? words.noTakeBack : null),
    end: over ?? member,
    backbone: found.member === null ? words.notMember : null,
    account: over ?? member,
  }
  const names: Readonly<Record<OtherDeed, string>> = {
    correct: words.correct,
    move: words.move,
    prolong: words.prolong,
    'take-back': words.takeBack,
    end: words.end,
    backbone: words.backbone,
    account: words.account,
  }
  return (
    <Card title={words.actions} padded>
      <div className="development-bar no-print">
        {(Object.keys(NEEDS) as OtherDeed[]).map((deed) => (
          <ReasonButton
            key={deed}
            needs={NEEDS[deed]}
            on={{ path: found.path, chain: found.chain }}
            reason={reasons[deed]}
            onClick={() => void navigate({ search: (old) => ({ ...old, do: deed }), replace: true })}
          >
            {names[deed]}
          </ReasonButton>
        ))}
      </div>
    </Card>
  )
}
