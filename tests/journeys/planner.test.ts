import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ChangeTrial, Comparison, Plan } from '../../src/rooms/planner/contract.ts'
import { chromiumPath, sayWhere, withoutBrowser } from './browser.ts'
import { confirmImport, download, makePlan, numberIn, shown, toMenu } from './clerk.ts'
import { readPaper } from './papers.ts'
import {
  ask,
  askPlan,
  askProposal,
  askProposals,
  closeOffice,
  costText,
  findChange,
  looksFine,
  openOffice,
  readExport,
  readPairs,
  records,
  type Office,
  type Proposal,
} from './planner-clerk.ts'

/** Enough for several groups in a town, so that units can be moved between them. */
const SIZE = 1500
const LOCKED = '两家已共用书记，运行正常'
const MOVED = '园区党委牵头，三家已在一处办公'

describe.skipIf(chromiumPath === null)(`a plan from map to export${withoutBrowser}`, { timeout: 300_000 }, () => {
  let office: Office
  let page: Page
  let town: Plan['towns'][number]
  let locked: Proposal
  let changed: Proposal
  beforeAll(async () => {
    office = await openOffice()
    page = office.page
  }, 600_000)
  afterEach(sayWhere(() => office?.browser))
  afterAll(() => closeOffice(office), 60_000)

  const put = (path: string): string => join(office.folder.path, path)
  const sumOfCosts = async (): Promise<number> =>
    (await askProposals(page, 'latest', { kind: 'joint' })).reduce((sum, { cost }) => sum + cost, 0)
  const unitsOf = ({ members }: Pick<Proposal, 'members'>): string[] => members.map(({ unit }) => unit).sort()

  test('a plan of the sample district, proved to be the best, in one sentence', async () => {
    await page.goto('/')
    await page.route('**/api/sample', (route) => route.continue({ postData: JSON.stringify({ units: SIZE }) }))
    await page.getByRole('button', { name: '装入样例区' }).click()
    await confirmImport(page)
    await makePlan(page)
    const plan = await askPlan(page)
    expect(plan.gap).toBe(0)
    expect(plan.cost).toBe(plan.bound)
    const lead = page.getByText(/家正式党员 1–2 名的单位，建议组成/)
    const [candidates, groups, units, uncovered] =
      (await lead.innerText()).replaceAll(',', '').match(/(?<!–)\d+(?= ?[家个])/g) ?? []
    expect([groups, units, uncovered].map(Number)).toEqual([plan.groups, plan.groupUnits, plan.uncovered])
    expect(Number(candidates)).toBe(plan.groupUnits + plan.uncovered)
    expect(await shown(page.getByText('已证明最优'))).toBe(true)
    town = plan.towns.reduce((most, one) => (one.groups > most.groups && !one.town.endsWith('?') ? one : most))
    expect(town.groups).toBeGreaterThan(2)
    await looksFine(office)
  })

  test('the map: a town is gone into, its groups are all there, a group says who is in it', async () => {
    await page.getByRole('button', { name: '示意图' }).click()
    const picture = page.getByRole('group', { name: /^方案示意图/ })
    const tile = picture.getByRole('button', { name: new RegExp(`^${town.name}：`) })
    expect(await tile.getAttribute('title')).toContain(`联合 ${town.groups} 组`)
    await tile.click()
    const trail = page.getByRole('navigation', { name: '所在位置' })
    await trail.getByText(town.name).waitFor()
    const groups = picture.getByRole('button', { name: /^第 \d+ 条 联合组建/ })
    await groups.first().waitFor()
    expect(await groups.count()).toBe(town.groups)
    const said = await picture.getByRole('button').evaluateAll((all) => all.map((one) => one.getAttribute('title')))
    expect(new Set(said).size, 'nothing is drawn twice').toBe(said.length)
    await groups.first().click()
    const why = page.getByRole('group', { name: /^第 \d+ 条为什么这样/ })
    await why.waitFor()
    locked = await askProposal(page, new URL(page.url()).searchParams.get('proposal') ?? '')
    expect(await groups.first().getAttribute('title')).toContain(`第 ${locked.no} 条`)
    for (const { name } of locked.members) expect(await shown(why.getByRole('link', { name }))).toBe(true)
    await looksFine(office)
  })

  test('the picture of points shows every unit that has coordinates', async () => {
    await page.getByRole('button', { name: '位置', exact: true }).click()
    const { points } = await ask<{ points: unknown[] }>(page, `/api/plans/${locked.plan}/map?town=${town.town}`)
    expect(points.length).toBeGreaterThan(10)
    await page.locator('circle').first().waitFor()
    expect(await page.locator('circle').count()).toBe(points.length)
    await looksFine(office)
  })

  test('without a mouse: arrows to a neighbour, Enter for its reasons, Escape a level up', async () => {
    await page.goto(`/plan?view=map&town=${encodeURIComponent(town.town)}`)
    const picture = page.getByRole('group', { name: /^方案示意图/ })
    const at = (): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('title') ?? '')
    await picture
      .getByRole('button', { name: /^第 \d+ 条 联合组建/ })
      .first()
      .waitFor()
    for (let tabs = 0; tabs < 60 && !(await picture.evaluate((one) => one.contains(document.activeElement))); tabs++) {
      await page.keyboard.press('Tab')
    }
    const start = await at()
    expect(start).not.toBe('')
    await page.keyboard.press('ArrowRight')
    expect(await at()).not.toBe(start)
    for (let steps = 0; steps < 40 && !/^第 \d+ 条 联合组建/.test(await at()); steps++) await page.keyboard.press('j')
    const no = numberIn(/^第 \d+/.exec(await at())?.[0] ?? '')
    await page.keyboard.press('Enter')
    await page.getByRole('group', { name: `第 ${no} 条为什么这样` }).waitFor()
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => !url.searchParams.has('proposal'))
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => !url.searchParams.has('town'))
    expect(await shown(picture.getByRole('button', { name: new RegExp(`^${town.name}：`) }))).toBe(true)
  })

  test('a page for one group: members, rules held one by one, article, other ways and what they cost', async () => {
    await page.goto(`/plan?proposal=${locked.id}`)
    await page.getByRole('link', { name: '整页看' }).click()
    await page.getByRole('heading', { level: 1, name: new RegExp(`^第 ${locked.no} 条`) }).waitFor()
    const members = page.getByRole('table', { name: '成员' })
    for (const { name, address } of locked.members) {
      expect(await members.getByRole('row').filter({ hasText: name }).innerText()).toContain(address ?? '')
    }
    const checks = page.getByRole('table', { name: '规则核对' })
    expect(await checks.locator('tbody tr').count()).toBe(locked.checks.length)
    for (const rule of ['正式党员不少于 3 名', '不出本镇街', '一般不超过 5 家']) {
      expect(await checks.getByRole('row').filter({ hasText: rule }).innerText()).toMatch(/合/)
    }
    const cost = await readPairs(page.locator('dl'))
    expect(cost.get('本组代价')).toBe(costText(locked.cost))
    expect(await shown(page.getByText(/《中国共产党支部工作条例（试行）》第五条/).first())).toBe(true)
    expect(locked.alternatives.length).toBeGreaterThan(0)
    for (const { words, delta } of locked.alternatives) {
      expect(await shown(page.getByRole('listitem').filter({ hasText: words }).first()), words).toBe(true)
      // In a plan proved to be the best no other way is cheaper.
      if (delta !== null) expect(delta).toBeGreaterThanOrEqual(0)
    }
    await looksFine(office)
  })

  test('the group is locked, with a reason', async () => {
    await page.getByRole('button', { name: '锁定', exact: true }).click()
    const send = page.getByRole('button', { name: '确定' })
    expect(await send.getAttribute('aria-disabled')).toBe('true')
    await page.getByRole('textbox', { name: /锁定的理由/ }).fill(LOCKED)
    await send.click()
    await page.getByRole('button', { name: '解锁' }).waitFor()
    expect((await askProposal(page, locked.id)).decision).toBe('locked')
  })

  test('other weights are kept as a scenario and run, seen to go on', async () => {
    await toMenu(page, '组建方案')
    await page.getByRole('button', { name: '改规则重排' }).click()
    await page.getByText('更多规则和分量').click()
    await page.getByRole('button', { name: '兼顾行业' }).click()
    await page.getByRole('textbox', { name: '情景名称' }).fill('行业')
    await page.getByRole('button', { name: '另存为情景' }).click()
    await page.getByText('已存为情景“行业”。').waitFor()
    await looksFine(office)
    await page.getByRole('link', { name: '去看情景' }).click()
    await page.getByRole('button', { name: '新建情景' }).first().click()
    await page.getByRole('textbox', { name: /^名称/ }).fill('地址')
    await page.getByRole('button', { name: '保存' }).click()
    for (const name of ['地址', '行业']) {
      await page
        .getByRole('row')
        .filter({ has: page.getByText(name, { exact: true }) })
        .getByRole('button', { name: /排一/ })
        .click()
      await page.getByRole('progressbar').first().waitFor()
      await page.getByRole('checkbox', { name: `比较“${name}”`, disabled: false }).waitFor()
    }
    const plan = await askPlan(page)
    expect(plan).toMatchObject({ no: 3, name: '行业', params: { weights: { address: 1, industry: 1 } } })
    const row = page.getByRole('row').filter({ hasText: '兼顾行业' })
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(
      expect.arrayContaining([String(plan.groupUnits), String(plan.groups), String(plan.uncovered)]),
    )
    await looksFine(office)
  })

  test('what was locked stands in the new plan as it was', async () => {
    await page.goto('/plan?decision=locked')
    const rows = page.getByRole('table', { name: '建议' }).locator('tbody').getByRole('row')
    await rows.first().waitFor()
    expect(await rows.count()).toBe(1)
    expect(await rows.first().innerText()).toContain(LOCKED)
    const [only] = await askProposals(page, 'latest', { decision: 'locked' })
    const again = await askProposal(page, only?.id ?? '')
    expect(again.id).not.toBe(locked.id)
    expect(unitsOf(again)).toEqual(unitsOf(locked))
  })

  test('the two plans side by side: counts, costs by one yardstick, who sits elsewhere', async () => {
    await toMenu(page, '情景')
    for (const name of ['地址', '行业']) await page.getByRole('checkbox', { name: `比较“${name}”` }).check()
    await page.getByRole('button', { name: '比较 2 个' }).click()
    const table = page.getByRole('table', { name: '并排比较' })
    await table.waitFor()
    const ids = new URL(page.url()).searchParams.get('ids') ?? ''
    const { plans, units, unitsTotal } = await ask<Comparison>(page, `/api/plans/compare?ids=${ids}`)
    const [first, second] = plans
    if (first === undefined || second === undefined) throw new Error('not two plans')
    const line = async (name: string): Promise<string[]> =>
      await table
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
        .getByRole('cell')
        .allInnerTexts()
    const more = second.groups - first.groups
    const difference = more === 0 ? '' : `（${more > 0 ? '+' : '−'}${Math.abs(more)}）`
    expect(await line('联合党支部')).toEqual([String(first.groups), `${second.groups}${difference}`])
    expect((await line('差距'))[0]).toBe('0，已证明最优')
    // The first is proved to be the cheapest by its own weights, so no other plan can be cheaper by them.
    expect(second.uncovered).toBe(first.uncovered)
    expect(second.costByFirst).toBeGreaterThanOrEqual(first.costByFirst)
    expect(unitsTotal).toBeGreaterThan(0)
    const names = units.map(({ name }) => name)
    for (const { name } of locked.members) expect(names).not.toContain(name)
    await looksFine(office)
  })

  test('an edit is held against the rules at once: refused with its rule, or priced and written', async () => {
    const { proposal, out, incoming } = await findChange(page)
    await page.goto(`/proposal/${proposal.id}`)
    // Every unit has its price in the bound; together they never exceed what the group costs.
    await page.getByRole('table', { name: '成员' }).getByRole('columnheader', { name: '价', exact: true }).waitFor()
    const cost = await readPairs(page.locator('dl'))
    expect(cost.get('本组代价')).toBe(costText(proposal.cost))
    expect(numberIn(cost.get('各家之价合计') ?? '')).toBeLessThanOrEqual(proposal.cost + 0.05)
    await page.getByRole('button', { name: '调整成员' }).click()
    const send = page.getByRole('button', { name: '确定' })
    const taken = page
      .getByRole('list', { name: /^调整后/ })
      .getByRole('button')
      .filter({ hasText: out.name })
    await taken.click()
    const trial = page.locator('.trial')
    await trial.getByText(/合计只有 \d 名正式党员，不足 3 名（《中国共产党支部工作条例（试行）》第四条）/).waitFor()
    expect(
      await shown(
        trial.getByRole('listitem').filter({ hasText: '正式党员不少于 3 名' }).getByRole('img', { name: '不合' }),
      ),
    ).toBe(true)
    await page.getByRole('textbox', { name: /调整的理由/ }).fill(MOVED)
    expect(await send.getAttribute('aria-disabled')).toBe('true')
    const refused = await page.request.post(`/api/proposals/${proposal.id}/decision`, {
      data: { decision: 'changed', reason: MOVED, members: unitsOf(proposal).filter((unit) => unit !== out.unit) },
    })
    expect(refused.status()).toBe(409)
    expect(await refused.text()).toContain('不足 3 名')

    const finder = page.getByRole('textbox', { name: /^加一家/ })
    for (const { name } of [out, incoming]) {
      await finder.fill(name)
      await page
        .getByRole('button', { name: new RegExp(`^${name}`) })
        .filter({ hasText: /正式 \d/ })
        .click()
    }
    await trial.getByText('合规则，可以调整').waitFor()
    const wanted = [...unitsOf(proposal), incoming.unit]
    const said = await ask<ChangeTrial>(page, `/api/proposals/${proposal.id}/try`, { members: wanted })
    expect(said.ok).toBe(true)
    expect(said.delta).toBeCloseTo(said.costAfter - said.costBefore, 6)
    expect(await trial.innerText()).toContain(
      said.delta === 0 ? '代价不变' : `代价 ${costText(said.costBefore)} 变为 ${costText(said.costAfter)}`,
    )
    await looksFine(office)
    const before = await sumOfCosts()
    await send.click()
    await page.getByRole('button', { name: '撤回审定' }).waitFor()
    changed = await askProposal(page, proposal.id)
    expect(changed).toMatchObject({ decision: 'changed', reason: MOVED })
    expect(unitsOf(changed)).toEqual(wanted.sort())
    expect((await sumOfCosts()) - before).toBeCloseTo(said.delta, 6)
    expect(await shown(page.getByRole('table', { name: '成员' }).getByText(incoming.name))).toBe(true)
    await looksFine(office)
  })

  test("the plan as a workbook in the office's columns, and one town's as an official paper", async () => {
    const { town: here, townName } = changed
    await page.goto(`/plan?town=${encodeURIComponent(here ?? '')}`)
    await page.getByRole('button', { name: '导出' }).click()
    expect(await shown(page.getByText(`只导当前选的“${townName}”。`))).toBe(true)
    const all = page.getByRole('link', { name: '表格（xlsx）' }).last()
    const book = await readExport(page, all, put('方案.xlsx'))
    expect([...book.keys()]).toEqual(expect.arrayContaining(['联合组建', '单独组建', '选派指导员', '暂不能覆盖']))
    const joint = book.get('联合组建')
    for (const title of [
      '方案序号',
      '镇街',
      '组内家数',
      '组内正式党员',
      '单位名称',
      '统一社会信用代码',
      '地址',
      '正式党员',
      '依据',
      '需要注意',
      '审定',
      '理由',
    ]) {
      expect(joint?.[0]).toContain(title)
    }
    const rows = records(joint)
    const mine = rows.filter((row) => row['方案序号'] === String(changed.no))
    expect(mine.map((row) => row['单位名称']).sort()).toEqual(changed.members.map(({ name }) => name).sort())
    for (const row of mine) expect(row).toMatchObject({ 审定: '已调整', 理由: MOVED, 镇街: townName })
    expect(new Set(rows.map((row) => row['镇街']))).toEqual(new Set([townName]))

    await page.getByRole('button', { name: '导出' }).click()
    const file = await download(page, page.getByRole('link', { name: '公文名单（docx）' }).last(), put('方案.docx'))
    expect(file.suggestedFilename()).toMatch(/\.docx$/)
    const paper = await readPaper(put('方案.docx'))
    expect(paper).toContain(townName)
    expect(paper).toContain('联合组建明细表')
    for (const { name } of changed.members) expect(paper).toContain(name)
    const other = (await askPlan(page)).towns.find((one) => one.town !== here && one.groups > 0)
    const [elsewhere] = await askProposals(page, 'latest', { kind: 'joint', town: other?.town ?? '' })
    const stranger = (await askProposal(page, elsewhere?.id ?? '')).members[0]
    expect(paper).not.toContain(stranger?.name)
  })
})
