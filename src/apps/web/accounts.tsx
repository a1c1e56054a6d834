import type { Find } from '../../rooms/access/web/parts/finder.tsx'
import { AccountsPage } from '../../rooms/access/web/pages/accounts.tsx'
import { unitsApi } from '../../rooms/units/web/api.ts'

const findUnits: Find = async (q, signal) => {
  const { rows } = await unitsApi.call('units.list', { q, limit: 8 }, signal)
  return rows.map(({ id, name, county, town }) => ({ id, name, note: [county, town].filter(Boolean).join(' · ') }))
}

/** Accounts, with the finder of units from the ledger, a later room. */
export function Accounts() {
  return <AccountsPage findUnits={findUnits} />
}
