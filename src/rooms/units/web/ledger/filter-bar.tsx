import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { countText } from '../../../../platform/web/format.ts'
import { MenuButton } from '../../../../platform/web/parts/menu-button.tsx'
import { SkeletonLine } from '../../../../platform/web/parts/skeleton.tsx'
import type { UnitFilter } from '../../contract.ts'
import { unitsApi } from '../api.ts'
import type { LedgerSearch } from '../search.ts'
import { anyCondition, filterKeys, specialKeys, toggled, valuesOf } from './filter.ts'
import type { FilterKey } from './filter.ts'
import { SearchBox } from './search-box.tsx'
import { useFixedNames, useValueNames } from './value-names.ts'
import { useLedgerWords } from './words.ts'

interface Props {
  readonly filter: UnitFilter
  readonly onChange: (change: Partial<LedgerSearch>) => void
}

/** Search box, one button per filter, and what links have set besides. */
export function FilterBar({ filter, onChange }: Props) {
  const words = useLedgerWords()
  const names = useValueNames()
  const clear = (): void => {
    const none = Object.fromEntries([...filterKeys, ...specialKeys, 'q'].map((key) => [key, undefined]))
    onChange(none as Partial<LedgerSearch>)
  }
  const { area: _area, ...own } = filter
  return (
    <div className="filter-bar no-print" role="search" aria-label={words.filters}>
      <SearchBox q={filter.q} onChange={(q) => onChange({ q })} />
      {filterKeys.map((key) => {
        const chosen = names(key, filter)
        return (
          <MenuButton
            key={key}
            on={chosen !== ''}
            width={key === 'section' ? 320 : 220}
            label={chosen === '' ? words.names[key] : chosen}
          >
            {() => <Choices of={key} filter={filter} onChange={onChange} />}
          </MenuButton>
        )
      })}
      {specialKeys
        .filter((key) => filter[key] !== undefined)
        .map((key) => (
          <Button
            key={key}
            className="menu-button menu-button-on"
            aria-label={words.remove(words.special[key])}
            onClick={() => onChange({ [key]: undefined })}
          >
            {words.special[key]} ×
          </Button>
        ))}
      {anyCondition(own) ? (
        <button type="button" className="link-button" onClick={clear}>
          {words.clear}
        </button>
      ) : null}
    </div>
  )
}

/** Values that stand alone in the address; the others are lists. */
const single: readonly FilterKey[] = ['members', 'located']

/** The values of one filter, with how many units each would give under the other filters. */
function Choices({ of, filter, onChange }: Props & { readonly of: FilterKey }) {
  const words = useLedgerWords()
  const fixed = useFixedNames()[of]
  const { [of]: chosen, ...rest } = filter
  const counts = useQuery(unitsApi.query('units.count', rest))
  const facet = counts.data?.facets[of]
  const options =
    facet === undefined
      ? Object.entries(fixed).map(([key, name]) => ({ key, name, n: null }))
      : [
          ...facet,
          ...valuesOf(chosen)
            .filter((value) => !facet.some(({ key }) => key === value))
            .map((key) => ({ key, name: fixed[key] ?? key, n: 0 })),
        ]
  if (options.length === 0) return counts.isPending ? <SkeletonLine width="80%" /> : <p>{words.pickEmpty}</p>
  const set = (value: string): void => {
    const next = single.includes(of) ? (chosen === value ? undefined : value) : toggled(chosen, value)
    onChange({ [of]: next })
  }
  return (
    <ul className="num">
      {options.map(({ key, name, n }) => (
        <li key={key}>
          <label className="check">
            <input type="checkbox" checked={valuesOf(chosen).includes(key)} onChange={() => set(key)} />
            {name}
            {n === null ? null : <i>{countText(n)}</i>}
          </label>
        </li>
      ))}
    </ul>
  )
}
