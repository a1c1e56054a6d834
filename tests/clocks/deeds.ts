import type { Random } from '../../src/kernel/random.ts'
import type { TestContext } from '../../src/platform/server/testing.ts'
import { townsOf } from '../../src/rooms/coverage/testing.ts'
import type { NaiveCase, Office } from './naive.ts'
import { peopleDeeds } from './people-deeds.ts'

/** Deeds of an invented office over the years, through the same interface as the screens; one that is refused changes nothing. */
export interface Player {
  /** One deed at random; its name when it was done, null when it was refused. */
  play(): Promise<string | null>
  readonly refusals: string[]
}

const TOWN = townsOf('990101')[0] as string
const MOST = { organizations: 8, cases: 8 }
const VOTES = { due: 9, present: 8, yes: 8 }
const PERSONS = { persons: ['王一山', '李二河'] }
const STEPS = ['talk', 'activist', 'activist-filed', 'contacts', 'nurture', 'target', 'target-filed', 'introducers', 'review', 'class',
  'committee-review', 'pre-review', 'form', 'meeting', 'committee-talk', 'approval', 'approval-filed', 'assigned', 'oath', 'probation',
  'apply-full', 'full-meeting', 'full-approval', 'archive'] // prettier-ignore

const ballot = (round: number) => ({
  of: 'committee',
  due: 10,
  present: 9,
  seats: 3,
  issued: 9,
  returned: 9,
  valid: 9,
  invalid: 0,
  candidates: [
    { votes: 9, name: `张${round}`, post: 'secretary' },
    { votes: 8, name: `李${round}`, post: 'organization-member' },
    { votes: 7, name: `王${round}`, post: 'discipline-member' },
    { votes: 2 },
  ],
})

export function playerOf(context: TestContext, office: Office, random: Random): Player {
  const refusals: string[] = []
  const today = (): string => context.clock.today()
  const terms = new Map<string, number>()
  let made = 0

  async function send<T>(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object): Promise<T | null> {
    const app = await context.app()
    const answer = await app.inject({ method, url, ...(payload ? { payload } : {}) })
    if (answer.statusCode === 200) return answer.json<T>()
    refusals.push(`${today()} ${method} ${url} ${answer.body.slice(0, 200)}`)
    if (answer.statusCode >= 500) throw new Error(refusals.at(-1))
    return null
  }

  const living = () => [...office.organizations].filter(([, { ended }]) => !ended)
  const open = () => [...office.cases].filter(([, { closed }]) => !closed)
  const one = <T>(list: readonly T[]): T | null => (list.length === 0 ? null : random.pick(list))

  const deeds: Readonly<Record<string, () => Promise<unknown>>> = {
    async found() {
      if (living().length >= MOST.organizations) return null
      const kind = random.pick(['branch', 'branch', 'joint-branch', 'committee'] as const)
      const done = await send<{ id: string }>('POST', '/api/organizations', {
        name: `中共云山第${made++}支部委员会`,
        kind,
        superior: null,
        area: TOWN,
        founded: today(),
        overrides: { 'organization.superior': '上级在区外' },
      })
      if (done === null) return null
      const fresh = { kind, since: today(), ended: false, elected: null, secretary: 'never' as const, meetings: [] }
      office.organizations.set(done.id, fresh)
      return done
    },
    async elect() {
      const [id, organization] = one(living()) ?? []
      if (id === undefined || organization === undefined || organization.elected === today()) return null
      const no = (terms.get(id) ?? 0) + 1
      const done = await send('POST', `/api/organizations/${id}/elections`, {
        day: today(),
        no,
        ballots: [ballot(made++)],
        approvedBy: '中共云山市委社会工作部',
        overrides: { 'post.term-shift': '上级批准', 'branch.committee': '按选举办法' },
      })
      if (done === null) return null
      terms.set(id, no)
      organization.elected = today()
      organization.secretary = 'there'
      return done
    },
    async leave() {
      const [id, organization] = one(living().filter(([, { secretary }]) => secretary === 'there')) ?? []
      if (id === undefined || organization === undefined) return null
      const page = await send<{ posts: { id: string; post: string; to: string | null; version: number }[] }>(
        'GET',
        `/api/organizations/${id}/posts`,
      )
      const held = page?.posts.find(({ post, to }) => post === 'secretary' && to === null)
      if (held === undefined) return null
      const body = { version: held.version, day: today(), reason: '调动' }
      const done = await send('POST', `/api/posts/${held.id}/end`, body)
      if (done !== null) organization.secretary = { since: today() }
      return done
    },
    async meet() {
      const [id, organization] = one(living()) ?? []
      if (id === undefined || organization === undefined) return null
      const all = ['members-meeting', 'theme-day', 'committee', 'organization-meeting', 'appraisal', 'lecture']
      const kinds = all.filter(() => random.next() < 0.5)
      if (kinds.length === 0) kinds.push('theme-day')
      const bySecretary = kinds.includes('lecture') && random.next() < 0.5
      const meeting = {
        day: today(),
        kinds,
        title: `第${made++}次`,
        bySecretary,
        holders: [{ organization: id, due: 10, present: 8 }],
      }
      const done = await send('POST', '/api/life', { meetings: [meeting] })
      if (done !== null) organization.meetings.push({ day: today(), kinds, bySecretary })
      return done
    },
    async revoke() {
      const busy = new Set(open().map(([, { organization }]) => organization))
      const free = living().filter(([id]) => !busy.has(id))
      const [id, organization] = (free.length < 4 ? null : one(free)) ?? []
      if (id === undefined || organization === undefined) return null
      const page = await send<{ version: number }>('GET', `/api/organizations/${id}`)
      const done = await send('POST', `/api/organizations/${id}/change`, {
        day: today(),
        reason: '不再具备条件',
        version: page?.version ?? 0,
        what: { change: 'revoke' },
      })
      if (done !== null) organization.ended = true
      return done
    },
    async apply() {
      const [organization] = one(living().filter(([, { kind }]) => kind === 'branch')) ?? []
      if (organization === undefined || open().length >= MOST.cases) return null
      const done = await send<{ id: string }>('POST', '/api/development', {
        name: `林${made++}木`,
        born: '1990-05-01',
        organization,
        days: { apply: today() },
        other: true,
      })
      if (done === null) return null
      office.cases.set(done.id, { organization, done: new Map([['apply', today()]]), closed: false })
      return done
    },
    async step() {
      const [id, found] = one(open()) ?? []
      if (id === undefined || found === undefined) return null
      const step = stepOf(found)
      const page = await send<{ version: number }>('GET', `/api/development/${id}`)
      const done = await send<{ state: string }>('POST', `/api/development/${id}/steps`, {
        version: page?.version ?? 0,
        step,
        day: today(),
        details: detailsOf(step),
      })
      if (done === null) return null
      found.done.set(step, today())
      found.closed = done.state !== 'open'
      return done
    },
  }

  /** Mostly the next in order; now and then any, which is then refused or, if it is to be repeated, taken again. */
  function stepOf({ done }: NaiveCase): string {
    const coming = STEPS.find((step) => !done.has(step)) ?? 'archive'
    if (random.next() < 0.1) return random.pick(STEPS)
    if (done.has('nurture') && !done.has('target') && random.next() < 0.3) return 'nurture'
    if (done.has('probation') && !done.has('full-meeting') && random.next() < 0.3) return 'probation'
    return coming
  }

  function detailsOf(step: string): object {
    if (step === 'contacts' || step === 'introducers') return PERSONS
    if (step === 'class') return { classDays: 3 }
    if (step === 'target') return { publicFrom: monthBefore(today()) }
    if (step === 'meeting') return VOTES
    return step === 'full-meeting' ? { ...VOTES, outcome: 'passed' } : {}
  }

  const upon = peopleDeeds(office.people, random, send, today, TOWN)
  const all: typeof deeds = { ...deeds, ...upon }
  const chances = [
    'found',
    'elect',
    'leave',
    'meet',
    'meet',
    'meet',
    'revoke',
    'apply',
    ...Array<string>(12).fill('step'),
    ...Object.keys(upon),
    'elect',
    'leave',
    'issue',
    'take',
    'remind',
  ]
  return {
    refusals,
    async play() {
      const name = random.pick(chances)
      const done = await all[name]?.()
      return done == null ? null : name
    },
  }
}

const monthBefore = (day: string): string => new Date(Date.parse(day) - 30 * 86_400_000).toISOString().slice(0, 10)
