import { apiOf } from '../../../../platform/web/api/client.ts'
import type { unitsEndpoints } from '../../../units/contract.ts'
import { useOrganizationsWords } from '../words.ts'
import { Finder, type Found } from './finder.tsx'

const unitsApi = apiOf<typeof unitsEndpoints>()

/** Finds a unit of the ledger and hands it over. */
export function UnitFinder({
  label,
  without = [],
  onPick,
}: {
  readonly label?: string
  readonly without?: readonly string[]
  readonly onPick: (unit: Found) => void
}) {
  const { form: words } = useOrganizationsWords()
  const find = async (q: string, signal: AbortSignal): Promise<readonly Found[]> => {
    const { rows } = await unitsApi.call('units.list', { q, limit: 12 }, signal)
    return rows.map(({ id, name, town, membersFull }) => ({
      id,
      name,
      note: [town, words.unitNote(membersFull ?? 0)].filter((part) => part !== null).join(' · '),
    }))
  }
  return (
    <Finder
      label={label ?? words.findUnit}
      none={words.nothingFound}
      search={{ of: 'units', find }}
      without={without}
      onPick={onPick}
    />
  )
}
