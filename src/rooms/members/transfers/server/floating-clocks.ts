import { sql } from 'kysely'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { DeadlineClock } from '../../../organizations/deadlines/server/public.ts'
import { lostDeadlines, stayDeadlines, type LostFacts, type StayFacts } from '../rules/floating-deadlines.ts'
import { STAY } from './stays.ts'

/** Contact with floating members, and the transfer that is due after six months; the subjects are stays. */
export const floatingClock: DeadlineClock<StayFacts> = {
  source: 'floating',
  subjectKind: 'floating-stay',
  kinds: {
    contact: {
      title: '联系流动党员',
      verb: 'members.transfer',
      page: ({ subject }) => `/floating?open=${encodeURIComponent(subject)}`,
    },
    transfer: {
      title: '流动党员应当转接',
      verb: 'members.transfer',
      page: ({ subject }) => `/floating?open=${encodeURIComponent(subject)}`,
    },
  },
  async subjects(db, scope) {
    const rows = await rowsOf<{ id: string }>(
      db,
      sql`select id from floating_stay where district = ${scope.district} and until is null`,
    )
    return rows.map(({ id }) => id)
  },
  load: (tx, scope, subjects) =>
    rowsOf<StayFacts>(
      tx,
      sql`select ${STAY} from floating_stay where district = ${scope.district} and until is null
        and id = any(${[...subjects]}::text[])`,
    ),
  compute: stayDeadlines,
}

/** What may be decided about somebody out of contact; the subjects are members. */
export const lostClock: DeadlineClock<LostFacts> = {
  source: 'lost',
  subjectKind: 'member',
  kinds: {
    suspend: { title: '失联满期：研究停止党籍', verb: 'members.edit', page: ({ subject }) => `/members/${subject}` },
    remove: { title: '停止党籍满期：研究除名', verb: 'members.edit', page: ({ subject }) => `/members/${subject}` },
  },
  async subjects(db, scope) {
    const rows = await rowsOf<{ id: string }>(
      db,
      sql`select id from member where district = ${scope.district} and lost_since is not null`,
    )
    return rows.map(({ id }) => id)
  },
  load: (tx, scope, subjects) =>
    rowsOf<LostFacts>(
      tx,
      sql`select m.id as member, m.organization, m.chain, m.path, m.lost_since as "lostSince",
          s.valid_from as "suspendedSince"
        from member m left join member_status s on s.district = m.district and s.member = m.id and s.valid_to is null
          and s.status = 'suspended'
        where m.district = ${scope.district} and m.id = any(${[...subjects]}::text[]) and m.lost_since is not null
          and m.status <> 'ended'`,
    ),
  compute: lostDeadlines,
}
