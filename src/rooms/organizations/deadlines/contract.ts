import { z } from 'zod'
import { endpoints } from '../../../kernel/endpoint.ts'
import { problems } from '../../../kernel/problem.ts'
import { articleShape, dayShape, pageInput, pageOf } from '../../../kernel/shapes.ts'
import { rulebookVerbs } from '../../rulebook/contract.ts'

const monthShape = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份写成 2026-11 的样子')

/** overdue · due: to be done now · ahead: its time has not come · aside: put aside until a day. */
export const deadlineStandingShape = z.enum(['overdue', 'due', 'ahead', 'aside'])
export type DeadlineStanding = z.infer<typeof deadlineStandingShape>

export const deadlineFilterShape = z.object({
  month: monthShape.optional().describe('不写为本月'),
  show: z
    .enum(['due', 'overdue', 'ahead', 'aside', 'done'])
    .default('due')
    .describe(
      'due 到这个月底应办的（含逾期）· overdue 已逾期 · ahead 已可着手、以后才到期 · aside 放一放的 · done 这个月办完的',
    ),
  kind: z.string().max(400).optional().describe('事项，写 来源:事项，逗号分隔'),
  organization: z.string().max(60).optional().describe('这个党组织的'),
  under: z.string().max(60).optional().describe('这个党组织和逐级下属的'),
  subject: z.string().max(60).optional().describe('这件事、这个人的'),
  area: z.string().optional().describe('区域编号，含下级'),
  mine: z.stringbool().default(true).describe('只看本岗位办的'),
})
export type DeadlineFilter = z.infer<typeof deadlineFilterShape>

export const deadlineShape = z.object({
  id: z.string(),
  /** `来源:事项` */
  kind: z.string(),
  kindName: z.string(),
  subject: z.string(),
  subjectKind: z.string(),
  organization: z.string().nullable(),
  organizationName: z.string().nullable(),
  words: z.string(),
  opens: dayShape,
  due: dayShape,
  standing: deadlineStandingShape,
  daysLeft: z.number().int().describe('负数为逾期天数'),
  article: articleShape.nullable(),
  aside: z.object({ until: dayShape, reason: z.string(), by: z.string() }).nullable(),
  closed: dayShape.nullable(),
  page: z.string().describe('在哪里办'),
  may: z.boolean().describe('本人的岗位办这件事'),
  version: z.number().int(),
})
export type Deadline = z.infer<typeof deadlineShape>

const kindCountShape = z.object({
  kind: z.string(),
  name: z.string(),
  due: z.number().int(),
  overdue: z.number().int(),
  ahead: z.number().int(),
  aside: z.number().int(),
  done: z.number().int(),
})

export const deadlineCountShape = z.object({
  day: dayShape,
  ranOn: dayShape.nullable().describe('最近一次全部重新推算的日子'),
  month: monthShape,
  due: z.number().int().describe('到月底应办的，含逾期'),
  overdue: z.number().int(),
  ahead: z.number().int(),
  aside: z.number().int(),
  done: z.number().int(),
  kinds: z.array(kindCountShape).describe('逾期多的在前'),
  months: z.array(z.object({ month: monthShape, n: z.number().int() })).describe('往后几个月到期的'),
})

export const workdayYearShape = z.object({
  year: z.number().int(),
  source: z.string(),
  off: z.array(dayShape),
  worked: z.array(dayShape),
  builtIn: z.boolean(),
})

export const deadlinesEndpoints = endpoints({
  'deadlines.list': {
    method: 'GET',
    path: '/api/deadlines',
    summary: '到期事项',
    verb: 'organizations.read',
    input: deadlineFilterShape.extend(pageInput),
    output: pageOf(deadlineShape),
  },
  'deadlines.count': {
    method: 'GET',
    path: '/api/deadlines/count',
    summary: '几件到期事项，分事项、月份',
    verb: 'organizations.read',
    input: deadlineFilterShape.omit({ show: true, kind: true }),
    output: deadlineCountShape,
  },
  'deadlines.setAside': {
    method: 'POST',
    path: '/api/deadlines/:id/aside',
    summary: '放一放：写明原因，到日子再提醒',
    verb: 'organizations.read',
    input: z.object({
      id: z.string().max(200),
      version: z.number().int(),
      until: dayShape,
      reason: z.string().trim().min(2, '写明原因').max(200),
    }),
    output: z.object({ version: z.number().int() }),
  },
  'deadlines.takeUp': {
    method: 'POST',
    path: '/api/deadlines/:id/take-up',
    summary: '不再放着，现在就提醒',
    verb: 'organizations.read',
    input: z.object({ id: z.string().max(200), version: z.number().int() }),
    output: z.object({ version: z.number().int() }),
  },
  'deadlines.workdays': {
    method: 'GET',
    path: '/api/workdays',
    summary: '工作日：各年节假日和调休',
    verb: 'rulebook.read',
    input: z.object({}),
    output: z.object({ rows: z.array(workdayYearShape) }),
  },
  'deadlines.saveWorkdays': {
    method: 'PUT',
    path: '/api/workdays/:year',
    summary: '录入一年的节假日和调休',
    verb: 'rulebook.change',
    whole: rulebookVerbs['rulebook.change'].whole,
    input: z.object({
      year: z.coerce.number().int().min(2000).max(2100),
      source: z.string().trim().min(2, '写明通知名称').max(120),
      text: z.string().max(5000).describe('一行一段：2027-02-06 至 2027-02-12 休 春节；2027-02-14 班'),
    }),
    output: workdayYearShape,
  },
})

export const deadlinesProblem = problems('deadlines', {
  'not-found': { status: 404, words: '没有这件到期事项，或者已经办完，或者不在你负责的范围内。' },
  'changed-meanwhile': { status: 409, words: '这件事刚变过，请看过最新的内容再办。' },
  'not-yours': { status: 403, words: '这件事由“{verb}”的岗位办，你可以提醒他们。' },
  'bad-day': { status: 400, words: '日子不对：{why}' },
  'bad-notice': { status: 400, words: '这几行看不懂：{lines}' },
})
