import type { ImportView } from '../../contract.ts'
import type { FieldKey } from '../../rules/layout/types.ts'
import { useImportWords } from './words.ts'

/** What a column means, as a plain select: the browser's own list is quick with sixty columns on an old PC. */
export function FieldSelect({
  column,
  onChoose,
}: {
  readonly column: ImportView['sheets'][number]['columns'][number]
  readonly onChoose: (field: FieldKey | null) => void
}) {
  const { mapping: words, fields } = useImportWords()
  const keys = Object.keys(fields) as FieldKey[]
  const unsure = column.taken && column.confidence < 0.5
  return (
    <span className="row">
      <select
        className={unsure ? 'native-select unsure' : 'native-select'}
        aria-label={words.fieldOf(column.header)}
        value={column.field ?? ''}
        onChange={(event) => onChoose(keys.find((key) => key === event.target.value) ?? null)}
      >
        <option value="">{words.skip}</option>
        {keys.map((key) => (
          <option key={key} value={key}>
            {fields[key]}
          </option>
        ))}
      </select>
      {unsure ? <span className="tag tag-sand">{words.unsure}</span> : null}
    </span>
  )
}
