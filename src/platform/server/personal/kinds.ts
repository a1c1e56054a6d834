import type { z, ZodType } from 'zod'
import type { Endpoint } from '../../../kernel/endpoint.ts'
import type { PersonalKind } from '../../../kernel/mask.ts'
import type { Scope } from '../../../kernel/scope.ts'
import type { Db, Tx } from '../db/database.ts'
import type { Context } from '../room.ts'

/** Where a room keeps something of a person. From this one list come masking, trail, rotation of keys and the test of all answers. */
export interface PersonalColumn {
  readonly table: string
  /** Name of the column, or `facts.instructor`: the entry of a JSON column. */
  readonly column: string
  readonly kind: PersonalKind
  readonly label: string
  /** Whose it is: `指导员`, `联络员`, `账号本人`. */
  readonly whose: string
  /** Kept encrypted (`secrets.seal`): the columns that name a row besides `district`, for sealing it anew. */
  readonly sealed?: readonly string[]
}

/** Something else that is kept encrypted, e.g. the key of a second factor. */
export interface SealedColumn {
  readonly table: string
  readonly column: string
  /** The columns that name a row besides `district`. */
  readonly key: readonly string[]
}

/** Persons whose names would stand in a file in the clear. */
export interface Persons {
  readonly count: number
  /** Names of up to `TOLD` of them, for the trail. */
  readonly names: readonly string[]
}

/** A file that holds personal columns: it is masked without purpose, and above the threshold it needs a release. */
export interface PersonalExport<I extends ZodType = ZodType> {
  readonly endpoint: Endpoint<I>
  /** `台账，含指导员、联络员姓名`. */
  readonly words: string
  persons(
    db: Db,
    scope: Scope,
    input: z.infer<I>,
    by: Pick<Context, 'secrets' | 'clock' | 'database'>,
  ): Promise<Persons>
}

/** Keeps the type of the input; checks nothing at run time. */
export function personalExport<I extends ZodType>(made: PersonalExport<I>): PersonalExport {
  // The input is parsed by the endpoint's own schema before it is handed over.
  return made as unknown as PersonalExport
}

/** How long something is kept. */
export interface Retention {
  readonly id: string
  readonly name: string
  /** Unless the office says otherwise; null for good. */
  readonly months: number | null
  /** What the law demands at least. */
  readonly least: number | null
  /** The persons were told how long it is kept: it may not be kept for good. */
  readonly promised?: true
  readonly why: string
  /** Takes away what was there before; returns how many. Null: nothing is ever taken away by itself. */
  readonly erase: ((context: Context, scope: Scope, before: Date, months: number) => Promise<number>) | null
}

/** One thing that is held on the person of an account, as the person's own page shows it: in the clear. */
export interface OwnFactRow {
  readonly key: string
  readonly label: string
  readonly value: string | null
  /** Of which book it is: `党员名册`. */
  readonly where: string
  readonly since: string
  readonly keptUntil: string | null
  readonly correctable: boolean
  /** Why its deletion cannot be asked for; null: it can. */
  readonly stays: string | null
  readonly kind: PersonalKind | null
}

/** What a room holds on the person of an account. Only what is tied to the account itself, never what an equal name suggests. */
export interface OwnFacts {
  /** Its keys begin with it: `member.`. */
  readonly prefix: string
  facts(
    context: Pick<Context, 'secrets' | 'clock' | 'database'>,
    db: Db | Tx,
    scope: Scope,
    account: string,
  ): Promise<readonly OwnFactRow[]>
  /** What the person asked for and somebody granted, in the transaction of the decision; null takes the value away. */
  change(
    context: Context,
    tx: Tx,
    scope: Scope,
    asked: { readonly account: string; readonly key: string; readonly value: string | null; readonly reason: string },
  ): Promise<void>
}

/** Subjects that one row of the trail names. */
export const TOLD = 200
