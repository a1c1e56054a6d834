import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { OwnFactRow, OwnFacts } from '../../../../platform/server/personal/kinds.ts'
import { transfersProblem, type Direction, type TransferState } from '../contract.ts'
import { directionNames, transferStateNames } from '../rules/words.ts'

const STAYS = '组织关系转接的依据，随党组织档案保存；写错了的，请党组织更正'

/** What is kept here of somebody who is on file and has an account: transfers and stays, none of which is theirs to change. */
export const transfersOwnFacts: OwnFacts = {
  prefix: 'transfer.',
  async facts(_, db, { district }, account) {
    const transfers = await rowsOf<{
      id: string
      direction: Direction
      state: TransferState
      from: string
      to: string
      letterNo: string | null
      opened: Day
    }>(
      db,
      sql`select t.id, t.direction, t.state, t.from_name as "from", t.to_name as "to", t.letter_no as "letterNo", t.opened
        from transfer t join member m on m.district = t.district and m.id = t.member
        where t.district = ${district} and m.account = ${account} order by t.id`,
    )
    const stays = await rowsOf<{ id: string; from: string; to: string; since: Day; until: Day | null; days: Day[] }>(
      db,
      sql`select f.id, f.from_name as "from", f.to_name as "to", f.since, f.until,
          (select coalesce(json_agg(c.day order by c.day), '[]') from floating_contact c
            where c.district = f.district and c.stay = f.id) as days
        from floating_stay f join member m on m.district = f.district and m.id = f.member
        where f.district = ${district} and m.account = ${account} order by f.id`,
    )
    return [
      ...transfers.map(({ id, direction, state, from, to, letterNo, opened }) => {
        const letter = letterNo === null ? '' : ` · 介绍信 ${letterNo}`
        return row(id, directionNames[direction], `${from} → ${to}${letter} · ${transferStateNames[state]}`, opened)
      }),
      ...stays.map(({ id, from, to, since, until, days }) => {
        const contacts = days.length === 0 ? '' : ` · 联系 ${days.join('、')}`
        return row(id, '流动党员', `${from} → ${to}${until === null ? '' : ` · 至 ${until}`}${contacts}`, since)
      }),
    ]
  },
  async change() {
    throw transfersProblem('refused', { why: STAYS })
  },
}

const row = (id: string, label: string, value: string, since: Day): OwnFactRow => ({
  key: `transfer.${id}`,
  label,
  value,
  where: '组织关系转接',
  since,
  keptUntil: null,
  correctable: false,
  stays: STAYS,
  kind: null,
})
