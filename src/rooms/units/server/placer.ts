import type { Divisions } from '../../../standards/divisions.ts'
import { parkName, type Located, type LocateInput, type Locator } from '../../areas/public.ts'
import { joinRegion, type AddressInput } from '../rules/address-input.ts'
import type { Place } from '../rules/derive.ts'

/** An area of the office's division tree as it is in force. */
export interface TreeArea {
  readonly id: string
  readonly name: string
  readonly level: string
  readonly path: string
}

export interface NewArea extends TreeArea {
  readonly code: string | null
  readonly zone: boolean
  readonly parent: string
}

export interface PlacerInput extends AddressInput {
  /** Area that a person put the unit in; wins over the address. */
  readonly placed: string | null
}

export interface Placer {
  place(input: PlacerInput): Place
  /** Areas met in addresses that the tree does not have, parents first; each is handed out once. */
  newAreas(): NewArea[]
}

/** Turns what the locator reads from an address into ids and paths of the office's own tree. */
export function makePlacer(
  divisions: Divisions,
  root: string | null,
  locator: Locator,
  tree: Map<string, TreeArea>,
  file: { readonly inputs: readonly LocateInput[]; readonly located: readonly Located[] },
): Placer {
  const known = new Map<string, Place>()
  const fresh: NewArea[] = []
  const rootPath = root === null ? '' : `${root}/`

  /** The area of that id, made when the tree lacks it: zones act as counties, and old town names stay as written. */
  const areaAt = (
    id: string,
    name: string,
    level: 'county' | 'town' | 'community',
    parent: TreeArea | undefined,
    zone: boolean,
  ): TreeArea => {
    const found = tree.get(id)
    if (found) return found
    const above = parent ?? tree.get(root ?? '')
    const path = `${above?.path ?? rootPath}${id}/`
    const made: NewArea = {
      id,
      name,
      level,
      path,
      code: /^\d+$/.test(id) ? id : null,
      zone,
      parent: above?.id ?? (root as string),
    }
    tree.set(id, made)
    fresh.push(made)
    return made
  }

  const unplaced = (problem: string, words: readonly string[], confidence = 0): Place => ({
    path: rootPath,
    county: null,
    town: null,
    community: null,
    building: null,
    buildingName: null,
    park: null,
    road: null,
    number: null,
    confidence,
    words,
    problem,
    byHand: false,
  })

  const fromLocated = (located: Located): Place => {
    const words = located.words.map((clue) => clue.said)
    if (root === null) return unplaced('还没有定下本办公室管哪里', words)
    if (located.outside) return unplaced(`住所在本地以外：${located.names.join('')}`, words, located.confidence)
    const rootIsCounty = !root.endsWith('00')
    const hasArea = located.area !== '' && located.area !== root
    if (!hasArea && !(rootIsCounty && located.area === root)) {
      return unplaced(located.problem ?? '没有认出区县', words, located.confidence)
    }
    const county = hasArea
      ? areaAt(located.area, located.areaName, 'county', undefined, located.zone !== null)
      : undefined
    const town = located.town === '' ? undefined : townOf(located, county)
    const community = located.community === '' || town === undefined ? undefined : communityOf(located, town)
    const leaf = community ?? town ?? county ?? tree.get(root)
    return {
      path: leaf?.path ?? rootPath,
      county: county?.id ?? (rootIsCounty ? root : null),
      town: town?.id ?? null,
      community: community?.id ?? null,
      building: located.buildingKey === '' ? null : `b:${located.buildingKey.replaceAll('/', '·')}`,
      buildingName: located.buildingKey === '' ? null : nameOfBuilding(located.buildingKey),
      park: parkName(located),
      road: located.road === '' ? null : located.road,
      number: located.number === '' ? null : located.number,
      confidence: located.confidence,
      words,
      problem: town === undefined ? '地址没有写明镇街，也没有同路单位可参照' : null,
      byHand: false,
    }
  }

  /** A town of the tables that an address puts into a functional zone is, for the office, a town of that zone. */
  const townOf = (located: Located, county: TreeArea | undefined): TreeArea => {
    const listed = tree.get(located.town)
    if (listed && (county === undefined || listed.path.startsWith(county.path))) return listed
    const id = listed ? `${county?.id ?? root}.${located.town}` : located.town
    return areaAt(id, located.townName, 'town', county, false)
  }

  const communityOf = (located: Located, town: TreeArea): TreeArea => {
    const listed = tree.get(located.community)
    if (listed?.path.startsWith(town.path)) return listed
    const name = divisions.get(located.community)?.name ?? located.communityText
    return areaAt(`${town.id}.${located.community}`, name, 'community', town, false)
  }

  const byHand = (id: string, base: Place): Place => {
    const area = tree.get(id)
    if (!area) return { ...base, problem: '手工定位的区域已调整，请重新定位' }
    const steps = area.path.split('/').flatMap((step) => tree.get(step) ?? [])
    const at = (level: string): string | null => steps.find((step) => step.level === level)?.id ?? null
    return {
      ...base,
      path: area.path,
      county: at('county'),
      town: at('town'),
      community: at('community'),
      confidence: 1,
      words: [`手工定位到${area.name}`],
      problem: at('town') === null ? '手工定位只到区县' : null,
      byHand: true,
    }
  }

  // Located together, so that the file could teach what single addresses leave open. Only the places are kept: what the
  // locator says of 50,000 addresses takes a hundred megabytes.
  for (const [at, input] of file.inputs.entries()) {
    const located = file.located[at]
    const key = keyOf(input)
    if (located && !known.has(key)) known.set(key, fromLocated(located))
  }

  return {
    place(input) {
      const asked: LocateInput = {
        address: joinRegion(input),
        name: input.name,
        ...(input.code === null ? {} : { code: input.code }),
      }
      const key = keyOf(asked)
      let place = known.get(key)
      if (!place) {
        place = fromLocated(locator.locate(asked))
        known.set(key, place)
      }
      return input.placed === null ? place : byHand(input.placed, place)
    },
    newAreas: () => fresh.splice(0),
  }
}

/** `area/湖下路/8` → 湖下路8号; a building known by its name keeps it. */
function nameOfBuilding(key: string): string {
  const name = key.split('/').slice(1).join('')
  return /\d$/.test(name) ? `${name}号` : name
}

/** The same address under another name or code is another question only where the address itself may not decide. */
function keyOf({ address, name, code }: LocateInput): string {
  return `${address}\u0001${code?.slice(2, 8) ?? ''}\u0001${address === '' ? name : ''}`
}
