import { sql } from 'kysely'
import type { PersonalColumn, Retention, SealedColumn } from '../../../../platform/server/personal/kinds.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { dayInChina } from '../../../../kernel/day.ts'
import { eraseDeclared } from './erase.ts'

export const RETENTION = 'declarations'

const whose = '自愿申报的本人'

export const declarationsPersonal: readonly PersonalColumn[] = [
  { table: 'declaration', column: 'name', kind: 'name', label: '姓名', whose, sealed: ['id'] },
  { table: 'declaration', column: 'phone', kind: 'phone', label: '电话', whose, sealed: ['id'] },
  { table: 'declaration', column: 'identity', kind: 'identity', label: '公民身份号码', whose, sealed: ['id'] },
]

/** Where the relation is, the workplace and the month, as the person wrote them. */
export const declarationsSealed: readonly SealedColumn[] = [{ table: 'declaration', column: 'said', key: ['id'] }]

export const declarationsRetention: readonly Retention[] = [
  {
    id: RETENTION,
    name: '办结的自愿申报中的个人信息',
    months: 6,
    least: null,
    promised: true,
    why: '保存到办事所必要的最短时间（个人信息保护法第十九条）；撤回的随即删除，件数留下',
    erase: (context, scope, before) =>
      context.database.write(scope, async (tx) => {
        const rows = await rowsOf<{ id: string }>(
          tx,
          sql`select id from declaration where district = ${scope.district} and erased is null and (ended < ${dayInChina(before)}::date
            or ended + make_interval(months => consent_months) < ${context.clock.today()}::date)`,
        )
        const ids = rows.map(({ id }) => id)
        return eraseDeclared(tx, scope.district, ids, context.clock.today())
      }),
  },
]
