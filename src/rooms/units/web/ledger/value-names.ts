import { useQuery } from '@tanstack/react-query'
import { usePlatformWords } from '../../../../platform/web/words.ts'
import type { UnitFilter } from '../../contract.ts'
import { unitsApi } from '../api.ts'
import { useUnitsWords } from '../words.ts'
import { valuesOf } from './filter.ts'
import type { FilterKey } from './filter.ts'
import { useLedgerWords } from './words.ts'

/** Values that a filter knows without asking; industries come from the ledger. */
export function useFixedNames(): Readonly<Record<FilterKey, Readonly<Record<string, string>>>> {
  const words = useLedgerWords()
  const { sources } = useUnitsWords()
  const { states } = usePlatformWords()
  return {
    kind: words.kinds,
    section: {},
    size: words.sizes,
    members: words.members,
    coverage: states,
    due: words.dues,
    life: words.lives,
    source: sources,
    located: words.located,
  }
}

/** Names of industry sections as the ledger gives them. */
export function useSectionNames(): Readonly<Record<string, string>> {
  const { data } = useQuery({ ...unitsApi.query('units.count', {}), staleTime: 300_000 })
  return Object.fromEntries((data?.facets['section'] ?? []).map(({ key, name }) => [key, name]))
}

/** `企业、个体工商户`: the chosen values of one filter by name. */
export function useValueNames(): (key: FilterKey, filter: UnitFilter) => string {
  const fixed = useFixedNames()
  const sections = useSectionNames()
  const { or } = useLedgerWords()
  return (key, filter) =>
    valuesOf(filter[key])
      .map((value) => (key === 'section' ? sections : fixed[key])[value] ?? value)
      .join(or)
}
