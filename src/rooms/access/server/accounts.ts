import { sql } from 'kysely'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { accessProblem } from '../contract.ts'

export interface AccountRow {
  readonly id: string
  readonly username: string
  readonly name: string
  /** Sealed. */
  readonly phone: string | null
  readonly post: string | null
  readonly state: 'invited' | 'active' | 'disabled' | 'handed-over'
  readonly successor: string | null
  readonly must_change: boolean
  readonly second_factor: boolean
  readonly last_used: Date | null
}

const COLUMNS = sql`id, username, name, phone, post, state, successor, must_change, second_factor, last_used`

export async function findAccount(db: Db | Tx, district: string, id: string): Promise<AccountRow | null> {
  const rows = await rowsOf(
    db,
    sql<AccountRow>`select ${COLUMNS} from account where district = ${district} and id = ${id}`,
  )
  return rows[0] ?? null
}

export async function findByUsername(db: Db | Tx, district: string, username: string): Promise<AccountRow | null> {
  const rows = await rowsOf(
    db,
    sql<AccountRow>`select ${COLUMNS} from account where district = ${district} and username = ${username}`,
  )
  return rows[0] ?? null
}

/** Held until the transaction ends, so that two changes of one account follow each other. */
export async function lockAccount(tx: Tx, district: string, id: string): Promise<AccountRow> {
  const rows = await rowsOf(
    tx,
    sql<AccountRow>`select ${COLUMNS} from account where district = ${district} and id = ${id} for update`,
  )
  if (!rows[0]) throw accessProblem('account-not-found')
  return rows[0]
}

export interface SecretRow {
  readonly password_hash: string | null
  /** Sealed. */
  readonly totp: string | null
  readonly totp_step: number
  /** Sealed; shown but not yet confirmed. */
  readonly totp_pending: string | null
  readonly recovery: readonly string[]
}

/** As the gate; nobody else may. */
export async function findSecret(db: Db | Tx, district: string, account: string): Promise<SecretRow | null> {
  const rows = await rowsOf(
    db,
    sql<SecretRow>`select password_hash, totp, totp_step, totp_pending, recovery from account_secret
      where district = ${district} and account = ${account}`,
  )
  return rows[0] ?? null
}

export async function setPassword(tx: Tx, district: string, account: string, hash: string): Promise<void> {
  await sql`insert into account_secret (district, account, password_hash) values (${district}, ${account}, ${hash})
    on conflict (district, account) do update set password_hash = excluded.password_hash`.execute(tx)
}
