import type { FastifyInstance } from 'fastify'
import type { Verb } from '../../src/kernel/endpoint.ts'
import { EVERYTHING, NOTHING, type Reach, type Scope } from '../../src/kernel/scope.ts'
import { platformProblem } from '../../src/platform/contract.ts'
import { admit, type Caller } from '../../src/platform/server/gate.ts'
import type { Context } from '../../src/platform/server/room.ts'
import type { World } from './shapes.ts'

/** Somebody who has some verbs within one reach; a header of the request says who it is. */
export interface Person {
  readonly name: string
  readonly verbs: readonly string[] | 'all'
  readonly reach: Reach
  /** Once let in, does nothing: to try doors of which some would change the ledger. */
  readonly turnsBack?: boolean
}

export function callerOf({ name, verbs, reach, turnsBack = false }: Person): Caller {
  return {
    account: `account-${name}`,
    name,
    session: null,
    reach: (verb) => (verbs === 'all' || verbs.includes(verb) ? reach : NOTHING),
    actingFor: () => {
      // Asked when a scope is minted, and only then.
      if (turnsBack) throw platformProblem('cancelled')
      return []
    },
    purpose: null,
    must: null,
  }
}

export function scopeOf(context: Context, person: Person, verb: Verb): Scope {
  return admit(context.config.district, callerOf(person), { verb, from: '测试', request: null })
}

const HEADER = 'x-person'

/** From here on requests come from the people of `cast`, by the header; without it from nobody. */
export function playPeople(context: Context, cast: Map<string, Person>): void {
  context.gates.install({
    accounts: async () => true,
    caller: async (request) => {
      const found = cast.get(String(request.headers[HEADER] ?? ''))
      return found === undefined ? null : callerOf(found)
    },
  })
}

export interface Answer {
  readonly status: number
  readonly body: string
  readonly bytes: Buffer
}

export async function ask(
  app: FastifyInstance,
  person: Person | null,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: Record<string, unknown>,
): Promise<Answer> {
  const answer = await app.inject({
    method,
    url,
    headers: person === null ? {} : { [HEADER]: encodeURIComponent(person.name) },
    ...(body === undefined ? {} : { payload: body }),
  })
  return { status: answer.statusCode, body: answer.body, bytes: answer.rawPayload }
}

/** A map to play from; names are written as a header can carry them. */
export function castOf(people: readonly Person[]): Map<string, Person> {
  return new Map(people.map((person) => [encodeURIComponent(person.name), person]))
}

/** One reach of every kind, and mixtures of them. */
export function reachesOf({ areas, units, organizations }: World): Readonly<Record<string, Reach>> {
  const pathOf = (level: string, at = 0): string => areas.filter((area) => area.level === level)[at]?.path ?? 'none/'
  const only = (part: Partial<Reach>): Reach => ({ ...NOTHING, ...part })
  const root = pathOf('city')
  return {
    whole: EVERYTHING,
    rootByPath: only({ paths: [root] }),
    county: only({ paths: [pathOf('county')] }),
    town: only({ paths: [pathOf('town')] }),
    twoTowns: only({ paths: [pathOf('town', 0), pathOf('town', 2)] }),
    community: only({ paths: [pathOf('community')] }),
    building: only({ places: ['b:1'] }),
    park: only({ places: ['p:1'] }),
    grid: only({ places: ['g:1'] }),
    line: only({ lines: [{ section: 'C', path: '' }] }),
    lineInTown: only({ lines: [{ section: 'C', path: pathOf('town') }] }),
    lineInCommunity: only({ lines: [{ section: 'C', path: pathOf('community') }] }),
    oneUnit: only({ units: [units[3]?.id ?? ''] }),
    mixed: only({
      paths: [pathOf('community', 1)],
      places: ['g:2', 'b:0'],
      lines: [{ section: 'I', path: pathOf('county') }],
      units: [units[5]?.id ?? '', units[9]?.id ?? ''],
    }),
    organization: only({ organizations: [chainOf(organizations, 'wide')] }),
    branch: only({ organizations: [chainOf(organizations, 'narrow')] }),
    mixedParty: only({
      paths: [pathOf('community', 2)],
      organizations: [chainOf(organizations, 'narrow'), chainOf(organizations, 'middle')],
      units: [units[11]?.id ?? ''],
    }),
    nowhere: only({ paths: ['nowhere/'] }),
  }
}

/** The chain of an organisation with very many below it, with some, or with none. */
function chainOf(organizations: World['organizations'], width: 'wide' | 'middle' | 'narrow'): string {
  const below = (chain: string): number => organizations.filter((one) => one.chain.startsWith(chain)).length - 1
  const live = organizations.filter(({ state }) => state === 'active')
  const ranked = live.toSorted((a, b) => below(b.chain) - below(a.chain))
  const some = ranked.filter(({ chain }) => below(chain) > 0)
  const found = width === 'wide' ? ranked[0] : width === 'middle' ? some.at(-1) : ranked.at(-1)
  return found?.chain ?? 'none/'
}
