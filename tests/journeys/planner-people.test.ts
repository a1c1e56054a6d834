import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Belts, Handover, InstructorRow } from '../../src/rooms/planner/contract.ts'
import { chromiumPath, openBrowser, sayWhere, withoutBrowser } from './browser.ts'
import { shown, toMenu } from './clerk.ts'
import { fillData } from './filled-data.ts'
import { buildPages } from './pages-built.ts'
import { ask, closeOffice, looksFine, readExport, records, type Office } from './planner-clerk.ts'
import { emptyFolder, serve } from './program.ts'

/** Instructors of this many units have room left for what one of them hands over. */
const SIZE = 1500

describe.skipIf(chromiumPath === null)(`who looks after whom, and where${withoutBrowser}`, { timeout: 300_000 }, () => {
  let office: Office
  let page: Page
  let rows: readonly InstructorRow[]
  let usual: number
  beforeAll(async () => {
    buildPages()
    const folder = emptyFolder()
    const data = join(folder.path, 'data')
    await fillData(data, join(folder.path, 'sample'), SIZE)
    const program = await serve(data)
    const browser = await openBrowser(program.url)
    page = browser.page
    office = { folder, program, browser, page }
  }, 600_000)
  afterEach(sayWhere(() => office?.browser))
  afterAll(() => closeOffice(office), 60_000)

  const find = async (name: string): Promise<void> => {
    await page.getByRole('searchbox', { name: '找姓名、镇街' }).fill(name)
    await page.waitForFunction(
      (wanted) =>
        [...document.querySelectorAll('tbody tr:not(.spacer)')].every((row) => row.textContent.includes(wanted)),
      name,
    )
  }
  const edit = async (name: string): Promise<void> => {
    await find(name)
    await page.getByRole('button', { name: `修改${name}的情况` }).click()
  }
  const handover = (name: string): Promise<Handover> =>
    ask<Handover>(page, `/api/instructors/handover?name=${encodeURIComponent(name)}&capacity=${usual}`)

  test('a masked name met in a drawer is asked for there, and the drawer stays', async () => {
    await page.goto('/units?coverage=work')
    await page.getByRole('table', { name: '单位名单' }).getByRole('row').nth(1).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('button', { name: '说明用途后显示' }).click()
    await page.getByRole('textbox', { name: '用途' }).fill('核对指导员安排')
    await page.getByRole('button', { name: '显示明文' }).click()
    await page.getByText('正在显示姓名、电话明文').waitFor()
    await page.getByRole('button', { name: '显示明文' }).waitFor({ state: 'hidden' })
    rows = (await ask<{ rows: InstructorRow[] }>(page, '/api/instructors')).rows
    usual = (await ask<{ params: { capacity: number } }>(page, '/api/plans/latest')).params.capacity
    const said = await drawer.innerText()
    expect(rows.filter(({ name }) => said.includes(name))).toHaveLength(1)
    expect(said).not.toContain('*')
    await looksFine(office)
  })

  test('the list says of everybody how many units they look after', async () => {
    await page.goto('/')
    await toMenu(page, '指导员')
    const table = page.getByRole('table', { name: '指导员' })
    for (const { name, units } of rows.slice(0, 5)) {
      await find(name)
      const row = table.getByRole('row').filter({ hasText: name })
      expect(await row.getByRole('cell', { name: `${units} / ${usual}`, exact: true }).count(), name).toBe(1)
    }
    await looksFine(office)
  })

  test('one leaves: each unit to another with room, nobody beyond theirs, and none to one who takes no more', async () => {
    const leaver = rows.find(({ units }) => units >= 3 && units <= usual)
    if (leaver === undefined) throw new Error('nobody can leave')
    const first = await handover(leaver.name)
    const closed = first.rows.find(({ successor }) => successor !== null)?.successor ?? ''
    expect(closed).not.toBe('')
    await edit(closed)
    await page.getByRole('spinbutton', { name: /最多联系几家/ }).fill('0')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('cell', { name: /^\d+ \/ 0$/ }).waitFor()

    await edit(leaver.name)
    await page.getByRole('checkbox', { name: '要离任，所联系的单位要交接' }).check()
    await looksFine(office)
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('button', { name: '交接名单' }).click()
    await page.getByRole('heading', { name: `${leaver.name}的交接名单` }).waitFor()
    const list = await handover(leaver.name)
    expect(list.rows).toHaveLength(leaver.units)
    await shown(page.getByText(list.sentence))
    const given = new Map<string, number>()
    for (const { successor } of list.rows) if (successor !== null) given.set(successor, (given.get(successor) ?? 0) + 1)
    expect(given.size).toBeGreaterThan(0)
    expect([...given.keys()]).not.toContain(closed)
    expect([...given.keys()]).not.toContain(leaver.name)
    for (const [name, more] of given) {
      const before = rows.find((row) => row.name === name)
      expect((before?.units ?? Number.NaN) + more, name).toBeLessThanOrEqual(usual)
    }
    await looksFine(office)
    // Names in the clear may need a second person: the file is asked for from a menu that can say so.
    await page.getByRole('button', { name: '导出表格' }).click()
    const book = await readExport(
      page,
      page.getByRole('button', { name: '下载表格' }),
      join(office.folder.path, '交接.xlsx'),
    )
    expect(records(book.get('交接名单')).map((row) => [row['单位名称'], row['接手人']])).toEqual(
      list.rows.map(({ name, successor }) => [name, successor ?? '待定']),
    )
  })

  test('demonstration belts: as many as asked for, none could reach more, and the list goes out', async () => {
    await toMenu(page, '示范带')
    await page.getByRole('spinbutton', { name: '选几条' }).fill('3')
    await page.getByText(/选 3 条示范带/).waitFor()
    const found = await ask<Belts>(page, '/api/belts?count=3')
    expect(found.belts).toHaveLength(3)
    expect(found.belts.reduce((sum, belt) => sum + belt.newlyReached, 0)).toBe(found.reached)
    expect(found.reached).toBeLessThanOrEqual(found.bound + 1e-6)
    await shown(page.getByText(found.sentence))
    const [first] = found.belts
    if (first === undefined) throw new Error('no belt')
    const table = page.getByRole('table', { name: '片区' })
    await table.getByRole('row').filter({ hasText: first.name }).first().click()
    expect(await shown(page.getByText(first.why))).toBe(true)
    expect(first.sample.length).toBeGreaterThan(0)
    for (const { name } of first.sample) expect(await shown(page.getByRole('link', { name }).first())).toBe(true)
    await looksFine(office)
    const book = await readExport(
      page,
      page.getByRole('link', { name: '导出表格' }),
      join(office.folder.path, '示范带.xlsx'),
    )
    expect(records(book.get('示范带')).map((row) => [row['名称'], row['单位']])).toEqual(
      found.belts.map(({ name, units }) => [name, String(units)]),
    )
    const listed = new Set(records(book.get('单位名单')).map((row) => row['示范带']))
    expect(listed).toEqual(new Set(found.belts.map(({ name }) => name)))
  })
})
