import type { PersonalKind } from '../../../kernel/mask.ts'
import type { OwnFacts, PersonalColumn, PersonalExport, Retention, SealedColumn } from './kinds.ts'

/** What all rooms keep of persons, what of it goes out, and how long it is kept. */
export interface PersonalRegistry {
  readonly columns: readonly (PersonalColumn & { readonly room: string })[]
  /** Every column that holds sealed text. */
  readonly sealed: readonly SealedColumn[]
  readonly exports: ReadonlyMap<string, PersonalExport>
  readonly retention: readonly Retention[]
  /** For the page of what is held on oneself. */
  readonly own: readonly OwnFacts[]
  /** Kind of an entry of a JSON column, e.g. of `unit_record`'s `instructor`; null: nothing personal. */
  kindOf(table: string, column: string): PersonalKind | null
}

const OWN: Declaring = {
  name: 'personal',
  personal: [
    {
      table: 'personal_vault',
      column: 'sealed',
      kind: 'identity',
      label: '证件号码',
      whose: '本人',
      sealed: ['owner', 'kind'],
    },
  ],
}

interface Declaring {
  readonly name: string
  readonly personal?: readonly PersonalColumn[]
  readonly sealed?: readonly SealedColumn[]
  readonly personalExports?: Readonly<Record<string, PersonalExport>>
  readonly retention?: readonly Retention[]
  readonly ownFacts?: readonly OwnFacts[]
}

export function makePersonalRegistry(given: readonly Declaring[]): PersonalRegistry {
  const rooms = [OWN, ...given]
  const columns = rooms.flatMap(({ name, personal }) => (personal ?? []).map((column) => ({ ...column, room: name })))
  const kinds = new Map(columns.map(({ table, column, kind }) => [`${table}.${column}`, kind]))
  return {
    columns,
    sealed: [
      ...columns.flatMap(({ table, column, sealed }) => (sealed === undefined ? [] : [{ table, column, key: sealed }])),
      ...rooms.flatMap((room) => room.sealed ?? []),
    ],
    exports: new Map(rooms.flatMap((room) => Object.entries(room.personalExports ?? {}))),
    retention: rooms.flatMap((room) => room.retention ?? []),
    own: rooms.flatMap((room) => room.ownFacts ?? []),
    kindOf: (table, column) => kinds.get(`${table}.${column}`) ?? null,
  }
}
