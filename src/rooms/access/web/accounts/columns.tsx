import { momentText } from '../../../../platform/web/format.ts'
import type { Column } from '../../../../platform/web/table/column.ts'
import type { Account } from '../../contract.ts'
import { useAccountsWords } from './words.ts'

const TAGS = { invited: 'tag tag-sand', active: 'tag tag-teal', disabled: 'tag', 'handed-over': 'tag' } as const

export function StateOfAccount({ state }: { readonly state: Account['state'] }) {
  return <span className={TAGS[state]}>{useAccountsWords().states[state]}</span>
}

/** An account in a line: who, what for, whether in use. */
export function useAccountColumns(): Column<Account>[] {
  const words = useAccountsWords()
  const { columns } = words
  const grantsOf = ({ grants }: Account): string =>
    grants
      .filter(({ state }) => state !== 'ended')
      .map(({ roleName, onName }) => `${roleName} · ${onName}`)
      .join('；')
  return [
    { key: 'name', title: columns.name, width: '104px', render: ({ name }) => name },
    { key: 'username', title: columns.username, width: '128px', render: ({ username }) => username },
    {
      key: 'post',
      title: columns.post,
      width: '22%',
      render: ({ post }) => (post === null ? '—' : <span title={post}>{post}</span>),
    },
    {
      key: 'grants',
      title: columns.grants,
      render: (row) => {
        const text = grantsOf(row)
        return text === '' ? <span className="muted">{words.noGrants}</span> : <span title={text}>{text}</span>
      },
    },
    {
      key: 'state',
      title: columns.state,
      width: '96px',
      render: ({ state }) => <StateOfAccount state={state} />,
    },
    {
      key: 'factor',
      title: columns.factor,
      width: '88px',
      render: ({ secondFactor }) => (
        <span className={secondFactor ? '' : 'muted'}>{secondFactor ? words.factorOn : words.factorOff}</span>
      ),
    },
    {
      key: 'used',
      title: columns.used,
      width: '148px',
      render: ({ lastUsed }) =>
        lastUsed === null ? <span className="muted">{words.never}</span> : momentText(lastUsed),
    },
  ]
}
