import { useQuery } from '@tanstack/react-query'
import { Finder } from '../../../../organizations/web/public.tsx'
import { membersApi } from '../../../web/api.ts'
import { Chosen } from '../../../web/member/pick.tsx'
import { useTransfersWords } from '../words.ts'

/** The member's record; undefined while none is chosen. */
export function useMember(id: string | null) {
  return useQuery({ ...membersApi.query('members.get', { id: id ?? '' }), enabled: id !== null }).data
}

/** A member of the register, found as on its page; `ended` also those no longer on file. */
export function PickMember({
  label,
  member,
  ended = false,
  onPick,
}: {
  readonly label: string
  readonly member: string | null
  readonly ended?: boolean
  readonly onPick: (id: string | null) => void
}) {
  const { form: words } = useTransfersWords()
  const found = useMember(member)
  const status = ended ? 'full,probationary,suspended,ended' : undefined
  const find = async (q: string, signal: AbortSignal) => {
    const { rows } = await membersApi.call('members.list', { q, limit: 12, ...(status && { status }) }, signal)
    return rows.map(({ id, name, organizationName, unitName }) => ({
      id,
      name,
      note: [organizationName ?? words.memberOutside, unitName].filter((part) => part !== null).join(' · '),
    }))
  }
  return (
    <div className="field">
      {member === null ? (
        <Finder
          label={`${label}（${words.memberFind}）`}
          none={words.memberNone}
          search={{ of: `members ${status}`, find }}
          onPick={({ id }) => onPick(id)}
        />
      ) : (
        <Chosen
          label={label}
          picked={{
            id: member,
            name: found === undefined ? '…' : `${found.name} · ${found.organizationName ?? words.memberOutside}`,
          }}
          onClear={() => onPick(null)}
        />
      )}
    </div>
  )
}
