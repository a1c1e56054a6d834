import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import { makeVault } from '../../../../platform/server/personal/vault.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findMember, openName } from '../../server/public.ts'
import type { Direction, TransferState } from '../contract.ts'
import { actsFor, requireTransfer, type StoredSide } from './stored.ts'

/** What a letter of introduction and its receipt say. */
export interface LetterFacts {
  readonly id: string
  readonly direction: Direction
  readonly state: TransferState
  readonly letterNo: string | null
  readonly letterDay: Day | null
  readonly validUntil: Day | null
  readonly receivedOn: Day | null
  readonly receiptOn: Day | null
  readonly name: string
  readonly status: 'full' | 'probationary'
  readonly joined: string | null
  readonly fullOn: string | null
  /** Of somebody on file, for whoever reaches the record; else null. */
  readonly gender: 'male' | 'female' | null
  readonly born: string | null
  readonly ethnicity: string | null
  readonly identity: string | null
  readonly phone: string | null
  readonly unitName: string | null
  readonly from: LetterSide
  readonly to: LetterSide
  /** Who prints what: the sender the letter, the receiver the receipt. */
  readonly mine: { readonly from: boolean; readonly to: boolean }
}

export interface LetterSide {
  readonly organization: string | null
  readonly name: string
  /** Of an organisation of the district. */
  readonly superiorName: string | null
}

/** Facts of one case for its papers; names and numbers as the eyes may see them. @throws transfers.not-found */
export async function findLetterFacts(
  context: Pick<Context, 'secrets' | 'clock' | 'database'>,
  db: Db | Tx,
  scope: Scope,
  eyes: Eyes,
  id: string,
): Promise<LetterFacts> {
  const transfer = await requireTransfer(db, scope, id)
  const { member: memberId, direction, state, letterNo, letterDay, validUntil, receivedOn, receiptOn } = transfer
  const member = memberId === null ? null : await findMember(db, scope, memberId)
  const unit = member?.unit ?? transfer.unit
  // Who stands above a side, and where the person works, are told by name, reached or not.
  const around = await context.database.beyond(db, scope, async (wide, { district }) => {
    const [found] = await rowsOf<{ name: string }>(
      wide,
      sql`select name from unit where district = ${district} and id = ${unit}`,
    )
    return {
      unitName: found?.name ?? null,
      from: await sideOfLetter(wide, district, transfer.from),
      to: await sideOfLetter(wide, district, transfer.to),
    }
  })
  return {
    id,
    direction,
    state,
    letterNo,
    letterDay,
    validUntil,
    receivedOn,
    receiptOn,
    name: eyes.show('name', openName(context.secrets, transfer.name), memberId ?? id),
    status: transfer.status,
    joined: transfer.joined,
    fullOn: transfer.fullOn,
    gender: member?.gender ?? null,
    born: member?.born ?? null,
    ethnicity: member?.ethnicity ?? null,
    ...(await readNumbers(context, db, scope, member?.id ?? id, eyes)),
    ...around,
    mine: { from: actsFor(scope, transfer.from), to: actsFor(scope, transfer.to) },
  }
}

async function sideOfLetter(db: Db, district: string, { organization, name }: StoredSide): Promise<LetterSide> {
  const [row] = await rowsOf<{ name: string }>(
    db,
    sql`select s.name from organization o join organization s on s.district = o.district and s.id = o.superior
      where o.district = ${district} and o.id = ${organization}`,
  )
  return { organization, name, superiorName: row?.name ?? null }
}

/** Identity number and telephone of a member or of a case, as far as the vault lets the scope see them. */
export async function readNumbers(
  { secrets, clock }: Pick<Context, 'secrets' | 'clock'>,
  db: Db | Tx,
  scope: Scope,
  owner: string,
  eyes: Eyes,
): Promise<{ identity: string | null; phone: string | null }> {
  const vault = makeVault(secrets, clock)
  return {
    identity: await vault.open(db, scope, owner, 'identity', eyes),
    phone: await vault.open(db, scope, owner, 'phone', eyes),
  }
}
