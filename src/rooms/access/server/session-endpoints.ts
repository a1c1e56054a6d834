import { sql } from 'kysely'
import { EVERYTHING, isNothing, type Reach } from '../../../kernel/scope.ts'
import type { Verb } from '../../../kernel/endpoint.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import type { Caller } from '../../../platform/server/gate.ts'
import type { Handlers } from '../../../platform/server/http/route.ts'
import type { Context } from '../../../platform/server/room.ts'
import { accessEndpoints, type Session } from '../contract.ts'
import { MINUTE } from '../rules/times.ts'
import { SESSION_COOKIE, setCookie } from './cookies.ts'
import { isAccountCaller } from './gate.ts'
import { countOpenGlass } from './grants/public.ts'
import { acceptInvitation, getInvitation } from './invitations.ts'
import { localPurpose, stateLocalPurpose } from './local-purpose.ts'
import { forgetCallers } from './remembered.ts'
import { setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'
import { singleSignOnLabel } from './single-sign-on-config.ts'
import { readTimes } from './times.ts'

export const sessionTable = {
  'access.session': accessEndpoints['access.session'],
  'access.signIn': accessEndpoints['access.signIn'],
  'access.signOut': accessEndpoints['access.signOut'],
  'access.setUp': accessEndpoints['access.setUp'],
  'access.statePurpose': accessEndpoints['access.statePurpose'],
  'access.endPurpose': accessEndpoints['access.endPurpose'],
  'access.invitation': accessEndpoints['access.invitation'],
  'access.acceptInvitation': accessEndpoints['access.acceptInvitation'],
}

export function sessionHandlers(context: Context): Handlers<typeof sessionTable> {
  const { clock, config, database } = context
  return {
    'access.session': async (_, { caller }) => ({
      accounts: await context.gates.current.accounts(),
      singleSignOn: singleSignOnLabel(process.env),
      person: caller && (await presentPerson(context, caller)),
    }),
    'access.signIn': (typed, { scope, request, reply }) => signIn(context, scope, request, reply, typed),
    'access.signOut': async (_, { scope, caller, request, reply }) => {
      const session = caller?.session ?? null
      if (session !== null) {
        await database.write(scope, async (tx) => {
          await sql`delete from account_session where district = ${config.district} and id = ${session}`.execute(tx)
          await writeAudit(tx, scope, clock, 'access.signed-out', scope.account, { session })
        })
        forgetCallers(context)
      }
      setCookie(request, reply, SESSION_COOKIE, '', 0)
      return { ok: true as const, sentence: '已退出。' }
    },
    'access.setUp': (person, { request, reply }) => setUp(context, request, reply, person),
    'access.statePurpose': async ({ purpose }, { scope, caller }) => {
      const { purposeMinutes } = await readTimes(database.gate, config.district)
      const until = new Date(clock.now().getTime() + purposeMinutes * MINUTE)
      const session = caller?.session ?? null
      await database.writeAsGate(async (tx) => {
        if (session !== null) {
          await sql`update account_session set purpose = ${purpose}, purpose_until = ${until.toISOString()}
            where district = ${config.district} and id = ${session}`.execute(tx)
        }
        await writeAudit(tx, scope, clock, 'access.purpose-stated', scope.account, {
          purpose,
          until: until.toISOString(),
        })
      })
      if (session === null) stateLocalPurpose(context, { words: purpose, until })
      forgetCallers(context)
      return { until: until.toISOString() }
    },
    'access.endPurpose': async (_, { scope, caller }) => {
      const session = caller?.session ?? null
      await database.writeAsGate(async (tx) => {
        if (session !== null) {
          await sql`update account_session set purpose = null, purpose_until = null
            where district = ${config.district} and id = ${session}`.execute(tx)
        }
        await writeAudit(tx, scope, clock, 'access.purpose-ended', scope.account)
      })
      if (session === null) stateLocalPurpose(context, null)
      forgetCallers(context)
      return { ok: true as const, sentence: '姓名、电话已恢复遮盖。' }
    },
    'access.invitation': async ({ token }) => {
      const { username, name, until } = await getInvitation(context, database.gate, token)
      return { username, name, until: until.toISOString() }
    },
    'access.acceptInvitation': (given, { request, reply }) => acceptInvitation(context, request, reply, given),
  }
}

async function presentPerson(context: Context, caller: Caller): Promise<NonNullable<Session['person']>> {
  if (!isAccountCaller(caller)) {
    const purpose = localPurpose(context)
    return {
      account: null,
      username: null,
      name: caller.name,
      must: null,
      roles: ['本机使用，还没有账号'],
      parts: ['全区'],
      verbs: Object.fromEntries(context.catalogue.map(({ verb }) => [verb, mutable(EVERYTHING)])),
      purpose: purpose && { words: purpose.words, until: purpose.until.toISOString() },
      actingFor: [],
      glass: null,
      watched: 0,
      secondFactor: false,
    }
  }
  const { power, purpose, purposeUntil } = caller
  const held = power.verbs.flatMap((name) => {
    const verb = name as Verb
    const reach = power.reach(verb)
    return isNothing(reach) ? [] : [[verb, mutable(reach)] as const]
  })
  return {
    account: caller.account,
    username: caller.username,
    name: caller.name,
    must: caller.must,
    roles: [...power.roles],
    parts: [...power.parts],
    verbs: Object.fromEntries(held),
    purpose: purpose !== null && purposeUntil ? { words: purpose, until: purposeUntil.toISOString() } : null,
    actingFor: [...new Set(power.verbs.flatMap((verb) => power.actingFor(verb as Verb)))],
    glass: power.glass && { ...power.glass },
    watched: await countOpenGlass(context, caller.account, power),
    secondFactor: caller.secondFactor,
  }
}

function mutable({ paths, places, lines, units, organizations }: Reach) {
  return {
    paths: [...paths],
    places: [...places],
    lines: lines.map((line) => ({ ...line })),
    units: [...units],
    organizations: [...organizations],
  }
}
