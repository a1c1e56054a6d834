import { countText } from '../../../../platform/web/format.ts'
import { StateTag } from '../../../../platform/web/parts/state-tag.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import type { UnitRow } from '../../contract.ts'
import { useUnitsWords } from '../words.ts'
import { valuesOf } from './filter.ts'
import { useLedgerWords } from './words.ts'

export const columnKeys = [
  'code',
  'place',
  'kind',
  'industry',
  'address',
  'employees',
  'membersFull',
  'membersReported',
  'coverage',
  'due',
  'life',
  'orgName',
  'instructor',
  'sources',
] as const
export type ColumnKey = (typeof columnKeys)[number]

/** Shown when the address says nothing: what fits 1366 pixels without scrolling. */
export const usualColumns: readonly ColumnKey[] = [
  'code',
  'place',
  'industry',
  'employees',
  'membersFull',
  'coverage',
  'due',
]

export function chosenColumns(cols: string | undefined): readonly ColumnKey[] {
  if (cols === undefined) return usualColumns
  const wanted = valuesOf(cols)
  return columnKeys.filter((key) => wanted.includes(key))
}

/** Columns of the ledger; the name is always there. */
export function useLedgerColumns(shown: readonly ColumnKey[]): Column<UnitRow>[] {
  const words = useLedgerWords()
  const { sources } = useUnitsWords()
  const number = (key: 'employees' | 'membersFull' | 'membersReported', sort?: string): Column<UnitRow> => ({
    key,
    title: words.columns[key],
    width: '84px',
    right: true,
    ...(sort === undefined ? {} : { sort }),
    render: (row) => (row[key] === null ? <span className="faint">—</span> : countText(row[key])),
  })
  const text = (key: ColumnKey, width: string | undefined, of: (row: UnitRow) => string | null): Column<UnitRow> => ({
    key,
    title: words.columns[key],
    ...(width === undefined ? {} : { width }),
    render: (row) => <span title={of(row) ?? ''}>{of(row) ?? <span className="faint">—</span>}</span>,
  })
  const all: Record<ColumnKey, Column<UnitRow>> = {
    code: text('code', '178px', (row) => row.code),
    place: {
      ...text('place', '128px', (row) => row.town),
      sort: 'area',
      render: ({ town, county }) => (
        <span title={[county, town].filter(Boolean).join(' ')} className={town === null ? 'faint' : ''}>
          {town ?? (county === null ? words.countyUnknown : county)}
        </span>
      ),
    },
    kind: text('kind', '108px', ({ kind }) => words.kinds[kind]),
    industry: text('industry', '146px', ({ industryName }) => industryName),
    address: text('address', undefined, ({ address }) => address),
    employees: number('employees', 'employees'),
    membersFull: number('membersFull', 'membersFull'),
    membersReported: number('membersReported'),
    coverage: {
      key: 'coverage',
      title: words.columns.coverage,
      width: '112px',
      render: ({ coverage, reason }) => <StateTag state={coverage} title={reason} />,
    },
    due: text('due', '108px', ({ due }) => (due === 'nothing' ? null : words.dues[due])),
    life: text('life', '92px', ({ life }) => words.lives[life]),
    orgName: text('orgName', undefined, ({ orgName }) => orgName),
    instructor: text('instructor', '96px', ({ instructor }) => instructor),
    sources: text('sources', '150px', (row) => row.sources.map((source) => sources[source]).join('、')),
  }
  return [
    {
      key: 'name',
      title: words.columns.name,
      sort: 'name',
      render: ({ name }) => <span title={name}>{name}</span>,
    },
    ...shown.map((key) => all[key]),
  ]
}
