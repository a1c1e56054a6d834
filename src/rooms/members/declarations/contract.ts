import { z } from 'zod'
import { endpoints } from '../../../kernel/endpoint.ts'
import { problems } from '../../../kernel/problem.ts'
import { articleShape, dayShape, pageInput, pageOf, releaseInput } from '../../../kernel/shapes.ts'
import { relationPlaceShape } from '../contract.ts'

/**
 * Voluntary declaration (自愿申报): somebody says of themselves that they are a member and where their relation is. Nobody is
 * ever looked for: what is known of a person here is what the person wrote, for as long as the person agrees.
 */
export const declarationStateShape = z.enum([
  'received',
  'contacted',
  'verified',
  'transferring',
  'admitted',
  'closed',
  'withdrawn',
])
export type DeclarationState = z.infer<typeof declarationStateShape>

/** What the office does; `withdraw` at the person's request where the code is lost. */
export const declarationDeedShape = z.enum([
  'contact',
  'verify',
  'assign',
  'admit',
  'transfer',
  'close',
  'reopen',
  'withdraw',
])
export type DeclarationDeed = z.infer<typeof declarationDeedShape>

export const closeWhyShape = z.enum(['not-member', 'unreachable', 'duplicate', 'settled', 'other'])
export type CloseWhy = z.infer<typeof closeWhyShape>

/** Where the person says the relation is. `in-hand`: the letter was never handed in. */
export const declaredPlaceShape = z.enum([
  'district',
  'residence',
  'former-unit',
  'talent-centre',
  'school',
  'in-hand',
  'elsewhere',
  'unknown',
])
export type DeclaredPlace = z.infer<typeof declaredPlaceShape>

const text = (most: number) => z.string().trim().min(1).max(most)
const reasonShape = z.string().trim().min(2, '写明事由').max(400)
const noteShape = z.string().trim().max(400).default('')
const codeShape = z.string().trim().max(40).describe('回执上的撤回码')
const monthShape = z.string().regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, '月份写成 2016-07 的样子')

/** What the person writes. Only name and phone are needed; nothing else is asked. */
const declaredShape = z.object({
  name: text(60),
  phone: text(40),
  placeKind: declaredPlaceShape,
  relation: text(100).nullable().default(null).describe('组织关系所在党组织的名称；不清楚为空'),
  joined: monthShape.nullable().default(null).describe('入党年月'),
  workplace: text(100).nullable().default(null).describe('工作单位的名称'),
  town: z.string().max(60).nullable().default(null).describe('镇街编号'),
  identity: text(40).nullable().default(null).describe('公民身份号码，不是必填，只用于以后转接组织关系'),
})

export const noticeShape = z.object({
  consent: z.object({
    version: z.string(),
    title: z.string(),
    purpose: z.string(),
    handler: z.string(),
    kept: z.string(),
    withdraw: z.string(),
    /** What the person agrees to, beyond the four. */
    lines: z.array(z.string()),
  }),
  office: z.string().nullable().describe('本区名称'),
  receiptDays: z.number().int().describe('几天内答复'),
  address: z.string().nullable().describe('本页的公开网址'),
  towns: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Of the link that a unit or a town was given. */
  link: z.enum(['none', 'good', 'bad']),
  workplace: z.object({ name: z.string() }).nullable(),
  town: z.string().nullable(),
})
export type DeclarationNotice = z.infer<typeof noticeShape>

/** Personal fields are masked unless a purpose was stated; null once they were erased. */
export const declarationRowShape = z.object({
  id: z.string(),
  state: declarationStateShape,
  name: z.string().nullable(),
  phone: z.string().nullable(),
  placeKind: declaredPlaceShape,
  relation: z.string().nullable(),
  workplace: z.string().nullable().describe('本人写的工作单位'),
  unit: z.string().nullable(),
  unitName: z.string().nullable().describe('台账里的单位；不在负责范围内为空'),
  town: z.string().nullable(),
  townName: z.string().nullable(),
  declared: dayShape,
  by: dayShape.describe('最迟哪天答复'),
  days: z.number().int().nullable().describe('还有几天；过期为负；已经答复为空'),
  paper: z.boolean().describe('纸质申报表'),
  changed: dayShape.describe('最近一次办理'),
  version: z.number().int(),
})
export type DeclarationRow = z.infer<typeof declarationRowShape>

export const declarationPageShape = declarationRowShape.extend({
  path: z.string(),
  identity: z.string().nullable(),
  joined: z.string().nullable().describe('本人写的入党年月'),
  consent: z.object({
    version: z.string(),
    day: dayShape,
    title: z.string(),
    lines: z.array(z.string()).describe('本人同意的全文'),
  }),
  /** As verified; null before. */
  status: z.enum(['full', 'probationary']).nullable(),
  joinedOn: dayShape.nullable(),
  fullOn: dayShape.nullable(),
  why: closeWhyShape.nullable(),
  erased: dayShape.nullable().describe('个人信息已在哪天删除'),
  keptUntil: dayShape.nullable().describe('办结的，个人信息最迟保存到哪天'),
  transfer: z.string().nullable(),
  member: z.string().nullable(),
  /**
   * Whether the identity number that the person gave stands in the register; null: not looked up, because none was given
   * or no purpose was stated. Never looked up by name.
   */
  onFile: z.object({ member: z.string().nullable(), where: z.string().nullable() }).nullable(),
  /** Other declarations with the same name and phone: probably sent twice. */
  alike: z.array(z.object({ id: z.string(), state: declarationStateShape, declared: dayShape })),
  deeds: z.array(z.object({ deed: declarationDeedShape, why: z.string().nullable().describe('为什么现在不能办') })),
  events: z.array(z.object({ day: dayShape, words: z.string(), reason: z.string(), by: z.string() })),
  articles: z.array(articleShape),
})
export type DeclarationPage = z.infer<typeof declarationPageShape>

export const declarationFilterShape = z.object({
  state: z.string().max(100).optional().describe('逗号分隔；不写为还没有办结的'),
  q: z.string().max(100).optional().describe('姓名（整个）或手机号（整个）'),
  area: z.string().max(60).optional(),
  unit: z.string().max(60).optional(),
  clock: z.enum(['overdue', 'soon']).optional(),
})
export type DeclarationFilter = z.infer<typeof declarationFilterShape>

export const disagreementRowShape = z.object({
  unit: z.string(),
  name: z.string(),
  town: z.string().nullable(),
  townName: z.string().nullable(),
  report: z.number().int().nullable().describe('年报填的党员数'),
  reportDay: dayShape.nullable(),
  onFile: z.number().int().describe('名册里在这家单位工作的党员'),
  declared: z.number().int().describe('还没有办结的申报'),
})
export type DisagreementRow = z.infer<typeof disagreementRowShape>

const disagreementInput = z.object({
  area: z.string().max(60).optional(),
  show: z.enum(['report-more', 'file-more', 'declared', 'all']).default('report-more'),
})
export type DisagreementFilter = z.infer<typeof disagreementInput>

const acting = {
  id: z.string(),
  version: z.number().int().describe('打开时的版本'),
  day: dayShape.describe('办理日期'),
}

const verifiedShape = {
  unit: z.string().max(60).nullable().default(null).describe('工作单位'),
  status: z.enum(['full', 'probationary']),
  joined: dayShape.nullable().default(null),
  fullOn: dayShape.nullable().default(null),
}

/** Whoever takes somebody into the register has looked there with their own eyes. */
const looked = z.literal(true, { error: '先在党员名册里核对，没有这个人再办' })

const forOffice = { verb: 'members.declare' } as const

export const declarationsEndpoints = endpoints({
  // ---------------------------------------------------------------- open to everybody
  'declarations.notice': {
    method: 'GET',
    path: '/api/declare',
    summary: '自愿申报：告知和同意的内容，镇街名单',
    verb: 'open',
    input: z.object({ at: z.string().max(60).optional().describe('发给单位或镇街的链接里的编码') }),
    output: noticeShape,
  },
  'declarations.declare': {
    method: 'POST',
    path: '/api/declare',
    summary: '申报：我是党员，组织关系在哪里',
    verb: 'open',
    input: declaredShape.extend({
      at: z.string().max(60).optional(),
      consent: z.string().max(40).describe('本人同意的告知书版本'),
      agreed: z.literal(true, { error: '同意告知书以后才能申报' }),
    }),
    output: z.object({
      code: z.string().describe('查询、撤回用的撤回码，只显示这一次'),
      day: dayShape,
      by: dayShape.describe('最迟哪天答复'),
    }),
  },
  'declarations.status': {
    method: 'POST',
    path: '/api/declare/status',
    summary: '凭撤回码查办到哪一步；不显示个人信息',
    verb: 'open',
    input: z.object({ code: codeShape }),
    output: z.object({
      state: declarationStateShape,
      words: z.string(),
      declared: dayShape,
      changed: dayShape,
      mayWithdraw: z.boolean(),
    }),
  },
  'declarations.withdraw': {
    method: 'POST',
    path: '/api/declare/withdraw',
    summary: '凭撤回码撤回；填过的个人信息随即删除',
    verb: 'open',
    input: z.object({ code: codeShape }),
    output: z.object({ day: dayShape }),
  },
  // ---------------------------------------------------------------- the office
  'declarations.list': {
    method: 'GET',
    path: '/api/declarations',
    summary: '自愿申报',
    ...forOffice,
    input: declarationFilterShape.extend(pageInput),
    output: pageOf(declarationRowShape),
  },
  'declarations.count': {
    method: 'GET',
    path: '/api/declarations/count',
    summary: '申报几件，各到哪一步',
    ...forOffice,
    input: z.object({ area: z.string().max(60).optional() }),
    output: z.object({
      sentence: z.string(),
      open: z.number().int(),
      states: z.record(declarationStateShape, z.number().int()),
      overdue: z.number().int(),
      soon: z.number().int(),
      thisYear: z.number().int(),
    }),
  },
  'declarations.disagree': {
    method: 'GET',
    path: '/api/declarations/units',
    summary: '年报党员数和名册不一致的单位：只比较数字',
    ...forOffice,
    input: disagreementInput.extend(pageInput),
    output: pageOf(disagreementRowShape),
  },
  'declarations.disagreeCount': {
    method: 'GET',
    path: '/api/declarations/units/count',
    summary: '几家单位的年报党员数和名册不一致',
    ...forOffice,
    input: z.object({ area: z.string().max(60).optional() }),
    output: z.object({
      sentence: z.string(),
      reporting: z.number().int().describe('年报填了党员数的单位'),
      reportMore: z.number().int(),
      fileMore: z.number().int(),
      /** Sum over the units whose report says more. */
      missing: z.number().int(),
      declared: z.number().int().describe('有未办结申报的单位'),
    }),
  },
  'declarations.link': {
    method: 'POST',
    path: '/api/declarations/links',
    summary: '给单位、镇街或全区的申报链接；同一家单位总是同一个',
    ...forOffice,
    input: z.object({ unit: z.string().max(60).optional(), town: z.string().max(60).optional() }),
    output: z.object({
      at: z.string(),
      name: z.string(),
      link: z.string(),
    }),
  },
  'declarations.export': {
    method: 'GET',
    path: '/api/declarations/export',
    summary: '导出申报登记簿',
    ...forOffice,
    input: declarationFilterShape.extend({ format: z.enum(['xlsx', 'csv']).default('xlsx'), ...releaseInput }),
    output: z.never(),
    file: true,
    keyed: ['q'],
  },
  'declarations.get': {
    method: 'GET',
    path: '/api/declarations/:id',
    summary: '一件申报',
    ...forOffice,
    input: z.object({ id: z.string() }),
    output: declarationPageShape,
  },
  'declarations.enter': {
    method: 'POST',
    path: '/api/declarations',
    summary: '录入本人签名的纸质申报表',
    ...forOffice,
    input: declaredShape.extend({
      unit: z.string().max(60).nullable().default(null),
      consent: z.string().max(40).describe('表上告知书的版本'),
      signed: dayShape.describe('本人签名的日期'),
      note: noteShape,
    }),
    output: z.object({ id: z.string(), code: z.string().describe('交给本人的撤回码') }),
  },
  'declarations.contact': {
    method: 'POST',
    path: '/api/declarations/:id/contact',
    summary: '记已经和本人联系、答复',
    ...forOffice,
    input: z.object({ ...acting, note: noteShape }),
    output: declarationPageShape,
  },
  'declarations.verify': {
    method: 'POST',
    path: '/api/declarations/:id/verify',
    summary: '记和本人、原党组织核实的结果',
    ...forOffice,
    input: z.object({ ...acting, ...verifiedShape, note: noteShape }),
    output: declarationPageShape,
  },
  'declarations.assign': {
    method: 'POST',
    path: '/api/declarations/:id/assign',
    summary: '归到台账里的单位、交给所在镇街',
    ...forOffice,
    input: z.object({
      ...acting,
      unit: z.string().max(60).nullable(),
      town: z.string().max(60).nullable(),
      note: noteShape,
    }),
    output: declarationPageShape,
  },
  'declarations.admit': {
    method: 'POST',
    path: '/api/declarations/:id/admit',
    summary: '组织关系已经在本区的，登记到党员名册',
    ...forOffice,
    input: z.object({
      ...acting,
      ...verifiedShape,
      organization: z.string().nullable().describe('组织关系所在的党组织；在区外的为空'),
      place: relationPlaceShape.default('unit'),
      looked,
      reason: reasonShape,
    }),
    output: declarationPageShape,
  },
  'declarations.openTransfer': {
    method: 'POST',
    path: '/api/declarations/:id/transfer',
    summary: '办组织关系转入',
    ...forOffice,
    input: z.object({
      ...acting,
      ...verifiedShape,
      to: z.string().describe('接收的党组织'),
      fromText: z.string().trim().min(2).max(100).describe('组织关系现在所在的党组织'),
      place: relationPlaceShape.exclude(['elsewhere']).default('unit'),
      looked,
      reason: reasonShape,
    }),
    output: declarationPageShape,
  },
  'declarations.close': {
    method: 'POST',
    path: '/api/declarations/:id/close',
    summary: '办结：不是党员、联系不上、重复等',
    ...forOffice,
    input: z.object({ ...acting, why: closeWhyShape, reason: reasonShape }),
    output: declarationPageShape,
  },
  'declarations.reopen': {
    method: 'POST',
    path: '/api/declarations/:id/reopen',
    summary: '重新办理',
    ...forOffice,
    input: z.object({ ...acting, reason: reasonShape }),
    output: declarationPageShape,
  },
  'declarations.withdrawFor': {
    method: 'POST',
    path: '/api/declarations/:id/withdraw',
    summary: '本人丢了撤回码、要求撤回的，替本人撤回；个人信息随即删除',
    ...forOffice,
    input: z.object(acting),
    output: declarationPageShape,
  },
})

export const declarationsProblem = problems('declarations', {
  'not-found': { status: 404, words: '没有这件申报，或不在你负责的范围内。' },
  'no-code': { status: 404, words: '没有这个撤回码。请对照回执再输一遍。' },
  'consent-changed': { status: 409, words: '告知书已经更新，请刷新本页，看过新的告知书再申报。' },
  'changed-meanwhile': { status: 409, words: '这件申报刚有变动，请看过最新的内容再办。' },
  refused: { status: 409, words: '不能这样办：{why}' },
  'purpose-needed': { status: 409, words: '本人填了身份证号，先说明用途，核对名册以后再办。' },
  'try-later': { status: 429, words: '这一小时里提交得太多了，请 {minutes} 分钟后再试，或者用纸质申报表。' },
  'bad-day': { status: 400, words: '日期不对：{why}' },
})
