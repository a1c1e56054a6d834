import { join } from 'node:path'
import { expect, test } from 'vitest'
import { download, readExplanation, shown, toMenu } from './clerk.ts'
import { settled } from './looks-right.ts'
import { counted, fromThePage, reasonOf, type FilledOffice, type Unit } from './own-part.ts'
import { readPaper } from './papers.ts'
import { ask, askPlan, askProposals, looksFine, readExport, records, type Office } from './planner-clerk.ts'

const FORMER = '2026-11-03 走访，厂房已空'
const LEFT_OUT = '市场监管公示 2026-10-12 吊销'

/** What 镇街干部 do in their first hour, and what is not theirs to do. */
export function streetDoes(desk: () => Office, office: () => FilledOffice): void {
  const put = (name: string): string => join(desk().folder.path, `街道${name}`)
  /** The unit that is worked upon. */
  let mine: Unit

  test('the plan holds the proposals of the street; they are accepted and turned down there', async () => {
    const { page } = desk()
    const { town, administrator, elsewhere } = office()
    const whole = await askProposals(administrator.page, 'latest', { town: town.id })
    await page.goto('/plan')
    await page.getByRole('heading', { name: /^组建方案 1 号/ }).waitFor()
    const plan = await askPlan(page)
    const own = await askProposals(page, 'latest', {})
    expect(own.map(({ id }) => id).sort()).toEqual(whole.map(({ id }) => id).sort())
    const towns = page.getByRole('region', { name: '镇街' }).getByRole('button')
    await towns.nth(1).waitFor()
    expect(await towns.count()).toBe(2)
    expect(await towns.nth(1).innerText()).toContain(town.name)
    expect(
      await shown(page.getByText(new RegExp(`建议组成 ${plan.groups} 个联合党支部，覆盖 ${plan.groupUnits} 家`))),
    ).toBe(true)
    expect(plan.groups).toBe(own.filter(({ kind }) => kind === 'joint').length)

    const accept = page.getByRole('button', { name: /^接受：/ })
    const before = await accept.count()
    await accept.first().click()
    await page.getByRole('cell', { name: '已接受' }).waitFor()
    expect(await accept.count()).toBe(before - 1)
    await page.getByRole('row').filter({ has: accept }).first().click()
    await page.getByRole('button', { name: '不采纳' }).click()
    await page.getByRole('textbox', { name: /不采纳的理由/ }).fill('街道另有安排')
    await page.getByRole('button', { name: '确定' }).click()
    await page.getByRole('cell', { name: '理由：街道另有安排' }).waitFor()
    expect(await shown(page.getByText(/^已审 2 \/ \d+/))).toBe(true)

    await page.getByRole('row').filter({ has: accept }).first().click()
    await page.getByRole('button', { name: '调整成员' }).click()
    await page.getByRole('textbox', { name: /^加一家/ }).fill(elsewhere.unit.name)
    expect(await shown(page.getByText('没有找到。').first())).toBe(true)
    await page.getByRole('button', { name: '取消', exact: true }).click()
    const refused = await page.request.post(`/api/proposals/${elsewhere.proposal}/decision`, {
      ...fromThePage(page),
      data: { decision: 'accepted' },
    })
    expect(refused.status()).toBe(404)
    await looksFine(desk())
  })

  test('the map has the street only; a group of it is locked, and the bound says who narrows it', async () => {
    const { page } = desk()
    const { town, elsewhere } = office()
    await page.goto(`/plan?view=map&town=${encodeURIComponent(town.id)}`)
    const picture = page.getByRole('group', { name: /^方案示意图/ })
    const groups = picture.getByRole('button', { name: /^第 \d+ 条 联合组建/ })
    await groups.first().waitFor()
    expect(await groups.count()).toBe((await askPlan(page)).groups)
    expect(await page.getByRole('main').innerText()).not.toContain(elsewhere.name)
    await page.goto('/plan?decision=open')
    await page
      .getByRole('row')
      .filter({ has: page.getByRole('button', { name: /^接受：/ }) })
      .first()
      .click()
    await page.getByRole('button', { name: /^锁定/ }).click()
    await page.getByRole('textbox', { name: /锁定的理由/ }).fill('两家已共用书记')
    await page.getByRole('button', { name: '确定' }).click()
    await page.getByRole('button', { name: '解锁' }).waitFor()
    const [locked, ...more] = await askProposals(page, 'latest', { decision: 'locked' })
    expect(more).toEqual([])
    expect(locked).toMatchObject({ town: town.id, reason: '两家已共用书记' })
    await page.goto('/plan?look=gap')
    expect(await reasonOf(page.getByRole('button', { name: /^继续收紧/ }))).not.toBe('')
    expect(await page.getByRole('dialog').innerText()).not.toContain(elsewhere.name)
    await looksFine(desk())
  })

  test('what goes out of the plan is of the street', async () => {
    const { page } = desk()
    const { town, elsewhere } = office()
    await page.goto('/plan')
    await page.getByRole('button', { name: '导出' }).click()
    const book = await readExport(page, page.getByRole('link', { name: '表格（xlsx）' }).last(), put('方案.xlsx'))
    const rows = ['联合组建', '单独组建', '选派指导员', '暂不能覆盖'].flatMap((name) => records(book.get(name)))
    expect(rows.length).toBeGreaterThan(0)
    expect(new Set(rows.map((row) => row['镇街']))).toEqual(new Set([town.name]))
    await page.getByRole('button', { name: '导出' }).click()
    await download(page, page.getByRole('link', { name: '公文名单（docx）' }).last(), put('方案.docx'))
    const paper = await readPaper(put('方案.docx'))
    expect(paper).toContain('支部工作条例')
    expect(paper).not.toContain(elsewhere.name)
    expect(paper).not.toContain(elsewhere.unit.name)
    expect(desk().browser.complaints()).toEqual([])
  })

  test('what the whole office settles is shown, and says why it is not settled here', async () => {
    const { page } = desk()
    const no = (what: string): string => `你的岗位没有“${what}”的权限`
    await toMenu(page, '情景')
    await settled(page)
    expect(await reasonOf(page.getByRole('button', { name: /^新建情景/ }).first())).toBe(no('设置方案和不可同组'))
    await toMenu(page, '指导员')
    await page
      .getByRole('button', { name: /^修改.*的情况/ })
      .first()
      .click()
    expect(await reasonOf(page.getByRole('button', { name: /^保存/ }))).toBe(no('安排指导员'))
    await looksFine(desk())
    await toMenu(page, '定版快照')
    const frozen = page.getByRole('table', { name: '各次定版' }).getByRole('row').filter({ hasText: '第一次定版' })
    await frozen.waitFor()
    const cells = (await frozen.getByRole('cell').allInnerTexts()).map((text) => text.trim())
    const { rows } = await ask<{ rows: { id: string }[] }>(office().administrator.page, '/api/snapshots')
    const then = await ask<{ total: number }>(
      office().administrator.page,
      `/api/snapshots/${rows[0]?.id}/units?limit=1&area=${office().town.id}`,
    )
    expect(cells[3]).toBe(String(then.total))
    await page.getByRole('textbox', { name: /^名称/ }).fill('街道定版')
    expect(await reasonOf(page.getByRole('button', { name: /^定版/ }))).toBe(no('定版快照'))
    await looksFine(desk())
    await page.goto('/units?coverage=none')
    await page.getByRole('button', { name: '常用列表' }).click()
    await page.getByRole('textbox', { name: '给当前列表起名' }).fill('未覆盖')
    expect(await reasonOf(page.getByRole('button', { name: /^存下/ }))).toBe(no('设置来源优先和常用列表'))
    expect(desk().browser.complaints()).toEqual([])
  })

  test('importing and undoing are the district’s: not in the menu, said on the page, refused at the door', async () => {
    const { page } = desk()
    expect(await page.getByRole('navigation', { name: '主菜单' }).innerText()).not.toContain('导入')
    await page.goto('/import')
    await page.getByRole('heading', { name: '没有权限' }).waitFor()
    expect(await shown(page.getByText('你的岗位没有“导入和撤回”的权限。'))).toBe(true)
    const transfer = await page.evaluateHandle(() => {
      const one = new DataTransfer()
      one.items.add(new File(['单位名称\n甲厂\n'], '甲.csv'))
      return one
    })
    await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
    expect(await page.getByText('松开鼠标，读取文件').count()).toBe(0)
    expect(desk().browser.complaints()).toEqual([])
    const batch = (await ask<{ rows: { id: string }[] }>(office().administrator.page, '/api/batches?limit=1')).rows[0]
      ?.id
    const here = fromThePage(page)
    const buffer = Buffer.from('单位名称\n甲厂\n')
    for (const answer of [
      await page.request.post('/api/imports', {
        ...here,
        multipart: { file: { name: '甲.csv', mimeType: 'text/csv', buffer } },
      }),
      await page.request.get('/api/batches', here),
      await page.request.post(`/api/batches/${batch}/undo`, here),
      await page.request.post('/api/snapshots', { ...here, data: { name: '街道定版' } }),
    ]) {
      expect(answer.status(), answer.url()).toBe(403)
      expect(await answer.text()).toContain('你的岗位没有这项权限')
    }
  })

  test('a unit of the street is corrected: how it lives, with the grounds in its story', async () => {
    const { page } = desk()
    const { own } = office()
    const found = own.find(
      ({ name, coverage, life, area, town }) =>
        coverage === 'none' &&
        life === 'operating' &&
        area !== town &&
        own.filter((one) => one.name === name).length === 1,
    )
    if (found === undefined) throw new Error('no unit to work upon')
    mine = found
    await page.goto(`/units/${mine.id}`)
    await page.getByRole('heading', { level: 1, name: mine.name }).waitFor()
    await page.getByRole('button', { name: '改经营状态' }).click()
    await page.getByRole('combobox', { name: '经营状态' }).selectOption({ label: '停业' })
    await page.getByRole('textbox', { name: /^依据/ }).fill(FORMER)
    await page.getByRole('button', { name: '改为这个状态' }).click()
    await page.getByRole('table', { name: '各项内容' }).getByRole('row').filter({ hasText: '停业' }).waitFor()
    expect(await shown(page.getByRole('list', { name: '经过' }).getByText(FORMER).first())).toBe(true)
    await looksFine(desk())
  })

  test('it is placed by hand inside the street; out of it is refused with who can do it', async () => {
    const { page, browser } = desk()
    const { elsewhere } = office()
    const placeIn = async (area: string, within: string): Promise<void> => {
      await page.getByRole('textbox', { name: '按名称找镇街、社区或区县' }).fill(area)
      const found = page.locator('.pick-list').getByRole('button').filter({ hasText: area })
      await found.filter({ hasText: within }).first().click()
      await page.getByRole('button', { name: '定到这里' }).click()
    }
    await page.getByRole('button', { name: '手工定位' }).click()
    await placeIn(elsewhere.name, '')
    expect(await shown(page.getByText(/这样改，单位就不在你负责的范围内了，没有改动。请由管.+的同事办理。/))).toBe(true)
    expect(browser.complaints().every((said) => said.includes('403'))).toBe(true)
    await placeIn(mine.area ?? '', office().town.name)
    await page.getByRole('region', { name: '位置与行业' }).getByText('手工定位', { exact: true }).waitFor()
    await looksFine(desk())
  })

  test('it is left out of the count with its grounds, which the figure then says, and counted again', async () => {
    const { page } = desk()
    const { own } = office()
    await page.getByRole('button', { name: '不计入分母' }).click()
    const form = page.locator('form').filter({ has: page.getByLabel('批准人') })
    await form.getByLabel('依据').fill(LEFT_OUT)
    await form.getByLabel('批准人').fill('街道党工委')
    await form.getByLabel('到期日').fill('2099-12-31')
    await form.getByRole('button', { name: '不计入分母' }).click()
    await page.getByRole('button', { name: '恢复计入' }).waitFor()
    expect(await shown(page.getByText(LEFT_OUT).first())).toBe(true)
    await looksFine(desk())
    await page.goto('/')
    await page.getByText(new RegExp(`^在册 ${own.length} 家，实体运营 ${counted(own) - 1} 家`)).waitFor()
    const why = page.getByRole('region', { name: '这个数怎么来的' })
    const out = own.length - counted(own) + 1
    await why.getByText(new RegExp(`^${out} 家（.+），均有依据与期限$`)).waitFor()
    expect((await readExplanation(page)).bottom).toBe(counted(own) - 1)
    await page.goto(`/units/${mine.id}`)
    await page.getByRole('button', { name: '恢复计入' }).click()
    await page.getByRole('button', { name: '不计入分母' }).waitFor()
    await page.goto('/')
    await page.getByText(new RegExp(`^在册 ${own.length} 家，实体运营 ${counted(own)} 家`)).waitFor()
    expect(desk().browser.complaints()).toEqual([])
  })

  test('a merge is looked for among the units of the street only', async () => {
    const { page } = desk()
    await page.goto(`/units/${mine.id}`)
    await page.getByRole('button', { name: '归并', exact: true }).click()
    await page.getByRole('textbox', { name: '找另一家：名称、首字母、代码' }).fill(office().elsewhere.unit.name)
    expect(await shown(page.getByText('没有找到。可换名称中的两个字再查。'))).toBe(true)
    expect(desk().browser.complaints()).toEqual([])
  })

  test('a plan of its own is made for the street alone; the district goes on by its own', async () => {
    const { page } = desk()
    const { town } = office()
    await page.goto('/plan')
    await page.getByText('台账有变，待重排').first().waitFor()
    await page.getByRole('button', { name: '改规则重排' }).click()
    await page.getByRole('button', { name: '开始排' }).click()
    await page.getByRole('heading', { name: /^组建方案 2 号/ }).waitFor()
    const plan = await askPlan(page)
    expect(plan.towns.map((one) => one.name)).toEqual([town.name])
    // What was decided goes on to hold.
    expect(await shown(page.getByText(/^已审 [1-9]\d* \/ \d+/))).toBe(true)
    await looksFine(desk())

    const whole = office().administrator.page
    const { rows } = await ask<{ rows: { no: number; groups: number }[] }>(whole, '/api/plans')
    const groups = rows.find(({ no }) => no === 1)?.groups ?? 0
    expect(groups).toBeGreaterThan(plan.groups)
    await whole.goto('/plan')
    await whole.getByRole('heading', { name: /^组建方案 1 号/ }).waitFor()
    await whole.goto('/')
    await whole.getByText(`家 → ${groups} 个联合支部`).waitFor()
  })
}
