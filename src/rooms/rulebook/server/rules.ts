import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Article } from '../../../kernel/shapes.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { rulebookEvents, rulebookProblem, type Rule, type RuleRow } from '../contract.ts'
import { isAdjustable, refuseChoice, withChoice, type RuleChoice } from '../rules/adjust.ts'
import { makeRuleBook, type RuleBook } from '../rules/rule-book.ts'
import { articleOf } from '../rules/rule.ts'

/** Payload of `rulebook.rule-set`. */
export interface RuleSet {
  readonly rule: string
}

interface StoredRule {
  readonly body: Rule
  readonly active: boolean | null
  readonly params: Record<string, number> | null
  readonly actor: string | null
  readonly at: Date | null
  readonly reason: string | null
}

/** Rules in force on a day, the newest version of each, with what the office has decided of them until then. */
export async function listRules(db: Db | Tx, scope: Scope, day: Day): Promise<RuleRow[]> {
  const rows = await rowsOf<StoredRule>(
    db,
    sql`select r.body, c.active, c.params, c.actor, c.at, c.reason
      from (select distinct on (id) id, body from rule_version
        where district = ${scope.district} and valid_from <= ${day} and (valid_to is null or valid_to > ${day})
        order by id, version desc) r
      left join (select distinct on (rule) rule, active, params, actor, at, reason from rule_choice
        where district = ${scope.district} and valid_from <= ${day}
        order by rule, at desc, id desc) c on c.rule = r.id
      order by r.id`,
  )
  return rows.map(rowOf)
}

function rowOf({ body, active, params, actor, at, reason }: StoredRule): RuleRow {
  const choice: RuleChoice | null = active === null ? null : { active, params: params ?? {} }
  const taken = withChoice(body, choice)
  return {
    ...taken.rule,
    active: taken.active,
    adjustable: isAdjustable(body),
    decided: at === null || actor === null ? null : { by: actor, at: at.toISOString(), reason: reason ?? '' },
  }
}

/** The rules by which the office judges on a day: those in force, and of local ones those switched on. */
export async function findRuleBook(db: Db | Tx, scope: Scope, day: Day): Promise<RuleBook> {
  const rules = await listRules(db, scope, day)
  return makeRuleBook(
    day,
    rules.filter(({ active }) => active),
  )
}

/** The articles of the named rules as of a day, by rule id. */
export async function findArticles(db: Db | Tx, scope: Scope, day: Day): Promise<ReadonlyMap<string, Article>> {
  const rules = await listRules(db, scope, day)
  return new Map(rules.map((rule) => [rule.id, articleOf(rule)]))
}

/** Switches a local rule on or off, or sets numbers for which no national source was found; announces it. */
export async function setRule(
  context: Context,
  scope: Scope,
  { id, reason, ...choice }: RuleChoice & { readonly id: string; readonly reason: string },
): Promise<RuleRow> {
  const { clock } = context
  return context.database.write(scope, async (tx) => {
    const find = async () => (await listRules(tx, scope, clock.today())).find((rule) => rule.id === id)
    const before = await find()
    if (before === undefined) throw rulebookProblem('rule-not-found')
    if (!before.adjustable) throw rulebookProblem('rule-fixed', { article: before.article })
    const why = refuseChoice(before, choice)
    if (why !== null) throw rulebookProblem('rule-params', { why })
    await sql`insert into rule_choice (district, id, rule, active, params, valid_from, at, actor, reason)
      values (${scope.district}, ${clock.id()}, ${id}, ${choice.active}, ${JSON.stringify(choice.params)}::jsonb,
        ${clock.today()}, ${clock.now().toISOString()}, ${scope.actor}, ${reason})`.execute(tx)
    const after = await find()
    if (after === undefined) throw rulebookProblem('rule-not-found')
    await writeAudit(tx, scope, clock, 'rulebook.rule-set', id, {
      article: `${before.regulation}${before.article}`,
      before: { active: before.active, params: before.params },
      after: { active: after.active, params: after.params },
      reason,
    })
    const payload: RuleSet = { rule: id }
    await context.reactions.emit(rulebookEvents.ruleSet, tx, scope, payload)
    return after
  })
}
