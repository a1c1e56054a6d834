import type { Day } from '../../../../kernel/day.ts'
import type { Verb } from '../../../../kernel/endpoint.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { Workdays } from '../../../../standards/workdays.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { WantedDeadline } from '../rules/wanted.ts'

/** How the office calls one kind of deadline, whose work it is, and where it is done. */
export interface DeadlineKind {
  /** `换届选举` */
  readonly title: string
  /** Whoever has this verb over the subject gets it done. */
  readonly verb: Verb
  /** Address of the web page. */
  readonly page: (at: {
    readonly subject: string
    readonly organization: string | null
    readonly mark: string
  }) => string
}

/**
 * What a sub-room hands in: who its subjects are, how their facts are read, and which deadlines follow from them. The same
 * clock answers after a deed (for the subjects touched) and at night (for all), so the two cannot differ.
 */
export interface DeadlineClock<F> {
  /** Name of the clock, unique: `founding`, `posts`, `life`. */
  readonly source: string
  readonly subjectKind: string
  readonly kinds: Readonly<Record<string, DeadlineKind>>
  /** All that can have deadlines, of the whole office. */
  readonly subjects: (db: Db | Tx, scope: Scope) => Promise<readonly string[]>
  /** Facts of the subjects; one that is no longer there is left out. */
  readonly load: (tx: Tx, scope: Scope, subjects: readonly string[], day: Day) => Promise<readonly F[]>
  /** Pure. Today is `book.day`. */
  readonly compute: (facts: F, book: RuleBook, workdays: Workdays) => readonly WantedDeadline[]
}

/** A clock whose facts are its own affair. */
export interface RunningClock extends Pick<DeadlineClock<never>, 'source' | 'subjectKind' | 'kinds' | 'subjects'> {
  readonly want: (
    tx: Tx,
    scope: Scope,
    subjects: readonly string[],
    book: RuleBook,
    workdays: Workdays,
  ) => Promise<readonly WantedDeadline[]>
}

/** Work that a part of the room does on a new day, before the clocks run: what was agreed upon for it. */
export type DailyWork = (scope: Scope) => Promise<void>

const daily = new WeakMap<object, DailyWork[]>()

/** To be called in a sub-room's `react`. The work is done again on a day that is run twice, and has to find nothing then. */
export function registerDaily(context: Context, work: DailyWork): void {
  daily.set(context.reactions, [...dailyOf(context), work])
}

export function dailyOf(context: Context): readonly DailyWork[] {
  return daily.get(context.reactions) ?? []
}

/** By the reactions of the program: a context may be copied, they stay the same. */
const registries = new WeakMap<object, Map<string, RunningClock>>()

/** To be called in a sub-room's `react`. Throws RangeError when the name is taken. */
export function registerClock<F>(context: Context, clock: DeadlineClock<F>): void {
  const registry = registries.get(context.reactions) ?? new Map<string, RunningClock>()
  if (registry.has(clock.source)) throw new RangeError(`a clock named ${clock.source} is there`)
  registry.set(clock.source, {
    source: clock.source,
    subjectKind: clock.subjectKind,
    kinds: clock.kinds,
    subjects: clock.subjects,
    async want(tx, scope, subjects, book, workdays) {
      const facts = await clock.load(tx, scope, subjects, book.day)
      return facts.flatMap((one) => clock.compute(one, book, workdays))
    },
  })
  registries.set(context.reactions, registry)
}

export function clocksOf(context: Context): readonly RunningClock[] {
  return [...(registries.get(context.reactions)?.values() ?? [])]
}

/** Throws RangeError: a clock that nobody registered would silently leave its deadlines as they were. */
export function clockOf(context: Context, source: string): RunningClock {
  const found = registries.get(context.reactions)?.get(source)
  if (found === undefined) throw new RangeError(`no clock named ${source}`)
  return found
}
