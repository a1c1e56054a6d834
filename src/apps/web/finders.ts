import { useNavigate } from '@tanstack/react-router'
import type { Finder } from '../../platform/web/shell/find-box.tsx'
import { useMay } from '../../platform/web/session/use-may.ts'
import { usePlatformWords } from '../../platform/web/words.ts'
import { areasApi } from '../../rooms/areas/web/api.ts'
import { useChooseArea } from '../../rooms/areas/web/public.ts'
import { useAreasWords } from '../../rooms/areas/web/words.ts'
import { organizationsApi } from '../../rooms/organizations/web/api.ts'
import { useOrganizationsWords } from '../../rooms/organizations/web/words.ts'
import { unitsApi } from '../../rooms/units/web/api.ts'
import { useUnitsWords } from '../../rooms/units/web/words.ts'
import { useMenu } from './menu.ts'

/** What Ctrl K looks through. */
export function useFinders(): readonly Finder[] {
  const navigate = useNavigate()
  const platform = usePlatformWords()
  const areas = useAreasWords()
  const units = useUnitsWords()
  const organizations = useOrganizationsWords()
  const mayOrganizations = useMay('organizations.read').ok
  const chooseArea = useChooseArea()
  const menu = useMenu()
  return [
    {
      key: 'page',
      title: platform.find.pages,
      find: (q) =>
        menu
          .flatMap((group) => group.entries)
          .filter((entry) => entry.name.includes(q))
          .map((entry) => ({ key: entry.to, name: entry.name, go: () => void navigate({ to: entry.to }) })),
    },
    {
      key: 'unit',
      title: units.unit,
      find: async (q, signal) => {
        const { rows } = await unitsApi.call('units.list', { q, limit: 8 }, signal)
        return rows.map((unit) => ({
          key: unit.id,
          name: unit.name,
          note: unit.town ?? unit.county ?? unit.code ?? '',
          go: () => void navigate({ to: '/units/$id', params: { id: unit.id } }),
        }))
      },
    },
    {
      key: 'ledger',
      title: units.ledger,
      find: (q) => [
        { key: 'ledger', name: units.findInLedger(q), go: () => void navigate({ to: '/units', search: { q } }) },
      ],
    },
    ...(mayOrganizations
      ? [
          {
            key: 'organization',
            title: organizations.organization.title,
            find: async (q: string, signal: AbortSignal) => {
              const { rows } = await organizationsApi.call('organizations.list', { q, limit: 6, sort: 'name' }, signal)
              return rows.map((row) => ({
                key: row.id,
                name: row.name,
                note: row.superiorName ?? row.areaName ?? '',
                go: () => void navigate({ to: '/organizations/$id', params: { id: row.id } }),
              }))
            },
          },
        ]
      : []),
    {
      key: 'area',
      title: areas.findTitle,
      find: async (q, signal) => {
        const { rows } = await areasApi.call('areas.find', { q, limit: 5 }, signal)
        return rows.map((area) => ({
          key: area.id,
          name: area.name,
          note: area.trail,
          go: () => chooseArea(area.id),
        }))
      },
    },
  ]
}
