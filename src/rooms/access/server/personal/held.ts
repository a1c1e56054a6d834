import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { openEyes } from '../../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { ownFacts } from '../../rules/personal/own-facts.ts'
import { listGrantsOf } from '../grants/public.ts'
import { readOwnFacts } from './account-facts.ts'
import { listRequests } from './requests.ts'

const READINGS = 200

/**
 * Everything that is held on who is signed in: the account, what it may do, where it is signed in. Nobody is taken for
 * somebody of the ledger by an equal name: only what is tied to the account itself is shown.
 */
export async function findHeld(context: Context, scope: Scope) {
  const { account } = scope
  const db = context.database.as(scope)
  const own = account === null ? null : await readOwnFacts(context, db, scope, account)
  if (account === null || !own) return { facts: [], readings: [], requests: [] }
  const since = own.since.toISOString()
  const facts = ownFacts.map(({ key, label, correctable, stays }) => ({
    key,
    label,
    value: own.values[key],
    where: '账号',
    since,
    keptUntil: null,
    correctable,
    stays: stays ?? (own.values[key] === null ? '没有存，不用删' : null),
  }))
  const elsewhere = []
  for (const room of context.personal.own)
    for (const { kind: _, ...fact } of await room.facts(context, db, scope, account)) elsewhere.push(fact)
  return {
    facts: [
      ...facts,
      ...elsewhere,
      ...(await findGrants(context, scope, account)),
      ...(await findSessions(context, scope, account)),
    ],
    readings: await findReadings(context, scope, account),
    requests: await listRequests(
      context,
      db,
      scope,
      // One's own, in the clear.
      openEyes(context.secrets, { ...scope, purpose: '本人' }),
      { state: 'all', own: true, limit: 100 },
    ),
  }
}

async function findGrants({ database, clock }: Context, scope: Scope, account: string) {
  const grants = await listGrantsOf(database.gate, scope.district, [account], clock.today())
  return (grants.get(account) ?? []).map(({ id, roleName, onName, from, until }) => ({
    key: `grant.${id}`,
    label: '岗位',
    value: `${roleName} · ${onName}`,
    where: '授权',
    since: from,
    keptUntil: until,
    correctable: false,
    stays: '授权要能查到是谁给的；收回由管理员办',
  }))
}

async function findSessions({ database }: Context, scope: Scope, account: string) {
  const rows = await rowsOf<{ id: string; came_from: string; browser: string; started_at: Date; ends_at: Date }>(
    database.as(scope),
    sql`select id, came_from, browser, started_at, ends_at from account_session
      where district = ${scope.district} and account = ${account} order by id desc limit 100`,
  )
  return rows.map(({ id, came_from, browser, started_at, ends_at }) => ({
    key: `session.${id}`,
    label: '登录记录',
    value: `${browser}，${came_from}`,
    where: '登录',
    since: started_at.toISOString(),
    keptUntil: ends_at.toISOString(),
    correctable: false,
    stays: '到期自动删除；现在就要它失效，在“登录和岗位”里办',
  }))
}

/** Who saw the person's data in the clear. The trail belongs to the office; of it, the rows that name this very account. */
async function findReadings(context: Context, scope: Scope, account: string) {
  const rows = await rowsOf<{ at: Date; actor: string; what: string; purpose: string | null }>(
    context.database.gate,
    sql`select at, actor, details->>'what' as what, details->>'purpose' as purpose from audit
      where district = ${scope.district} and action = 'personal.read' and account is distinct from ${account}
        and details->'subjects' @> ${JSON.stringify([account])}::jsonb
      order by at desc limit ${READINGS}`,
  )
  return rows.map(({ at, actor, what, purpose }) => ({
    at: at.toISOString(),
    who: actor,
    what: context.auditWords.get(what)?.words ?? (what.startsWith('access.') ? '看账号' : '看个人信息'),
    purpose,
  }))
}
