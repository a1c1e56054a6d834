import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findWorkdays } from '../../../organizations/deadlines/server/public.ts'
import { findOrganization } from '../../../organizations/server/public.ts'
import type { OrganizationKind } from '../../../organizations/contract.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { developmentProblem, type StepDetails, type StepKey } from '../contract.ts'
import { checkStep } from '../rules/checks.ts'
import { articleOf } from '../rules/say.ts'

export interface Told {
  readonly step: StepKey
  readonly day: Day
  readonly details: StepDetails
  readonly overrides: Readonly<Record<string, string>>
  readonly book: RuleBook
  readonly born: Day
  readonly kind: OrganizationKind
}

/**
 * What a step says is held against the rules: a hard one refuses with its article, a soft one asks for a reason; gives the
 * reasons that were needed and given. Throws `refused`, `needs-reason`.
 */
export async function requireReasons(
  _context: Context,
  tx: Tx,
  wide: Scope,
  { step, day, details, overrides, book, born, kind }: Told,
): Promise<Readonly<Record<string, string>>> {
  const approver = details.approver === undefined ? null : await findOrganization(tx, wide, details.approver)
  if (details.approver !== undefined && approver === null)
    throw developmentProblem('cannot-do', { why: '没有这个审批的党组织' })
  const workdays = await findWorkdays(tx, wide)
  const objections = checkStep(step, details, { day, book, workdays, born, kind, approver })
  const given: Record<string, string> = {}
  for (const { rule, why, hard } of objections) {
    const article = articleOf(book, rule)
    if (hard) throw developmentProblem('refused', { why, article })
    const reason = overrides[rule]
    if (reason === undefined) throw developmentProblem('needs-reason', { why, article, rule })
    given[rule] = reason
  }
  return given
}
