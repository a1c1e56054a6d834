import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { Retention } from '../../../../platform/server/personal/kinds.ts'
import type { Context } from '../../../../platform/server/room.ts'

/** What the access room keeps for how long. Numbers are defaults; the office may set others, not below the least. */
export const accessRetention: readonly Retention[] = [
  {
    id: 'sessions',
    name: '登录记录',
    months: 6,
    least: null,
    why: '失效的登录；谁何时登录另有留痕',
    erase: (context, scope, before) =>
      asGate(
        context,
        sql`delete from account_session where district = ${scope.district} and ends_at < ${before.toISOString()} returning 1`,
      ),
  },
  {
    id: 'failed-sign-ins',
    name: '登录失败的记数',
    months: 1,
    least: null,
    why: '只用于防止猜密码',
    erase: (context, scope, before) =>
      asGate(
        context,
        sql`delete from sign_in_failure where district = ${scope.district} and last < ${before.toISOString()} returning 1`,
      ),
  },
  {
    id: 'invitations',
    name: '过期的一次性链接',
    months: 1,
    least: null,
    why: '过了期就不能再用',
    erase: (context, scope, before) =>
      asGate(
        context,
        sql`delete from account_invitation where district = ${scope.district} and until < ${before.toISOString()} returning 1`,
      ),
  },
  {
    id: 'former-phones',
    name: '停用账号的电话',
    months: 12,
    least: null,
    why: '停用后不再需要联系；姓名和经手的事仍在留痕里',
    erase: (context, scope, before) =>
      asOffice(
        context,
        scope,
        sql`update account set phone = null, phone_hash = null
          where district = ${scope.district} and state in ('disabled', 'handed-over') and phone is not null
            and coalesce(last_used, created_at) < ${before.toISOString()} returning 1`,
      ),
  },
  {
    id: 'requests',
    name: '办结的更正和删除请求',
    months: 36,
    least: 36,
    why: '个人信息处理情况的记录保存三年（个人信息保护法第五十六条）',
    erase: (context, scope, before) =>
      asOffice(
        context,
        scope,
        sql`delete from personal_request where district = ${scope.district} and state <> 'open' and decided_at < ${before.toISOString()} returning 1`,
      ),
  },
  {
    id: 'releases',
    name: '导出的放行请求',
    months: 36,
    least: 36,
    why: '个人信息处理情况的记录保存三年（个人信息保护法第五十六条）',
    erase: (context, scope, before) =>
      asOffice(
        context,
        scope,
        sql`delete from personal_release where district = ${scope.district} and asked_at < ${before.toISOString()} returning 1`,
      ),
  },
]

async function asGate({ database }: Context, query: ReturnType<typeof sql<unknown>>): Promise<number> {
  return database.writeAsGate(async (tx) => (await rowsOf(tx, query)).length)
}

async function asOffice({ database }: Context, scope: Scope, query: ReturnType<typeof sql<unknown>>): Promise<number> {
  return database.write(scope, async (tx) => (await rowsOf(tx, query)).length)
}
