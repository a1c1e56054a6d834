import { peopleOn, type People } from './naive-people.ts'

/**
 * What has to be done by when, counted as a clerk would with a calendar on the desk: day by day from the day of a deed,
 * with the numbers of the regulations written out once more. Nothing here is taken from the product's own arithmetic.
 */
export interface Office {
  readonly people: People
  readonly organizations: Map<string, NaiveOrganization>
  readonly cases: Map<string, NaiveCase>
}

export interface NaiveOrganization {
  readonly kind: 'branch' | 'joint-branch' | 'committee'
  readonly since: string
  ended: boolean
  /** Day of the last election. */
  elected: string | null
  secretary: 'never' | 'there' | { readonly since: string }
  readonly meetings: { readonly day: string; readonly kinds: readonly string[]; readonly bySecretary: boolean }[]
}

export interface NaiveCase {
  readonly organization: string
  /** Day of each step; of a repeated one the last. */
  readonly done: Map<string, string>
  closed: boolean
}

const next = (day: string, by = 1): string => new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10)
const isLastOfMonth = (day: string): boolean => next(day).endsWith('-01')

/** Leaf by leaf through the calendar until the same number in the n-th month comes, or that month's last leaf. */
export function monthsOn(day: string, months: number): string {
  const number = day.slice(8)
  let turned = 0
  let at = day
  while (turned < Math.abs(months)) {
    if (months > 0) {
      at = next(at)
      if (at.endsWith('-01')) turned += 1
    } else {
      if (at.endsWith('-01')) turned += 1
      at = next(at, -1)
    }
  }
  if (months < 0) while (at.slice(8) > number) at = next(at, -1)
  else while (at.slice(8) < number && !isLastOfMonth(at)) at = next(at)
  return at
}

const REVISED = '2026-05-18'
const line = (source: string, subject: string, kind: string, mark: string, opens: string, due: string): string =>
  [source, subject, kind, mark, opens, due].join(' ')

/** Everything open on a day, one line each, sorted. */
export function expectedOn({ organizations, cases, people }: Office, today: string): string[] {
  return [
    ...peopleOn(people, { next, monthsOn, line }),
    ...[...organizations].flatMap(([id, one]) => (one.ended ? [] : [...postsOf(id, one), ...lifeOf(id, one, today)])),
    ...[...cases].flatMap(([id, one]) => (one.closed ? [] : developmentOf(id, one, today))),
  ].sort()
}

/** 换届：党委五年，支部三年，提前六个月提醒；书记空缺三个月（本区启用）。 */
function postsOf(id: string, { kind, elected, secretary }: NaiveOrganization): string[] {
  const lines: string[] = []
  if (elected !== null) {
    const due = monthsOn(elected, kind === 'committee' ? 60 : 36)
    lines.push(line('posts', id, 'election', '', monthsOn(due, -6), due))
  }
  if (typeof secretary === 'object') {
    lines.push(line('posts', id, 'secretary', '', secretary.since, monthsOn(secretary.since, 3)))
  }
  return lines
}

/** 三会一课、主题党日、组织生活会、民主评议、书记党课：各在几个月里至少一次。 */
const HELD: readonly (readonly [what: string, months: number])[] = [
  ['members-meeting', 3],
  ['committee', 1],
  ['theme-day', 1],
  ['organization-meeting', 12],
  ['appraisal', 12],
  ['secretary-lecture', 12],
]

function lifeOf(id: string, one: NaiveOrganization, today: string): string[] {
  const lines: string[] = []
  let end = today
  while (!isLastOfMonth(end)) end = next(end)
  const month = end.slice(0, 7)
  const missing = HELD.some(([what, months]) => {
    if (one.kind === 'committee' && what !== 'secretary-lecture') return false
    if (what === 'committee' && (one.elected === null || one.elected > today)) return false
    // Only what ends with this month, and began when the organisation was there already.
    if (Number(month.slice(5)) % months !== 0) return false
    let from = `${month}-01`
    for (let back = 1; back < months; back++) from = `${next(from, -1).slice(0, 7)}-01`
    if (from < one.since) return false
    return !one.meetings.some(
      ({ day, kinds, bySecretary }) =>
        day >= from &&
        day <= end &&
        (what === 'secretary-lecture' ? bySecretary && kinds.includes('lecture') : kinds.includes(what)),
    )
  })
  if (missing) lines.push(line('life', id, 'held', month, next(end, -10), end))
  const last = [one.since, ...one.meetings.map(({ day }) => day)].sort().at(-1) ?? one.since
  const silent = monthsOn(last, 6)
  lines.push(line('life', id, 'silence', '', next(silent, -30), silent))
  return lines
}

/** 发展党员：谈话一个月、半年考察、预审后一个月、审批三个月、宣誓一个月（2026 年修订后）、预备期一年、转正审批三个月。 */
function developmentOf(id: string, { done }: NaiveCase, today: string): string[] {
  const lines: string[] = []
  const day = (step: string): string | undefined => done.get(step)
  const add = (kind: string, opens: string, due: string): void =>
    void lines.push(line('development', id, kind, '', opens, due))
  /** Counted from the one until the other is there. */
  const within = (from: string, step: string, months: number): void => {
    const since = day(from)
    if (since !== undefined && day(step) === undefined) add(step, since, monthsOn(since, months))
  }
  const monthAhead = (since: string, due: string): string => {
    const ahead = monthsOn(due, -1)
    return ahead < since ? since : ahead
  }
  const again = (from: string, step: string, until: string, needs: string): void => {
    const since = day(from)
    if (since === undefined || day(until) !== undefined || day(needs) === undefined) return
    const last = day(step)
    const due = monthsOn(last === undefined || last < since ? since : last, 6)
    add(step, monthAhead(since, due), due)
  }
  within('apply', 'talk', 1)
  again('activist', 'nurture', 'target', 'activist')
  within('pre-review', 'meeting', 1)
  within('meeting', 'approval', 3)
  if (today >= REVISED) within('approval', 'oath', 1)
  again('meeting', 'probation', 'full-meeting', 'approval')
  const vote = day('meeting')
  if (vote !== undefined && day('approval') !== undefined) {
    const step =
      day('apply-full') === undefined ? 'apply-full' : day('full-meeting') === undefined ? 'full-meeting' : null
    const due = monthsOn(vote, 12)
    if (step !== null) add(step, monthAhead(vote, due), due)
  }
  within('full-meeting', 'full-approval', 3)
  return lines
}
