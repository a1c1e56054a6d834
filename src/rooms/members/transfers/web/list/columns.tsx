import type { Column } from '../../../../../platform/web/table/column.ts'
import type { TransferRow } from '../../contract.ts'
import { directionNames, transferStateNames } from '../../rules/words.ts'
import { useTransfersWords } from '../words.ts'
import { nextText } from './next-text.ts'

export function useTransferColumns(): Column<TransferRow>[] {
  const words = useTransfersWords()
  const { columns } = words
  const text = (of: string | null) => (
    <span title={of ?? undefined}>{of ?? <span className="faint">{words.none}</span>}</span>
  )
  return [
    { key: 'name', title: columns.name, width: '96px', render: ({ name }) => text(name) },
    {
      key: 'direction',
      title: columns.direction,
      width: '88px',
      render: ({ direction }) => directionNames[direction],
    },
    {
      key: 'state',
      title: columns.state,
      width: '140px',
      render: ({ state, overdue }) => (
        <>
          {transferStateNames[state]}
          {overdue ? <span className="tag tag-red transfer-mark">{words.over}</span> : null}
        </>
      ),
    },
    { key: 'from', title: columns.from, render: ({ from }) => text(from.name) },
    { key: 'to', title: columns.to, render: ({ to }) => text(to.name) },
    { key: 'letter', title: columns.letter, width: '12%', render: ({ letterNo }) => text(letterNo) },
    {
      key: 'until',
      title: columns.until,
      width: '104px',
      render: ({ validUntil }) => <span className="transfer-day">{text(validUntil)}</span>,
    },
    { key: 'next', title: columns.next, width: '168px', render: (row) => text(nextText(row, words)) },
  ]
}
