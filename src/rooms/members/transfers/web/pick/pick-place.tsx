import { Finder } from '../../../../organizations/web/public.tsx'
import { Chosen, type Picked } from '../../../web/member/pick.tsx'
import { transfersApi } from '../api.ts'
import { useTransfersWords } from '../words.ts'

/** An organisation of the district that may receive, also one beyond one's own. */
export function PickPlace({
  label,
  use,
  picked,
  without,
  onPick,
}: {
  readonly label: string
  readonly use: 'relation' | 'stay'
  readonly picked: Picked | null
  readonly without?: string | null | undefined
  readonly onPick: (picked: Picked | null) => void
}) {
  const { form: words } = useTransfersWords()
  const find = async (q: string, signal: AbortSignal) => {
    const { rows } = await transfersApi.call('transfers.places', { q, for: use }, signal)
    return rows.map(({ id, name, superiorName }) => ({ id, name, note: superiorName ?? undefined }))
  }
  return (
    <div className="field">
      {picked === null ? (
        <Finder
          label={`${label}（${words.toFind}）`}
          none={words.toNone}
          search={{ of: `places ${use}`, find }}
          without={without == null ? [] : [without]}
          onPick={onPick}
        />
      ) : (
        <Chosen label={label} picked={picked} onClear={() => onPick(null)} />
      )}
    </div>
  )
}
