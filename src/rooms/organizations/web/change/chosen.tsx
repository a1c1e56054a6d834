import type { Found } from '../parts/finder.tsx'
import { useOrganizationsWords } from '../words.ts'

/** One thing that was chosen; taking it away brings the field to find it back. */
export function Chosen({
  label,
  item,
  onTake,
}: {
  readonly label: string
  readonly item: Found
  readonly onTake: () => void
}) {
  const { form: words } = useOrganizationsWords()
  return (
    <div className="field">
      <span>{label}</span>
      <div className="change-chosen">
        <span>{item.name}</span>
        <button type="button" className="link-button" aria-label={words.take(item.name)} onClick={onTake}>
          ×
        </button>
      </div>
    </div>
  )
}
