import { admit, type Caller } from '../../../../platform/server/gate.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { isWhole } from '../../../../kernel/scope.ts'
import { platformProblem } from '../../../../platform/contract.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import type { Call, Handlers } from '../../../../platform/server/http/route.ts'
import { readPersonal } from '../../../../platform/server/personal/read-personal.ts'
import {
  askRelease,
  decideRelease,
  findThreshold,
  listReleases,
  selectionText,
  setThreshold,
} from '../../../../platform/server/personal/releases.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { personalProblem, type personalEndpoints } from '../../personal/contract.ts'
import { forgetCallers } from '../remembered.ts'
import { findHeld } from './held.ts'
import { ask, decideRequest, listRequests } from './requests.ts'
import { listRetention, saveRetention } from './retention.ts'
import { startErasing } from './upkeep.ts'

const done = (sentence: string) => ({ ok: true as const, sentence })

export function personalHandlers(context: Context): Handlers<typeof personalEndpoints> {
  const { database, clock } = context
  return {
    'personal.held': async (_, { scope }) => findHeld(context, scope),
    'personal.askCorrection': async ({ key, to, reason }, { scope }) => {
      await ask(context, scope, { kind: 'correct', key, to, reason })
      return done('已提交，由管理账号的人办理。')
    },
    'personal.askDeletion': async ({ key, reason }, { scope }) => {
      await ask(context, scope, { kind: 'delete', key, to: null, reason })
      return done('已提交，由管理账号的人办理。')
    },
    'personal.requests': async ({ state, after, limit }, { scope }) =>
      readPersonal(context, scope, 'personal.requests', async (db, eyes) => {
        const rows = await listRequests(context, db, scope, eyes, { state, own: false, after, limit })
        const last = rows.at(-1)
        return { rows, next: last && rows.length === limit ? last.id : null, total: null }
      }),
    'personal.decideRequest': async (input, { scope }) => {
      await database.write(scope, (tx) => decideRequest(context, tx, scope, input))
      forgetCallers(context)
      return done(input.grant ? '已照办。' : '已答复。')
    },
    'personal.askRelease': async (input, call) => {
      const { scope } = call
      const { words, persons, query } = await countPersons(context, call, input)
      const wanted = { export: input.export, query, words, persons, purpose: input.purpose }
      const id = await database.write(scope, (tx) => askRelease(tx, scope, clock, wanted))
      return { id, sentence: `已请求放行 ${persons.toLocaleString('zh-CN')} 人的导出，等另一人办理。` }
    },
    'personal.releases': async ({ after, limit }, { scope, caller, request }) => {
      const all = whoDecides(context, caller, { from: request.ip, request: request.id }) ?? scope
      const rows = await listReleases(database.as(all), all, clock, { after, limit })
      const last = rows.at(-1)
      return {
        rows: rows.map(({ account, asked_at, decided_by, until, ...row }) => ({
          ...row,
          what: `${row.words} ${row.persons.toLocaleString('zh-CN')} 人`,
          mine: account === scope.account,
          askedAt: asked_at.toISOString(),
          decidedBy: decided_by,
          until: until?.toISOString() ?? null,
        })),
        next: last && rows.length === limit ? last.id : null,
        total: null,
      }
    },
    'personal.decideRelease': async (input, { scope }) => {
      await database.write(scope, (tx) => decideRelease(tx, scope, clock, input))
      return done(input.release ? '已放行，24 小时内可以下载一次。' : '已答复不放行。')
    },
    'personal.retention': async (_, { scope, db }) => ({
      rows: await listRetention(context, db, scope),
      threshold: await findThreshold(db, scope),
    }),
    'personal.saveRetention': async ({ rows, threshold, reason }, { scope }) => {
      await database.write(scope, async (tx) => {
        await saveRetention(context, tx, scope, rows)
        if (threshold !== undefined) await setThreshold(tx, scope, threshold)
        await writeAudit(tx, scope, clock, 'personal.save-retention', null, { rows, threshold, reason })
      })
      return done('已保存。')
    },
    'personal.eraseExpired': async (_, { scope }) => ({ job: startErasing(context, scope).id }),
  }
}

/** Whoever may release sees what everybody asked for. */
function whoDecides(
  { config }: Context,
  caller: Caller | null,
  asked: { readonly from: string; readonly request: string },
): Scope | null {
  if (caller === null || !isWhole(caller.reach('access.release'))) return null
  return admit(config.district, caller, { verb: 'access.release', ...asked })
}

/** As the export itself would be read: within what the person may export, not what the person may ask. */
async function countPersons(
  context: Context,
  { caller, request }: Call,
  wanted: { readonly export: string; readonly query: string },
) {
  const kind = context.personal.exports.get(wanted.export)
  if (!kind) throw personalProblem('export-not-found')
  const given = Object.fromEntries(new URLSearchParams(wanted.query))
  const input = kind.endpoint.input.safeParse(given)
  if (!input.success) throw platformProblem('invalid-input', { where: '导出的网址参数' })
  const { verb, whole } = kind.endpoint
  const scope = admit(context.config.district, caller, { verb, whole, from: request.ip, request: request.id })
  const { count } = await kind.persons(context.database.as(scope), scope, input.data, context)
  return { words: kind.words, persons: count, query: selectionText(given) }
}
