import type { Day } from '../../../kernel/day.ts'
import { childrenOf, mayContain, subtreeOf, treeAsOf, type AreaVersion } from './tree.ts'

/**
 * Renaming, moving, splitting and merging areas on a day. Every change is a pure function from versions to versions, with
 * a preview of which areas end and begin and where their units go; a change that would contradict the tree is refused
 * with the reason. Nothing before the day changes, so old reports keep their areas.
 *
 *     rename   same id, new name             units stay
 *     move     same id, new parent           units stay, paths below change
 *     split    the area ends, parts begin    children as told, units of no child go to the first part, to be checked
 *     merge    the areas end, one begins     all children and units go to it
 */
export type AreaCommand =
  | { readonly kind: 'rename'; readonly area: string; readonly name: string }
  | { readonly kind: 'move'; readonly area: string; readonly to: string }
  | {
      readonly kind: 'split'
      readonly area: string
      readonly into: readonly { readonly name: string; readonly children: readonly string[] }[]
    }
  | { readonly kind: 'merge'; readonly areas: readonly string[]; readonly name: string }

/** Units that sit directly in `from` go to `to`. Units of areas not named here stay where they are. */
export interface UnitMove {
  readonly from: string
  readonly to: string
  /** Nobody decided these one by one: the office should look at them. */
  readonly check: boolean
}

export interface ChangePreview {
  readonly sentence: string
  /** Versions that end on the day, and those that begin. */
  readonly ends: readonly AreaVersion[]
  readonly begins: readonly AreaVersion[]
  readonly units: readonly UnitMove[]
}

export type ChangeResult =
  | { readonly ok: true; readonly versions: AreaVersion[]; readonly preview: ChangePreview }
  | { readonly ok: false; readonly why: string }

/** `newId` is called for every area that begins by a split or merge. */
export function changeTree(
  versions: readonly AreaVersion[],
  command: AreaCommand,
  day: Day,
  newId: () => string,
): ChangeResult {
  const tree = treeAsOf(versions, day)
  switch (command.kind) {
    case 'rename':
      return rename(versions, tree, command, day)
    case 'move':
      return move(versions, tree, command, day)
    case 'split':
      return split(versions, tree, command, day, newId)
    case 'merge':
      return merge(versions, tree, command, day, newId)
  }
}

type Tree = ReadonlyMap<string, AreaVersion>
type Of<K extends AreaCommand['kind']> = Extract<AreaCommand, { kind: K }>

const refuse = (why: string): ChangeResult => ({ ok: false, why })

function rename(versions: readonly AreaVersion[], tree: Tree, command: Of<'rename'>, day: Day): ChangeResult {
  const area = tree.get(command.area)
  const name = command.name.trim()
  if (area === undefined) return refuse('这一天没有这个区域')
  if (name === '') return refuse('名称不能为空')
  if (name === area.name) return refuse('名称没有变化')
  const why = whyFixed(versions, [area], day) ?? whyTaken(tree, area.parent, name, [area.id])
  if (why !== null) return refuse(why)
  return replace(versions, day, [area], [{ ...area, name }], [], `${area.name}自${day}起更名为${name}`)
}

function move(versions: readonly AreaVersion[], tree: Tree, command: Of<'move'>, day: Day): ChangeResult {
  const area = tree.get(command.area)
  const target = tree.get(command.to)
  if (area === undefined || target === undefined) return refuse('这一天没有这个区域')
  if (area.parent === target.id) return refuse(`${area.name}已经属于${target.name}`)
  if (target.path.startsWith(area.path)) return refuse('不能划入自己或自己的下级')
  if (area.tree !== target.tree) return refuse('只能在同一类区域之间划转')
  if (!mayContain(target.level, area.level)) return refuse(`${target.name}与${area.name}级别不符`)
  const below = subtreeOf(tree, area.id)
  const why = whyFixed(versions, [...below, target], day) ?? whyTaken(tree, target.id, area.name, [])
  if (why !== null) return refuse(why)
  const begins = below.map((one) => ({
    ...one,
    parent: one.id === area.id ? target.id : one.parent,
    path: `${target.path}${one.path.slice(area.path.length - area.id.length - 1)}`,
  }))
  return replace(versions, day, below, begins, [], `${area.name}自${day}起划归${target.name}`)
}

function split(
  versions: readonly AreaVersion[],
  tree: Tree,
  command: Of<'split'>,
  day: Day,
  newId: () => string,
): ChangeResult {
  const area = tree.get(command.area)
  if (area === undefined) return refuse('这一天没有这个区域')
  const names = command.into.map((part) => part.name.trim())
  if (names.length < 2) return refuse('至少分成两个')
  if (names.some((name) => name === '') || new Set(names).size < names.length) return refuse('各部分名称不能为空或重复')
  const children = childrenOf(tree, area.id)
  const told = command.into.flatMap((part) => part.children)
  if (new Set(told).size < told.length) return refuse('同一个下级不能分到两处')
  const stranger = told.find((id) => !children.some((child) => child.id === id))
  if (stranger !== undefined) return refuse('分出的下级不属于这个区域')
  const left = children.filter((child) => !told.includes(child.id))
  if (left.length > 0) return refuse(`还有下级没有分配：${left.map((child) => child.name).join('、')}`)
  const below = subtreeOf(tree, area.id)
  const taken = names.map((name) => whyTaken(tree, area.parent, name, [area.id])).find((why) => why !== null)
  const why = whyFixed(versions, below, day) ?? taken ?? null
  if (why !== null) return refuse(why)

  const outer = area.path.slice(0, area.path.length - area.id.length - 1)
  const begins: AreaVersion[] = []
  const parts = command.into.map((part, index) => {
    const id = newId()
    const begun: AreaVersion = { ...area, id, code: null, name: names[index] as string, path: `${outer}${id}/` }
    begins.push(begun)
    for (const child of part.children) begins.push(...transplant(below, child, begun))
    return begun
  })
  const first = parts[0] as AreaVersion
  const units: UnitMove[] = [{ from: area.id, to: first.id, check: true }]
  const sentence = `${area.name}自${day}起分为${names.join('、')}；不在下级中的单位暂归${first.name}，请逐户核对`
  return replace(versions, day, below, begins, units, sentence)
}

function merge(
  versions: readonly AreaVersion[],
  tree: Tree,
  command: Of<'merge'>,
  day: Day,
  newId: () => string,
): ChangeResult {
  const ids = [...new Set(command.areas)]
  const areas = ids.flatMap((id) => tree.get(id) ?? [])
  const name = command.name.trim()
  if (areas.length < ids.length) return refuse('这一天没有其中的区域')
  const [first] = areas
  if (first === undefined || areas.length < 2) return refuse('至少选两个区域')
  if (name === '') return refuse('名称不能为空')
  if (areas.some((area) => area.parent !== first.parent || area.level !== first.level || area.tree !== first.tree)) {
    return refuse('只能合并同一上级、同一级别的区域；请先划转')
  }
  const below = areas.flatMap((area) => subtreeOf(tree, area.id))
  const why = whyFixed(versions, below, day) ?? whyTaken(tree, first.parent, name, ids) ?? whyTwins(tree, areas)
  if (why !== null) return refuse(why)

  const outer = first.path.slice(0, first.path.length - first.id.length - 1)
  const id = newId()
  const begun: AreaVersion = {
    ...first,
    id,
    code: null,
    name,
    path: `${outer}${id}/`,
    zone: areas.every((area) => area.zone),
  }
  const begins = [begun]
  for (const area of areas)
    for (const child of childrenOf(tree, area.id)) begins.push(...transplant(below, child.id, begun))
  const units = areas.map((area) => ({ from: area.id, to: id, check: false }))
  return replace(
    versions,
    day,
    below,
    begins,
    units,
    `${areas.map((area) => area.name).join('、')}自${day}起合并为${name}`,
  )
}

/** A child with all below it, under a new parent. */
function transplant(below: readonly AreaVersion[], child: string, parent: AreaVersion): AreaVersion[] {
  const root = below.find((area) => area.id === child)
  if (root === undefined) return []
  const cut = root.path.length - root.id.length - 1
  return below
    .filter((area) => area.path.startsWith(root.path))
    .map((area) => ({
      ...area,
      parent: area.id === child ? parent.id : area.parent,
      path: parent.path + area.path.slice(cut),
    }))
}

/** Ends some versions on the day and begins others; the rest stays. */
function replace(
  versions: readonly AreaVersion[],
  day: Day,
  ends: readonly AreaVersion[],
  begins: readonly AreaVersion[],
  units: readonly UnitMove[],
  sentence: string,
): ChangeResult {
  const ending = new Set(ends)
  const ended = ends.map((version) => ({ ...version, validTo: day }))
  const begun = begins.map((version) => ({ ...version, validFrom: day, validTo: null }))
  const kept = versions.filter((version) => !ending.has(version))
  return {
    ok: true,
    versions: [...kept, ...ended, ...begun],
    preview: { sentence, ends: ended, begins: begun, units },
  }
}

/** Versions that began on this very day or that later changes already end cannot be changed once more. */
function whyFixed(versions: readonly AreaVersion[], areas: readonly AreaVersion[], day: Day): string | null {
  for (const area of areas) {
    if (area.validTo !== null) return `${area.name}在${area.validTo}已有后来的调整，请先撤销`
    if (area.validFrom >= day) return `${area.name}自${area.validFrom}才开始，请选以后的日期`
    if (versions.some((other) => other.parent === area.id && other.validFrom > day)) {
      return `${area.name}的下级在${day}以后已有调整，请先撤销`
    }
  }
  return null
}

function whyTaken(tree: Tree, parent: string | null, name: string, except: readonly string[]): string | null {
  const taken = [...tree.values()].some(
    (area) => area.parent === parent && area.name === name && !except.includes(area.id),
  )
  return taken ? `同一上级下已有“${name}”` : null
}

/** Children of the same name would meet in the merged area. */
function whyTwins(tree: Tree, areas: readonly AreaVersion[]): string | null {
  const seen = new Set<string>()
  for (const child of areas.flatMap((area) => childrenOf(tree, area.id))) {
    if (seen.has(child.name)) return `下级“${child.name}”重名，请先更名`
    seen.add(child.name)
  }
  return null
}

/** Where a unit of an area sits after the change. */
export function areaAfter(preview: ChangePreview, area: string): string {
  return preview.units.find((unitMove) => unitMove.from === area)?.to ?? area
}
