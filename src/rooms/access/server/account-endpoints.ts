import type { Handlers } from '../../../platform/server/http/route.ts'
import { sendFile } from '../../../platform/server/http/send-file.ts'
import { readPersonal } from '../../../platform/server/personal/read-personal.ts'
import type { Context } from '../../../platform/server/room.ts'
import { platformProblem } from '../../../platform/contract.ts'
import { accessEndpoints, accessProblem } from '../contract.ts'
import { checkRows, readAccountFile, writeAccountForm } from './account-file.ts'
import { listAccounts, presentAccounts } from './account-reads.ts'
import { createAccount, disableAccount, enableAccount, handOver, inviteAgain } from './account-writes.ts'
import { findAccount, findSecret } from './accounts.ts'
import { findRoleByName, substitutionsOf } from './grants/public.ts'
import { readOn } from './grants/read-on.ts'
import { linkBase } from './link-base.ts'
import { forgetCallers } from './remembered.ts'

export const accountTable = {
  'access.accounts': accessEndpoints['access.accounts'],
  'access.account': accessEndpoints['access.account'],
  'access.createAccount': accessEndpoints['access.createAccount'],
  'access.inviteAgain': accessEndpoints['access.inviteAgain'],
  'access.disableAccount': accessEndpoints['access.disableAccount'],
  'access.enableAccount': accessEndpoints['access.enableAccount'],
  'access.handOver': accessEndpoints['access.handOver'],
  'access.readAccountFile': accessEndpoints['access.readAccountFile'],
  'access.createAccounts': accessEndpoints['access.createAccounts'],
  'access.accountForm': accessEndpoints['access.accountForm'],
}

export function accountHandlers(context: Context): Handlers<typeof accountTable> {
  const { clock, database } = context
  const done = (sentence: string) => {
    forgetCallers(context)
    return { ok: true as const, sentence }
  }
  return {
    'access.accounts': (query, { scope }) =>
      readPersonal(context, scope, 'access.accounts', (db, eyes) => listAccounts(context, db, scope, query, eyes)),
    'access.account': ({ id }, { scope }) =>
      readPersonal(context, scope, 'access.account', async (db, eyes) => {
        const found = await findAccount(db, scope.district, id)
        const [account] = found ? await presentAccounts(context, db, scope, [found], eyes) : []
        if (!account) throw accessProblem('account-not-found')
        return { ...account, substitutions: await substitutionsOf(db, scope.district, id, clock.today()) }
      }),
    'access.createAccount': async (person, { scope, request }) => {
      const { id, link } = await database.write(scope, (tx) => createAccount(context, tx, scope, person))
      return { id, link: { ...link, link: linkBase(context, request) + link.link } }
    },
    'access.inviteAgain': async (given, { scope, request }) => {
      const link = await database.write(scope, (tx) => inviteAgain(context, tx, scope, given))
      forgetCallers(context)
      return { link: { ...link, link: linkBase(context, request) + link.link } }
    },
    'access.disableAccount': async (given, { scope }) =>
      done(await database.write(scope, (tx) => disableAccount(context, tx, scope, given))),
    'access.enableAccount': async (given, { scope }) => {
      const secret = await findSecret(database.gate, scope.district, given.id)
      const hasPassword = secret?.password_hash != null
      return done(await database.write(scope, (tx) => enableAccount(context, tx, scope, { ...given, hasPassword })))
    },
    'access.handOver': async (given, { scope }) =>
      done(await database.write(scope, (tx) => handOver(context, tx, scope, given))),
    'access.readAccountFile': (_, { scope, db, request }) => readAccountFile(context, request, db, scope),
    'access.createAccounts': async ({ rows, reason }, { scope, db, request }) => {
      for (const [index, { problem, made }] of (await checkRows(context, db, scope, rows)).entries()) {
        const username = rows[index]?.username ?? ''
        if (made) throw platformProblem('invalid-input', { where: `${username} 已经建好。把这一行删掉` })
        if (problem === null) continue
        throw platformProblem('invalid-input', {
          where: `${username} 的${problem.column}${problem.why}。${problem.remedy}`,
        })
      }
      // All of them or none: half a list made is worse to mend than none.
      const made = await database.write(scope, async (tx) => {
        const links: { username: string; name: string; link: string; until: string }[] = []
        for (const { username, name, role: roleName, on: onText } of rows) {
          const role = await findRoleByName(tx, scope.district, roleName)
          if (!role) throw accessProblem('role-not-found')
          const read = await readOn(tx, scope.district, role, onText, clock.today())
          if (!('on' in read)) throw accessProblem('wrong-on', { why: read.why })
          const grants = [{ role: role.id, on: read.on }]
          const { link } = await createAccount(context, tx, scope, { username, name, grants, reason })
          links.push({ username, name, ...link })
        }
        return links
      })
      const base = linkBase(context, request)
      return {
        links: made.map(({ username, name, link }) => ({ username, name, link: base + link })),
        until: made[0]?.until ?? clock.now().toISOString(),
      }
    },
    'access.accountForm': async (_, { scope, db, reply }) =>
      sendFile(reply, '账号名单.xlsx', (out) => writeAccountForm(db, scope, out)),
  }
}
