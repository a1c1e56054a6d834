import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { MenuButton } from '../../../../platform/web/parts/menu-button.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { useSession } from '../../../../platform/web/session/session.ts'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import { StatePurpose } from './state-purpose.tsx'
import { useEndPurpose } from './use-end-purpose.ts'
import { useLeft } from './use-left.ts'
import { useSessionWords } from './words.ts'

/** Names and phones are masked; saying what for shows them for a while. */
export function PurposeButton() {
  const { purpose: words } = useSessionWords()
  const { person } = useSession()
  const may = useMay('access.reveal')
  const left = useLeft(person?.purpose?.until ?? null, () => void refreshAll())
  const end = useEndPurpose()
  const on = person?.purpose != null
  if (!may.ok && !on) return null
  return (
    <MenuButton
      label={on ? words.shown(words.minutes(left)) : words.masked}
      on={on}
      placement="bottomRight"
      width={320}
    >
      {(close) =>
        on ? (
          <div className="account-menu">
            <p className="muted">{words.why}</p>
            <div>
              <ReasonButton loading={end.isPending} onClick={() => end.mutate(undefined, { onSuccess: close })}>
                {words.end}
              </ReasonButton>
            </div>
          </div>
        ) : (
          <StatePurpose onDone={close} />
        )
      }
    </MenuButton>
  )
}
