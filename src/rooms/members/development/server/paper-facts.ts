import { sql } from 'kysely'
import { addMonths } from '../../../../kernel/day-math.ts'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { addWorkingDays, type Workdays } from '../../../../standards/workdays.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findWorkdays } from '../../../organizations/deadlines/server/public.ts'
import { haveCommittee } from '../../../organizations/posts/server/public.ts'
import { findOrganizations } from '../../../organizations/server/public.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import {
  developmentProblem,
  type CasePage,
  type DevelopmentPaper,
  type StepDetails,
  type StepKey,
} from '../contract.ts'
import { paperName, papersOf } from '../rules/papers.ts'
import { dayOf } from '../rules/steps.ts'
import { readCase } from './case-page.ts'

export interface Publicity {
  readonly workingDays: number
  /** Null while nobody has said from when. */
  readonly from: Day | null
  readonly to: Day | null
}

/** Everything that the papers of one person's way say; what is not known yet is null or not there. */
export interface DevelopmentFacts {
  readonly page: CasePage
  /** The committee that approves: the one named at the approval, else the nearest above. */
  readonly committee: string | null
  /** Whether the branch has a committee on file. */
  readonly hasCommittee: boolean
  /** What the steps said that stand as done: numbers and days, never names. */
  readonly details: Readonly<Partial<Record<StepKey, StepDetails>>>
  /** Of each time that the repeated steps were done. */
  readonly reviews: Readonly<Record<'nurture' | 'probation', readonly Day[]>>
  /** Where the papers of a step were put. */
  readonly kept: Readonly<Partial<Record<StepKey, string>>>
  readonly publicity: Publicity | null
  /** Months of probation by the rules of the day of the vote, without what it was prolonged by. */
  readonly probationMonths: number
  readonly probationEnds: Day | null
}

/** Within the actor's reach. Throws `development.not-found`, and `cannot-do` for a paper whose step has not come yet. */
export async function findDevelopmentFacts(
  context: Pick<Context, 'clock' | 'database' | 'secrets'>,
  db: Db,
  scope: Scope,
  { id, paper }: { readonly id: string; readonly paper: DevelopmentPaper },
  eyes: Eyes,
): Promise<DevelopmentFacts> {
  const page = await readCase(context, db, scope, id, eyes)
  if (paper !== 'course' && !page.steps.flatMap(papersOf).some((one) => one.paper === paper))
    throw developmentProblem('cannot-do', { why: `还没有办到这一步，没有“${paperName(paper)}”` })
  const deeds = await rowsOf<{ step: StepKey; day: Day; papers: string; details: StepDetails; stands: boolean }>(
    db,
    sql`select d.step, d.day, d.papers, d.details, s.step is not null as stands from development_deed d
      left join development_step s on s.district = d.district and s.development = d.development and s.deed = d.id
      where d.district = ${scope.district} and d.development = ${id} and d.deed = 'step' and not exists
        (select 1 from development_deed t where t.district = d.district and t.development = d.development
          and t.deed = 'take-back' and t.details ->> 'of' = d.id)
      order by d.id`,
  )
  const standing = deeds.filter(({ stands }) => stands)
  const details = Object.fromEntries(standing.map((deed) => [deed.step, deed.details])) as DevelopmentFacts['details']
  const times = (step: StepKey): Day[] => deeds.filter((deed) => deed.step === step).map(({ day }) => day)
  const voted = dayIn(page, 'meeting')
  const book = await findRuleBook(db, scope, voted ?? context.clock.today())
  const probationMonths = book.param('develop.probation', 'months')
  const approver = details['full-approval']?.approver ?? details.approval?.approver
  return {
    page,
    committee: await findCommittee(context, db, scope, page, approver),
    hasCommittee: (await haveCommittee(db, scope, [page.organization], context.clock.today())).has(page.organization),
    details,
    reviews: { nurture: times('nurture'), probation: times('probation') },
    kept: Object.fromEntries(standing.map(({ step, papers }) => [step, papers])),
    publicity: publicityOf(details.target, book, await findWorkdays(db, scope)),
    probationMonths,
    probationEnds: voted === null ? null : addMonths(voted, probationMonths + page.extended),
  }
}

export function dayIn({ steps }: Pick<CasePage, 'steps'>, key: StepKey): Day | null {
  const day = steps.find((step) => step.key === key)?.day ?? null
  return day === null ? null : dayOf(day)
}

function publicityOf(target: StepDetails | undefined, book: RuleBook, workdays: Workdays): Publicity | null {
  if (book.find('develop.publicity') === null) return null
  const workingDays = book.param('develop.publicity', 'workingDays')
  const from = target?.publicFrom === undefined ? null : dayOf(target.publicFrom)
  return { workingDays, from, to: from === null ? null : addWorkingDays(from, workingDays, workdays) }
}

/** Names of superiors are told to those below them, however narrow their reach. */
async function findCommittee(
  { database }: Pick<Context, 'database'>,
  db: Db,
  scope: Scope,
  { chain }: CasePage,
  approver: string | undefined,
): Promise<string | null> {
  const above = chain.split('/').slice(0, -1)
  return database.beyond(db, scope, async (within, wide) => {
    const found = await findOrganizations(within, wide, approver === undefined ? above : [approver, ...above])
    const named = approver === undefined ? undefined : found.get(approver)
    const nearest = above
      .toReversed()
      .map((one) => found.get(one))
      .find((one) => one?.kind === 'committee' || one?.kind === 'working-committee')
    return (named ?? nearest)?.name ?? null
  })
}
