import { sql, type RawBuilder } from 'kysely'
import { parseDay, type Day } from '../../../../kernel/day.ts'
import { isWhole, type Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { under } from '../../../../platform/server/db/under.ts'
import { declarationsProblem, type CloseWhy, type DeclarationState, type DeclaredPlace } from '../contract.ts'
import { judgeDeed, type Deed } from '../rules/moves.ts'

/** A row of `declaration`; what the person wrote is sealed, and null once it was erased. */
export interface StoredDeclaration {
  readonly id: string
  readonly state: DeclarationState
  readonly name: string | null
  readonly nameHash: string | null
  readonly phone: string | null
  readonly phoneHash: string | null
  readonly identity: string | null
  readonly said: string | null
  readonly placeKind: DeclaredPlace
  readonly unit: string | null
  readonly town: string | null
  readonly path: string
  readonly declared: Day
  readonly paper: boolean
  readonly consent: string
  readonly consentDay: Day
  /** How long the person was told that it is kept; null: for good. */
  readonly consentMonths: number | null
  readonly status: 'full' | 'probationary' | null
  readonly joined: Day | null
  readonly fullOn: Day | null
  readonly why: CloseWhy | null
  readonly transfer: string | null
  readonly member: string | null
  readonly ended: Day | null
  readonly erased: Day | null
  readonly changed: Day
  readonly version: number
}

/** What stands in `said`. */
export interface Said {
  readonly relation: string | null
  readonly workplace: string | null
  readonly joined: string | null
}

export const DECLARATION = sql`declaration.id, declaration.state, declaration.name, declaration.name_hash as "nameHash",
  declaration.phone, declaration.phone_hash as "phoneHash", declaration.identity, declaration.said,
  declaration.place_kind as "placeKind", declaration.unit_id as unit, declaration.town, declaration.path,
  declaration.declared, declaration.paper, declaration.consent, declaration.consent_day as "consentDay", declaration.consent_months as "consentMonths",
  declaration.status, declaration.joined, declaration.full_on as "fullOn", declaration.why, declaration.transfer,
  declaration.member, declaration.ended, declaration.erased, declaration.changed, declaration.version`

/** The first lock on `declaration`: by its town alone. To reach a unit does not show who declared there. */
export function declarationReachSql(scope: Scope): RawBuilder<boolean> {
  const own = sql<boolean>`declaration.district = ${scope.district}`
  if (isWhole(scope)) return own
  const any = scope.paths.map((prefix) => under(sql.ref('declaration.path'), prefix))
  return any.length === 0 ? sql<boolean>`false` : sql<boolean>`${own} and (${sql.join(any, sql` or `)})`
}

/** @throws declarations.not-found */
export async function getDeclaration(db: Db | Tx, scope: Scope, id: string): Promise<StoredDeclaration> {
  const [found] = await rowsOf<StoredDeclaration>(
    db,
    sql`select ${DECLARATION} from declaration where ${declarationReachSql(scope)} and declaration.id = ${id}`,
  )
  if (!found) throw declarationsProblem('not-found')
  return found
}

export interface Acting {
  readonly id: string
  readonly version: number
  readonly day: string
}

/**
 * For a deed: within the actor's reach, as the actor saw it, judged by the table of moves, and nobody else acts upon it
 * until the transaction ends. Gives what it was and what it becomes.
 *
 * @throws declarations.not-found, changed-meanwhile, refused, bad-day
 */
export async function lockDeclaration(
  tx: Tx,
  scope: Scope,
  { id, version, day }: Acting,
  deed: Deed,
  today: Day,
): Promise<{ readonly before: StoredDeclaration; readonly to: DeclarationState; readonly day: Day }> {
  await sql`select id from declaration where district = ${scope.district} and id = ${id} for update`.execute(tx)
  const before = await getDeclaration(tx, scope, id)
  if (before.version !== version) throw declarationsProblem('changed-meanwhile')
  const verdict = judgeDeed({ state: before.state, erased: before.erased !== null }, deed)
  if (!verdict.ok) throw declarationsProblem('refused', { why: verdict.why })
  return { before, to: verdict.to, day: await readDeedDay(tx, scope, before, day, today) }
}

/** Not after today, not before the declaration, not before what was done last, which is named. */
async function readDeedDay(
  tx: Tx,
  scope: Scope,
  { id, consentDay }: StoredDeclaration,
  text: string,
  today: Day,
): Promise<Day> {
  const day = dayOf(text)
  if (day > today) throw declarationsProblem('bad-day', { why: `${day} 还没有到` })
  if (day < consentDay) throw declarationsProblem('bad-day', { why: `${day} 早于本人申报（${consentDay}）` })
  const [last] = await rowsOf<{ day: Day; words: string }>(
    tx,
    sql`select day, words from declaration_event where district = ${scope.district} and declaration = ${id}
      and deed <> 'declare' order by day desc, id desc limit 1`,
  )
  if (last !== undefined && day < last.day)
    throw declarationsProblem('bad-day', { why: `${last.day} 已有“${last.words}”，不能早于那一天` })
  return day
}

/** @throws declarations.bad-day */
export function dayOf(text: string): Day {
  const day = parseDay(text)
  if (day === null) throw declarationsProblem('bad-day', { why: `没有 ${text} 这一天` })
  return day
}
