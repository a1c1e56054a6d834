import { MenuButton } from '../../../../platform/web/parts/menu-button.tsx'
import { useSession } from '../../../../platform/web/session/session.ts'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import { StatePurpose } from './state-purpose.tsx'
import { useSessionWords } from './words.ts'

/**
 * Near masked names: that they are, and the way to see them without leaving; an open drawer covers the same way in the
 * bar. `beside` one of them the stars say that it is masked. Nothing for whoever may not, or sees them already.
 */
export function MaskedHint({ beside = false }: { readonly beside?: boolean }) {
  const { purpose: words } = useSessionWords()
  const { person } = useSession()
  const may = useMay('access.reveal').ok
  if (person === null || person.purpose !== null || !may) return null
  return (
    <span className="faint no-print">
      {beside ? null : words.hint}
      <MenuButton link label={words.hintDo} placement="bottomRight" width={320}>
        {(close) => <StatePurpose onDone={close} />}
      </MenuButton>
    </span>
  )
}
