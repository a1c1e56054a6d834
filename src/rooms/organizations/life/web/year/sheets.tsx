import type { ReactNode } from 'react'
import { countText, rateText } from '../../../../../platform/web/format.ts'
import { PrintSheet } from '../../../../../platform/web/parts/print-sheet.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import type { LifeYear } from '../../contract.ts'
import { lifeNames } from '../../rules/life-kinds.ts'
import { useLifeWords } from '../words.ts'
import { heldDays } from './plan.tsx'
import './sheets.css'

export const sheetKinds = ['plan', 'minutes', 'attendance'] as const
export type SheetKind = (typeof sheetKinds)[number]

/** What goes to paper in place of the page: plan, minutes book and attendance, each beginning on a sheet of its own. */
export function YearSheets({ life, only }: { readonly life: LifeYear; readonly only: SheetKind | null }) {
  const shown: Readonly<Record<SheetKind, ReactNode>> = {
    plan: <PlanSheet life={life} />,
    minutes: <MinutesSheet life={life} />,
    attendance: <AttendanceSheet life={life} />,
  }
  return (
    <PrintSheet>
      {sheetKinds
        .filter((kind) => only === null || only === kind)
        .map((kind) => (
          <Sheet key={kind} kind={kind} life={life}>
            {shown[kind]}
          </Sheet>
        ))}
    </PrintSheet>
  )
}

function Sheet({
  kind,
  life,
  children,
}: {
  readonly kind: SheetKind
  readonly life: LifeYear
  readonly children: ReactNode
}) {
  const { sheets: words } = useLifeWords().year
  const { today } = useOffice()
  return (
    <article className="life-sheet num">
      <h1>
        {words[kind](life.year)}
        {kind === 'plan' && !life.plan.saved ? words.proposed : ''}
      </h1>
      <p className="life-sheet-of">
        <span>{life.organization.name}</span>
        <span>{words.made(today)}</span>
      </p>
      {children}
    </article>
  )
}

function PlanSheet({ life }: { readonly life: LifeYear }) {
  const { year: words } = useLifeWords()
  return (
    <table>
      <thead>
        <tr>
          <th style={{ width: '12%' }}>{words.planColumns.month}</th>
          <th style={{ width: '24%' }}>{words.planColumns.kind}</th>
          <th>{words.planColumns.topic}</th>
          <th style={{ width: '22%' }}>{words.planColumns.held}</th>
        </tr>
      </thead>
      <tbody>
        {life.plan.items.map(({ month, kind, topic }, at) => (
          <tr key={at}>
            <td>{words.month(month)}</td>
            <td>{lifeNames[kind]}</td>
            <td>{topic}</td>
            <td>{heldDays(life, month, kind)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function MinutesSheet({ life }: { readonly life: LifeYear }) {
  const { sheets: words, secretaryLecture } = useLifeWords().year
  if (life.meetings.length === 0) return <p>{words.none}</p>
  return life.meetings.map((meeting, at) => {
    const own = meeting.holders.find(({ organization }) => organization === life.organization.id)
    const others = meeting.holders.filter((one) => one !== own).map(({ name }) => name)
    const kinds = meeting.kinds.map((kind) =>
      kind === 'lecture' && meeting.bySecretary ? secretaryLecture : lifeNames[kind],
    )
    return (
      <table key={meeting.id} className="life-sheet-meeting">
        <tbody>
          <tr>
            <th>{words.no}</th>
            <td>{at + 1}</td>
            <th>{words.day}</th>
            <td>{meeting.day}</td>
          </tr>
          <tr>
            <th>{words.kinds}</th>
            <td>{kinds.join('、')}</td>
            <th>{words.numbers}</th>
            <td>{words.numbersText(countText(own?.due), countText(own?.present))}</td>
          </tr>
          {meeting.title === '' ? null : (
            <tr>
              <th>{words.name}</th>
              <td colSpan={3}>{meeting.title}</td>
            </tr>
          )}
          {others.length === 0 ? null : (
            <tr>
              <th>{words.with}</th>
              <td colSpan={3}>{others.join('、')}</td>
            </tr>
          )}
          <tr>
            <th>{words.note}</th>
            <td colSpan={3} className="life-sheet-note">
              {meeting.note}
            </td>
          </tr>
          <tr>
            <td colSpan={4} className="life-sheet-signed">
              {words.signed}
            </td>
          </tr>
        </tbody>
      </table>
    )
  })
}

function AttendanceSheet({ life }: { readonly life: LifeYear }) {
  const { sheets: words, attendanceColumns, attendanceNote } = useLifeWords().year
  if (life.meetings.length === 0) return <p>{words.none}</p>
  return (
    <>
      <table>
        <thead>
          <tr>
            {(['kind', 'n', 'counted', 'due', 'present', 'rate'] as const).map((key) => (
              <th key={key}>{attendanceColumns[key]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {life.attendance.map(({ kind, n, counted, due, present }) => (
            <tr key={kind}>
              <td>{lifeNames[kind]}</td>
              <td>{n}</td>
              <td>{counted}</td>
              <td>{counted === 0 ? '—' : due}</td>
              <td>{counted === 0 ? '—' : present}</td>
              <td>{due === 0 ? '—' : rateText(present / due)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <thead>
          <tr>
            <th style={{ width: '18%' }}>{words.day}</th>
            <th>{words.kinds}</th>
            <th style={{ width: '30%' }}>{words.numbers}</th>
          </tr>
        </thead>
        <tbody>
          {life.meetings.map(({ id, day, kinds, holders }) => {
            const own = holders.find(({ organization }) => organization === life.organization.id)
            return (
              <tr key={id}>
                <td>{day}</td>
                <td>{kinds.map((kind) => lifeNames[kind]).join('、')}</td>
                <td>{words.numbersText(countText(own?.due), countText(own?.present))}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="life-sheet-foot">{attendanceNote}</p>
    </>
  )
}
