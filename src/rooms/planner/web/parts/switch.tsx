import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import './switch.css'

/** Two or three ways of looking at the same thing, side by side; the chosen one belongs into the URL. */
export function Switch<K extends string>({
  label,
  choices,
  chosen,
  onChoose,
}: {
  readonly label: string
  readonly choices: readonly { readonly key: K; readonly name: string; readonly reason?: string | null }[]
  readonly chosen: K
  readonly onChoose: (key: K) => void
}) {
  return (
    <span className="switch no-print" role="group" aria-label={label}>
      {choices.map(({ key, name, reason = null }) => (
        <ReasonButton
          key={key}
          size="middle"
          reason={reason}
          aria-pressed={key === chosen}
          className={key === chosen ? 'switch-on' : ''}
          onClick={() => onChoose(key)}
        >
          {name}
        </ReasonButton>
      ))}
    </span>
  )
}
