import type { Column } from '../../../../../platform/web/table/column.ts'
import type { DeclarationRow } from '../../contract.ts'
import { declaredPlaceNames, stateNames } from '../../rules/words.ts'
import { DueText } from './due-text.tsx'
import { useDeskWords } from './words.ts'

export function useDeclarationColumns(): Column<DeclarationRow>[] {
  const words = useDeskWords()
  const { columns } = words
  const text = (of: string | null) => <span title={of ?? ''}>{of ?? <span className="faint">{words.none}</span>}</span>
  return [
    { key: 'declared', title: columns.declared, width: '108px', render: ({ declared }) => declared },
    {
      key: 'name',
      title: columns.name,
      width: '132px',
      render: ({ name, paper }) => (
        <>
          {name ?? <span className="faint">{words.erased}</span>}
          {paper ? <span className="tag declaration-mark">{words.onPaper}</span> : null}
        </>
      ),
    },
    { key: 'workplace', title: columns.workplace, render: ({ unitName, workplace }) => text(unitName ?? workplace) },
    {
      key: 'relation',
      title: columns.relation,
      render: ({ placeKind, relation }) =>
        text(relation === null ? declaredPlaceNames[placeKind] : `${declaredPlaceNames[placeKind]}：${relation}`),
    },
    { key: 'town', title: columns.town, width: '120px', render: ({ townName }) => text(townName) },
    { key: 'state', title: columns.state, width: '104px', render: ({ state }) => stateNames[state] },
    { key: 'by', title: columns.by, width: '212px', render: ({ by, days }) => <DueText by={by} days={days} /> },
  ]
}
