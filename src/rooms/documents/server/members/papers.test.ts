import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOTHING, type Reach } from '../../../../kernel/scope.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { everybody } from '../../../../platform/server/gate.ts'
import { openEyes } from '../../../../platform/server/personal/eyes.ts'
import { coverageServer } from '../../../coverage/server/index.ts'
import {
  developmentPaperShape,
  type CasePage,
  type DevelopmentPaper,
  type StepDetails,
} from '../../../members/development/contract.ts'
import { findDevelopmentFacts } from '../../../members/development/server/public.ts'
import { openDistrict, testRooms, type TestDistrict } from '../../../members/testing.ts'
import { plannerServer } from '../../../planner/server/index.ts'
import { textOfPaper } from '../../testing.ts'
import { documentsServer } from '../index.ts'
import { developmentPapers } from './development-paper.ts'

let d: TestDistrict
let committee: string
let branch: string
let other: string
/** Gone the whole way. */
let done: string
beforeAll(async () => {
  d = await openDistrict([...testRooms, coverageServer, plannerServer, documentsServer])
  committee = await d.organization('东郊街道综合党委', { kind: 'committee' })
  const unit = d.units.get('云山机床有限公司') ?? ''
  branch = await d.organization('云山机床有限公司党支部', { superior: committee, units: [unit] })
  other = await d.organization('云山软件有限公司党支部', { superior: committee })
  done = await open('欧阳向党', { gender: 'female', ethnicity: '汉', education: '本科', job: '工艺师', unit })
  for (const [step, day, details] of WAY) await take(done, step, day, details)
}, 60_000)
afterAll(() => d.context.close())

const VOTES = { due: 9, present: 8, yes: 8 }
const PEOPLE = { persons: ['王一山', '李二河'] }
const WAY: readonly (readonly [string, string, object?])[] = [
  ['talk', '2023-01-20'],
  ['activist', '2023-03-01'],
  ['activist-filed', '2023-03-10'],
  ['contacts', '2023-03-10', PEOPLE],
  ['nurture', '2023-09-01'],
  ['nurture', '2024-03-01'],
  ['target', '2024-04-01'],
  ['target-filed', '2024-04-10'],
  ['introducers', '2024-04-12', PEOPLE],
  ['review', '2024-05-01'],
  ['class', '2024-05-20', { classDays: 3 }],
  ['committee-review', '2024-06-01'],
  ['pre-review', '2024-06-10'],
  ['form', '2024-06-15'],
  ['meeting', '2024-07-01', VOTES],
  ['committee-talk', '2024-07-20'],
  ['approval', '2024-08-01'],
  ['approval-filed', '2024-08-05'],
  ['assigned', '2024-08-10'],
  ['oath', '2024-08-15'],
  ['probation', '2025-01-01'],
  ['apply-full', '2025-06-25'],
  ['full-meeting', '2025-07-05', { ...VOTES, outcome: 'passed' }],
  ['full-approval', '2025-08-01'],
  ['archive', '2025-08-10'],
]

async function send<T>(method: 'GET' | 'POST' | 'PUT', url: string, body?: object): Promise<T> {
  const answer = await d.ask<T>(method, url, body)
  if (answer.status !== 200) throw new Error(`${url} ${JSON.stringify(answer.body)}`)
  return answer.body
}
async function open(name: string, more: object = {}): Promise<string> {
  const person = { name, born: '1990-01-05', organization: branch, days: { apply: '2023-01-10' }, ...more }
  return (await send<{ id: string }>('POST', '/api/development', person)).id
}
async function take(id: string, step: string, day: string, details: object = {}): Promise<void> {
  const { version } = await send<CasePage>('GET', `/api/development/${id}`)
  await send('POST', `/api/development/${id}/steps`, { version, step, day, details, papers: '档案柜第三格' })
}
const text = async (url: string): Promise<string> =>
  (await textOfPaper(await send<Uint8Array>('GET', url))).replaceAll('\n', '')
const paper = (id: string, which: DevelopmentPaper): Promise<string> =>
  text(`/api/documents/development/${id}/${which}`)

describe('papers of development', () => {
  it('all of a whole way are made, with the person in them and nothing of the program', async () => {
    const made = new Map<DevelopmentPaper, string>()
    for (const which of developmentPaperShape.options) made.set(which, await paper(done, which))
    for (const [which, words] of made) {
      expect(words, which).toContain('欧阳向党')
      expect(words, which).not.toMatch(/undefined|null|NaN/)
      expect(words, which).toMatch(/云山机床有限公司党支部/)
    }
    for (const [which, words] of [
      ['talk-record', '谈话时间2023年1月20日'],
      ['activist-resolution', '由王一山、李二河担任培养联系人，报东郊街道综合党委备案'],
      ['nurture-record', '考察时间：2023年9月1日'],
      ['class-record', '培训天数3天'],
      ['meeting-resolution', '应到会有表决权的正式党员9名，实到会8名。采取无记名投票方式表决，赞成8票'],
      ['approval-reply', '预备期一年，自2024年7月1日起至2025年6月30日止'],
      ['full-reply', '欧阳向党按期转为中共正式党员，党龄自2025年7月1日算起'],
      ['course', '培养教育考察2023.09.01、2024.03.01档案柜第三格'],
    ] as const)
      expect(made.get(which), which).toContain(words)
  })

  it('a step whose turn has not come has none; what nobody knows is left open', async () => {
    const id = await open('何晓', { days: { apply: '2026-11-01' } })
    expect(await paper(id, 'talk-record')).toContain('年　月　日')
    const early = await d.ask<{ words: string }>('GET', `/api/documents/development/${id}/full-reply`)
    expect(early.status).toBe(409)
    expect(early.body.words).toContain('没有“转正批复”')
    await take(id, 'talk', '2026-11-10')
    const resolution = await paper(id, 'activist-resolution')
    expect(resolution).toContain('性别×，×族，1990年1月出生，学历×，工作单位×××')
    expect(resolution).toContain('2026年11月21日')
  })

  it('a longer probation, and none, are what request and reply say', async () => {
    const { context } = d
    const scope = context.localScope()
    const eyes = openEyes(context.secrets, { purpose: '测试核对' })
    const wanted = { id: done, paper: 'full-reply' } as const
    const facts = await findDevelopmentFacts(context, context.database.as(scope), scope, wanted, eyes)
    const say = (which: DevelopmentPaper, said: StepDetails): string =>
      JSON.stringify(
        developmentPapers[which]({ ...facts, details: { ...facts.details, 'full-meeting': said } }, '2026-11-21'),
      )
    expect(say('full-request', { outcome: 'extended', extendMonths: 6 })).toContain('决定欧阳向党延长预备期六个月')
    expect(say('full-reply', { outcome: 'extended', extendMonths: 12 })).toContain('同意欧阳向党延长预备期一年')
    const refused = say('full-resolution', { due: 9, present: 8, yes: 3, outcome: 'refused' })
    expect(refused).toContain('取消欧阳向党预备党员资格')
    expect(refused).not.toContain('超过应到会')
  })

  it('names are masked until a purpose is stated, and the trail then knows of it', async () => {
    d.as(null)
    const masked = await paper(done, 'meeting-resolution')
    expect(masked).toContain('欧***')
    expect(masked).not.toMatch(/欧阳|王一山|李二河/)
    d.as('测试核对')
    await paper(done, 'talk-record')
    const trail = await rowsOf<{ persons: number }>(
      d.context.database.owner,
      sql`select (details ->> 'persons')::int as persons from audit where action = 'personal.read'
        and details ->> 'what' = 'documents.development' order by id desc limit 1`,
    )
    // The record of the talk names nobody else.
    expect(trail[0]?.persons).toBe(1)
  })

  it('a secretary has those of the own branch, with the name of the committee above, and no others', async () => {
    const chain = (id: string): Promise<string> =>
      rowsOf<{ chain: string }>(d.context.database.owner, sql`select chain from organization where id = ${id}`).then(
        (rows) => rows[0]?.chain ?? '',
      )
    const as = (more: Partial<Reach>): void =>
      d.context.gates.install({
        caller: async () => ({ ...everybody('书记', '测试核对'), reach: () => ({ ...NOTHING, ...more }) }),
        accounts: async () => true,
      })
    as({ organizations: [await chain(branch)] })
    expect(await paper(done, 'approval-request')).toContain('东郊街道综合党委：')
    as({ organizations: [await chain(other)] })
    expect((await d.ask('GET', `/api/documents/development/${done}/course`)).status).toBe(404)
    d.as('测试核对')
  })

  it('the year’s plan: one line an area, numbers alone', async () => {
    const [town] = d.towns
    await send('PUT', '/api/development/quotas', {
      year: 2024,
      area: town?.id,
      version: 0,
      planned: { all: 3, technical: 1 },
      remark: '东组〔2024〕3号',
      reason: '下达',
    })
    const plan = await text('/api/documents/development-plan?year=2024')
    expect(plan).toContain('2024年发展党员计划执行情况表')
    expect(plan).toContain('东组〔2024〕3号')
    expect(plan).not.toMatch(/欧阳/)
  })
})

interface Transfer {
  readonly id: string
  readonly version: number
}

describe('papers of a transfer', () => {
  it('letter with counterfoil and receipt; the receiver’s receipt once it has received', async () => {
    const { member } = await send<CasePage>('GET', `/api/development/${done}`)
    const reason = '工作调动'
    const opened = await send<Transfer>('POST', '/api/transfers', { direction: 'within', member, to: other, reason })
    const of = `/api/documents/transfers/${opened.id}`
    expect((await d.ask('GET', `${of}/receipt`)).status).toBe(409)
    const act = (before: Transfer, deed: string, more: object = {}): Promise<Transfer> =>
      send('POST', `/api/transfers/${opened.id}/act`, {
        version: before.version,
        deed,
        day: '2026-11-20',
        reason,
        ...more,
      })
    const issued = await act(opened, 'issue', { letterNo: '第0012号' })
    const letter = await text(`${of}/letter`)
    for (const words of [
      '存根联',
      '编号：第0012号',
      '云山软件有限公司党支部：',
      '欧阳向党同志，女，36岁，汉族，系中共正式党员',
    ])
      expect(letter).toContain(words)
    expect(letter.split('第0012号').length).toBe(4)
    d.as(null)
    expect(await text(`${of}/letter`)).not.toContain('欧阳')
    d.as('测试核对')
    await act(issued, 'receive')
    expect(await text(`${of}/receipt`)).toContain(
      '欧阳向党同志的党员组织关系已于2026年11月20日转接到云山软件有限公司党支部，特此回复。',
    )
  })
})
