import type { Column } from '../../../../platform/web/table/column.ts'
import type { MemberRow } from '../../contract.ts'
import { memberStatusNames } from '../../rules/words.ts'
import { useMembersWords } from '../words.ts'

export function useMemberColumns(): Column<MemberRow>[] {
  const words = useMembersWords()
  const { columns, marks } = words
  const text = (of: string | null) => <span title={of ?? ''}>{of ?? <span className="faint">{words.none}</span>}</span>
  return [
    {
      key: 'name',
      title: columns.name,
      width: '128px',
      render: ({ name, floating, lostSince }) => (
        <>
          {name}
          {floating ? <span className="tag member-mark">{marks.floating}</span> : null}
          {lostSince === null ? null : <span className="tag tag-red member-mark">{marks.lost}</span>}
        </>
      ),
    },
    { key: 'status', title: columns.status, width: '96px', render: ({ status }) => memberStatusNames[status] },
    {
      key: 'organization',
      title: columns.organization,
      sort: 'organization',
      render: ({ organizationName }) => text(organizationName ?? words.outside),
    },
    { key: 'unit', title: columns.unit, render: ({ unitName }) => text(unitName) },
    { key: 'joined', title: columns.joined, width: '108px', sort: 'joined', render: ({ joined }) => text(joined) },
    { key: 'fullOn', title: columns.fullOn, width: '108px', render: ({ fullOn }) => text(fullOn) },
    { key: 'since', title: columns.since, width: '120px', sort: 'since', render: ({ since }) => since },
  ]
}
