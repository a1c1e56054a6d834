import type { Column } from '../../../../../platform/web/table/column.ts'
import type { LostRow, StayRow } from '../../contract.ts'
import { useTransfersWords } from '../words.ts'

export function useStayColumns(today: string): Column<StayRow>[] {
  const { floating: words, none } = useTransfersWords()
  const { columns } = words
  const text = (of: string) => <span title={of}>{of}</span>
  const dash = <span className="faint">{none}</span>
  /** A day, marked once it has come. */
  const due = (day: string | null, mark: string) =>
    day === null ? (
      dash
    ) : (
      <>
        {day}
        {day <= today ? <span className="tag tag-red transfer-mark">{mark}</span> : null}
      </>
    )
  return [
    {
      key: 'name',
      title: columns.name,
      width: '152px',
      render: ({ name, abroad }) => (
        <>
          {name}
          {abroad ? <span className="tag transfer-mark">{words.abroad}</span> : null}
        </>
      ),
    },
    { key: 'from', title: columns.from, render: ({ from }) => text(from.name) },
    { key: 'to', title: columns.to, render: ({ to }) => text(to.name) },
    { key: 'dual', title: columns.dual, width: '96px', render: ({ dual }) => (dual ? words.dualYes : words.dualNo) },
    { key: 'since', title: columns.since, width: '104px', render: ({ since }) => since },
    {
      key: 'last',
      title: columns.last,
      width: '104px',
      render: ({ lastContact }) => lastContact ?? <span className="faint">{words.never}</span>,
    },
    {
      key: 'due',
      title: columns.due,
      width: '150px',
      render: ({ contactDue, until }) => (until === null ? due(contactDue, words.overdue) : dash),
    },
    {
      key: 'transfer',
      title: columns.transfer,
      width: '164px',
      render: ({ transferFrom, until, endWords }) =>
        until === null ? due(transferFrom, words.now) : text(`${until} ${endWords ?? ''}`),
    },
  ]
}

export function useLostColumns(today: string): Column<LostRow>[] {
  const { floating: words, none } = useTransfersWords()
  const { columns } = words
  return [
    { key: 'name', title: columns.name, width: '112px', render: ({ name }) => name },
    {
      key: 'organization',
      title: columns.organization,
      render: ({ organizationName }) => (
        <span title={organizationName ?? undefined}>{organizationName ?? <span className="faint">{none}</span>}</span>
      ),
    },
    { key: 'since', title: columns.lostSince, width: '120px', render: ({ lostSince }) => lostSince },
    {
      key: 'stage',
      title: columns.stage,
      width: '20%',
      render: ({ suspendedSince }) => (suspendedSince === null ? words.searching : words.suspendedFrom(suspendedSince)),
    },
    {
      key: 'may',
      title: columns.may,
      width: '30%',
      render: ({ maySuspend, mayRemove }) => {
        const day = maySuspend ?? mayRemove
        if (day === null) return <span className="faint">{none}</span>
        return (
          <>
            {maySuspend === null ? words.removeOn(day) : words.suspendOn(day)}
            {day <= today ? <span className="tag tag-red transfer-mark">{words.due}</span> : null}
          </>
        )
      },
    },
  ]
}
