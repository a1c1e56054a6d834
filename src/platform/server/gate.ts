import type { FastifyRequest } from 'fastify'
import type { Verb } from '../../kernel/endpoint.ts'
import { EVERYTHING, isNothing, isWhole, NOTHING, type Reach, type Scope } from '../../kernel/scope.ts'
import { platformProblem } from '../contract.ts'
import { mintScope } from './mint-scope.ts'

/** Whoever stands behind a request or a command, and what they may. */
export interface Caller {
  /** Null at the console and, before the first account is made, at this PC. */
  readonly account: string | null
  readonly name: string
  /** The session, for listing and revoking; null where there is none. */
  readonly session: string | null
  /** Where the caller has the verb: nowhere, in part, or for the whole office. */
  reach(verb: Verb): Reach
  /** Names of those for whom the caller acts as substitute while using the verb. */
  actingFor(verb: Verb): readonly string[]
  /** Stated reason for seeing personal data in the clear, while it lasts. */
  readonly purpose: string | null
  /** What must be done before anything else, e.g. a first password changed; null: nothing. */
  readonly must: 'change-password' | 'second-factor' | null
}

/** Answers who sends a request. The access room installs the real one; without it whoever sits at this PC has everything. */
export interface Gate {
  caller(request: FastifyRequest): Promise<Caller | null>
  /** Whether there are accounts, so that one must sign in. */
  accounts(): Promise<boolean>
}

export interface Gates {
  readonly current: Gate
  install(gate: Gate): void
}

export function makeGates(): Gates {
  // Only where the access room is not there to answer.
  let current: Gate = { caller: async () => everybody('本机', '本机使用'), accounts: async () => false }
  return {
    get current() {
      return current
    },
    install(gate) {
      current = gate
    },
  }
}

/** Somebody who may everything and has no account: this PC before the first account, the console, the program itself. */
export function everybody(name: string, purpose: string | null = null): Caller {
  return {
    account: null,
    name,
    session: null,
    reach: () => EVERYTHING,
    actingFor: () => [],
    purpose,
    must: null,
  }
}

export interface Asking {
  readonly verb: Verb
  /** Why it is for the whole office only. */
  readonly whole?: string | undefined
  readonly from: string
  readonly request: string | null
}

/** The scope of one request: minted, or refused with the reason. */
export function admit(district: string, caller: Caller | null, asking: Asking): Scope {
  const { verb, whole, from, request } = asking
  const mint = (reach: Reach): Scope =>
    mintScope({
      district,
      actor: caller?.name ?? '未登录',
      account: caller?.account ?? null,
      actingFor: caller?.actingFor(verb) ?? [],
      from,
      request,
      purpose: caller?.purpose ?? null,
      ...reach,
    })
  if (verb === 'open') return mint(NOTHING)
  if (caller === null) throw platformProblem('not-signed-in')
  if (verb === 'self') return mint(NOTHING)
  if (caller.must !== null) throw platformProblem(caller.must)
  const reach = caller.reach(verb)
  if (isNothing(reach)) throw platformProblem('not-allowed', { verb })
  if (whole !== undefined && !isWhole(reach)) throw platformProblem('whole-office-only', { why: whole })
  return mint(reach)
}
