import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { CopyValue } from '../../../../platform/server/db/copy-text.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { dueOf, termRules, termYears } from '../../posts/rules/terms.ts'
import { hostKindOf } from '../rules/host-kind.ts'
import type { ComparedRow } from './compare.ts'

/**
 * Secretaries and deputies as the register names them, from the day of the election or, where it names none, from today
 * on, since it says only that they are in office; with the day of the election also the term. Which term it is in the
 * organisation's life no register says: it is the first on record.
 */
export async function writeSeats(
  { clock, database, secrets }: Context,
  tx: Tx,
  scope: Scope,
  rows: readonly ComparedRow[],
  eventOf: (row: ComparedRow) => string,
): Promise<ReadonlyMap<string, Day>> {
  const today = clock.today()
  const rules = termRules(await findRuleBook(tx, scope, today))
  const terms: CopyValue[][] = []
  const posts: CopyValue[][] = []
  const dues = new Map<string, Day>()
  for (const row of rows) {
    const { kind, elected } = row
    const years = kind === null ? null : termYears(kind, row.host === null ? null : hostKindOf(row.host), rules)
    if (elected !== null && years !== null) {
      const due = dueOf(elected, years)
      dues.set(row.id, due)
      terms.push([scope.district, clock.id(), row.id, 1, elected, due, due, null, 'elected', '[]', eventOf(row)])
    }
    const how = elected === null || kind === 'temporary' ? 'appointed' : 'elected'
    const seats = [...row.secretary.map((name) => ['secretary', name]), ...row.deputies.map((name) => ['deputy', name])]
    for (const [post = '', name = ''] of seats) {
      posts.push([
        scope.district,
        clock.id(),
        row.id,
        post,
        how,
        secrets.seal(name),
        elected ?? today,
        null,
        '从党组织名册导入',
        eventOf(row),
      ])
    }
  }
  await database.copy(tx, 'organization_term', TERM_COLUMNS, terms)
  await database.copy(tx, 'organization_post', POST_COLUMNS, posts)
  return dues
}

const TERM_COLUMNS = [
  'district',
  'id',
  'organization',
  'no',
  'begins',
  'due',
  'first_due',
  'ended',
  'how',
  'ballots',
  'event',
] as const

const POST_COLUMNS = [
  'district',
  'id',
  'organization',
  'post',
  'how',
  'name',
  'valid_from',
  'valid_to',
  'reason',
  'event',
] as const
