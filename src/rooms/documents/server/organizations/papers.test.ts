import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everybody } from '../../../../platform/server/gate.ts'
import type { TestContext } from '../../../../platform/server/testing.ts'
import {
  addOrganization,
  addUnits,
  openOrganizations,
  organizationRooms,
  TODAY,
  TOWN,
} from '../../../organizations/testing.ts'
import { coverageServer } from '../../../coverage/server/index.ts'
import { plannerServer } from '../../../planner/server/index.ts'
import { textOfPaper, unzip } from '../../testing.ts'
import { documentsServer } from '../index.ts'

let context: TestContext
let superior: string

beforeAll(async () => {
  context = await openOrganizations([...organizationRooms, coverageServer, plannerServer, documentsServer])
  superior = (await addOrganization(context, { name: '凌河街道党工委', kind: 'working-committee' })).id
  await addUnits(context, [
    { id: 'u1', name: '样例甲科技有限公司', facts: { membersFull: 4, membersProbationary: 1, address: '望湖路1号' } },
    { id: 'u2', name: '样例乙物流有限公司', facts: { membersFull: 2 } },
    { id: 'u3', name: '样例丙餐饮有限公司', facts: { membersFull: 1 } },
  ])
})
afterAll(() => context.close())

async function call(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const app = await context.app()
  return app.inject({ method, url, ...(payload ? { payload } : {}) })
}

const NAME = '中共样例甲科技有限公司支部'

/** A founding taken as far as one wants; returns its number. */
async function found(given: object, deeds: readonly (readonly [string, object])[]): Promise<string> {
  const drafted = await call('POST', '/api/founding', {
    name: NAME,
    kind: 'branch',
    units: ['u1'],
    area: TOWN,
    superior,
    ...given,
  })
  expect(drafted.statusCode, drafted.body).toBe(200)
  const { id } = drafted.json<{ id: string }>()
  for (const [deed, part] of deeds) {
    const { version } = (await call('GET', `/api/founding/${id}`)).json<{ version: number }>()
    const done = await call('POST', `/api/founding/${id}/${deed}`, { version, day: TODAY, ...part })
    expect(done.statusCode, done.body).toBe(200)
  }
  return id
}

/** Without the ends of lines: a long title stands on two. */
const paper = async (id: string, which: string) => {
  const answer = await call('GET', `/api/documents/founding/${id}/${which}`)
  expect(answer.statusCode, answer.body.slice(0, 200)).toBe(200)
  return (await textOfPaper(answer.rawPayload)).replaceAll('\n', '')
}

const counts = (...units: readonly (readonly [string, number])[]) => ({
  counts: units.map(([unit, full]) => ({ unit, full, probationary: 0 })),
})

describe('papers of a founding', () => {
  it('are filled in with what the case knows, each from its step on', async () => {
    const id = await found({}, [['apply', { day: '2026-10-01', paperNo: '甲司〔2026〕1号', ...counts(['u1', 4]) }]])
    const asked = await paper(id, 'application')
    for (const words of [
      `关于成立${NAME}的请示`,
      '凌河街道党工委：',
      '样例甲科技有限公司现有正式党员4名',
      '中国共产党支部工作条例（试行）',
      '妥否，请批示。',
      '2026年10月1日',
    ]) {
      expect(asked).toContain(words)
    }
    expect((await call('GET', `/api/documents/founding/${id}/filing`)).statusCode).toBe(409)
  })

  it('reply to several units, with the list of them', async () => {
    const name = '中共凌河街道两新第一联合支部'
    const id = await found({ name, kind: 'joint-branch', units: ['u2', 'u3'] }, [
      ['apply', { day: '2026-10-01', ...counts(['u2', 2], ['u3', 1]) }],
      ['review', { day: '2026-10-08' }],
      ['reply', { approved: true, day: '2026-10-20', meeting: '2026-10-18', paperNo: '凌工委〔2026〕12号' }],
    ])
    const text = await paper(id, 'reply')
    for (const words of [
      '凌工委〔2026〕12号',
      `关于同意成立${name}的批复`,
      '经2026年10月18日凌河街道党工委会议研究，现批复如下：',
      `一、同意成立${name}`,
      '覆盖2家单位（名单附后）',
      '样例乙物流有限公司',
      '样例丙餐饮有限公司',
    ]) {
      expect(text).toContain(words)
    }
  })

  it('report who was elected, masked until a purpose is stated', async () => {
    await addUnits(context, [{ id: 'u4', name: '样例丁商贸有限公司', facts: { membersFull: 3 } }])
    const name = '中共样例丁商贸有限公司支部'
    const id = await found({ name, units: ['u4'] }, [
      ['apply', { day: '2026-10-01', ...counts(['u4', 3]) }],
      ['review', { day: '2026-10-08' }],
      ['reply', { approved: true, day: '2026-10-20' }],
      [
        'elect',
        {
          day: '2026-11-02',
          how: 'elected',
          due: 3,
          present: 3,
          committee: false,
          officers: [{ post: 'secretary', name: '欧阳霁' }],
        },
      ],
    ])
    const sit = (purpose: string | null) =>
      context.gates.install({
        accounts: async () => true,
        caller: async () => ({ ...everybody('office'), purpose }),
      })
    sit(null)
    const masked = await paper(id, 'filing')
    expect(masked).toContain('应到会有选举权的党员3名，实到3名')
    expect(masked).toContain('书记欧**')
    expect(masked).not.toContain('欧阳霁')
    sit('报区委组织部备案')
    expect(await paper(id, 'filing')).toContain('书记欧阳霁')
  })
})

describe('a year of organisation life', () => {
  let branch: string
  let other: string
  beforeAll(async () => {
    branch = (await addOrganization(context, { name: '中共样例戊支部', superior })).id
    other = (await addOrganization(context, { name: '中共样例己支部', superior })).id
    const shared = [
      { organization: branch, due: 8, present: 7 },
      { organization: other, due: 5, present: 5 },
    ]
    const meetings = [
      { day: '2026-11-12', kinds: ['theme-day', 'lecture'], title: '参观', note: '决定：结对两家', holders: shared },
      { day: '2026-09-03', kinds: ['members-meeting'], title: '半年小结', holders: [{ organization: branch }] },
      { day: '2025-12-30', kinds: ['members-meeting'], holders: [{ organization: branch, due: 8, present: 8 }] },
    ]
    const said = await call('POST', '/api/life', { meetings })
    expect(said.statusCode, said.body).toBe(200)
  })
  const life = async (which: string, year = 2026, of = branch) => {
    const answer = await call('GET', `/api/documents/life/${of}/${which}?year=${year}`)
    expect(answer.statusCode, answer.body.slice(0, 200)).toBe(200)
    return textOfPaper(answer.rawPayload)
  }

  it('is planned as the rulebook asks until the branch has its own plan', async () => {
    const proposed = await life('plan')
    for (const words of ['2026年度组织生活计划（建议稿）', '党员大会每季度至少1次', '一、基本要求', '12月']) {
      expect(proposed).toContain(words)
    }
    const items = [{ month: 3, kind: 'theme-day', topic: '学雷锋' }]
    const saved = await call('PUT', `/api/organizations/${branch}/life-plan`, { year: 2026, version: 0, items })
    expect(saved.statusCode, saved.body).toBe(200)
    const own = await life('plan')
    expect(own).toContain('学雷锋')
    expect(own).not.toContain('建议稿')
  })

  it('stands in the minutes book by day, each meeting with whom it was held', async () => {
    const text = await life('minutes')
    expect(text).toContain('2026年共记组织生活2次')
    expect(text.indexOf('一、9月3日党员大会')).toBeGreaterThan(0)
    expect(text.indexOf('二、11月12日主题党日、党课')).toBeGreaterThan(text.indexOf('一、9月3日党员大会'))
    for (const words of ['决定：结对两家', '中共样例己支部', '8名', '7名']) expect(text).toContain(words)
    expect(await life('minutes', 2024)).toContain('2024年没有记组织生活')
    expect(await life('minutes', 2026, other)).not.toContain('半年小结')
  })

  it('counts those due and present, each branch its own, and of nobody a name', async () => {
    const text = (await life('attendance')).replaceAll('\n', ' ')
    expect(text).toMatch(/主题党日 +1 +1 +8 +7 +87\.5%/)
    expect(text).toMatch(/党员大会 +1 +0 +/)
    expect(text).toContain('不记到会个人')
    expect((await life('attendance', 2026, other)).replaceAll('\n', ' ')).toMatch(/主题党日 +1 +1 +5 +5 +100\.0%/)
  })
})

describe('reminders of elections', () => {
  beforeAll(async () => {
    for (const [name, begins] of [
      ['中共样例甲支部', '2023-12-20'],
      ['中共样例乙支部', '2023-05-10'],
      ['中共样例丙支部', '2026-05-10'],
    ] as const) {
      const { id } = await addOrganization(context, { name, superior, overrides: {} })
      const added = await call('POST', `/api/organizations/${id}/terms`, { no: 2, begins })
      expect(added.statusCode, added.body).toBe(200)
    }
  })

  it('in one file: a letter to each organisation whose term ends soon, on a page of its own', async () => {
    const answer = await call('GET', '/api/documents/term-letters?state=notice')
    expect(answer.statusCode, answer.body.slice(0, 200)).toBe(200)
    const text = await textOfPaper(answer.rawPayload)
    expect(text).toContain('关于做好中共样例甲支部换届工作的提醒函')
    expect(text).toContain('本届（第2届）自2023年12月20日起，将于2026年12月20日届满')
    expect(text).not.toContain('中共样例乙支部')
    expect(text).not.toContain('中共样例丙支部')
  })

  it('one by one in a zip, each a whole paper', async () => {
    const zip = await call('GET', '/api/documents/term-letters?as=each')
    expect(zip.headers['content-type']).toBe('application/zip')
    const names = [...(await unzip(zip.rawPayload)).keys()].sort()
    expect(names.length).toBe(2)
    expect(names.every((name) => /^\d{3} 关于做好中共样例.支部换届工作的提醒函\.docx$/u.test(name))).toBe(true)
  })

  it('say that a term has ended where it has', async () => {
    const text = await textOfPaper((await call('GET', '/api/documents/term-letters?state=overdue')).rawPayload)
    expect(text).toContain('已于2026年5月10日届满，至今没有换届的登记')
  })

  it('only those that the reader reaches', async () => {
    context.gates.install({
      accounts: async () => true,
      caller: async () => ({
        ...everybody('somebody'),
        account: 'somebody',
        reach: () => ({ ...everybody('x').reach('open'), paths: ['nowhere/'] }),
      }),
    })
    const text = await textOfPaper((await call('GET', '/api/documents/term-letters')).rawPayload)
    expect(text).not.toContain('支部')
  })
})
