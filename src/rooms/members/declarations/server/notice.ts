import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findKeptMonths, readForStranger } from '../../../access/server/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import type { DeclarationNotice } from '../contract.ts'
import { currentConsent, sayConsent } from '../rules/consent.ts'
import { RECEIPT_RULE } from '../rules/deadlines.ts'
import { RETENTION } from './keeping.ts'
import { findDistrict, listTowns } from './towns.ts'

export interface DeclarationLink {
  readonly unit: string | null
  readonly town: string | null
  readonly name: string
}

/** What a link says, as the gate reads it: nobody is signed in. Null for one that was never given. */
export async function findLink(context: Context, at: string): Promise<DeclarationLink | null> {
  const [found] = await rowsOf<DeclarationLink>(
    readForStranger(context),
    sql`select unit_id as unit, town, name from declaration_link where district = ${context.config.district} and at = ${at}`,
  )
  return found ?? null
}

/** The text that is agreed to now, with this office's name and times in it. */
export async function readConsent(context: Context, db: Db | Tx, scope: Scope) {
  const { name } = await findDistrict(db, scope, context.clock.today())
  const months = await findKeptMonths(context, db, scope, RETENTION)
  return { office: name, consent: sayConsent(currentConsent(), { office: name, months }) }
}

/** All that the open page shows; the same for everybody. */
export async function readNotice(
  context: Context,
  db: Db,
  scope: Scope,
  at: string | undefined,
): Promise<DeclarationNotice> {
  const today = context.clock.today()
  const { office, consent } = await readConsent(context, db, scope)
  const book = await findRuleBook(db, scope, today)
  const link = at === undefined ? null : await findLink(context, at)
  const towns = await listTowns(db, scope, today)
  const { version, title, purpose, handler, kept, withdraw, lines } = consent
  return {
    consent: { version, title, purpose, handler, kept, withdraw, lines: [...lines] },
    office,
    receiptDays: book.param(RECEIPT_RULE, 'receiptDays'),
    address: context.config.publicUrl === null ? null : `${context.config.publicUrl}/declare`,
    towns: towns.map(({ id, name }) => ({ id, name })),
    link: at === undefined ? 'none' : link === null ? 'bad' : 'good',
    workplace: link === null || link.unit === null ? null : { name: link.name },
    town: towns.find(({ id }) => id === link?.town)?.id ?? null,
  }
}
