import type { Day } from '../../../../kernel/day.ts'
import type { Article } from '../../../../kernel/shapes.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findNames } from '../../../areas/server/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { foundingProblem, type FoundingKind, type FoundingPaper, type FoundingStep } from '../contract.ts'
import { adviseCommittee, adviseForm } from '../rules/advise.ts'
import { kindNames, papersOf } from '../rules/names.ts'
import { findArticle } from '../rules/rules.ts'
import { countedUnits, formOf } from './apply.ts'
import { getCase, listCaseUnits, listDeeds, type DeedRow } from './cases.ts'
import { findLedgerUnits } from './units.ts'

/** Everything that the papers of a founding say, of the steps that are done; what is not done yet is null. */
export interface PaperFacts {
  readonly id: string
  readonly name: string
  readonly kind: FoundingKind
  readonly kindName: string
  readonly step: FoundingStep
  readonly area: string
  readonly areaName: string | null
  readonly path: string
  readonly superior: { readonly id: string; readonly name: string } | null
  readonly host: string | null
  readonly until: Day | null
  readonly remark: string
  readonly units: readonly {
    readonly unit: string
    readonly name: string
    readonly address: string | null
    readonly full: number | null
    readonly probationary: number | null
  }[]
  readonly membersFull: number | null
  readonly members: number | null
  /** Why this form, with the article. */
  readonly why: string
  readonly article: Article | null
  readonly committee: { readonly needed: boolean; readonly why: string }
  /** Reasons given where it is not as 一般 demands, by article. */
  readonly overrides: readonly { readonly article: string; readonly reason: string }[]
  readonly application: { readonly day: Day; readonly paperNo: string } | null
  readonly reply: {
    readonly day: Day
    readonly approved: boolean
    readonly meeting: Day | null
    readonly paperNo: string
    readonly reason: string
  } | null
  /** Figures of the meeting; who was elected stands with the posts of `organization`. */
  readonly election: {
    readonly day: Day
    readonly how: 'elected' | 'appointed'
    readonly due: number | null
    readonly present: number | null
    readonly committee: boolean
    readonly seats: number | null
  } | null
  readonly filing: { readonly day: Day; readonly filedWith: string; readonly paperNo: string } | null
  readonly organization: string | null
}

const text = (deed: DeedRow, key: string): string => (typeof deed.fields[key] === 'string' ? deed.fields[key] : '')
const number = (deed: DeedRow, key: string): number | null =>
  typeof deed.fields[key] === 'number' ? deed.fields[key] : null

/**
 * What a paper of the case needs, within the actor's reach. Throws `founding.not-found`, and `founding.out-of-order` for a
 * paper whose step has not come yet.
 */
export async function findPaperFacts(
  context: Pick<Context, 'clock'>,
  db: Db | Tx,
  scope: Scope,
  id: string,
  paper: FoundingPaper,
): Promise<PaperFacts> {
  const row = await getCase(db, scope, id)
  if (!papersOf(row.step, row.approved !== null).includes(paper)) {
    throw foundingProblem('out-of-order', { why: '还没有办到这一步，没有这份公文。' })
  }
  const today = context.clock.today()
  const book = await findRuleBook(db, scope, row.applied ?? today)
  const stored = await listCaseUnits(db, scope, id)
  const ledger = new Map(
    (
      await findLedgerUnits(
        db,
        scope,
        stored.map(({ unit }) => unit),
      )
    ).map((unit) => [unit.id, unit]),
  )
  const units = stored.map(({ unit, name, full, probationary }) => {
    const now = ledger.get(unit)
    const stated = full !== null
    return {
      unit,
      name,
      address: now?.address ?? null,
      full: stated ? full : (now?.full ?? null),
      probationary: stated ? probationary : (now?.probationary ?? null),
    }
  })
  const wish = formOf(row, units.length > 0 ? units : countedUnits(row, stored), today)
  const advice = adviseForm(wish, book)
  const line = [advice.advised, ...advice.alternatives].find((one) => one?.kind === row.kind)
  const deeds = await listDeeds(db, scope, id)
  const last = (...kinds: DeedRow['deed'][]): DeedRow | undefined => deeds.findLast(({ deed }) => kinds.includes(deed))
  const [applied, replied, elected, filed] = [last('apply'), last('approve', 'decline'), last('elect'), last('file')]
  const names = await findNames(db, scope, [row.area], today)
  return {
    id,
    name: row.name,
    kind: row.kind,
    kindName: kindNames[row.kind],
    step: row.step,
    area: row.area,
    areaName: names.get(row.area)?.name ?? row.areaName,
    path: row.path,
    superior: row.superior === null ? null : { id: row.superior, name: row.superiorName ?? '' },
    host: row.hostName,
    until: row.until,
    remark: row.remark,
    units,
    membersFull: row.membersFull ?? advice.membersFull,
    members: row.members ?? advice.members,
    why: line?.why ?? advice.sentence,
    article: line?.article ?? null,
    committee: adviseCommittee(row.kind, row.membersFull ?? advice.membersFull, book),
    overrides: Object.entries(row.overrides).map(([rule, reason]) => ({
      article: findArticle(book, rule)?.article ?? rule,
      reason,
    })),
    application:
      applied === undefined || row.applied === null ? null : { day: applied.day, paperNo: text(applied, 'paperNo') },
    reply:
      replied === undefined
        ? null
        : {
            day: replied.day,
            approved: replied.deed === 'approve',
            meeting: (text(replied, 'meeting') || null) as Day | null,
            paperNo: text(replied, 'paperNo'),
            reason: replied.reason,
          },
    election:
      elected === undefined
        ? null
        : {
            day: elected.day,
            how: text(elected, 'how') === 'appointed' ? 'appointed' : 'elected',
            due: number(elected, 'due'),
            present: number(elected, 'present'),
            committee: elected.fields['committee'] === true,
            seats: number(elected, 'seats'),
          },
    filing:
      filed === undefined
        ? null
        : { day: filed.day, filedWith: text(filed, 'filedWith'), paperNo: text(filed, 'paperNo') },
    organization: row.organization,
  }
}
