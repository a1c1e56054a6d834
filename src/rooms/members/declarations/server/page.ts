import { sql } from 'kysely'
import { addMonths } from '../../../../kernel/day-math.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findKeptMonths } from '../../../access/server/public.ts'
import { findOrganization } from '../../../organizations/server/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { findByIdentity, findMember } from '../../server/public.ts'
import { declarationDeedShape, declarationsProblem, type DeclarationPage } from '../contract.ts'
import { currentConsent, findConsent, linesOf, sayConsent } from '../rules/consent.ts'
import { RECEIPT_RULE } from '../rules/deadlines.ts'
import { isOpen, judgeDeed } from '../rules/moves.ts'
import { RETENTION } from './keeping.ts'
import { getShown, presentRow, type Shown } from './reads.ts'
import { openSaid, openSealed } from './sealing.ts'
import { declarationReachSql } from './stored.ts'
import { findDistrict } from './towns.ts'

/** One declaration with its history and what may be done. @throws declarations.not-found */
export async function readDeclaration(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  id: string,
  eyes: Eyes,
): Promise<DeclarationPage> {
  const { secrets, clock } = context
  const row = await getShown(db, scope, id)
  if (row === null) throw declarationsProblem('not-found')
  const book = await findRuleBook(db, scope, clock.today())
  const months = leastOf(row.consentMonths, await findKeptMonths(context, db, scope, RETENTION))
  const { name: office } = await findDistrict(db, scope, clock.today())
  const consent = sayConsent(findConsent(row.consent) ?? currentConsent(), { office, months: row.consentMonths })
  const { path, status, joined, fullOn, why, erased, ended, transfer, member } = row
  return {
    ...presentRow(context, row, book, eyes),
    path,
    identity: eyes.show('identity', openSealed(secrets, row.identity), id),
    joined: openSaid(secrets, row.said).joined,
    consent: { version: row.consent, day: row.consentDay, title: consent.title, lines: linesOf(consent) },
    status,
    joinedOn: joined,
    fullOn,
    why,
    erased,
    keptUntil: ended === null || erased !== null || months === null ? null : addMonths(ended, months),
    transfer,
    member,
    onFile: await findOnFile(context, db, scope, row),
    alike: await findAlike(db, scope, row),
    deeds: declarationDeedShape.options.map((deed) => ({ deed, why: whyNot(scope, row, deed) })),
    events: await listEvents(db, scope, id),
    articles: [book.article(RECEIPT_RULE)],
  }
}

/** What the person was told holds where the office keeps longer now. */
function leastOf(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other)
}

function whyNot(scope: Scope, row: Shown, deed: DeclarationPage['deeds'][number]['deed']): string | null {
  const verdict = judgeDeed({ state: row.state, erased: row.erased !== null }, deed)
  if (!verdict.ok) return verdict.why
  const compares = (deed === 'admit' || deed === 'transfer') && row.identity !== null && scope.purpose === null
  return compares ? '本人填了身份证号，先说明用途，才能和名册核对' : null
}

/**
 * By the identity number that the person wrote for this, once a purpose is stated, and within the actor's reach. What
 * equal names would say is of no account here and is not asked.
 */
async function findOnFile(context: Context, db: Db | Tx, scope: Scope, row: Shown): Promise<DeclarationPage['onFile']> {
  if (row.identity === null || scope.purpose === null || !isOpen(row.state)) return null
  const [id] = await findByIdentity(context, db, scope, context.secrets.open(row.identity))
  const member = id === undefined ? null : await findMember(db, scope, id)
  if (member === null) return { member: null, where: null }
  const organization = member.organization === null ? null : await findOrganization(db, scope, member.organization)
  return { member: member.id, where: organization?.name ?? '区外或其他党组织' }
}

/** The same name and the same phone in this list: somebody sent it twice. */
async function findAlike(
  db: Db | Tx,
  scope: Scope,
  { id, nameHash, phoneHash }: Shown,
): Promise<DeclarationPage['alike']> {
  if (nameHash === null || phoneHash === null) return []
  return rowsOf(
    db,
    sql`select declaration.id, declaration.state, declaration.declared from declaration
      where ${declarationReachSql(scope)} and declaration.name_hash = ${nameHash} and declaration.phone_hash = ${phoneHash}
        and declaration.id <> ${id} order by declaration.declared, declaration.id limit 20`,
  )
}

async function listEvents(db: Db | Tx, scope: Scope, id: string): Promise<DeclarationPage['events']> {
  return rowsOf(
    db,
    sql`select day, words, reason, actor as by from declaration_event
      where district = ${scope.district} and declaration = ${id} order by id`,
  )
}
