import type { VerbTable } from '../../kernel/verbs.ts'
import { platformVerbs } from '../contract.ts'

/** The verbs of a room, of which roles are made. */
export interface RoomVerbs {
  /** The room's name on screen. */
  readonly title: string
  readonly table: VerbTable
}

export interface CatalogueVerb {
  /** `units.edit` */
  readonly verb: string
  readonly room: string
  readonly roomName: string
  readonly words: string
  /** Why it takes the whole office; null where a part will do. */
  readonly whole: string | null
}

/** Every verb there is, room by room in their order; the platform's own at the end. */
export function catalogueOf(
  rooms: readonly { readonly name: string; readonly verbs?: RoomVerbs }[],
): readonly CatalogueVerb[] {
  const own = { name: 'platform', verbs: { title: '运行和备份', table: platformVerbs } }
  return [...rooms, own].flatMap(({ name, verbs }) =>
    Object.entries(verbs?.table ?? {}).map(([verb, { words, whole }]) => ({
      verb,
      room: name,
      roomName: verbs?.title ?? name,
      words,
      whole: whole ?? null,
    })),
  )
}
