import { countText } from '../../../../platform/web/format.ts'
import type { OrganizationRow } from '../../contract.ts'
import { useOrganizationsWords } from '../words.ts'

/** Full members, and probationary ones behind a plus. */
export function MembersCell({ row }: { readonly row: Pick<OrganizationRow, 'membersFull' | 'membersProbationary'> }) {
  const words = useOrganizationsWords()
  const { membersFull, membersProbationary } = row
  if (membersFull + membersProbationary === 0) return <span className="faint">{words.none}</span>
  return (
    <>
      {membersProbationary === 0
        ? countText(membersFull)
        : words.members(countText(membersFull), countText(membersProbationary))}
    </>
  )
}

export function DueCell({ row }: { readonly row: Pick<OrganizationRow, 'due' | 'overdue'> }) {
  const words = useOrganizationsWords()
  if (row.due === 0) return null
  return (
    <>
      {words.dueCount(countText(row.due))}{' '}
      {row.overdue === 0 ? null : <span className="tag tag-red">{words.overdue(countText(row.overdue))}</span>}
    </>
  )
}
