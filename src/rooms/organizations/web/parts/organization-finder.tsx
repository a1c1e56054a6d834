import { organizationKindNames } from '../../rules/names.ts'
import { organizationsApi } from '../api.ts'
import { useOrganizationsWords } from '../words.ts'
import { Finder, type Found } from './finder.tsx'

export type PickedOrganization = Found

/** Finds an organisation in force by name, initials or code and hands it over. */
export function OrganizationFinder({
  label,
  without = [],
  kinds = [],
  onPick,
}: {
  readonly label: string
  readonly without?: readonly string[]
  /** Only these forms; none: all. */
  readonly kinds?: readonly string[]
  readonly onPick: (organization: PickedOrganization) => void
}) {
  const words = useOrganizationsWords()
  const kind = kinds.join(',')
  const find = async (q: string, signal: AbortSignal): Promise<readonly Found[]> => {
    const { rows } = await organizationsApi.call(
      'organizations.list',
      { q, limit: 12, sort: 'name', ...(kind === '' ? {} : { kind }) },
      signal,
    )
    return rows.map(({ id, name, kind: form, superiorName }) => ({
      id,
      name,
      note: [organizationKindNames[form], superiorName].filter((part) => part !== null).join(' · '),
    }))
  }
  return (
    <Finder
      label={label}
      none={words.form.nothingFound}
      search={{ of: `organizations ${kind}`, find }}
      without={without}
      onPick={onPick}
    />
  )
}
