import type { Scope } from '../../../../kernel/scope.ts'
import type { Db } from '../../../../platform/server/db/database.ts'
import type { PlanMap } from '../../contract.ts'
import { nestBlocks } from '../../rules/map-blocks.ts'
import { middleOf, toPlane } from '../../rules/plane.ts'
import { findDivisions } from '../names.ts'
import type { PlanRow } from '../reads.ts'
import { proposalId } from '../reads.ts'
import { readMapProposals, readMapUnits, type MapProposalRow, type MapUnitColumns } from './read-map.ts'

/**
 * The schematic map of a plan: counties, towns and places; with a town, that town down to its buildings, with its groups
 * and, where coordinates are known, its points.
 */
export async function findPlanMap(db: Db, scope: Scope, plan: PlanRow, town: string | null): Promise<PlanMap> {
  const [units, proposals, { names }] = [
    await readMapUnits(db, scope, plan.id, town),
    await readMapProposals(db, scope, plan.id),
    await findDivisions(db, scope, plan.as_of),
  ]
  const { blocks, blockOf } = nestBlocks(
    units.no.map((no, row) => ({
      no,
      place: units.place[row] as string,
      buildingName: units.building[row] ?? null,
    })),
    proposals,
    { town, names },
  )
  if (town === null) return { blocks: [...blocks], groups: [], points: [], withoutPoint: 0 }
  return {
    blocks: [...blocks],
    groups: listGroups(plan.id, units, proposals, (no) => blockOf.get(no) ?? blocks[0]?.id ?? ''),
    ...listPoints(plan.id, units, proposals),
  }
}

type Groups = PlanMap['groups']

function listGroups(
  plan: string,
  units: MapUnitColumns,
  proposals: ReadonlyMap<number, MapProposalRow>,
  blockOf: (no: number) => string,
): Groups {
  const groups = new Map<number, Groups[number]>()
  for (const [row, no] of units.no.entries()) {
    const proposal = proposals.get(no)
    if (!proposal) continue
    let group = groups.get(no)
    if (!group) {
      const { kind, decision } = proposal
      group = { no, id: proposalId(plan, no), block: blockOf(no), kind, decision, units: [] }
      groups.set(no, group)
    }
    group.units.push({
      unit: units.unit[row] as string,
      name: units.name[row] ?? '',
      weight: units.weight[row] as number,
    })
  }
  return [...groups.values()]
}

function listPoints(
  plan: string,
  units: MapUnitColumns,
  proposals: ReadonlyMap<number, MapProposalRow>,
): Pick<PlanMap, 'points' | 'withoutPoint'> {
  const known = units.no.flatMap((no, row) => {
    const [lng, lat, proposal] = [units.lng[row] ?? null, units.lat[row] ?? null, proposals.get(no)]
    return lng === null || lat === null || !proposal ? [] : [{ row, no, kind: proposal.kind, at: { lng, lat } }]
  })
  const middle = middleOf(known.map(({ at }) => at))
  return {
    points: known.map(({ row, no, kind, at }) => ({
      unit: units.unit[row] as string,
      name: units.name[row] ?? '',
      ...rounded(toPlane(at, middle)),
      no,
      id: proposalId(plan, no),
      kind,
    })),
    withoutPoint: units.no.length - known.length,
  }
}

/** To the metre: coordinates of addresses are no finer. */
function rounded({ x, y }: { x: number; y: number }): { x: number; y: number } {
  return { x: Math.round(x * 1000) / 1000, y: Math.round(y * 1000) / 1000 }
}
