import { z } from 'zod'
import { endpoints } from '../../kernel/endpoint.ts'
import { problems } from '../../kernel/problem.ts'
import { dayShape, pageInput, pageOf } from '../../kernel/shapes.ts'
import { verbs } from '../../kernel/verbs.ts'

/** What one may be allowed to do here. */
export const accessVerbs = verbs({
  'access.read': { words: '看账号和授权', whole: '账号由全区一处管理' },
  'access.accounts': { words: '建账号、授权、停用', whole: '账号由全区一处管理' },
  'access.roles': { words: '改岗位的权限', whole: '岗位全区共用' },
  'access.reveal': { words: '说明用途后看姓名、电话明文' },
  'access.release': { words: '复核放行含个人信息的导出', whole: '放行由全区一级复核' },
  'access.glass': { words: '紧急扩大查看范围' },
  'access.retention': { words: '设个人信息的保存期限', whole: '保存期限全区统一' },
})

// ---------------------------------------------------------------- who signs in

export const usernameShape = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{1,31}$/u, '用户名 2–32 个字，可用汉字、字母、数字和 . _ -')
export const nameShape = z.string().trim().min(1).max(40)
export const passwordShape = z.string().min(1).max(200)
/** Six digits of the app, or one of the recovery codes. */
export const codeShape = z.string().trim().min(6).max(20)

export const reachShape = z.object({
  paths: z.array(z.string()),
  places: z.array(z.string()),
  lines: z.array(z.object({ section: z.string(), path: z.string() })),
  units: z.array(z.string()),
  organizations: z.array(z.string()),
})

export const sessionShape = z.object({
  /** Nobody has an account yet: whoever sits at this PC works as the whole office, and nobody else can reach the server. */
  accounts: z.boolean(),
  /** Single sign-on, where it is set up: what the button says. */
  singleSignOn: z.string().nullable(),
  person: z
    .object({
      account: z.string().nullable().describe('空：还没有账号，本机使用'),
      username: z.string().nullable(),
      name: z.string(),
      must: z.enum(['change-password', 'second-factor']).nullable(),
      roles: z.array(z.string()).describe('岗位和范围，如“街道干部 · 凌河街道”'),
      parts: z.array(z.string()).describe('负责的部分，代人办理的也在内，如“凌河街道”“制造业 · 全区”'),
      /** Every verb that the person has somewhere, with where. */
      verbs: z.record(z.string(), reachShape),
      /** Personal data is shown in the clear until then. */
      purpose: z.object({ words: z.string(), until: z.string() }).nullable(),
      /** Whose substitute the person is today. */
      actingFor: z.array(z.string()),
      glass: z.object({ words: z.string(), until: z.string() }).nullable(),
      watched: z.number().int().describe('此刻有几人正在紧急查看我负责的范围'),
      secondFactor: z.boolean(),
    })
    .nullable(),
})
export type Session = z.infer<typeof sessionShape>

export const ownSessionShape = z.object({
  id: z.string(),
  current: z.boolean(),
  from: z.string(),
  browser: z.string().describe('如“Chrome 109 · Windows”'),
  startedAt: z.string(),
  usedAt: z.string(),
  until: z.string(),
})

// ---------------------------------------------------------------- accounts and what they may

/** Upon what a role is granted. */
export const onShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('area'), area: z.string().describe('区域编号；空为全区') }),
  z.object({ kind: z.literal('line'), section: z.string().regex(/^[A-T]$/), area: z.string() }),
  z.object({ kind: z.literal('unit'), unit: z.string() }),
  z.object({ kind: z.literal('organization'), organization: z.string().describe('党组织编号，含逐级下属') }),
  z.object({ kind: z.literal('self') }),
])
export type On = z.infer<typeof onShape>
export const onKindShape = z.enum(['area', 'line', 'organization', 'unit', 'self'])
export type OnKind = z.infer<typeof onKindShape>

export const grantShape = z.object({
  id: z.string(),
  role: z.string(),
  roleName: z.string(),
  on: onShape,
  onName: z.string().describe('如“凌河街道”“制造业 · 全区”'),
  from: dayShape,
  until: dayShape.nullable(),
  reason: z.string(),
  by: z.string(),
  state: z.enum(['coming', 'in-force', 'ended']),
})
export type Grant = z.infer<typeof grantShape>

export const substitutionShape = z.object({
  id: z.string(),
  of: z.string().describe('被代的人'),
  ofName: z.string(),
  by: z.string(),
  byName: z.string(),
  from: dayShape,
  until: dayShape,
  reason: z.string(),
  state: z.enum(['coming', 'in-force', 'ended']),
})

export const accountShape = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  /** Masked unless a purpose was stated. */
  phone: z.string().nullable(),
  post: z.string().nullable().describe('单位职务'),
  state: z.enum(['invited', 'active', 'disabled', 'handed-over']),
  successor: z.string().nullable(),
  secondFactor: z.boolean(),
  lastUsed: z.string().nullable().describe('只给本人和管理员看，用于停用长期不用的账号，不作统计'),
  grants: z.array(grantShape),
})
export type Account = z.infer<typeof accountShape>

export const roleShape = z.object({
  id: z.string(),
  name: z.string(),
  note: z.string().describe('给谁用'),
  verbs: z.array(z.string()),
  /** Which kinds of `on` make sense. */
  on: z.array(onKindShape),
  builtIn: z.boolean(),
  needsSecondFactor: z.boolean(),
  holders: z.number().int(),
})
export type Role = z.infer<typeof roleShape>

/** How long things hold that the office may settle for itself. */
export const timesShape = z.object({
  idleHours: z.number().int().min(1).max(72).describe('多久不用要重新登录，小时'),
  longestDays: z.number().int().min(1).max(90).describe('登录最长几天'),
  purposeMinutes: z.number().int().min(5).max(240).describe('说明用途后明文显示几分钟'),
  linkHours: z.number().int().min(1).max(168).describe('一次性链接几小时内有效'),
})

/** A one-time link; shown once, to be handed over in person or by the office's own means. */
const linkShape = z.object({ link: z.string(), until: z.string() })

export const accountRowShape = z.object({
  row: z.number().int(),
  username: z.string(),
  name: z.string(),
  role: z.string().nullable(),
  on: z.string().nullable(),
  problem: z.object({ column: z.string(), why: z.string(), remedy: z.string() }).nullable(),
  made: z.boolean().describe('同一用户名、同一姓名的账号已经建好'),
})

const idInput = z.object({ id: z.string() })
const reason = z.string().trim().min(2, '写明事由').max(200)
const done = z.object({ ok: z.literal(true), sentence: z.string() })

const forAccounts = { verb: 'access.accounts', whole: accessVerbs['access.accounts'].whole } as const

export const accessEndpoints = endpoints({
  // -------------------------------------------------------------- session
  'access.session': {
    method: 'GET',
    path: '/api/session',
    summary: '我是谁、能做什么',
    verb: 'open',
    input: z.object({}),
    output: sessionShape,
  },
  'access.signIn': {
    method: 'POST',
    path: '/api/session',
    summary: '登录；设了两步验证的先回 needsCode，再带上验证码来一次',
    verb: 'open',
    input: z.object({ username: z.string().trim().max(64), password: passwordShape, code: codeShape.optional() }),
    output: z.object({ needsCode: z.boolean(), must: z.enum(['change-password', 'second-factor']).nullable() }),
  },
  'access.signOut': {
    method: 'DELETE',
    path: '/api/session',
    summary: '退出',
    verb: 'self',
    input: z.object({}),
    output: done,
  },
  'access.setUp': {
    method: 'POST',
    path: '/api/session/setup',
    summary: '设第一个管理员，要用启动时控制台上打印的设置码',
    verb: 'open',
    input: z.object({ token: z.string().max(100), username: usernameShape, name: nameShape, password: passwordShape }),
    output: done,
  },
  'access.statePurpose': {
    method: 'POST',
    path: '/api/session/purpose',
    summary: '说明用途，接下来一段时间看明文；每次查看都留痕',
    verb: 'access.reveal',
    input: z.object({ purpose: z.string().trim().min(4, '写明用途，至少四个字').max(200) }),
    output: z.object({ until: z.string() }),
  },
  'access.endPurpose': {
    method: 'DELETE',
    path: '/api/session/purpose',
    summary: '恢复遮盖',
    verb: 'self',
    input: z.object({}),
    output: done,
  },
  // -------------------------------------------------------------- one's own account
  'access.changePassword': {
    method: 'POST',
    path: '/api/account/password',
    summary: '改自己的密码；其他地方的登录随之失效',
    verb: 'self',
    input: z.object({ old: passwordShape, password: passwordShape }),
    output: done,
  },
  'access.beginSecondFactor': {
    method: 'POST',
    path: '/api/account/second-factor',
    summary: '开始设两步验证：得到密钥和二维码',
    verb: 'self',
    input: z.object({ password: passwordShape }),
    output: z.object({ secret: z.string(), uri: z.string(), picture: z.string().describe('二维码，SVG') }),
  },
  'access.confirmSecondFactor': {
    method: 'POST',
    path: '/api/account/second-factor/confirm',
    summary: '输入一次验证码，启用；恢复码只显示这一次',
    verb: 'self',
    input: z.object({ code: codeShape }),
    output: z.object({ recoveryCodes: z.array(z.string()) }),
  },
  'access.endSecondFactor': {
    method: 'POST',
    path: '/api/account/second-factor/end',
    summary: '停用两步验证',
    verb: 'self',
    input: z.object({ password: passwordShape, code: codeShape }),
    output: done,
  },
  'access.ownSessions': {
    method: 'GET',
    path: '/api/account/sessions',
    summary: '我在哪些地方登录着',
    verb: 'self',
    input: z.object({}),
    output: z.object({ rows: z.array(ownSessionShape) }),
  },
  'access.revokeSession': {
    method: 'DELETE',
    path: '/api/account/sessions/:id',
    summary: '让一处登录失效',
    verb: 'self',
    input: idInput,
    output: done,
  },
  // -------------------------------------------------------------- invitations
  'access.invitation': {
    method: 'GET',
    path: '/api/invitations/:token',
    summary: '一次性链接是给谁的',
    verb: 'open',
    input: z.object({ token: z.string().max(100) }),
    output: z.object({ username: z.string(), name: z.string(), until: z.string() }),
  },
  'access.acceptInvitation': {
    method: 'POST',
    path: '/api/invitations/:token',
    summary: '设自己的密码，链接随即失效',
    verb: 'open',
    input: z.object({ token: z.string().max(100), password: passwordShape }),
    output: done,
  },
  // -------------------------------------------------------------- accounts
  'access.accounts': {
    method: 'GET',
    path: '/api/accounts',
    summary: '账号',
    verb: 'access.read',
    whole: accessVerbs['access.read'].whole,
    input: z.object({
      q: z.string().max(60).optional(),
      state: z.enum(['invited', 'active', 'disabled', 'handed-over']).optional(),
      role: z.string().optional(),
      ...pageInput,
    }),
    output: pageOf(accountShape),
  },
  'access.account': {
    method: 'GET',
    path: '/api/accounts/:id',
    summary: '一个账号',
    verb: 'access.read',
    whole: accessVerbs['access.read'].whole,
    input: idInput,
    output: accountShape.extend({ substitutions: z.array(substitutionShape) }),
  },
  'access.createAccount': {
    method: 'POST',
    path: '/api/accounts',
    summary: '建账号，得到 72 小时内有效的一次性链接',
    ...forAccounts,
    input: z.object({
      username: usernameShape,
      name: nameShape,
      phone: z
        .string()
        .trim()
        .regex(/^[\d+ -]{5,20}$/)
        .optional(),
      post: z.string().trim().max(60).optional(),
      grants: z
        .array(z.object({ role: z.string(), on: onShape, until: dayShape.optional() }))
        .max(20)
        .default([]),
      reason,
    }),
    output: z.object({ id: z.string(), link: linkShape }),
  },
  'access.inviteAgain': {
    method: 'POST',
    path: '/api/accounts/:id/invitation',
    summary: '换一个一次性链接（忘了密码也用它）；旧链接和现有登录随之失效',
    ...forAccounts,
    input: idInput.extend({ reason, dropSecondFactor: z.boolean().default(false) }),
    output: z.object({ link: linkShape }),
  },
  'access.disableAccount': {
    method: 'POST',
    path: '/api/accounts/:id/disable',
    summary: '停用；现有登录随之失效，历史保留',
    ...forAccounts,
    input: idInput.extend({ reason }),
    output: done,
  },
  'access.enableAccount': {
    method: 'POST',
    path: '/api/accounts/:id/enable',
    summary: '恢复使用',
    ...forAccounts,
    input: idInput.extend({ reason }),
    output: done,
  },
  'access.handOver': {
    method: 'POST',
    path: '/api/accounts/:id/hand-over',
    summary: '交接：在办的权限移给接手人，本人停用，历史仍记在本人名下',
    ...forAccounts,
    input: idInput.extend({ successor: z.string(), reason }),
    output: done,
  },
  'access.readAccountFile': {
    method: 'POST',
    path: '/api/accounts/file',
    summary: '读一份账号名单（multipart，字段 file），先看后建',
    upload: true,
    ...forAccounts,
    input: z.object({}),
    output: z.object({ rows: z.array(accountRowShape), good: z.number().int() }),
  },
  'access.createAccounts': {
    method: 'POST',
    path: '/api/accounts/batch',
    summary: '按名单建账号；返回每人的一次性链接，只此一次',
    ...forAccounts,
    input: z.object({
      rows: z
        .array(z.object({ username: usernameShape, name: nameShape, role: z.string(), on: z.string().max(200) }))
        .min(1)
        .max(500),
      reason,
    }),
    output: z.object({
      links: z.array(z.object({ username: z.string(), name: z.string(), link: z.string() })),
      until: z.string(),
    }),
  },
  'access.accountForm': {
    method: 'GET',
    path: '/api/accounts/form',
    summary: '账号名单的空表（.xlsx）',
    ...forAccounts,
    input: z.object({}),
    output: z.object({}),
    file: true,
  },
  // -------------------------------------------------------------- grants
  'access.grant': {
    method: 'POST',
    path: '/api/accounts/:id/grants',
    summary: '授权',
    ...forAccounts,
    input: idInput.extend({
      role: z.string(),
      on: onShape,
      from: dayShape.optional(),
      until: dayShape.optional(),
      reason,
    }),
    output: grantShape,
  },
  'access.endGrant': {
    method: 'POST',
    path: '/api/grants/:id/end',
    summary: '收回授权',
    ...forAccounts,
    input: idInput.extend({ reason }),
    output: done,
  },
  'access.substitutions': {
    method: 'GET',
    path: '/api/substitutions',
    summary: '与我有关的代理；管理员看全部',
    verb: 'self',
    input: z.object({}),
    output: z.object({ rows: z.array(substitutionShape) }),
  },
  'access.colleagues': {
    method: 'GET',
    path: '/api/colleagues',
    summary: '可以请谁代理：在用账号的姓名和职务',
    verb: 'self',
    input: z.object({ q: z.string().max(40).optional() }),
    output: z.object({ rows: z.array(z.object({ id: z.string(), name: z.string(), post: z.string().nullable() })) }),
  },
  'access.substitute': {
    method: 'POST',
    path: '/api/substitutions',
    summary: '请人代理（从哪天到哪天）；of 不填为本人，管理员可替别人办',
    verb: 'self',
    input: z.object({ of: z.string().optional(), by: z.string(), from: dayShape, until: dayShape, reason }),
    output: substitutionShape,
  },
  'access.endSubstitution': {
    method: 'POST',
    path: '/api/substitutions/:id/end',
    summary: '提前结束代理',
    verb: 'self',
    input: idInput,
    output: done,
  },
  'access.roles': {
    method: 'GET',
    path: '/api/roles',
    summary: '岗位',
    verb: 'access.read',
    whole: accessVerbs['access.read'].whole,
    input: z.object({}),
    output: z.object({
      rows: z.array(roleShape),
      verbs: z.array(
        z.object({
          verb: z.string(),
          room: z.string(),
          roomName: z.string(),
          words: z.string(),
          whole: z.string().nullable(),
        }),
      ),
    }),
  },
  'access.saveRole': {
    method: 'PUT',
    path: '/api/roles/:id',
    summary: '改岗位的权限；新建时 id 为 new',
    verb: 'access.roles',
    whole: accessVerbs['access.roles'].whole,
    input: idInput.extend({
      name: nameShape,
      note: z.string().trim().max(200),
      verbs: z.array(z.string()).max(200),
      on: z.array(onKindShape).min(1),
      needsSecondFactor: z.boolean(),
      reason,
    }),
    output: roleShape,
  },
  'access.times': {
    method: 'GET',
    path: '/api/access/times',
    summary: '登录、明文和一次性链接的时限',
    verb: 'access.read',
    whole: accessVerbs['access.read'].whole,
    input: z.object({}),
    output: timesShape,
  },
  'access.saveTimes': {
    method: 'PUT',
    path: '/api/access/times',
    summary: '改时限；多久不用马上起作用，其余从下一次登录、说明用途、发链接起',
    verb: 'access.roles',
    whole: accessVerbs['access.roles'].whole,
    input: timesShape.extend({ reason }),
    output: done,
  },
  // -------------------------------------------------------------- breaking the glass
  'access.breakGlass': {
    method: 'POST',
    path: '/api/glass',
    summary: '紧急扩大查看范围：写明事由，限时，只能看，范围内的人都看得到',
    verb: 'access.glass',
    input: z.object({
      area: z.string(),
      hours: z.number().int().min(1).max(24),
      reason: z.string().trim().min(6, '写明事由，至少六个字').max(400),
    }),
    output: z.object({ id: z.string(), until: z.string() }),
  },
  'access.glassRecords': {
    method: 'GET',
    path: '/api/glass',
    summary: '我的范围内有谁紧急查看过、为什么',
    verb: 'self',
    input: z.object({}),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          who: z.string(),
          areaName: z.string(),
          from: z.string(),
          until: z.string(),
          reason: z.string(),
          mine: z.boolean(),
          open: z.boolean(),
        }),
      ),
    }),
  },
  'access.endGlass': {
    method: 'POST',
    path: '/api/glass/:id/end',
    summary: '提前结束紧急查看',
    verb: 'self',
    input: idInput,
    output: done,
  },
})

/** Why single sign-on did not let somebody in; the page of signing in has the words. */
export type SingleSignOnFailure = 'none' | 'away' | 'late' | 'unconfirmed' | 'stranger' | 'second-factor'

export const accessProblem = problems('access', {
  /** One answer for every way of failing: which names exist is nobody's business. */
  'sign-in-failed': { status: 401, words: '用户名、密码或验证码不对。' },
  'try-later': { status: 429, words: '试得太多了，请 {minutes} 分钟后再试。忘了密码，请管理员换一个一次性链接。' },
  'already-set-up': { status: 409, words: '管理员已经设过了，请直接登录。' },
  'wrong-token': { status: 403, words: '设置码不对。请看启动聚新的窗口里打印的那一行。' },
  'invitation-ended': { status: 410, words: '这个链接已经用过或过了期。请管理员再发一个。' },
  'weak-password': { status: 400, words: '密码不合要求：{why}。' },
  'code-wrong': { status: 400, words: '验证码不对。请看手机上的时间准不准，再输一次。' },
  'password-wrong': { status: 400, words: '现在的密码不对。' },
  'set-up-first': { status: 409, words: '请先设管理员：用启动聚新的窗口里打印的那个网址。' },
  'not-begun': { status: 409, words: '请先点“开始设置”，用手机扫二维码。' },
  'second-factor-required': { status: 409, words: '你的岗位必须用两步验证，不能停用。' },
  'account-not-found': { status: 404, words: '没有这个账号。' },
  'username-taken': { status: 409, words: '用户名“{username}”已经有人用了。' },
  'role-not-found': { status: 404, words: '没有这个岗位。' },
  'role-built-in': { status: 409, words: '{why}' },
  'unknown-verb': { status: 400, words: '没有“{verb}”这项权限。' },
  'wrong-on': { status: 400, words: '{why}' },
  'grant-not-found': { status: 404, words: '没有这条授权，可能已经收回。' },
  'last-administrator': { status: 409, words: '这是最后一个能管理账号的人，不能停用、交接或收回。请先给别人授权。' },
  'dates-reversed': { status: 400, words: '结束日早于开始日。' },
  'no-such-day': { status: 400, words: '没有“{day}”这一天。' },
  backdated: { status: 400, words: '开始日不能早于今天，权限不追溯。' },
  'same-grant': { status: 409, words: '已经有这条授权了：{grant}。' },
  'role-name-taken': { status: 409, words: '已经有叫“{name}”的岗位了。' },
  'role-changed': { status: 409, words: '别人刚改过这个岗位。请刷新页面，看过再改。' },
  'same-person': { status: 400, words: '不能请本人代理本人。' },
  'same-substitution': { status: 409, words: '这段时间已经请了{name}代理。要改日期，请先结束原来的。' },
  'substitution-not-found': { status: 404, words: '没有这次代理，可能已经结束。' },
  'glass-open': { status: 409, words: '你有一次紧急查看还没有结束。请先结束它。' },
  'glass-not-found': { status: 404, words: '没有这次紧急查看，可能已经结束。' },
  'not-yours': { status: 403, words: '只能替自己办。要替别人办，请管理员来。' },
  'session-not-found': { status: 404, words: '没有这处登录，可能已经退出。' },
})

export const accessEvents = {
  /** After an account was handed over: rooms move what the person had in hand. */
  handedOver: 'access.handed-over',
} as const

/** Payload of `access.handed-over`: account ids. */
export interface HandedOver {
  readonly from: string
  readonly to: string
}
