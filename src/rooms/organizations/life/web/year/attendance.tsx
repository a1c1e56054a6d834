import { countText, rateText } from '../../../../../platform/web/format.ts'
import type { LifeYear } from '../../contract.ts'
import { lifeNames } from '../../rules/life-kinds.ts'
import { useLifeWords } from '../words.ts'
import '../../../../../platform/web/table/data-table.css'

/** Numbers of those due and present over the year, by kind: of meetings, never of persons. */
export function Attendance({ life: { attendance } }: { readonly life: LifeYear }) {
  const { year: words } = useLifeWords()
  const { attendanceColumns: titles } = words
  return (
    <table className="table num" aria-label={words.views.attendance}>
      <thead>
        <tr>
          <th scope="col">{titles.kind}</th>
          {(['n', 'counted', 'due', 'present', 'rate'] as const).map((key) => (
            <th key={key} scope="col" className="right">
              {titles[key]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {attendance.map(({ kind, n, counted, due, present }) => (
          <tr key={kind}>
            <td>{lifeNames[kind]}</td>
            <td className="right">{countText(n)}</td>
            <td className="right">{countText(counted)}</td>
            <td className="right">{counted === 0 ? '—' : countText(due)}</td>
            <td className="right">{counted === 0 ? '—' : countText(present)}</td>
            <td className="right">{due === 0 ? '—' : rateText(present / due)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
