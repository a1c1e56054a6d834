import { parseArgs } from 'node:util'
import { seededRandom } from '../src/kernel/random.ts'

/**
 * Fifty people at work at once against a running server: each opens the screens of an ordinary morning in turn, thinks a
 * few seconds, now and then corrects something. Prints the middle and the slow end of what one waits for, by screen.
 *
 *   ./juxin serve --data DIR          (or with DATABASE_URL)
 *   node bench/fifty-people.ts --url http://127.0.0.1:7200 --minutes 10 [--people 50] [--cookie 'juxin=…'] [--json]
 *
 * Goal: no errors; p95 at most 300 ms embedded, 100 ms on PostgreSQL.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:7200' },
    minutes: { type: 'string', default: '1' },
    people: { type: 'string', default: '50' },
    /** Seconds between two screens, on average. */
    think: { type: 'string', default: '4' },
    /** Sessions to work with, one a person in turn, separated by commas; none before the first account is made. */
    cookie: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
})

const until = performance.now() + Number(values.minutes) * 60_000
const cookies = values.cookie.split(',').filter((cookie) => cookie !== '')
const spent = new Map<string, number[]>()
const errors = new Map<string, number>()

interface Person {
  readonly random: () => number
  readonly cookie: string | null
  units: readonly string[]
}

/** What one screen asks; all at once, as the browser does. */
const SCREENS: readonly {
  readonly name: string
  readonly weight: number
  readonly open: (person: Person) => Promise<void>
}[] = [
  {
    name: 'overview',
    weight: 3,
    open: (person) => every(person, 'overview', ['/api/coverage', '/api/coverage/actions', '/api/coverage/table']),
  },
  {
    name: 'ledger',
    weight: 4,
    open: async (person) => {
      const page = (await get(person, 'ledger', '/api/units?limit=100')) as { rows?: { id: string }[] } | null
      person.units = page?.rows?.map(({ id }) => id) ?? person.units
    },
  },
  {
    name: 'search',
    weight: 4,
    open: (person) => {
      const words = ['科技', '物流', '有限', 'kj', '宁波', '商贸']
      const word = words[Math.floor(person.random() * words.length)] ?? '科技'
      return every(person, 'search', [`/api/units?limit=50&q=${encodeURIComponent(word)}`])
    },
  },
  {
    name: 'unit',
    weight: 5,
    open: (person) => every(person, 'unit', [`/api/units/${pick(person)}`]),
  },
  {
    name: 'coverage',
    weight: 2,
    open: (person) => every(person, 'coverage', ['/api/coverage', '/api/coverage/table']),
  },
  { name: 'plans', weight: 2, open: (person) => every(person, 'plans', ['/api/plans']) },
  { name: 'areas', weight: 1, open: (person) => every(person, 'areas', ['/api/office', '/api/areas']) },
  {
    name: 'correction',
    weight: 1,
    open: async (person) => {
      const body = { parent: `上级单位${Math.floor(person.random() * 1000)}`, evidence: '五十人同时办公的演练' }
      await ask(person, 'correction', `/api/units/${pick(person)}/details`, {
        method: 'PUT',
        body: JSON.stringify(body),
      })
    },
  },
]
const DECK = SCREENS.flatMap((screen) => Array.from({ length: screen.weight }, () => screen))

const everybody = Array.from({ length: Number(values.people) }, (_, at) => work(at))
await Promise.all(everybody)
report()

async function work(at: number): Promise<void> {
  const random = seededRandom(at + 1).next
  const person: Person = { random, cookie: cookies[at % Math.max(1, cookies.length)] ?? null, units: [] }
  // People do not sit down in the same second.
  await wait(random() * Number(values.think) * 1000)
  await SCREENS.find(({ name }) => name === 'ledger')?.open(person)
  while (performance.now() < until) {
    await DECK[Math.floor(random() * DECK.length)]?.open(person)
    await wait(random() * 2 * Number(values.think) * 1000)
  }
}

function pick({ units, random }: Person): string {
  return units[Math.floor(random() * units.length)] ?? 'none'
}

async function every(person: Person, screen: string, paths: readonly string[]): Promise<void> {
  await Promise.all(paths.map((path) => get(person, screen, path)))
}

function get(person: Person, screen: string, path: string): Promise<unknown> {
  return ask(person, screen, path, {})
}

async function ask(
  person: Person,
  screen: string,
  path: string,
  init: { method?: string; body?: string },
): Promise<unknown> {
  const began = performance.now()
  const headers = {
    ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(person.cookie === null ? {} : { cookie: person.cookie, 'sec-fetch-site': 'same-origin' }),
  }
  try {
    const answer = await fetch(`${values.url}${path}`, { ...init, headers })
    const body = await answer.text()
    note(spent, screen, performance.now() - began)
    if (answer.ok) return JSON.parse(body) as unknown
    errors.set(`${screen} ${answer.status}`, (errors.get(`${screen} ${answer.status}`) ?? 0) + 1)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    errors.set(`${screen} ${why}`, (errors.get(`${screen} ${why}`) ?? 0) + 1)
  }
  return null
}

function note(into: Map<string, number[]>, key: string, value: number): void {
  const list = into.get(key)
  if (list) list.push(value)
  else into.set(key, [value])
}

function report(): void {
  const at = (list: readonly number[], share: number): number =>
    Math.round([...list].sort((one, other) => one - other)[Math.floor((list.length - 1) * share)] ?? 0)
  const row = (name: string, list: readonly number[]) => ({
    name,
    asked: list.length,
    p50: at(list, 0.5),
    p95: at(list, 0.95),
    most: at(list, 1),
  })
  const rows = [...[...spent].map(([name, list]) => row(name, list)), row('all', [...spent.values()].flat())]
  if (values.json) {
    process.stdout.write(
      `${JSON.stringify({ people: everybody.length, minutes: Number(values.minutes), rows, errors: Object.fromEntries(errors) })}\n`,
    )
    return
  }
  for (const { name, asked, p50, p95, most } of rows) {
    process.stdout.write(
      `${name.padEnd(11)} ${String(asked).padStart(7)} asked   p50 ${String(p50).padStart(5)} ms   p95 ${String(p95).padStart(5)} ms   most ${String(most).padStart(6)} ms\n`,
    )
  }
  const wrong = [...errors].map(([what, count]) => `${what}: ${count}`)
  process.stdout.write(wrong.length === 0 ? 'no errors\n' : `errors: ${wrong.join(' · ')}\n`)
  process.exitCode = wrong.length === 0 ? 0 : 1
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((next) => setTimeout(next, milliseconds))
}
