/**
 * What of the office's data somebody reaches. The five kinds add up: whoever reaches a unit by any of them sees it, whoever
 * reaches it by none does not know that it is there.
 */
export interface Reach {
  /** Subtrees of the division tree as literal path prefixes; `''` is the whole office. */
  readonly paths: readonly string[]
  /** Ids of buildings, parks and grids, which run across the division tree. */
  readonly places: readonly string[]
  /** Industry lines: a section (GB/T 4754 letter) within a subtree. */
  readonly lines: readonly { readonly section: string; readonly path: string }[]
  /** Single units. */
  readonly units: readonly string[]
  /** Party organisations with all below them, as literal prefixes of their chain (`o1/o7/`); see `rooms/organizations`. */
  readonly organizations: readonly string[]
}

/**
 * A reach bound to a person, a verb and a request. `district` is the distribution key of every table. Only the gates of
 * the server mint one, so a read or write that forgot to ask for it does not compile.
 */
export interface Scope extends Reach {
  readonly district: string
  /** Who acts, as the trail shows it. */
  readonly actor: string
  /** The account; null at the console and for the program's own work. */
  readonly account: string | null
  /** Names of those whose substitute the actor is while doing this. */
  readonly actingFor: readonly string[]
  /** Address of the browser, `控制台` or `系统`. */
  readonly from: string
  /** Number of the request, as the screen shows it with an error. */
  readonly request: string | null
  /** Why names, phones and the like are shown in the clear; null: they are masked. */
  readonly purpose: string | null
  readonly __minted: unique symbol
}

export const EVERYTHING: Reach = { paths: [''], places: [], lines: [], units: [], organizations: [] }
export const NOTHING: Reach = { paths: [], places: [], lines: [], units: [], organizations: [] }

export function isWhole(reach: Reach): boolean {
  return reach.paths.includes('')
}

export function isNothing(reach: Reach): boolean {
  const { paths, places, lines, units, organizations } = reach
  return paths.length + places.length + lines.length + units.length + organizations.length === 0
}

/** What decides whether a unit is reached; a fact that is not known is null. */
export interface Reached {
  readonly id: string
  readonly path: string
  readonly section: string | null
  readonly building: string | null
  readonly park: string | null
  readonly grid: string | null
}

export function reachesUnit(reach: Reach, unit: Reached): boolean {
  return (
    reachesPath(reach, unit.path) ||
    reach.units.includes(unit.id) ||
    reach.lines.some(({ section, path }) => section === unit.section && unit.path.startsWith(path)) ||
    [unit.building, unit.park, unit.grid].some((place) => place !== null && reach.places.includes(place))
  )
}

/** Whether everything under a path is reached. */
export function reachesPath(reach: Reach, path: string): boolean {
  return reach.paths.some((prefix) => path.startsWith(prefix))
}

/** Whether an organisation, or what belongs to it, stands in the chain of one that is reached. */
export function reachesChain(reach: Reach, chain: string): boolean {
  return reach.organizations.some((prefix) => chain.startsWith(prefix))
}

/** What decides whether a Party organisation is seen. */
export interface ReachedOrganization {
  readonly path: string
  readonly chain: string
  /** The units that it covers now. */
  readonly units: readonly Reached[]
}

/** Seen by its area, by itself or one above it, or by a unit that it covers; changed only by the first two. */
export function seesOrganization(reach: Reach, { path, chain, units }: ReachedOrganization): boolean {
  return reachesPath(reach, path) || reachesChain(reach, chain) || units.some((unit) => reachesUnit(reach, unit))
}

/** A subtree inside another adds nothing; the shorter a list, the cheaper each of the queries. */
function widest(prefixes: readonly string[]): string[] {
  const all = [...new Set(prefixes)]
  return all.filter((one) => !all.some((other) => other !== one && one.startsWith(other)))
}

export function joinReaches(reaches: readonly Reach[]): Reach {
  const lines = new Map(
    reaches.flatMap((reach) => reach.lines).map((line) => [`${line.section}:${line.path}`, line] as const),
  )
  return {
    paths: widest(reaches.flatMap((reach) => reach.paths)),
    places: [...new Set(reaches.flatMap((reach) => reach.places))],
    lines: [...lines.values()],
    units: [...new Set(reaches.flatMap((reach) => reach.units))],
    organizations: widest(reaches.flatMap((reach) => reach.organizations)),
  }
}
