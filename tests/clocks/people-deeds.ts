import type { Random } from '../../src/kernel/random.ts'
import { receive, underWay, type NaiveStay, type NaiveTransfer, type People } from './naive-people.ts'

type Send = <T>(method: 'GET' | 'POST', url: string, payload?: object) => Promise<T | null>

/** Deeds upon transfers, floating members and those out of contact; each gives null when there was nobody to do it to, or it was refused. */
export function peopleDeeds(
  people: People,
  random: Random,
  send: Send,
  today: () => string,
  town: string,
): Readonly<Record<string, () => Promise<unknown>>> {
  const { homes, members, transfers, stays } = people
  let made = 0
  const reason = '工作变动'
  const one = <T>(list: readonly T[]): T | null => (list.length === 0 ? null : random.pick(list))
  const before = (days: number): string => new Date(Date.parse(today()) - days * 86_400_000).toISOString().slice(0, 10)
  const here = () => [...members].filter(([, { home }]) => home !== null)
  const cases = (which: (one: NaiveTransfer) => boolean) => [...transfers].filter(([, found]) => which(found))
  const version = async (url: string): Promise<number> => (await send<{ version: number }>('GET', url))?.version ?? 0

  async function settle(): Promise<string | null> {
    if (homes.length < 3) {
      const overrides = { 'organization.superior': '上级在区外' }
      const name = `中共云山第${homes.length + 1}流动支部委员会`
      const branch = { name, kind: 'branch', superior: null, area: town, founded: '2015-01-01', overrides }
      const done = await send<{ id: string }>('POST', '/api/organizations', branch)
      if (done !== null) homes.push(done.id)
    }
    return one(homes)
  }

  async function act(id: string, deed: string, day = today()): Promise<{ member: string | null } | null> {
    const overrides = { 'member.letter': '对方已说明' }
    const order = {
      version: await version(`/api/transfers/${id}`),
      deed,
      day,
      reason,
      letterNo: `${made++}`,
      overrides,
    }
    return send('POST', `/api/transfers/${id}/act`, order)
  }

  async function open(order: object, known: Pick<NaiveTransfer, 'member' | 'direction' | 'to'>) {
    const done = await send<{ id: string }>('POST', '/api/transfers', { ...order, direction: known.direction, reason })
    const fresh = { letter: null, until: null, asked: null, agreed: null, received: null, receipt: false }
    if (done !== null) transfers.set(done.id, { ...known, state: 'draft', ...fresh })
    return done
  }

  return {
    async enlist() {
      const home = await settle()
      if (home === null || here().length >= 10) return null
      const person = { name: `周${made++}云`, status: 'full', organization: home, day: today(), other: true, reason }
      const done = await send<{ id: string }>('POST', '/api/members', person)
      if (done !== null) members.set(done.id, { home, lost: null, suspended: null })
      return done
    },
    async send() {
      const [member, found] = one(here().filter(([id]) => !underWay(people, id))) ?? []
      if (member === undefined || found === undefined) return null
      const to = one(homes.filter((home) => home !== found.home))
      if (to === null || random.next() < 0.3)
        return open({ member, toText: '外地某党支部' }, { member, direction: 'out', to: null })
      return open({ member, to }, { member, direction: 'within', to })
    },
    async welcome() {
      const to = await settle()
      const coming = { name: `吴${made++}山`, fromText: '外地某党支部', to, place: 'residence', other: true }
      return to === null ? null : open(coming, { member: null, direction: 'in', to })
    },
    async issue() {
      const [id] = one(cases(({ state }) => state === 'draft')) ?? []
      return id === undefined ? null : issue(id)
    },
    /** All in one morning: opened, the letter written, the day of the reception agreed upon. */
    async arrange() {
      const [member, found] = one(here().filter(([id]) => !underWay(people, id))) ?? []
      const to = one(homes.filter((home) => home !== found?.home))
      if (member === undefined || to === null) return null
      const opened = await open({ member, to }, { member, direction: 'within', to })
      if (opened === null || (await issue(opened.id)) === null) return null
      return take(opened.id, before(-1 - random.int(40)))
    },
    async remind() {
      const [id, found] = one(cases(({ state, direction }) => state === 'issued' && direction !== 'in')) ?? []
      const done = id === undefined ? null : await act(id, 'remind')
      if (done !== null && found !== undefined) found.asked = today()
      return done
    },
    async take() {
      const [id] = one(cases(({ state }) => state === 'issued')) ?? []
      return id === undefined ? null : take(id, today())
    },
    async stop() {
      const [id, found] = one(cases(({ state }) => state === 'draft' || state === 'issued')) ?? []
      const done = id === undefined ? null : await act(id, random.pick(['withdraw', 'return', 'lapse']))
      if (done !== null && found !== undefined) {
        found.state = 'over'
        found.agreed = null
      }
      return done
    },
    async acknowledge() {
      const [id, found] = one(cases(({ state, receipt }) => state === 'received' && !receipt)) ?? []
      const done = id === undefined ? null : await act(id, 'receipt')
      if (done !== null && found !== undefined) found.receipt = true
      return done
    },
    async float() {
      const guest = random.next() < 0.3
      const [member = null, found] = (guest ? null : one(here())) ?? []
      const to = random.next() < 0.6 || guest ? one(homes.filter((home) => home !== found?.home)) : null
      if ((member === null && !guest) || (guest && to === null)) return null
      const stay = { to, since: before(random.int(200)), fixed: random.next() < 0.7, abroad: random.next() < 0.2 }
      const whom = member === null ? { member, name: `来${made++}客`, fromText: '外地某党支部' } : { member }
      const done = await send<{ id: string }>('POST', '/api/floating', { ...whom, ...stay, reason })
      if (done !== null) stays.set(done.id, { member, ...stay, contact: null, over: false })
      return done
    },
    async greet() {
      const [id, stay] = one([...stays].filter(([, { over }]) => !over)) ?? []
      if (id === undefined || stay === undefined) return null
      const day = before(random.int(20))
      const order = { version: await version(`/api/floating/${id}`), day }
      const done = await send('POST', `/api/floating/${id}/contact`, order)
      if (done !== null) seen(stay, day)
      return done
    },
    async comeBack() {
      const [id, stay] = one([...stays].filter(([, { over }]) => !over)) ?? []
      if (id === undefined || stay === undefined) return null
      const order = { version: await version(`/api/floating/${id}`), day: today(), reason }
      const done = await send('POST', `/api/floating/${id}/end`, order)
      if (done !== null) stay.over = true
      return done
    },
    async lose() {
      const [id, found] = one(here()) ?? []
      if (id === undefined || found === undefined) return null
      const lost = found.lost === null
      const order = { version: await version(`/api/members/${id}`), lost, day: today(), reason }
      const done = await send('POST', `/api/floating/lost/${id}`, order)
      if (done !== null) found.lost = lost ? today() : null
      return done
    },
    async decide() {
      const [id, found] = one(here().filter(([, { lost, suspended }]) => lost !== null || suspended !== null)) ?? []
      if (id === undefined || found === undefined) return null
      const to = found.suspended === null ? 'suspended' : 'full'
      const order = { version: await version(`/api/members/${id}`), day: today(), to, reason }
      const done = await send('POST', `/api/members/${id}/status`, order)
      if (done === null) return null
      found.suspended = to === 'suspended' ? today() : null
      if (to === 'full') found.lost = null
      return done
    },
  }

  async function issue(id: string) {
    const [done, found] = [await act(id, 'issue'), transfers.get(id)]
    if (done === null || found === undefined) return null
    found.state = 'issued'
    found.letter = today()
    found.until = before(-90)
    return done
  }

  async function take(id: string, day: string) {
    const [done, found] = [await act(id, 'receive', day), transfers.get(id)]
    if (done === null || found === undefined) return null
    if (day > today()) found.agreed = day
    else receive(people, found, day)
    return done
  }

  function seen(stay: NaiveStay, day: string): void {
    if (stay.contact === null || stay.contact < day) stay.contact = day
    const member = stay.member === null ? undefined : members.get(stay.member)
    if (member !== undefined && member.lost !== null && day >= member.lost) member.lost = null
  }
}
