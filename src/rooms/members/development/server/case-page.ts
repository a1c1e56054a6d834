import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { openName } from '../../server/public.ts'
import type { CasePage, StepDetails, StepKey } from '../contract.ts'
import { detailLines } from '../rules/detail-lines.ts'
import { sayCase } from '../rules/sentences.ts'
import { nextStep, standingOf } from '../rules/standing.ts'
import { articleOfStep, dayOf, judgedOn, stepsOf } from '../rules/steps.ts'
import { endNames, stepNames } from '../rules/words.ts'
import { doneOf, getCase } from './cases.ts'
import { findLastStep } from './change-case.ts'
import { findDue, presentRow } from './list.ts'

/** One person's way with its twenty-five steps, as the eyes may see it. Throws `development.not-found`. */
export async function readCase(
  context: Pick<Context, 'clock' | 'secrets'>,
  db: Db | Tx,
  scope: Scope,
  id: string,
  eyes: Eyes,
): Promise<CasePage> {
  const row = await getCase(db, scope, id)
  const today = context.clock.today()
  const book = await findRuleBook(db, scope, today)
  const done = doneOf(row)
  const standings = standingOf({ done, extended: row.extended, special: row.special }, today, book)
  const open = row.state === 'open'
  const persons = await listPersons(context, db, scope, id, eyes)
  const { born, gender, ethnicity, education, job, group, backbone, member, extended, special, end, ended, version } =
    row
  const editionOf = await readEditions(db, scope, book, [...done.values()])
  const orders = new Map(stepsOf(book).map((step) => [step.key, step.order]))
  return {
    ...presentRow(context, { ...row, ...(await findDue(db, scope, id)) }, today, eyes),
    version,
    born,
    gender,
    ethnicity,
    education,
    job,
    group,
    backbone,
    member,
    hasAccount: row.account !== null,
    extended,
    special,
    end,
    chain: row.chain,
    path: row.path,
    sentence: sayCase({ ...row, end: end === null ? null : endNames[end] }, nextOpen(standings, done)),
    endedOn: ended,
    contacts: persons.contact,
    introducers: persons.introducer,
    takeBack: open ? ((await findLastStep(db, scope, id))?.step ?? null) : null,
    steps: standings.map((step) => ({
      ...step,
      ...(open
        ? {}
        : {
            standing: done.has(step.key) ? ('done' as const) : ('later' as const),
            by: null,
            late: false,
            again: false,
          }),
      name: stepNames[step.key],
      order: orders.get(step.key) ?? 0,
      stage: book.param(`develop.step.${step.key}`, 'stage'),
      article: articleOfStep(editionOf(step.day), step.key),
    })),
    deeds: await listDeeds(db, scope, id),
  }
}

/** The rules by which each of the days was judged: a step that was taken is shown with the article of its time. */
async function readEditions(
  db: Db | Tx,
  scope: Scope,
  today: RuleBook,
  days: readonly (Day | null)[],
): Promise<(day: string | null) => RuleBook> {
  const books = [today]
  const find = (day: string): RuleBook | undefined =>
    books.find((book) => {
      const { validFrom, validTo } = book.find('develop.step.apply') ?? { validFrom: '9999-12-31', validTo: null }
      return validFrom <= day && (validTo === null || day < validTo)
    })
  for (const day of days) {
    const judged = day === null ? null : judgedOn(day)
    if (judged !== null && find(judged) === undefined) books.push(await findRuleBook(db, scope, judged))
  }
  return (day) => (day === null ? undefined : find(judgedOn(dayOf(day)))) ?? today
}

/** What comes next is what is not done; what is only to be repeated comes beside it. */
function nextOpen(standings: ReturnType<typeof standingOf>, done: ReadonlyMap<StepKey, unknown>) {
  return nextStep(
    standings.filter(({ again, key }) => !again || !done.has(key)),
    done,
  )
}

export async function listPersons(
  { secrets }: Pick<Context, 'secrets'>,
  db: Db | Tx,
  scope: Scope,
  id: string,
  eyes: Eyes,
) {
  const rows = await rowsOf<{ role: string; name: string }>(
    db,
    sql`select role, name from development_person where district = ${scope.district} and development = ${id} order by role, position`,
  )
  const of = (which: string): string[] =>
    rows.filter(({ role }) => role === which).map(({ name }) => eyes.show('name', openName(secrets, name)))
  return { contact: of('contact'), introducer: of('introducer') }
}

type Deed = CasePage['deeds'][number]

async function listDeeds(db: Db | Tx, scope: Scope, id: string): Promise<Deed[]> {
  const rows = await rowsOf<Omit<Deed, 'lines' | 'at'> & { details: StepDetails; at: Date }>(
    db,
    sql`select id, deed, step, day, words, details, papers, note, reason, late, actor as by, at from development_deed
      where district = ${scope.district} and development = ${id} order by id`,
  )
  return rows.map(({ details, at, ...row }) => ({ ...row, lines: detailLines(details), at: at.toISOString() }))
}
