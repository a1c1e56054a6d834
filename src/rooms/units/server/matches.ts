import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../platform/server/db/database.ts'

export interface MatchLine {
  readonly file: string
  readonly sheet_row: number
  readonly decision: 'joined' | 'doubtful' | 'new'
  /** Of the unit the row was joined to, or of the likeliest one while it is doubtful; '' when there is none. */
  readonly credit_code: string
  readonly score: number
  readonly reason: string
}

/** What became of every row of hand-kept ledgers that is in force, in the order of file and row. */
export async function findMatches(db: Db, scope: Scope): Promise<MatchLine[]> {
  return rowsOf<MatchLine>(
    db,
    sql`select b.file, r.row_no as sheet_row,
        case when r.state = 'waiting' then 'doubtful'
          when r.joined_by = 'new' or v.state = 'different' then 'new' else 'joined' end as decision,
        coalesce(u.code, c.code, case when r.unit_id is null then '' else r.facts->>'code' end, '') as credit_code,
        coalesce((r.notes->'match'->>'score')::float8, case when r.joined_by = 'code' then 1 else 0 end) as score,
        coalesce(r.notes->'match'->>'reason', '') as reason
      from unit_record r
      join unit_batch b on b.district = r.district and b.id = r.batch_id
      left join unit u on u.district = r.district and u.id = r.unit_id
      left join unit_review v on v.district = r.district and v.record_id = r.id
      left join unit c on c.district = r.district and r.unit_id is null and c.id = v.candidates->'list'->0->>'key'
      where r.district = ${scope.district} and r.source = 'ledger' and r.state in ('live', 'waiting')
      order by b.written_at, b.file, b.sheet, r.row_no`,
  )
}
