import { Button } from 'antd'
import { countText } from '../../../../platform/web/format.ts'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { useOffice } from '../../../areas/web/public.ts'
import type { InstructorRow } from '../../contract.ts'
import { loadOf } from './load.ts'
import { useInstructorsWords } from './words.ts'

/** An instructor in a line: where, how many of how many, until when, what to keep away from. */
export function useInstructorColumns(
  usual: number,
  { onEdit, onHandover }: { readonly onEdit: (key: string) => void; readonly onHandover: (key: string) => void },
): Column<InstructorRow>[] {
  const words = useInstructorsWords()
  const { today } = useOffice()
  const { columns } = words
  return [
    {
      key: 'name',
      title: columns.name,
      width: '168px',
      render: ({ name, leaving }) => (
        <>
          {name}
          {leaving ? <span className="tag tag-sand after">{words.leaving}</span> : null}
        </>
      ),
    },
    {
      key: 'towns',
      title: columns.towns,
      render: ({ townNames }) => <span title={townNames.join('、')}>{townNames.join('、')}</span>,
    },
    {
      key: 'load',
      title: columns.load,
      width: '72px',
      right: true,
      render: (row) => words.load(countText(row.units), countText(loadOf(row, usual).most)),
    },
    {
      key: 'room',
      title: columns.room,
      width: '104px',
      render: (row) => {
        const { over, room } = loadOf(row, usual)
        return over > 0 ? (
          <span className="tag tag-sand">{words.over(countText(over))}</span>
        ) : (
          <span className="muted">{room === 0 ? words.full : words.room(countText(room))}</span>
        )
      },
    },
    {
      key: 'until',
      title: columns.until,
      width: '160px',
      render: ({ until }) =>
        until === null ? (
          '—'
        ) : (
          <>
            {until}
            {until < today ? <span className="tag tag-red after">{words.ended}</span> : null}
          </>
        ),
    },
    {
      key: 'conflicts',
      title: columns.conflicts,
      width: '72px',
      render: ({ conflicts }) =>
        conflicts.length === 0 ? (
          '—'
        ) : (
          <span title={conflicts.map(({ name }) => name).join('、')}>
            {words.conflictsN(countText(conflicts.length))}
          </span>
        ),
    },
    { key: 'note', title: columns.note, render: ({ note }) => <span title={note}>{note}</span> },
    {
      key: 'do',
      title: <span className="sr-only">{columns.do}</span>,
      width: '152px',
      render: ({ key, name, leaving }) => (
        <span className="row no-print">
          <Button
            size="small"
            aria-label={words.editLong(name)}
            onClick={(event) => {
              event.stopPropagation()
              onEdit(key)
            }}
          >
            {words.edit}
          </Button>
          {leaving ? (
            <ReasonButton
              size="small"
              needs="planner.handover"
              onClick={(event) => {
                event.stopPropagation()
                onHandover(key)
              }}
            >
              {words.handover}
            </ReasonButton>
          ) : null}
        </span>
      ),
    },
  ]
}
