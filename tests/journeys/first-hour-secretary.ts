import { expect, test } from 'vitest'
import { numberIn, readExplanation, readLedger, shown, toMenu } from './clerk.ts'
import { findAnything, listedNow, reasonOf, unitsOf, type FilledOffice } from './own-part.ts'
import { settled } from './looks-right.ts'
import { ask, looksFine, type Office } from './planner-clerk.ts'

/** Pages that a secretary's role does not hold. */
const CLOSED = [
  '/import',
  '/review',
  '/plan',
  '/plan/scenarios',
  '/plan/instructors',
  '/plan/belts',
  '/accounts',
  '/roles',
  '/requests',
  '/retention',
  '/audit',
  '/backups',
]

/** The first hour of 党组织书记: one unit, in every figure and list; nothing of the others by any way. */
export function secretaryHour(desk: () => Office, office: () => FilledOffice): void {
  const unit = () => office().elsewhere.unit
  const no = (what: string): string => `你的岗位没有“${what}”的权限`

  test('the overview is about the one unit, every figure of it there', async () => {
    const { page } = desk()
    const heading = page.getByRole('heading', { level: 1, name: /党建总览$/ })
    expect(await heading.innerText()).not.toMatch(/^鄞州区/)
    expect(await shown(page.getByText(/在册 1 家，实体运营 1 家；/))).toBe(true)
    // A figure that never comes stays a skeleton.
    await settled(page)
    const figures = (await page.locator('.kpi-value').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '))
    expect(figures).toHaveLength(4)
    for (const text of figures) expect(text).toMatch(/\d/)
    expect(await page.locator('.kpis').innerText()).not.toMatch(/方案|联合支部/)
    await looksFine(desk())
  })

  test('a figure is explained by one unit and leads to it', async () => {
    const { page } = desk()
    const rate = page
      .getByRole('main')
      .getByRole('button', { name: /^[\d.]+%$/ })
      .first()
    const written = await rate.innerText()
    await rate.click()
    const { parts, bottom, rate: explained } = await readExplanation(page)
    expect(`${explained.toFixed(1)}%`).toBe(written)
    expect(bottom).toBe(1)
    expect(parts.reduce((sum, n) => sum + n, 0)).toBe(written === '0.0%' ? 0 : 1)
    await page.getByRole('region', { name: '这个数怎么来的' }).getByRole('link', { name: /\d$/ }).last().click()
    expect(await readLedger(page)).toEqual({ said: 1, listed: 1 })
    expect((await listedNow(page)).map(({ id }) => id)).toEqual([unit().id])
  })

  test('coverage, blind spots, snapshots and areas count one unit', async () => {
    const { page } = desk()
    for (const by of ['town', 'kind', 'industry', 'size', 'county']) {
      await page.goto(`/coverage?by=${by}`)
      const sum = page
        .getByRole('table', { name: /^覆盖表/ })
        .locator('tfoot')
        .getByRole('cell')
        .nth(1)
      await sum.filter({ hasText: /\d/ }).waitFor()
      expect(numberIn(await sum.innerText()), by).toBe(1)
      await settled(page)
    }
    await looksFine(desk())
    await toMenu(page, '盲点')
    await page.getByText(/^实体运营(的单位都已覆盖| 1 家中，1 家没有任何覆盖)/).waitFor()
    const named = page.getByRole('button', { name: '可联合组建', exact: true })
    const due = page.getByRole('listitem').filter({ has: named })
    expect(numberIn(await due.getByRole('link').first().innerText())).toBe(1)
    expect(await reasonOf(due.getByRole('button', { name: /^去方案/ }))).toBe(no('看方案'))
    await looksFine(desk())
    await toMenu(page, '定版快照')
    const frozen = page.getByRole('table', { name: '各次定版' }).getByRole('row').filter({ hasText: '第一次定版' })
    await frozen.waitFor()
    expect(Number(await frozen.getByRole('cell').nth(3).innerText())).toBeLessThanOrEqual(1)
    await page.getByRole('textbox', { name: /^名称/ }).fill('我的定版')
    expect(await reasonOf(page.getByRole('button', { name: /^定版/ }))).toBe(no('定版快照'))
    await looksFine(desk())
    await toMenu(page, '区域')
    const tree = page.locator('.tree-row')
    await tree.first().waitFor()
    expect(numberIn(await tree.first().innerText())).toBe(1)
    await looksFine(desk())
  })

  test('the ledger has one row, which does not go out by this role', async () => {
    const { page } = desk()
    await toMenu(page, '台账')
    await page.getByText(/^在册 1 家单位/).waitFor()
    const rows = page.getByRole('table', { name: '单位名单' }).locator('tbody').getByRole('row')
    await rows.first().waitFor()
    expect(await rows.count()).toBe(1)
    expect(await rows.innerText()).toContain(unit().name)
    expect(await reasonOf(page.getByRole('button', { name: /^导出/ }))).toBe(no('导出台账'))
    expect((await page.request.get('/api/units/export?format=csv')).status()).toBe(403)
    const counted = await ask<{ total: number; facets: Record<string, { n: number }[]> }>(page, '/api/units/count')
    expect(counted.total).toBe(1)
    for (const facet of Object.values(counted.facets)) expect(facet.map(({ n }) => n)).toEqual([1])
    await looksFine(desk())
  })

  test('the unit has its page: it is corrected there, what others decide says so', async () => {
    const { page } = desk()
    await page.goto(`/units/${unit().id}`)
    await page.getByRole('heading', { level: 1, name: unit().name }).waitFor()
    expect(await shown(page.getByText('附近没有定位到的单位。'))).toBe(true)
    expect(await reasonOf(page.getByRole('button', { name: /^不计入分母/ }))).toBe(no('办理不计入'))
    expect(await reasonOf(page.getByRole('button', { name: /^归并/ }))).toBe(no('核对、归并'))
    await page.getByRole('button', { name: '改坐标、上级' }).click()
    await page.getByRole('textbox', { name: /^上级单位/ }).fill('鄞州区工商业联合会')
    await page.getByRole('textbox', { name: /^依据/ }).fill('2026-11-03 本单位填报')
    await page.getByRole('button', { name: '更正', exact: true }).click()
    const fact = page.getByRole('table', { name: '各项内容' }).getByRole('row').filter({ hasText: '上级单位' })
    await fact.getByText('鄞州区工商业联合会').waitFor()
    await looksFine(desk())
  })

  test('pages of other work are refused with their reason, and are not in the menu', async () => {
    const { page, browser } = desk()
    const menu = page.getByRole('navigation', { name: '主菜单' }).getByRole('link')
    const open = await menu.evaluateAll((all) => all.map((link) => link.getAttribute('href')))
    const ledger = ['/', '/units', '/members', '/areas', '/coverage', '/blind-spots', '/snapshots']
    const party = ['/due', '/terms', '/life', '/transfers', '/floating', '/development']
    expect(open).toEqual([...ledger, '/organizations', '/founding', ...party, '/rules'])
    for (const address of CLOSED) {
      await page.goto(address)
      await page.getByRole('heading', { name: '没有权限' }).waitFor()
      expect(await shown(page.getByText(/^你的岗位没有“.+”的权限。$/)), address).toBe(true)
    }
    expect(browser.complaints()).toEqual([])
  })

  test('nothing of the others by search, by address or by number', async () => {
    const { page, browser } = desk()
    const { own, elsewhere } = office()
    const [stranger] = own
    if (stranger === undefined) throw new Error('no stranger')
    await page.goto('/units')
    const found = await findAnything(page, stranger.name)
    for (const text of await found.allInnerTexts()) expect(text).toContain('台账')
    await page.keyboard.press('Escape')
    const mine = await findAnything(page, unit().name)
    expect(await shown(mine.filter({ hasText: elsewhere.name }).first())).toBe(true)
    await page.keyboard.press('Escape')
    await page.getByRole('textbox', { name: '在台账里查' }).fill(stranger.name)
    expect(await shown(page.getByText('没有符合条件的单位', { exact: true }))).toBe(true)
    browser.complaints()
    await page.goto(`/units/${stranger.id}`)
    await page.getByText('没有这家单位，可能已归并或撤回。').waitFor()
    expect(await page.locator('body').innerText()).not.toContain(stranger.name)
    expect(browser.complaints().every((said) => said.includes('404'))).toBe(true)
    await page.goto(`/coverage?area=${office().town.id}`)
    expect(await shown(page.getByText('这里还没有单位。').first())).toBe(true)
    expect((await unitsOf(page)).map(({ id }) => id)).toEqual([unit().id])
    for (const path of ['/api/plans', `/api/proposals/${elsewhere.proposal}`, '/api/instructors', '/api/reviews']) {
      expect((await page.request.get(path)).status(), path).toBe(403)
    }
    expect(browser.complaints()).toEqual([])
  })
}
