import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { openName } from '../../server/public.ts'
import { transfersProblem, type StayRow } from '../contract.ts'
import { contactDue, transferFrom } from '../rules/floating-deadlines.ts'
import { actsFor, sidesReachSql, sidesSql, type StoredSide } from './stored.ts'

/** A floating member as the table holds it; `name` is sealed. */
export interface StoredStay {
  readonly id: string
  readonly member: string | null
  readonly name: string
  readonly from: StoredSide
  readonly to: StoredSide
  readonly since: Day
  readonly until: Day | null
  readonly endWords: string | null
  readonly fixed: boolean
  readonly abroad: boolean
  readonly dual: boolean
  readonly lastContact: Day | null
  readonly moving: boolean
  readonly version: number
}

export const STAY = sql`floating_stay.id, floating_stay.member, floating_stay.name, ${sidesSql('floating_stay')},
  floating_stay.since, floating_stay.until, floating_stay.end_words as "endWords", floating_stay.fixed,
  floating_stay.abroad, floating_stay.dual, floating_stay.last_contact as "lastContact", floating_stay.version,
  exists (select 1 from transfer t where t.district = floating_stay.district and t.member = floating_stay.member
    and t.state in ('draft', 'issued')) as moving`

/** @throws transfers.no-stay */
export async function requireStay(db: Db | Tx, scope: Scope, id: string): Promise<StoredStay> {
  const [row] = await rowsOf<StoredStay>(
    db,
    sql`select ${STAY} from floating_stay where ${sidesReachSql(scope, 'floating_stay')} and floating_stay.id = ${id}`,
  )
  if (!row) throw transfersProblem('no-stay')
  return row
}

/** @throws transfers.no-stay, changed-meanwhile */
export async function lockStay(tx: Tx, scope: Scope, id: string, version: number): Promise<StoredStay> {
  const [row] = await rowsOf<StoredStay>(
    tx,
    sql`select ${STAY} from floating_stay where ${sidesReachSql(scope, 'floating_stay')} and floating_stay.id = ${id}
      for update of floating_stay`,
  )
  if (!row) throw transfersProblem('no-stay')
  if (row.version !== version) throw transfersProblem('changed-meanwhile')
  return row
}

export function stayRow(
  context: Pick<Context, 'secrets' | 'clock'>,
  scope: Scope,
  stay: StoredStay,
  book: RuleBook,
  eyes: Eyes,
): StayRow {
  const { id, member, since, until, endWords, fixed, abroad, dual, lastContact, version } = stay
  const shown = (side: StoredSide) => ({
    organization: side.organization,
    name: side.name,
    mine: actsFor(scope, side),
  })
  return {
    id,
    member,
    name: eyes.show('name', openName(context.secrets, stay.name), member ?? id),
    from: shown(stay.from),
    to: shown(stay.to),
    since,
    until,
    endWords,
    fixed,
    abroad,
    dual,
    lastContact,
    contactDue: until === null ? contactDue(stay, book) : null,
    transferFrom: until === null && stay.from.organization !== null && !stay.moving ? transferFrom(stay, book) : null,
    version,
  }
}
