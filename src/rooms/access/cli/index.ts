import type { Scope } from '../../../kernel/scope.ts'
import { command, type Command } from '../../../platform/cli/command.ts'
import { platformProblem } from '../../../platform/contract.ts'
import { readPersonal } from '../../../platform/server/personal/read-personal.ts'
import type { Context } from '../../../platform/server/room.ts'
import { accessProblem, accessVerbs, nameShape, usernameShape, type On } from '../contract.ts'
import { listAccounts } from '../server/account-reads.ts'
import { createAccount, disableAccount, enableAccount, inviteAgain } from '../server/account-writes.ts'
import { findByUsername, findSecret } from '../server/accounts.ts'
import type { Tx } from '../../../platform/server/db/database.ts'
import { findRole, findRoleByName, listGrantsOf, addGrant } from '../server/grants/public.ts'
import { readOn } from '../server/grants/read-on.ts'
import type { RoleNow } from '../server/grants/roles.ts'
import type { Link } from '../server/invitations.ts'
import { forgetCallers } from '../server/remembered.ts'
import { makeFirst } from '../server/set-up.ts'
import { askPassword } from './ask.ts'

type Options = { name?: string; role?: string; on?: string; reason?: string }
type Answer = { readonly json: unknown; readonly text: string }

const account = command<Options>({
  name: 'account',
  usage:
    'account list | create NAME --name 姓名 [--role 岗位 --on 范围] | invite NAME | disable NAME | enable NAME | admin NAME',
  summary: '账号：看、建、换一次性链接、停用、恢复；admin 设第一个管理员，或在没人能登录时救急',
  options: { name: { type: 'string' }, role: { type: 'string' }, on: { type: 'string' }, reason: { type: 'string' } },
  verb: 'access.accounts',
  whole: accessVerbs['access.accounts'].whole,
  async run(context, values, [deed = 'list', who], _say, scope) {
    const done = await perform(context, values, deed, who, scope)
    forgetCallers(context)
    return done
  },
})

async function perform(
  context: Context,
  values: Options,
  deed: string,
  who: string | undefined,
  scope: Scope,
): Promise<Answer> {
  if (deed === 'list') return list(context, scope)
  const read = usernameShape.safeParse(who)
  if (!read.success) throw platformProblem('invalid-input', { where: '写明用户名' })
  const username = read.data
  const reason = values.reason ?? '在控制台办理'
  switch (deed) {
    case 'create':
      return create(context, scope, username, values, reason)
    case 'admin':
      return makeAdministrator(context, scope, username, values.name ?? username, reason)
    case 'invite': {
      const id = await idOf(context, scope, username)
      const link = await context.database.write(scope, (tx) =>
        inviteAgain(context, tx, scope, { id, reason, dropSecondFactor: false }),
      )
      return sayLink(context, username, link)
    }
    case 'disable': {
      const id = await idOf(context, scope, username)
      const sentence = await context.database.write(scope, (tx) => disableAccount(context, tx, scope, { id, reason }))
      return { json: { username, state: 'disabled' }, text: sentence }
    }
    case 'enable': {
      const id = await idOf(context, scope, username)
      const hasPassword = await hasOwnPassword(context, id)
      const sentence = await context.database.write(scope, (tx) =>
        enableAccount(context, tx, scope, { id, reason, hasPassword }),
      )
      return { json: { username }, text: sentence }
    }
    default:
      throw platformProblem('invalid-input', { where: `没有“account ${deed}”` })
  }
}

async function list(context: Context, scope: Scope): Promise<Answer> {
  const rows = await readPersonal(context, scope, 'account list', async (db, eyes) => {
    const all: Awaited<ReturnType<typeof listAccounts>>['rows'] = []
    let after: string | undefined
    do {
      const page = await listAccounts(context, db, scope, { after, limit: 500 }, eyes)
      all.push(...page.rows)
      after = page.next ?? undefined
    } while (after !== undefined)
    return all
  })
  const states = { invited: '待设密码', active: '在用', disabled: '停用', 'handed-over': '已交接' }
  const lines = rows.map(({ username, name, state, grants }) => {
    const duties = grants
      .filter((grant) => grant.state === 'in-force')
      .map((grant) => `${grant.roleName} · ${grant.onName}`)
    return `${username}\t${name}\t${states[state]}\t${duties.join('；')}`
  })
  return { json: { accounts: rows }, text: lines.length > 0 ? lines.join('\n') : '还没有账号。' }
}

async function create(
  context: Context,
  scope: Scope,
  username: string,
  { name, role, on }: Options,
  reason: string,
): Promise<Answer> {
  const read = nameShape.safeParse(name)
  if (!read.success) throw platformProblem('invalid-input', { where: '用 --name 写明姓名' })
  const { link } = await context.database.write(scope, async (tx) => {
    const found =
      role === undefined
        ? null
        : ((await findRole(tx, scope.district, role)) ?? (await findRoleByName(tx, scope.district, role)))
    if (role !== undefined && !found) throw accessProblem('role-not-found')
    const grants = found ? [{ role: found.id, on: await readScope(context, tx, scope, found, on ?? '') }] : []
    return createAccount(context, tx, scope, { username, name: read.data, grants, reason })
  })
  return sayLink(context, username, link)
}

/** Upon what the role is granted, written as in a list of accounts: `凌河街道`, `制造业 · 全区`, `全区`. Empty is nothing, not everything. */
async function readScope(context: Context, tx: Tx, scope: Scope, role: RoleNow, text: string): Promise<On> {
  const read = await readOn(tx, scope.district, role, text, context.clock.today())
  if ('on' in read) return read.on
  throw platformProblem('invalid-input', { where: `--on ${read.why}，${read.remedy}` })
}

/** The first one with a password of its own; later a link for whoever must get in again. Only at the console itself. */
async function makeAdministrator(
  context: Context,
  scope: Scope,
  username: string,
  name: string,
  reason: string,
): Promise<Answer> {
  if (scope.account !== null) throw platformProblem('not-allowed', { verb: 'access.accounts' })
  const { database, clock } = context
  if (!(await context.gates.current.accounts())) {
    await makeFirst(context, scope, { username, name, password: await askPassword() }, async () => {})
    return { json: { username, made: true }, text: `管理员 ${name} 已设好。从现在起，每个人都要登录。` }
  }
  const known = await findByUsername(database.as(scope), scope.district, username)
  const hasPassword = known ? await hasOwnPassword(context, known.id) : false
  const link = await database.write(scope, async (tx) => {
    const administrator = { role: 'administrator', on: { kind: 'area', area: '' } as const }
    if (!known) {
      return (await createAccount(context, tx, scope, { username, name, grants: [administrator], reason })).link
    }
    const { id } = known
    await enableAccount(context, tx, scope, { id, reason, hasPassword })
    const held = (await listGrantsOf(tx, scope.district, [id], clock.today())).get(id) ?? []
    const has = held.some(
      ({ role, on, state }) => role === 'administrator' && on.kind === 'area' && on.area === '' && state === 'in-force',
    )
    if (!has) await addGrant(context, tx, scope, id, { ...administrator, reason })
    return inviteAgain(context, tx, scope, { id, reason, dropSecondFactor: true })
  })
  return sayLink(context, username, link)
}

async function idOf(context: Context, scope: Scope, username: string): Promise<string> {
  const found = await findByUsername(context.database.as(scope), scope.district, username)
  if (!found) throw accessProblem('account-not-found')
  return found.id
}

async function hasOwnPassword({ database, config }: Context, id: string): Promise<boolean> {
  const secret = await findSecret(database.gate, config.district, id)
  return secret !== null && secret.password_hash !== null
}

function sayLink({ config }: Context, username: string, { link, until }: Link): Answer {
  const whole = `${config.publicUrl ?? `http://127.0.0.1:${config.port}`}${link}`
  return {
    json: { username, link: whole, until },
    text: `${username} 的一次性链接（只显示这一次，${new Date(until).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })} 前有效）：\n${whole}`,
  }
}

export const commands: readonly Command[] = [account]
