import type { Verb } from './endpoint.ts'
import { isNothing, isWhole, reachesChain, reachesPath, reachesUnit, type Reach, type Reached } from './scope.ts'

/** A verb as roles are made of it and as the screens name it. */
export interface VerbKind {
  /** `导入和撤回`: what one may do with it. */
  readonly words: string
  /** Why it takes the whole office, where it does; the end of a sentence: `比对要看全区台账`. */
  readonly whole?: string
}

export type VerbTable = Readonly<Record<string, VerbKind>>

/** Keeps the literal names of a room's verbs. */
export function verbs<T extends Readonly<Record<Exclude<Verb, 'open' | 'self'>, VerbKind>>>(table: T): T {
  return table
}

export type Decision = { readonly ok: true } | { readonly ok: false; readonly why: string }

/** Upon what a verb is to be used: a unit, a Party organisation, everything under a path, or nothing in particular. */
export type Thing = { readonly unit: Reached } | { readonly path: string; readonly chain?: string } | null

/**
 * Whether somebody who has a verb within `reach` may use it on a thing. The server enforces it (by scope and row-level
 * security, which must say the same); the screen disables the button and shows the reason.
 */
export function may(kind: VerbKind, reach: Reach, thing: Thing = null): Decision {
  if (isNothing(reach)) return { ok: false, why: `你的岗位没有“${kind.words}”的权限` }
  if (kind.whole !== undefined && !isWhole(reach)) return { ok: false, why: `由全区一级办理：${kind.whole}` }
  if (thing === null) return { ok: true }
  return isReached(reach, thing) ? { ok: true } : { ok: false, why: '不在你负责的范围内' }
}

function isReached(reach: Reach, thing: NonNullable<Thing>): boolean {
  if ('unit' in thing) return reachesUnit(reach, thing.unit)
  return reachesPath(reach, thing.path) || (thing.chain !== undefined && reachesChain(reach, thing.chain))
}
