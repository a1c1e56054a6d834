import { sql } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { personalProblem, type requestShape } from '../../personal/contract.ts'
import { changeFact, findFact } from './any-fact.ts'

/** People ask for a correction or a deletion; somebody who administers accounts does it or says why not. */
interface RequestRow {
  readonly id: string
  readonly account: string
  readonly who: string
  readonly kind: 'correct' | 'delete'
  readonly fact: string
  readonly value: string | null
  readonly reason: string
  readonly asked_at: Date
  readonly state: 'open' | 'done' | 'refused'
  readonly answer: string | null
}

export async function ask(
  context: Context,
  scope: Scope,
  asked: {
    readonly kind: 'correct' | 'delete'
    readonly key: string
    readonly to: string | null
    readonly reason: string
  },
): Promise<void> {
  const { account } = scope
  const fact = account === null ? null : await findFact(context, context.database.as(scope), scope, account, asked.key)
  if (!fact) throw personalProblem('fact-not-found')
  if (asked.kind === 'correct' ? !fact.correctable : fact.stays !== null) {
    throw personalProblem('not-correctable', { where: fact.where })
  }
  const id = context.clock.id()
  await context.database.write(scope, async (tx) => {
    const value = asked.to === null ? null : context.secrets.seal(asked.to)
    await sql`insert into personal_request (district, id, account, kind, fact, value, reason, asked_at, state)
      values (${scope.district}, ${id}, ${account}, ${asked.kind}, ${asked.key}, ${value}, ${asked.reason},
        ${context.clock.now().toISOString()}, 'open')`.execute(tx)
    await writeAudit(tx, scope, context.clock, 'personal.ask', account, {
      request: id,
      kind: asked.kind,
      fact: fact.label,
    })
  })
}

export async function listRequests(
  context: Pick<Context, 'secrets' | 'clock' | 'personal' | 'database'>,
  db: Db,
  scope: Scope,
  eyes: Eyes,
  page: {
    readonly state: 'open' | 'all'
    readonly own: boolean
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<z.input<typeof requestShape>[]> {
  const rows = await rowsOf<RequestRow>(
    db,
    sql`select r.id, r.account, coalesce(a.name, '') as who, r.kind, r.fact, r.value, r.reason, r.asked_at, r.state, r.answer
      from personal_request r left join account a on a.district = r.district and a.id = r.account
      where r.district = ${scope.district} and r.id < ${page.after ?? '~'}
        and ${page.state === 'open' ? sql`r.state = 'open'` : sql`true`}
        and ${page.own ? sql`r.account = ${scope.account}` : sql`true`}
      order by r.id desc limit ${page.limit}`,
  )
  const shown: z.input<typeof requestShape>[] = []
  for (const row of rows) {
    const fact = await findFact(context, db, scope, row.account, row.fact)
    const kind = fact?.kind ?? null
    const show = (text: string | null): string | null => (kind === null ? text : eyes.show(kind, text, row.account))
    shown.push({
      id: row.id,
      kind: row.kind,
      who: row.who,
      label: fact?.label ?? row.fact,
      from: row.state === 'open' ? show(fact?.value ?? null) : null,
      to: row.value === null ? null : show(context.secrets.open(row.value)),
      reason: row.reason,
      askedAt: row.asked_at.toISOString(),
      state: row.state,
      answer: row.answer,
    })
  }
  return shown
}

/** What was asked for is done in the same transaction as the decision. */
export async function decideRequest(
  context: Context,
  tx: Tx,
  scope: Scope,
  decision: { readonly id: string; readonly grant: boolean; readonly answer: string },
): Promise<void> {
  const [found] = await rowsOf<RequestRow>(
    tx,
    sql`select id, account, kind, fact, value, reason, state from personal_request
      where district = ${scope.district} and id = ${decision.id} and state = 'open' for update`,
  )
  if (!found) throw personalProblem('request-not-found')
  if (decision.grant) {
    const value = found.kind === 'delete' || found.value === null ? null : context.secrets.open(found.value)
    await changeFact(context, tx, scope, { account: found.account, key: found.fact, value, reason: found.reason })
  }
  await sql`update personal_request set state = ${decision.grant ? 'done' : 'refused'}, answer = ${decision.answer},
      decided_by = ${scope.actor}, decided_at = ${context.clock.now().toISOString()}
    where district = ${scope.district} and id = ${decision.id}`.execute(tx)
  const { grant, answer } = decision
  await writeAudit(tx, scope, context.clock, 'personal.decide-request', found.account, {
    request: found.id,
    grant,
    answer,
  })
}
