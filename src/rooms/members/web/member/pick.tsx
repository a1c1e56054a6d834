import { Button } from 'antd'
import { OrganizationFinder, UnitFinder } from '../../../organizations/web/public.tsx'
import { useMembersWords } from '../words.ts'

/** Something found by its name and shown once it is chosen. */
export interface Picked {
  readonly id: string
  readonly name: string
}

export function PickOrganization({
  label,
  picked,
  without = [],
  onPick,
}: {
  readonly label: string
  readonly picked: Picked | null
  readonly without?: readonly string[]
  readonly onPick: (picked: Picked | null) => void
}) {
  const { form: words } = useMembersWords()
  return (
    <div className="field">
      {picked === null ? (
        <OrganizationFinder label={`${label}（${words.findOrganization}）`} without={without} onPick={onPick} />
      ) : (
        <Chosen label={label} picked={picked} onClear={() => onPick(null)} />
      )}
    </div>
  )
}

export function PickUnit({
  label,
  picked,
  onPick,
}: {
  readonly label: string
  readonly picked: Picked | null
  readonly onPick: (picked: Picked | null) => void
}) {
  return (
    <div className="field">
      {picked === null ? (
        <>
          <span>{label}</span>
          <UnitFinder without={[]} onPick={onPick} />
        </>
      ) : (
        <Chosen label={label} picked={picked} onClear={() => onPick(null)} />
      )}
    </div>
  )
}

/** What was chosen, to be chosen again. */
export function Chosen({
  label,
  picked,
  onClear,
}: {
  readonly label: string
  readonly picked: Picked
  readonly onClear: () => void
}) {
  const { form: words } = useMembersWords()
  return (
    <>
      <span>{label}</span>
      <span className="member-picked">
        <b>{picked.name}</b>
        <Button size="small" onClick={onClear}>
          {words.change}
        </Button>
      </span>
    </>
  )
}
