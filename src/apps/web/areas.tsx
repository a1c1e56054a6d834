import { AreasPage } from '../../rooms/areas/web/pages/areas.tsx'
import { Unlocated } from '../../rooms/units/web/public.ts'

/** The areas, with the ledger's queue of units that have no place. */
export function Areas() {
  return <AreasPage unlocated={<Unlocated />} />
}
