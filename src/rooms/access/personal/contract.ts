import { z } from 'zod'
import { endpoints } from '../../../kernel/endpoint.ts'
import { problems } from '../../../kernel/problem.ts'
import { pageInput, pageOf } from '../../../kernel/shapes.ts'
import { accessVerbs } from '../contract.ts'

/** Personal data: what is held on somebody, who read it, how long it is kept, what may leave the office. */

const idInput = z.object({ id: z.string() })
const reason = z.string().trim().min(2, '写明事由').max(200)
const done = z.object({ ok: z.literal(true), sentence: z.string() })

export const heldFactShape = z.object({
  /** `account.phone`: what a correction names. */
  key: z.string(),
  label: z.string(),
  /** In the clear: it is the person's own. */
  value: z.string().nullable(),
  where: z.string().describe('存在哪里：账号、台账哪家单位、哪份名单'),
  since: z.string().nullable(),
  keptUntil: z.string().nullable().describe('保存期限；空为随账号保存'),
  correctable: z.boolean(),
  stays: z.string().nullable().describe('为什么不能请求删除；空为可以'),
})

export const requestShape = z.object({
  id: z.string(),
  kind: z.enum(['correct', 'delete']),
  who: z.string(),
  label: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  reason: z.string(),
  askedAt: z.string(),
  state: z.enum(['open', 'done', 'refused']),
  answer: z.string().nullable(),
})

export const releaseShape = z.object({
  id: z.string(),
  who: z.string(),
  mine: z.boolean(),
  what: z.string().describe('导出什么：如“台账，含联络员姓名 1,204 人”'),
  /** Name of the endpoint that gives the file, and its selection: with them it can be fetched from any browser. */
  export: z.string(),
  query: z.string(),
  persons: z.number().int(),
  purpose: z.string(),
  askedAt: z.string(),
  state: z.enum(['open', 'released', 'refused', 'used', 'expired']),
  decidedBy: z.string().nullable(),
  answer: z.string().nullable(),
  until: z.string().nullable().describe('放行后多久之内可以下载'),
})

export const retentionShape = z.object({
  id: z.string(),
  name: z.string().describe('如“留痕”“停用账号的电话”'),
  months: z.number().int().nullable().describe('空为长期'),
  least: z.number().int().nullable().describe('规定最短几个月'),
  promised: z.boolean().describe('已告知本人存多久，不能设为长期'),
  why: z.string(),
  last: z.object({ at: z.string(), erased: z.number().int(), sentence: z.string() }).nullable(),
})

export const personalEndpoints = endpoints({
  'personal.held': {
    method: 'GET',
    path: '/api/account/held',
    summary: '系统里存着我的什么、谁看过',
    verb: 'self',
    input: z.object({}),
    output: z.object({
      facts: z.array(heldFactShape),
      readings: z.array(
        z.object({ at: z.string(), who: z.string(), what: z.string(), purpose: z.string().nullable() }),
      ),
      requests: z.array(requestShape),
    }),
  },
  'personal.askCorrection': {
    method: 'POST',
    path: '/api/account/held/correct',
    summary: '请求更正',
    verb: 'self',
    input: z.object({ key: z.string(), to: z.string().trim().max(100), reason }),
    output: done,
  },
  'personal.askDeletion': {
    method: 'POST',
    path: '/api/account/held/delete',
    summary: '请求删除',
    verb: 'self',
    input: z.object({ key: z.string(), reason }),
    output: done,
  },
  'personal.requests': {
    method: 'GET',
    path: '/api/personal/requests',
    summary: '待办的更正和删除请求',
    verb: 'access.read',
    whole: accessVerbs['access.read'].whole,
    input: z.object({ state: z.enum(['open', 'all']).default('open'), ...pageInput }),
    output: pageOf(requestShape),
  },
  'personal.decideRequest': {
    method: 'POST',
    path: '/api/personal/requests/:id',
    summary: '照办或说明为什么不能办',
    verb: 'access.accounts',
    whole: accessVerbs['access.accounts'].whole,
    input: idInput.extend({ grant: z.boolean(), answer: z.string().trim().min(2).max(200) }),
    output: done,
  },
  'personal.askRelease': {
    method: 'POST',
    path: '/api/personal/releases',
    summary: '请另一人放行一次含个人信息的导出；query 是导出的网址参数',
    verb: 'access.reveal',
    input: z.object({ export: z.string().max(60), query: z.string().max(4000), purpose: reason }),
    output: z.object({ id: z.string(), sentence: z.string() }),
  },
  'personal.releases': {
    method: 'GET',
    path: '/api/personal/releases',
    summary: '放行请求：自己的；有放行权限的看全部',
    verb: 'self',
    input: z.object({ ...pageInput }),
    output: pageOf(releaseShape),
  },
  'personal.decideRelease': {
    method: 'POST',
    path: '/api/personal/releases/:id',
    summary: '放行或不放行；不能放行自己的',
    verb: 'access.release',
    whole: accessVerbs['access.release'].whole,
    input: idInput.extend({ release: z.boolean(), answer: z.string().trim().max(200) }),
    output: done,
  },
  'personal.retention': {
    method: 'GET',
    path: '/api/personal/retention',
    summary: '各类个人信息存多久',
    verb: 'access.read',
    whole: accessVerbs['access.read'].whole,
    input: z.object({}),
    output: z.object({
      rows: z.array(retentionShape),
      threshold: z.number().int().describe('一次导出多少人以上要第二人放行'),
    }),
  },
  'personal.saveRetention': {
    method: 'PUT',
    path: '/api/personal/retention',
    summary: '改保存期限和放行门槛',
    verb: 'access.retention',
    whole: accessVerbs['access.retention'].whole,
    input: z.object({
      rows: z
        .array(z.object({ id: z.string(), months: z.number().int().min(1).max(1200).nullable() }))
        .max(50)
        .default([]),
      threshold: z.number().int().min(0).max(100_000).optional(),
      reason,
    }),
    output: done,
  },
  'personal.eraseExpired': {
    method: 'POST',
    path: '/api/personal/retention/run',
    summary: '现在就清理到期的，报告清了什么',
    verb: 'access.retention',
    whole: accessVerbs['access.retention'].whole,
    input: z.object({}),
    output: z.object({ job: z.string() }),
  },
})

/** What concerns releases is the platform's (`releaseProblem`), with codes of the same kind. */
export const personalProblem = problems('personal', {
  'fact-not-found': { status: 404, words: '没有这一项，可能已经更正或删除。' },
  'not-correctable': { status: 409, words: '这一项来自{where}，请在那里更正。' },
  'request-not-found': { status: 404, words: '没有这个请求，可能已经办理。' },
  'export-not-found': { status: 404, words: '没有这种导出，或者它不含个人信息。' },
  'too-short': { status: 400, words: '“{name}”按规定至少存 {least} 个月。' },
  promised: { status: 400, words: '“{name}”已告知本人存多久，不能设为长期，请填几个月。' },
})
