import { isNothing } from '../../../kernel/scope.ts'
import { platformProblem } from '../../../platform/contract.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { admit, everybody, type Caller } from '../../../platform/server/gate.ts'
import type { Context } from '../../../platform/server/room.ts'
import { loadPower } from './grants/power.ts'
import { prove } from './sign-in.ts'

/**
 * Who works on the command line. Whoever may start the program on the server's own data has the whole office, as `控制台`;
 * with `--as` one works as a person, with what that person may, and the trail names the person.
 */
export interface ConsoleWish {
  readonly as: string | null
  /** Names and phones in the clear, for this reason. */
  readonly purpose: string | null
  readonly password: () => Promise<string>
  readonly code: () => Promise<string>
}

export const CONSOLE = '控制台'

export async function consoleCaller(context: Context, wish: ConsoleWish): Promise<Caller> {
  const caller = wish.as === null ? everybody(CONSOLE) : await signInAtConsole(context, wish.as, wish)
  if (wish.purpose === null) return caller
  if (isNothing(caller.reach('access.reveal'))) throw platformProblem('not-allowed', { verb: 'access.reveal' })
  if ([...wish.purpose.trim()].length < 4) throw platformProblem('invalid-input', { where: '写明用途，至少四个字' })
  const stated = { ...caller, purpose: wish.purpose.trim() }
  const scope = admit(context.config.district, stated, { verb: 'self', from: CONSOLE, request: null })
  await context.database.writeAsGate((tx) =>
    writeAudit(tx, scope, context.clock, 'access.purpose-stated', scope.account, { purpose: stated.purpose }),
  )
  return stated
}

async function signInAtConsole(context: Context, username: string, wish: ConsoleWish): Promise<Caller> {
  const { clock, config, database } = context
  const stranger = admit(config.district, null, { verb: 'open', from: CONSOLE, request: null })
  const password = await wish.password()
  const attempt = (code?: string) =>
    prove(
      context,
      stranger,
      { username, password, code },
      { from: CONSOLE, device: null },
      async (tx, { id, name }) => {
        const person = { ...everybody(name), account: id }
        const scope = admit(config.district, person, { verb: 'self', from: CONSOLE, request: null })
        await writeAudit(tx, scope, clock, 'access.signed-in', id, { by: 'console' })
      },
    )
  let proven = await attempt()
  if (proven === 'needs-code') proven = await attempt(await wish.code())
  if (proven === 'needs-code') throw platformProblem('not-signed-in')
  const { account } = proven
  const power = await loadPower(database.gate, config.district, account.id, clock.today(), clock.now())
  return {
    account: account.id,
    name: account.name,
    session: null,
    reach: (verb) => power.reach(verb),
    actingFor: (verb) => power.actingFor(verb),
    purpose: null,
    must: account.must_change
      ? 'change-password'
      : power.needsSecondFactor && !account.second_factor
        ? 'second-factor'
        : null,
  }
}
