import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { under } from '../../../../platform/server/db/under.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { scopeSql } from '../../../units/server/public.ts'

export const LINES_RULE = 'group.new-employment'

/**
 * The head a unit belongs to: as the ledger states it, else as its registered name says. A branch of a company bears the
 * company's whole name before its own (企业名称登记管理规定: 分支机构冠以其所从属企业的名称).
 */
const HEAD = sql`coalesce(nullif(unit.parent_name, ''),
  substring(unit.name from '^(.+?公司).+(?:分公司|分部|营业部|营业所|经营部|服务部|服务点|网点|站点|站)$'))`

/**
 * `station`: units really operating in the lines that the rulebook names, or under a head that works in one of them, within
 * the reach; each with its `platform`, which of the head itself is its own name, and whether it is `organized`.
 */
export function stationsSql(scope: Scope, book: RuleBook, path: string | null): RawBuilder<unknown> {
  const codes = Object.values(book.find(LINES_RULE)?.params ?? {}).filter((code) => code > 0)
  const inLine =
    codes.length === 0
      ? sql`false`
      : sql`(${sql.join(
          codes.map((code) => sql`unit.industry like ${`${code}%`}`),
          sql` or `,
        )})`
  const within = path === null ? sql`` : sql`and ${under(sql.ref('unit.path'), path)}`
  const live = sql`from unit where ${scopeSql(scope)} and unit.coverage <> 'excluded' and unit.life = 'operating' ${within}`
  return sql`kept as materialized (select unit.*, ${HEAD} as head ${live}
      and (${inLine} or unit.parent_name in (select unit.name ${live} and ${inLine}))),
    heads as (select distinct head from kept where head is not null),
    station as (select kept.*, heads.head is not null as is_platform, coverage in ('own', 'joint') as organized,
      coalesce(kept.head, heads.head) as platform from kept left join heads on heads.head = kept.name)`
}
