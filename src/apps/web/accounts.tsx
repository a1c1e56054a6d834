import type { OnFinders } from '../../rooms/access/web/accounts/on-fields.tsx'
import { AccountsPage } from '../../rooms/access/web/pages/accounts.tsx'
import { organizationsApi } from '../../rooms/organizations/web/api.ts'
import { unitsApi } from '../../rooms/units/web/api.ts'

const find: OnFinders = {
  async units(q, signal) {
    const { rows } = await unitsApi.call('units.list', { q, limit: 8 }, signal)
    return rows.map(({ id, name, county, town }) => ({ id, name, note: [county, town].filter(Boolean).join(' · ') }))
  },
  async organizations(q, signal) {
    const { rows } = await organizationsApi.call('organizations.list', { q, limit: 8 }, signal)
    return rows.map(({ id, name, superiorName, areaName }) => ({ id, name, note: superiorName ?? areaName ?? '' }))
  },
}

/** Accounts, with the finders of the ledger and of the organisations, which are later rooms. */
export function Accounts() {
  return <AccountsPage find={find} />
}
