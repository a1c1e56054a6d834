import { z } from 'zod'
import { endpoints } from '../../../kernel/endpoint.ts'
import { problems } from '../../../kernel/problem.ts'
import { articleShape, dayShape, pageInput, pageOf, releaseInput } from '../../../kernel/shapes.ts'
import { relationPlaceShape } from '../contract.ts'

/** Between two organisations of the district, out of it, or into it. */
export const directionShape = z.enum(['within', 'out', 'in'])
export type Direction = z.infer<typeof directionShape>

export const transferStateShape = z.enum(['draft', 'issued', 'received', 'returned', 'withdrawn', 'lapsed'])
export type TransferState = z.infer<typeof transferStateShape>

/** What is done to a case; who may do it is said by `sideOf` in rules/lifecycle.ts. */
export const transferDeedShape = z.enum(['issue', 'remind', 'receive', 'return', 'withdraw', 'lapse', 'receipt'])
export type TransferDeed = z.infer<typeof transferDeedShape>

const reasonShape = z.string().trim().min(2, '写明事由').max(400)
const placeText = z.string().trim().min(2).max(100)
const overridesShape = z
  .record(z.string().max(60), z.string().trim().max(400))
  .default({})
  .describe('“一般”规则编号 → 为什么不照办')

const sideShape = z.object({
  /** Null outside the district. */
  organization: z.string().nullable(),
  name: z.string(),
  /** Whether whoever asks acts for this side. */
  mine: z.boolean(),
})

export const transferRowShape = z.object({
  id: z.string(),
  member: z.string().nullable().describe('党员编号；还没有在册为空'),
  name: z.string(),
  direction: directionShape,
  state: transferStateShape,
  from: sideShape,
  to: sideShape,
  opened: dayShape,
  letterNo: z.string().nullable(),
  letterDay: dayShape.nullable(),
  validUntil: dayShape.nullable(),
  receivedOn: dayShape.nullable(),
  receiptOn: dayShape.nullable().describe('回执日期'),
  endedOn: dayShape.nullable(),
  takesOn: dayShape.nullable().describe('约定的接收日；到那一天自动办理接收，在那以前一切照旧'),
  remindedOn: dayShape.nullable().describe('上次催办'),
  overdue: z.boolean().describe('过了介绍信有效期还没有接收'),
  version: z.number().int(),
})
export type TransferRow = z.infer<typeof transferRowShape>

export const transferPageShape = transferRowShape.extend({
  status: z.enum(['full', 'probationary']),
  place: relationPlaceShape.nullable(),
  /** 兼合式: the person goes on working here, the record stays. */
  stays: z.boolean(),
  unit: z.string().nullable(),
  unitName: z.string().nullable(),
  identity: z.string().nullable().describe('区外转入、还没有接收的：介绍信上的号码'),
  phone: z.string().nullable(),
  /** What may be done now, each with the reason where it may not. */
  deeds: z.array(z.object({ deed: transferDeedShape, why: z.string().nullable() })),
  events: z.array(z.object({ day: dayShape, words: z.string(), reason: z.string(), by: z.string() })),
})
export type TransferPage = z.infer<typeof transferPageShape>

export const trialShape = z.object({
  refused: z.string().nullable(),
  soft: z.array(z.object({ article: articleShape, words: z.string() })),
  follows: z.array(z.string()),
})
export type TransferTrial = z.infer<typeof trialShape>

const areaShape = z.string().max(60).optional().describe('任何一方党组织所在的地方')

const filterShape = z.object({
  state: z.string().max(100).optional().describe('逗号分隔；不写为还没有办完的'),
  direction: directionShape.optional(),
  organization: z.string().max(60).optional().describe('转出或转入的党组织'),
  member: z.string().max(60).optional(),
  q: z.string().max(100).optional().describe('党组织名称或介绍信编号'),
  area: areaShape,
  flag: z.enum(['overdue', 'no-receipt', 'this-year']).optional().describe('过期未接收；没有回执；今年接收的'),
})
export type TransferFilter = z.infer<typeof filterShape>

const fileInput = { format: z.enum(['xlsx', 'csv']).default('xlsx') }

const deedInput = z.object({
  id: z.string(),
  deed: transferDeedShape,
  day: dayShape,
  letterNo: z.string().trim().min(1).max(60).optional(),
  validUntil: dayShape.optional(),
})

export const transfersEndpoints = endpoints({
  'transfers.list': {
    method: 'GET',
    path: '/api/transfers',
    summary: '组织关系转接',
    verb: 'members.read',
    input: filterShape.extend(pageInput),
    output: pageOf(transferRowShape),
  },
  'transfers.count': {
    method: 'GET',
    path: '/api/transfers/count',
    summary: '转接几件，各到哪一步',
    verb: 'members.read',
    input: z.object({ area: areaShape }),
    output: z.object({
      states: z.record(z.string(), z.number().int()),
      open: z.object({ within: z.number().int(), out: z.number().int(), in: z.number().int() }),
      overdue: z.number().int(),
      noReceipt: z.number().int(),
      receivedThisYear: z.number().int(),
      articles: z.array(articleShape),
    }),
  },
  'transfers.places': {
    method: 'GET',
    path: '/api/transfers/places',
    summary: '按名称找全区可以接收的党组织；只给名称，好写介绍信',
    verb: 'members.transfer',
    input: z.object({
      q: z.string().trim().min(1).max(60),
      for: z.enum(['relation', 'stay']).default('relation').describe('接收组织关系，还是接纳流动党员'),
    }),
    output: z.object({
      rows: z.array(z.object({ id: z.string(), name: z.string(), superiorName: z.string().nullable() })),
    }),
  },
  'transfers.export': {
    method: 'GET',
    path: '/api/transfers/export',
    summary: '组织关系转接台账',
    verb: 'members.export',
    input: filterShape.extend({ ...fileInput, ...releaseInput }),
    output: z.never(),
    file: true,
  },
  'transfers.get': {
    method: 'GET',
    path: '/api/transfers/:id',
    summary: '一件转接',
    verb: 'members.read',
    input: z.object({ id: z.string() }),
    output: transferPageShape,
  },
  'transfers.open': {
    method: 'POST',
    path: '/api/transfers',
    summary: '办一件转接；收到介绍信回执或对方接收以前，人仍由转出的党组织管理',
    verb: 'members.transfer',
    input: z.discriminatedUnion('direction', [
      z.object({
        direction: z.literal('within'),
        member: z.string(),
        to: z.string().describe('转入的党组织'),
        reason: reasonShape,
      }),
      z.object({
        direction: z.literal('out'),
        member: z.string(),
        toText: placeText.describe('区外接收的党组织'),
        stays: z.boolean().default(false).describe('人仍在本区单位工作，记录留下'),
        reason: reasonShape,
      }),
      z.object({
        direction: z.literal('in'),
        member: z.string().nullable().default(null).describe('已经有记录的人；没有就写姓名'),
        name: z.string().trim().min(1).max(60).optional(),
        status: z.enum(['full', 'probationary']).default('full'),
        joined: dayShape.nullable().default(null),
        fullOn: dayShape.nullable().default(null),
        identity: z.string().trim().max(40).nullable().default(null).describe('介绍信上的身份证号；可以不写'),
        phone: z.string().trim().max(40).nullable().default(null),
        unit: z.string().nullable().default(null).describe('工作单位'),
        place: relationPlaceShape.exclude(['elsewhere']).default('unit'),
        fromText: placeText.describe('区外转出的党组织'),
        to: z.string(),
        /** The person on file with the same name was looked at and is somebody else. */
        other: z.boolean().default(false),
        reason: reasonShape,
      }),
    ]),
    output: transferPageShape,
  },
  'transfers.try': {
    method: 'POST',
    path: '/api/transfers/:id/try',
    summary: '办这一步会怎样',
    verb: 'members.transfer',
    input: deedInput,
    output: trialShape,
  },
  'transfers.act': {
    method: 'POST',
    path: '/api/transfers/:id/act',
    summary: '开介绍信、催办、接收、退回、撤回、过期、回执',
    verb: 'members.transfer',
    input: deedInput.extend({ version: z.number().int(), reason: reasonShape, overrides: overridesShape }),
    output: transferPageShape,
  },
})

// ---------------------------------------------------------------- floating members, and those out of contact

export const stayRowShape = z.object({
  id: z.string(),
  member: z.string().nullable(),
  name: z.string(),
  from: sideShape.describe('流出地党组织'),
  to: sideShape.describe('流入地党组织'),
  since: dayShape.describe('外出自'),
  until: dayShape.nullable(),
  endWords: z.string().nullable(),
  fixed: z.boolean().describe('地点相对固定'),
  abroad: z.boolean(),
  dual: z.boolean().describe('在流入地党组织过组织生活'),
  lastContact: dayShape.nullable(),
  contactDue: dayShape.nullable(),
  transferFrom: dayShape.nullable().describe('自这一天起满六个月，地点固定的应当转移组织关系'),
  version: z.number().int(),
})
export type StayRow = z.infer<typeof stayRowShape>

export const lostRowShape = z.object({
  member: z.string(),
  name: z.string(),
  organization: z.string().nullable(),
  organizationName: z.string().nullable(),
  lostSince: dayShape,
  suspendedSince: dayShape.nullable(),
  maySuspend: dayShape.nullable().describe('自这一天起可以停止党籍'),
  mayRemove: dayShape.nullable().describe('自这一天起可以按自行脱党除名'),
  version: z.number().int(),
})
export type LostRow = z.infer<typeof lostRowShape>

const stayFilterShape = z.object({
  show: z.enum(['open', 'contact', 'transfer', 'ended']).default('open'),
  side: z.enum(['leaving', 'receiving']).optional(),
  member: z.string().max(60).optional(),
  organization: z.string().max(60).optional().describe('流出地或流入地党组织'),
  q: z.string().max(100).optional().describe('党组织名称'),
  area: areaShape,
})
export type StayFilter = z.infer<typeof stayFilterShape>

export const floatingEndpoints = endpoints({
  'floating.export': {
    method: 'GET',
    path: '/api/floating/export',
    summary: '流动党员台账',
    verb: 'members.export',
    input: stayFilterShape.extend({ ...fileInput, ...releaseInput }),
    output: z.never(),
    file: true,
  },
  'floating.list': {
    method: 'GET',
    path: '/api/floating',
    summary: '流动党员',
    verb: 'members.read',
    input: stayFilterShape.extend(pageInput),
    output: pageOf(stayRowShape),
  },
  'floating.count': {
    method: 'GET',
    path: '/api/floating/count',
    summary: '流动党员几名，几名该联系、该转接',
    verb: 'members.read',
    input: z.object({ area: areaShape }),
    output: z.object({
      leaving: z.number().int(),
      receiving: z.number().int(),
      contact: z.number().int(),
      transfer: z.number().int(),
      lost: z.number().int(),
      articles: z.array(articleShape),
    }),
  },
  'floating.get': {
    method: 'GET',
    path: '/api/floating/:id',
    summary: '一名流动党员和历次联系',
    verb: 'members.read',
    input: z.object({ id: z.string() }),
    output: stayRowShape.extend({
      contacts: z.array(z.object({ day: dayShape, side: z.enum(['from', 'to']), by: z.string() })),
    }),
  },
  'floating.register': {
    method: 'POST',
    path: '/api/floating',
    summary: '登记流动党员：本区外出的，或外地来的',
    verb: 'members.transfer',
    input: z.object({
      member: z.string().nullable().describe('本区的党员；外地来的为空，写姓名'),
      name: z.string().trim().min(1).max(60).optional(),
      fromText: placeText.optional().describe('外地来的：流出地党组织'),
      to: z.string().nullable().default(null).describe('流入地党组织在本区'),
      toText: placeText.nullable().default(null).describe('流入地党组织在区外'),
      since: dayShape,
      fixed: z.boolean(),
      abroad: z.boolean().default(false),
      dual: z.boolean().default(true).describe('在流入地党组织过组织生活'),
      reason: reasonShape,
    }),
    output: z.object({ id: z.string() }),
  },
  'floating.contact': {
    method: 'POST',
    path: '/api/floating/:id/contact',
    summary: '记一次联系：只记哪天联系过，不记在哪里、说了什么',
    verb: 'members.transfer',
    input: z.object({ id: z.string(), version: z.number().int(), day: dayShape }),
    output: stayRowShape,
  },
  'floating.end': {
    method: 'POST',
    path: '/api/floating/:id/end',
    summary: '结束流动：回来了，或者离开了',
    verb: 'members.transfer',
    input: z.object({ id: z.string(), version: z.number().int(), day: dayShape, reason: reasonShape }),
    output: stayRowShape,
  },
  'floating.lost': {
    method: 'GET',
    path: '/api/floating/lost',
    summary: '失去联系的党员，何时可以作什么处理',
    verb: 'members.read',
    input: z.object({
      member: z.string().max(60).optional(),
      organization: z.string().max(60).optional(),
      area: areaShape,
      ...pageInput,
    }),
    output: pageOf(lostRowShape),
  },
  'floating.setLost': {
    method: 'POST',
    path: '/api/floating/lost/:member',
    summary: '登记失去联系，或恢复联系',
    verb: 'members.transfer',
    input: z.object({
      member: z.string(),
      version: z.number().int(),
      lost: z.boolean(),
      day: dayShape.describe('最后一次联系到的次日；恢复联系的日期'),
      reason: reasonShape,
    }),
    output: z.object({ ok: z.literal(true) }),
  },
})

export const transfersProblem = problems('transfers', {
  'not-found': { status: 404, words: '没有这件转接，或不在你负责的范围内。' },
  'no-stay': { status: 404, words: '没有这条流动党员登记，或不在你负责的范围内。' },
  'not-this-side': { status: 403, words: '这一步由{side}的党组织办，不在你负责的范围内。' },
  'changed-meanwhile': { status: 409, words: '别人刚办过这件转接，请看过最新的内容再办。' },
  refused: { status: 409, words: '不能这样办：{why}' },
  'reason-needed': { status: 409, words: '{why}；要这样办，写明理由。' },
})

export const transfersEvents = {
  /** Asked before a reception that is dated back: later rooms say what stays as it was (`notes`). */
  dating: 'transfers.dating',
  /** After a deed. */
  changed: 'transfers.changed',
} as const
