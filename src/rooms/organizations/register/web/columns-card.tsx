import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import type { RegisterImport } from '../contract.ts'
import { useRegisterWords } from './words.ts'
import './register.css'

/** Which column of each sheet is what, and which are of no use here. */
export function ColumnsCard({ sheets }: { readonly sheets: RegisterImport['sheets'] }) {
  const words = useRegisterWords()
  return (
    <Card title={words.columnsTitle}>
      <ul className="register-sheets num">
        {sheets.map(({ name, rows, columns, ignored, problem }) => (
          <li key={name}>
            <b>{words.sheet(name, countText(rows))}</b>
            {problem === null ? (
              <>
                <span>{columns.map(({ title, field }) => words.column(title, field)).join(words.join)}</span>
                {ignored.length === 0 ? null : <span className="faint">{words.ignored(ignored.join(words.join))}</span>}
              </>
            ) : (
              <span className="faint">{problem}</span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
