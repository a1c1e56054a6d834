import type { AreaChange, Level, Tree } from '../contract.ts'

/**
 * Changes of the area trees: rename, move (划转), split, merge. A change ends versions and begins others; it never edits
 * one. An area keeps its id when it is renamed or moved; parts of a split and the outcome of a merge are new areas.
 * Everything below a changed area moves with it, in all trees.
 */
export interface TreeNode {
  readonly id: string
  readonly tree: Tree
  readonly code: string | null
  readonly name: string
  readonly level: Level
  readonly zone: boolean
  readonly parent: string | null
  /** Ids from the root down to its own, each followed by a slash. */
  readonly path: string
}

/** Where the units under an old path stand from now on. */
export interface PathMove {
  readonly from: string
  /** The area that takes over; its own id where none does (units of a split area that belong to no part for certain). */
  readonly to: string
  readonly level: Level
  readonly oldPath: string
  readonly newPath: string
}

export interface TreeEdit {
  readonly ok: true
  /** Versions that end, parents first. */
  readonly ends: readonly TreeNode[]
  /** Versions that begin, parents first. */
  readonly begins: readonly TreeNode[]
  /** Parents first; empty for a mere renaming. */
  readonly moves: readonly PathMove[]
  /** Areas whose history tells of it. */
  readonly concerns: readonly string[]
  /** What happened, without the day: 凌河街道更名为凌水街道. */
  readonly words: string
  /** Those that the office names in the change, as opposed to what moves along. */
  readonly leading: { readonly ends: readonly string[]; readonly begins: readonly string[] }
}

export type TreeRuling = TreeEdit | { readonly ok: false; readonly why: string }

const RANK: Readonly<Record<Level, number>> = {
  province: 0,
  city: 1,
  county: 2,
  town: 3,
  community: 4,
  park: 5,
  grid: 5,
  building: 5,
}

/** `tree`: every area in force on the day of the change. `newId` names new areas. */
export function editTree(tree: readonly TreeNode[], change: AreaChange, newId: () => string): TreeRuling {
  const view = new View(tree)
  switch (change.kind) {
    case 'rename':
      return rename(view, change.area, change.name)
    case 'move':
      return move(view, change.area, change.to)
    case 'split':
      return split(view, change.area, change.into, newId)
    case 'merge':
      return merge(view, change.areas, change.name, newId)
  }
}

class View {
  readonly #byId: ReadonlyMap<string, TreeNode>
  readonly #all: readonly TreeNode[]

  constructor(tree: readonly TreeNode[]) {
    this.#byId = new Map(tree.map((node) => [node.id, node]))
    this.#all = tree
  }

  get(id: string): TreeNode | null {
    return this.#byId.get(id) ?? null
  }

  below(node: TreeNode): TreeNode[] {
    return this.#all
      .filter(({ id, path }) => id !== node.id && path.startsWith(node.path))
      .sort((a, b) => a.path.length - b.path.length || (a.path < b.path ? -1 : 1))
  }

  children(node: TreeNode): TreeNode[] {
    return this.#all.filter(({ parent, tree }) => parent === node.id && tree === node.tree)
  }

  /** Another area of this name under the same parent, those in `except` aside. */
  namesake(parent: string | null, tree: Tree, name: string, except: readonly string[]): TreeNode | null {
    return (
      this.#all.find(
        (node) => node.parent === parent && node.tree === tree && node.name === name && !except.includes(node.id),
      ) ?? null
    )
  }
}

const refuse = (why: string): TreeRuling => ({ ok: false, why })
const UNKNOWN = '没有这个区域，可能已经调整。'
const ROOT = '这是本办公室的根，不能划转、拆分、合并。'

function rename(view: View, id: string, name: string): TreeRuling {
  const area = view.get(id)
  if (!area) return refuse(UNKNOWN)
  if (area.name === name) return refuse(`现在就叫${name}。`)
  if (view.namesake(area.parent, area.tree, name, [id])) return refuse(`同级已有${name}。`)
  return {
    ok: true,
    ends: [area],
    begins: [{ ...area, name }],
    moves: [],
    concerns: [id],
    words: `${area.name}更名为${name}`,
    leading: { ends: [id], begins: [id] },
  }
}

function move(view: View, id: string, to: string): TreeRuling {
  const area = view.get(id)
  const target = view.get(to)
  if (!area || !target) return refuse(UNKNOWN)
  if (area.parent === null) return refuse(ROOT)
  if (target.path.startsWith(area.path)) return refuse('不能划到自己的下级。')
  if (area.parent === to) return refuse(`${area.name}已经在${target.name}。`)
  if (target.tree !== 'division' && target.tree !== area.tree) return refuse(`${target.name}不是行政区划，不能作为上级。`)
  if (RANK[target.level] >= RANK[area.level]) return refuse(`${target.name}的级别不高于${area.name}，不能作为上级。`)
  if (view.namesake(to, area.tree, area.name, [id])) return refuse(`${target.name}已有${area.name}。`)
  const from = view.get(area.parent)
  const moved = { ...area, parent: to, path: `${target.path}${id}/` }
  const below = carry(view.below(area), area.path, moved.path)
  return {
    ok: true,
    ends: [area, ...below.map(({ was }) => was)],
    begins: [moved, ...below.map(({ now }) => now)],
    moves: [pathMove(area, id, moved.path), ...below.map(({ was, now }) => pathMove(was, was.id, now.path))],
    concerns: [id, area.parent, to],
    words: `${area.name}由${from?.name ?? '原上级'}划归${target.name}`,
    leading: { ends: [id], begins: [id] },
  }
}

function split(
  view: View,
  id: string,
  into: readonly { readonly name: string; readonly children: readonly string[] }[],
  newId: () => string,
): TreeRuling {
  const area = view.get(id)
  if (!area) return refuse(UNKNOWN)
  const above = area.parent === null ? null : view.get(area.parent)
  if (!above) return refuse(ROOT)
  const names = into.map(({ name }) => name)
  if (new Set(names).size < names.length) return refuse('拆出的区域不能同名。')
  const taken = names.find((name) => view.namesake(area.parent, area.tree, name, [id]))
  if (taken !== undefined) return refuse(`同级已有${taken}。`)
  const children = view.children(area)
  const given = into.flatMap((part) => part.children)
  if (new Set(given).size < given.length) return refuse('同一个下级不能归两处。')
  if (given.some((child) => !children.some((one) => one.id === child))) return refuse('有的下级不在这个区域里。')
  const left = children.filter((child) => !given.includes(child.id))
  if (left.length > 0) {
    const some = left.slice(0, 3).map(({ name }) => name)
    return refuse(`还有 ${left.length} 个下级没有归属：${some.join('、')}${left.length > 3 ? '等' : ''}。`)
  }

  const parts = into.map(({ name, children: own }) => {
    const part = newId()
    return { node: { ...area, id: part, code: null, name, path: `${above.path}${part}/` }, own: new Set(own) }
  })
  const all = view.below(area)
  const inParts = parts.flatMap(({ node, own }) =>
    [...own].flatMap((child) => {
      const top = view.get(child) as TreeNode
      return carry([top, ...view.below(top)], area.path, node.path, area.id, node.id)
    }),
  )
  // What hangs on the area itself, e.g. a building known to no community, belongs to no part for certain: one level up.
  const settled = new Set(inParts.map(({ was }) => was.id))
  const loose = carry(
    all.filter(({ id: one }) => !settled.has(one)),
    area.path,
    above.path,
    area.id,
    above.id,
  )
  const below = [...inParts, ...loose]
  return {
    ok: true,
    ends: [area, ...below.map(({ was }) => was)],
    begins: [...parts.map(({ node }) => node), ...below.map(({ now }) => now)],
    moves: [
      { from: id, to: id, level: area.level, oldPath: area.path, newPath: above.path },
      ...below.map(({ was, now }) => pathMove(was, was.id, now.path)),
    ],
    concerns: [id, above.id, ...parts.map(({ node }) => node.id)],
    words: `${area.name}拆分为${names.join('、')}`,
    leading: { ends: [id], begins: parts.map(({ node }) => node.id) },
  }
}

function merge(view: View, ids: readonly string[], name: string, newId: () => string): TreeRuling {
  if (new Set(ids).size < ids.length) return refuse('同一个区域写了两遍。')
  const areas = ids.map((id) => view.get(id))
  if (areas.some((area) => area === null)) return refuse(UNKNOWN)
  const known = areas.filter((area) => area !== null)
  const [first] = known
  const above = first?.parent ? view.get(first.parent) : null
  if (!first || !above) return refuse(ROOT)
  const other = known.find((area) => area.parent !== first.parent)
  if (other) return refuse(`${first.name}和${other.name}不在同一上级，先划转再合并。`)
  if (known.some((area) => area.level !== first.level || area.tree !== first.tree)) return refuse('级别不同，不能合并。')
  if (view.namesake(first.parent, first.tree, name, ids)) return refuse(`同级已有${name}。`)
  const id = newId()
  const merged: TreeNode = {
    ...first,
    id,
    code: null,
    name,
    zone: known.every(({ zone }) => zone),
    path: `${above.path}${id}/`,
  }
  const below = known.flatMap((area) => carry(view.below(area), area.path, merged.path, area.id, id))
  return {
    ok: true,
    ends: [...known, ...below.map(({ was }) => was)],
    begins: [merged, ...below.map(({ now }) => now)],
    moves: [
      ...known.map((area) => pathMove(area, id, merged.path)),
      ...below.map(({ was, now }) => pathMove(was, was.id, now.path)),
    ],
    concerns: [...ids, id, above.id],
    words: `${known.map((area) => area.name).join('、')}合并为${name}`,
    leading: { ends: [...ids], begins: [id] },
  }
}

/** Areas under a path that becomes another one; those hanging on `oldParent` hang on `newParent` from then on. */
function carry(
  nodes: readonly TreeNode[],
  oldPath: string,
  newPath: string,
  oldParent: string | null = null,
  newParent: string | null = null,
) {
  return nodes.map((was) => ({
    was,
    now: {
      ...was,
      path: newPath + was.path.slice(oldPath.length),
      parent: oldParent !== null && was.parent === oldParent ? newParent : was.parent,
    },
  }))
}

function pathMove(was: TreeNode, to: string, newPath: string): PathMove {
  return { from: was.id, to, level: was.level, oldPath: was.path, newPath }
}
