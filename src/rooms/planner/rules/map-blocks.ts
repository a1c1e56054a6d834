import type { PlanMap } from '../contract.ts'
import { isTownOpen, readKeys, roadName, type AddressKeys } from './address.ts'
import type { ProposalKind } from './decision.ts'
import { placeName } from './place-name.ts'

/**
 * The schematic map: the address tree as nested blocks. A unit counts in every block above it; a group, with its whole
 * cost, in every block that holds all its units, so the figures of a block are never less than those below it together.
 */
export interface MapUnit {
  readonly no: number
  /** Address keys as stored with the plan. */
  readonly place: string
  readonly buildingName: string | null
}

export interface MapProposal {
  readonly kind: ProposalKind
  readonly cost: number
}

export interface MapSelection {
  /** Only this town, with its buildings; null for the whole plan down to roads and communities. */
  readonly town: string | null
  readonly names: ReadonlyMap<string, string>
}

type Block = PlanMap['blocks'][number]
type Mutable = { -readonly [Key in keyof Block]: Block[Key] }

export interface MapBlocks {
  readonly blocks: readonly Block[]
  /** The smallest block that holds all shown units of each proposal, by number. */
  readonly blockOf: ReadonlyMap<number, string>
}

export function nestBlocks(
  units: readonly MapUnit[],
  proposals: ReadonlyMap<number, MapProposal>,
  selection: MapSelection,
): MapBlocks {
  const blocks = new Map<string, Mutable>()
  const trails = new Map<number, Trail>()
  const known = new Map<string, readonly Mutable[]>()
  for (const unit of units) {
    const proposal = proposals.get(unit.no)
    if (!proposal) continue
    let own = known.get(unit.place)
    if (!own) {
      own = openAll(blocks, stepsOf(readKeys(unit.place), unit.buildingName, selection))
      known.set(unit.place, own)
    }
    for (const block of own) {
      block.units++
      if (proposal.kind === 'uncovered') block.uncovered++
      else block.covered++
    }
    const trail = trails.get(unit.no)
    if (!trail) trails.set(unit.no, { blocks: own, depth: own.length })
    else while (trail.depth > 0 && trail.blocks[trail.depth - 1] !== own[trail.depth - 1]) trail.depth--
  }
  const blockOf = new Map<number, string>()
  for (const [no, { blocks: along, depth }] of trails) {
    const proposal = proposals.get(no) as MapProposal
    const inner = along[depth - 1]
    if (inner) blockOf.set(no, inner.id)
    for (const block of along.slice(0, depth)) count(block, proposal)
  }
  return { blocks: [...blocks.values()], blockOf }
}

/** Blocks from the outermost inwards, of which the first `depth` hold all units seen of a proposal. */
interface Trail {
  readonly blocks: readonly Mutable[]
  depth: number
}

function count(block: Mutable, { kind, cost }: MapProposal): void {
  if (kind === 'own') block.founders++
  if (kind !== 'joint') return
  block.groups++
  block.cost += cost
}

interface Step {
  readonly id: string
  readonly level: Block['level']
  readonly name: string
  readonly town: string | null
}

/** From the outermost block inwards; none for a unit outside the town chosen. */
function stepsOf(keys: AddressKeys, buildingName: string | null, { town: only, names }: MapSelection): readonly Step[] {
  const [, county] = keys
  const town = mapTown(keys)
  if (only !== null && only !== town) return []
  const townStep: Step = {
    id: `town:${town}`,
    level: 'town',
    name: isTownOpen(keys) ? '镇街未定' : (names.get(town) ?? '镇街未定'),
    town,
  }
  const name = spotName(keys, names)
  const place: Step | null = name === null ? null : { id: `place:${town}|${name}`, level: 'place', name, town }
  const inTown = place === null ? [townStep] : [townStep, place]
  if (only === null) {
    const countyName = (county !== null && names.get(county)) || '区县未定'
    return [{ id: `county:${county ?? ''}`, level: 'county', name: countyName, town: null }, ...inTown]
  }
  if (place === null || keys[5] === null) return inTown
  const building: Step = {
    id: `building:${town}|${keys[5]}`,
    level: 'building',
    name: buildingName ?? name ?? '',
    town,
  }
  return [...inTown, building]
}

/** The town's id, or the county's with a question mark where the town is not known: how proposals are filtered. */
export function mapTown(keys: AddressKeys): string {
  return isTownOpen(keys) ? `${keys[1] ?? ''}?` : (keys[2] ?? '')
}

/** The road, else the community, by which people know the place. */
function spotName(keys: AddressKeys, names: ReadonlyMap<string, string>): string | null {
  return roadName(keys) ?? (placeName(names.get(keys[3] ?? '')) || null)
}

function openAll(blocks: Map<string, Mutable>, steps: readonly Step[]): Mutable[] {
  return steps.map((step, depth) => {
    const there = blocks.get(step.id)
    if (there) return there
    const parent = steps[depth - 1]?.id ?? null
    const made: Mutable = { ...step, parent, units: 0, covered: 0, uncovered: 0, groups: 0, founders: 0, cost: 0 }
    blocks.set(step.id, made)
    return made
  })
}
