import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { TestContext } from '../../../../platform/server/testing.ts'
import { addUnits, emptyOrganizations, openOrganizations } from '../../testing.ts'

let context: TestContext
beforeAll(async () => {
  context = await openOrganizations()
})
afterAll(() => context.close())

const REGISTER = `云山区党组织名册
填报单位：云山区
序号,党组织全称,组织类别,组织代码,上级党组织（全称）,所在镇街,成立时间,覆盖单位,书记,本届选举日期,正式党员数
1,云山区两新组织工作委员会,党工委,W1,,,2016年5月,,,,
2,东城两新组织委员会,党委,W2,云山区两新组织工作委员会,第001街道（东）,2017.3,,陈某某,2022-06-01,
3,一厂党支部,党支部,W3,东城两新组织委员会,,2018-06-01,云山一厂有限公司,赵某某,2024-06-01,8
4,商圈联合党支部,联合党支部,W4,东城两新组织委员会,,2019-06-01,云山二厂有限公司、云山(三)厂有限公司；没有的公司,李*,,6
5,某某协会,,W5,东城两新组织委员会,,2019-06-01,,,,
6,城西党支部,党支部,W6,没有的党委,,2029-01-01,,,,
7,又一个党支部,党支部,W7,东城两新组织委员会,,2019-06-01,云山二厂有限公司,,,
合计,,,,,,,,,,
`

async function drop(text: string) {
  const app = await context.app()
  const boundary = 'juxin-test'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="名册.csv"\r\n\r\n`
  const payload = Buffer.from(`${head}${text}\r\n--${boundary}--\r\n`)
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': `${payload.length}` }
  return (await app.inject({ method: 'POST', url: '/api/organizations-import', payload, headers })).json()
}
const get = async (url: string) => (await (await context.app()).inject({ url })).json()
const post = async (url: string, payload: object = {}) =>
  (await (await context.app()).inject({ method: 'POST', url, payload })).json()

const unitForms = () =>
  rowsOf<{ id: string; org_form: string | null; org_name: string | null }>(
    context.database.owner,
    sql`select id, org_form, org_name from unit order by id`,
  )

describe('import of a register', () => {
  it('reads headings, names what cannot be taken, writes the rest, changes nothing twice, and is taken back', async () => {
    await emptyOrganizations(context)
    await addUnits(context, [
      { id: 'u1', name: '云山一厂有限公司' },
      { id: 'u2', name: '云山二厂有限公司' },
      { id: 'u3', name: '云山（三）厂有限公司' },
    ])
    const draft = await drop(REGISTER)
    expect(draft.counts, JSON.stringify(draft)).toEqual({ new: 4, differs: 0, same: 0, wrong: 3 })
    expect(draft.sheets[0].ignored).toEqual(['序号', '正式党员数'])
    const wrong = await get(`/api/organizations-import/${draft.id}/rows?tab=wrong`)
    expect(
      wrong.rows.map(({ row, notes }: { row: number; notes: { why: string }[] }) => [row, notes.at(-1)?.why]),
    ).toEqual([
      [8, '名称里看不出是哪类党组织'],
      [9, '成立日期 2029-01-01 在今天之后'],
      [10, expect.stringContaining('“云山二厂有限公司”又编在联合党支部，又有单独的党组织')],
    ])
    const fresh = await get(`/api/organizations-import/${draft.id}/rows?tab=new`)
    const joint = fresh.rows.find(({ name }: { name: string }) => name === '商圈联合党支部')
    expect(joint.units).toBe(2)
    expect(joint.notes.map(({ why }: { why: string }) => why)).toEqual([
      '姓名遮盖过，没有取',
      '台账上没有“没有的公司”，先不挂接',
    ])
    const before = await unitForms()
    const written = await post(`/api/organizations-import/${draft.id}/commit`)
    expect(written.registered).toBe(4)
    expect(await unitForms()).toEqual([
      { id: 'u1', org_form: 'own', org_name: '一厂党支部' },
      { id: 'u2', org_form: 'joint', org_name: '商圈联合党支部' },
      { id: 'u3', org_form: 'joint', org_name: '商圈联合党支部' },
    ])
    const tree = await get('/api/organizations/tree')
    expect(tree.rows).toMatchObject([{ name: '云山区两新组织工作委员会', below: 3 }])
    const list = await get('/api/organizations?q=W3')
    expect(list.rows).toMatchObject([{ secretary: '赵某某', termDue: '2027-06-01', areaName: '第001街道（东）' }])
    const posts = await get(`/api/organizations/${list.rows[0].id}/posts`)
    expect(posts).toMatchObject({ term: { no: 1, due: '2027-06-01', ballots: [] }, posts: [{ post: 'secretary' }] })
    const again = await drop(REGISTER)
    expect(again.counts).toEqual({ new: 0, differs: 0, same: 4, wrong: 3 })
    expect((await post(`/api/organizations-import/${again.id}/commit`)).registered).toBe(0)
    expect((await get('/api/organizations/count')).total).toBe(4)
    const changed = await drop(REGISTER.replace('2018-06-01', '2018-07-01'))
    expect(changed.counts).toEqual({ new: 0, differs: 1, same: 3, wrong: 3 })
    const undo = await post(`/api/organizations-import/${written.import}/undo`, { reason: '放错了' })
    expect(undo.sentence).toBe('已撤回，4 个党组织不再在册。')
    expect((await get('/api/organizations/count')).total).toBe(0)
    expect(await unitForms()).toEqual(before)
    expect((await post(`/api/organizations-import/${written.import}/undo`, { reason: '放错了' })).code).toBe(
      'register.undone-already',
    )
  })

  it('is not taken back once something was done to one of its organisations', async () => {
    await emptyOrganizations(context)
    const draft = await drop('党组织名称,类别,上级党组织\n第一党委,党委,\n第二党支部,党支部,第一党委\n')
    const written = await post(`/api/organizations-import/${draft.id}/commit`)
    const [row] = (await get('/api/organizations?q=第二')).rows
    await post(`/api/organizations/${row.id}/change`, {
      day: '2026-11-21',
      reason: '批复',
      version: 1,
      what: { change: 'rename', name: '新第二党支部' },
    })
    const refused = await post(`/api/organizations-import/${written.import}/undo`, { reason: '放错了' })
    expect(refused).toMatchObject({ code: 'register.undo-refused' })
    expect(refused.words).toContain('“新第二党支部”在导入以后又有登记')
  })

  it('says so when a file is no register, and finds a circle', async () => {
    expect((await drop('单位名称,统一社会信用代码\n甲公司,1\n')).code).toBe('register.not-recognised')
    await emptyOrganizations(context)
    const circle = await drop('党组织名称,类别,上级党组织\n甲委员会,党委,乙委员会\n乙委员会,党委,甲委员会\n')
    expect(circle.counts).toMatchObject({ new: 0, wrong: 2 })
  })
})
