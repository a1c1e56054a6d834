import { sql } from 'kysely'
import type { PersonalKind } from '../../../kernel/mask.ts'
import type { Scope } from '../../../kernel/scope.ts'
import type { Clock } from '../clock.ts'
import { rowsOf, type Db, type Tx } from '../db/database.ts'
import type { Secrets } from '../secrets.ts'
import type { Eyes } from './eyes.ts'

/**
 * Numbers of persons (identity, phone) that are kept encrypted. They are never asked for; who gives one gets it sealed.
 * It is looked up by a keyed hash of its digits only: neither a part of it nor a range can be searched for.
 */
export interface Vault {
  /** Keeps a number for its owner (id of a member, a contact, an account) in place of an earlier one. */
  put(tx: Tx, scope: Scope, entry: VaultEntry): Promise<void>
  /** Owners with exactly this number, however it is written. */
  find(db: Db | Tx, scope: Scope, kind: PersonalKind, text: string): Promise<string[]>
  /** As the eyes may see it; null where none is kept. Errors when the key is not there. */
  open(db: Db | Tx, scope: Scope, owner: string, kind: PersonalKind, eyes: Eyes): Promise<string | null>
  erase(tx: Tx, scope: Scope, owner: string, kind: PersonalKind): Promise<boolean>
}

export interface VaultEntry {
  readonly owner: string
  readonly kind: PersonalKind
  readonly text: string
  /** Path of the area whose people may reach it; null: only the whole office and the person. */
  readonly path: string | null
  /** Account of the person, where there is one. */
  readonly account: string | null
}

export function makeVault(secrets: Secrets, clock: Clock): Vault {
  return {
    async put(tx, scope, { owner, kind, text, path, account }) {
      const plain = plainNumber(text)
      await sql`insert into personal_vault (district, owner, kind, sealed, hash, path, account, changed_at)
        values (${scope.district}, ${owner}, ${kind}, ${secrets.seal(plain)}, ${secrets.hash(kind, plain)}, ${path}, ${account},
          ${clock.now().toISOString()})
        on conflict (district, owner, kind) do update set sealed = excluded.sealed, hash = excluded.hash,
          path = excluded.path, account = excluded.account, changed_at = excluded.changed_at`.execute(tx)
    },
    async find(db, scope, kind, text) {
      const rows = await rowsOf<{ owner: string }>(
        db,
        sql`select owner from personal_vault where district = ${scope.district} and kind = ${kind}
          and hash = ${secrets.hash(kind, plainNumber(text))} order by owner`,
      )
      return rows.map(({ owner }) => owner)
    },
    async open(db, scope, owner, kind, eyes) {
      const [row] = await rowsOf<{ sealed: string }>(
        db,
        sql`select sealed from personal_vault
          where district = ${scope.district} and owner = ${owner} and kind = ${kind}`,
      )
      return row ? eyes.show(kind, secrets.open(row.sealed), owner) : null
    },
    async erase(tx, scope, owner, kind) {
      const gone = await rowsOf(
        tx,
        sql`delete from personal_vault where district = ${scope.district} and owner = ${owner} and kind = ${kind} returning owner`,
      )
      return gone.length > 0
    },
  }
}

/** Blanks, dashes and full-width digits are ways of writing the same number; the last place of an identity number may be x. */
export function plainNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s\u2010-\u2015-]/g, '')
    .toUpperCase()
}
