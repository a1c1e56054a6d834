import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { scopeSql } from '../../units/server/public.ts'
import type { Decision, ProposalKind } from '../rules/decision.ts'
import { reachedProposals } from './reached-proposals.ts'
import { listMembersByUnit, PROPOSAL, type ProposalRecord } from './reads.ts'

export interface ProposalFilter {
  readonly town?: string | undefined
  readonly kind?: ProposalKind | undefined
  readonly decision?: Decision | undefined
  readonly cautions?: 'yes' | undefined
  readonly words?: readonly SearchWord[] | undefined
}

export interface SearchWord {
  readonly word: string
  /** Proposals with a unit of that name which the plan keeps without its name. */
  readonly numbers: readonly number[]
}

function like(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`
}

/** More units than this share a word that says nothing about which of them is looked for. */
const MOST_NAMED = 200

/** The words of a search, each with the batches that hold a unit of such a name: names of those stand in the ledger. */
export async function findSearchWords(db: Db | Tx, scope: Scope, plan: string, q: string): Promise<SearchWord[]> {
  const words: SearchWord[] = []
  for (const typed of q.split(/\s+/).filter((part) => part !== '')) {
    const upper = like(typed.toUpperCase())
    const units = await rowsOf<{ id: string }>(
      db,
      sql`select id from unit where ${scopeSql(scope)}
        and (name like ${like(typed)} or name like ${upper} or code like ${upper}) limit ${MOST_NAMED + 1}`,
    )
    const wanted = units.length > MOST_NAMED ? [] : units.map(({ id }) => id)
    const rows = wanted.length === 0 ? [] : await listMembersByUnit(db, scope, plan, wanted)
    words.push({ word: typed.toLowerCase(), numbers: [...new Set(rows.map(({ no }) => no))] })
  }
  return words
}

/** Proposals emptied by a change of another one are left out everywhere. */
function matching(scope: Scope, plan: string, filter: ProposalFilter): RawBuilder<boolean> {
  const parts: RawBuilder<unknown>[] = [sql`${reachedProposals(scope)} and plan_id = ${plan} and units > 0`]
  if (filter.town !== undefined) parts.push(sql`area_key = ${filter.town}`)
  if (filter.kind !== undefined) parts.push(sql`kind = ${filter.kind}`)
  if (filter.decision !== undefined) parts.push(sql`decision = ${filter.decision}`)
  if (filter.cautions === 'yes') parts.push(sql`cardinality(against) > 0`)
  for (const { word, numbers } of filter.words ?? []) {
    const inBatch = numbers.length === 0 ? sql`` : sql`or no in (${sql.join(numbers)})`
    const named = scope.purpose === null ? sql`` : sql`or lower(instructor) like ${like(word)}`
    parts.push(sql`(search like ${like(word)} ${inBatch} ${named})`)
  }
  return sql<boolean>`${sql.join(parts, sql` and `)}`
}

export async function listProposals(
  db: Db | Tx,
  scope: Scope,
  plan: string,
  filter: ProposalFilter,
  after: number,
  limit: number,
): Promise<ProposalRecord[]> {
  return rowsOf<ProposalRecord>(
    db,
    sql`select ${PROPOSAL} from proposal where ${matching(scope, plan, filter)} and no > ${after} order by no limit ${limit}`,
  )
}

export async function countProposals(db: Db | Tx, scope: Scope, plan: string, filter: ProposalFilter): Promise<number> {
  const rows = await rowsOf<{ n: number }>(
    db,
    sql`select count(*)::int as n from proposal where ${matching(scope, plan, filter)}`,
  )
  return rows[0]?.n ?? 0
}
