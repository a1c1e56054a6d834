import type { Scope } from '../../../../kernel/scope.ts'
import type { Db } from '../../../../platform/server/db/database.ts'
import type { PlanMap } from '../../contract.ts'
import { readKeys } from '../../rules/address.ts'
import { nestBlocks, mapTown } from '../../rules/map-blocks.ts'
import { middleOf, toPlane } from '../../rules/plane.ts'
import { readAreaNames } from '../area-names.ts'
import { proposalId, type PlanRow } from '../reads.ts'
import {
  readMapProposals,
  readMapUnits,
  readNamedUnits,
  type MapProposalRow,
  type NamedUnit,
  type PointUnit,
} from './read-map.ts'

/**
 * The schematic map of a plan: counties, towns and places; with a town, that town down to its buildings, with its groups.
 * Where coordinates are known, its points, about their middle.
 */
export async function findPlanMap(db: Db, scope: Scope, plan: PlanRow, town: string | null): Promise<PlanMap> {
  const all = await readMapUnits(db, scope, plan.id)
  const proposals = await readMapProposals(db, scope, plan.id)
  const shown = (town === null ? all.units : withTown(all.units, town)).filter(({ no }) => proposals.has(no))
  const names = await readAreaNames(db, scope, areasOf(shown), plan.as_of)
  const { blocks, blockOf } = nestBlocks(shown, proposals, { town, names })
  const numbers = new Set(shown.map(({ no }) => no))
  const points = listPoints(
    plan.id,
    all.points.filter(({ no }) => numbers.has(no)),
    proposals,
  )
  const named = town === null ? [] : await readNamedUnits(db, scope, plan.id, [...numbers])
  return {
    blocks: [...blocks],
    groups: listGroups(plan.id, named, proposals, (no) => blockOf.get(no) ?? blocks[0]?.id ?? ''),
    points,
    withoutPoint: shown.length - points.length,
  }
}

interface Placed {
  readonly no: number
  readonly place: string
}

/** The units of all proposals that have one in the town. */
function withTown<T extends Placed>(units: readonly T[], town: string): T[] {
  const numbers = new Set(units.filter(({ place }) => mapTown(readKeys(place)) === town).map(({ no }) => no))
  return units.filter(({ no }) => numbers.has(no))
}

function areasOf(units: readonly Placed[]): string[] {
  const ids = new Set<string>()
  for (const place of new Set(units.map((unit) => unit.place))) {
    const [, county, town, spot, road] = readKeys(place)
    for (const id of [county, town, road === null ? spot : null]) if (id !== null) ids.add(id)
  }
  return [...ids]
}

type Groups = PlanMap['groups']

function listGroups(
  plan: string,
  units: readonly NamedUnit[],
  proposals: ReadonlyMap<number, MapProposalRow>,
  blockOf: (no: number) => string,
): Groups {
  const groups = new Map<number, Groups[number]>()
  for (const { no, unit, name, weight } of units) {
    let group = groups.get(no)
    if (!group) {
      const { kind, decision } = proposals.get(no) as MapProposalRow
      group = { no, id: proposalId(plan, no), block: blockOf(no), kind, decision, units: [] }
      groups.set(no, group)
    }
    group.units.push({ unit, name, weight })
  }
  return [...groups.values()]
}

function listPoints(
  plan: string,
  units: readonly PointUnit[],
  proposals: ReadonlyMap<number, MapProposalRow>,
): PlanMap['points'] {
  const middle = middleOf(units)
  return units.map(({ no, unit, name, lng, lat }) => {
    const { x, y } = toPlane({ lng, lat }, middle)
    const { kind } = proposals.get(no) as MapProposalRow
    return { unit, name, x: metre(x), y: metre(y), no, id: proposalId(plan, no), kind }
  })
}

/** Coordinates of addresses are no finer than that. */
function metre(kilometres: number): number {
  return Math.round(kilometres * 1000) / 1000
}
