import type { Column } from '../../../../../platform/web/table/column.ts'
import { organizationKindNames } from '../../../rules/names.ts'
import type { TermRow } from '../../contract.ts'
import { usePostsWords } from '../words.ts'

const VIEWS = {
  all: ['due', 'name', 'kind', 'area', 'no', 'secretary', 'says'],
  /** Where the question is why an organisation is listed. */
  reasons: ['name', 'area', 'due', 'says'],
  /** Beside an open panel. */
  narrow: ['due', 'name', 'secretary'],
} as const

export function useTermColumns(view: keyof typeof VIEWS): Column<TermRow>[] {
  const words = usePostsWords()
  const { termsPage: page } = words
  const { columns } = page
  const all: Column<TermRow>[] = [
    {
      key: 'due',
      title: columns.due,
      width: '104px',
      render: ({ due, timing }) =>
        due === null ? page.noTerm : <span className={timing === 'overdue' ? 'bad' : ''}>{due}</span>,
    },
    { key: 'name', title: columns.name, render: ({ name }) => <span title={name}>{name}</span> },
    { key: 'kind', title: columns.kind, width: '104px', render: ({ kind }) => organizationKindNames[kind] },
    { key: 'area', title: columns.area, width: '100px', render: ({ areaName }) => areaName ?? '—' },
    { key: 'no', title: columns.no, width: '76px', render: ({ no }) => (no === null ? '—' : words.term(no)) },
    {
      key: 'secretary',
      title: columns.secretary,
      width: '132px',
      render: ({ secretary, vacantSince }) =>
        secretary ??
        (vacantSince === null ? page.noSecretary : <span className="bad">{page.vacant(vacantSince)}</span>),
    },
    {
      key: 'says',
      title: columns.says,
      width: view === 'reasons' ? '46%' : '15%',
      render: ({ timing, shifted, weak }) => (
        <span title={weak.join('；')}>
          {timing === 'overdue' || timing === 'notice' ? (
            <span className={timing === 'overdue' ? 'tag tag-red' : 'tag tag-sand'}>{page.states[timing]}</span>
          ) : null}
          {shifted ? <span className="tag">{page.shifted}</span> : null}
          {weak.length === 0 ? null : <> {weak.join('；')}</>}
        </span>
      ),
    },
  ]
  return VIEWS[view].flatMap((key) => all.filter((column) => column.key === key))
}
