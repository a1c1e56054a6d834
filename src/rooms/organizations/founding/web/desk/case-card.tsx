import { countText } from '../../../../../platform/web/format.ts'
import type { FoundingRow } from '../../contract.ts'
import { kindNames } from '../../rules/names.ts'
import { ClockText } from '../clock-text.tsx'
import { useFoundingWords } from '../words.ts'

/** `样例科技有限公司 等 3 家` */
export function useUnitsText(): (row: Pick<FoundingRow, 'units' | 'unitNames'>) => string {
  const words = useFoundingWords()
  return ({ units, unitNames: [first] }) =>
    first === undefined
      ? units === 0
        ? ''
        : words.units(countText(units))
      : units === 1
        ? first
        : words.unitMore(first, countText(units))
}

/** One case on the desk. */
export function CaseCard({
  row,
  opened,
  onOpen,
}: {
  readonly row: FoundingRow
  readonly opened: boolean
  readonly onOpen: () => void
}) {
  const words = useFoundingWords()
  const unitsText = useUnitsText()
  return (
    <button type="button" className="founding-card" aria-pressed={opened} onClick={onOpen}>
      <b>{row.name}</b>
      <span className="muted">{unitsText(row)}</span>
      <span className="founding-card-foot">
        <span className="tag">{kindNames[row.kind]}</span>
        {row.areaName === null ? null : <small className="faint">{row.areaName}</small>}
        {row.planNo === null ? null : <small className="faint">{words.plan(row.planNo)}</small>}
        <ClockText clock={row.clock} />
      </span>
    </button>
  )
}
