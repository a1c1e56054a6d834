import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { writeSample } from '../../src/platform/server/write-sample.ts'
import { confirmImport, download, makePlan, numberIn, readExplanation, readLedger, shown, toMenu } from './clerk.ts'
import { readBook, readPaper } from './papers.ts'
import type { Office } from './planner-clerk.ts'

/**
 * The deeds of the first hour, one test each, to be done in this order by whoever sits at the desk: this PC before there
 * are accounts, or a clerk of the district who has signed in. Both find the same words and the same figures.
 */

/** Large enough for every state and for plans with groups, small enough to be quick. */
export const SIZE = 600

type Desk = () => Office

/** From an empty office over the sample district to a frozen version. */
export function hourOnTheSample(desk: Desk): void {
  let accepted: string

  test('an empty office is shown three ways to begin', async () => {
    const { page } = desk()
    await page.getByRole('heading', { name: '开始使用' }).waitFor()
    for (const name of ['放入手头的表格', '装一个样例区看看', '读使用说明']) {
      expect(await shown(page.getByRole('heading', { name })), name).toBe(true)
    }
    const guide = await page.request.get(
      (await page.getByRole('link', { name: '打开说明' }).getAttribute('href')) ?? '',
    )
    expect(guide.status()).toBe(200)
    expect(await guide.text()).toContain('确认写入')
  })

  test('the sample district is read, recognised and compared without a question, then written', async () => {
    const { page } = desk()
    // The button makes 5,000 units; here it asks the same address for fewer.
    await page.route('**/api/sample', (route) => route.continue({ postData: JSON.stringify({ units: SIZE }) }))
    await page.getByRole('button', { name: '装入样例区' }).click()
    const files = await confirmImport(page)
    for (const source of ['市场登记', '年报党建信息', '旧台账']) expect(files).toContain(source)
  })

  test('the overview says in a sentence who is there and who is covered', async () => {
    const { page } = desk()
    await page.getByRole('link', { name: '看覆盖情况' }).click()
    await page.getByRole('heading', { name: '鄞州区两新组织党建总览' }).waitFor()
    const sentence = page.getByText(/^在册 [\d,]+ 家.*应建.*。$/)
    await sentence.waitFor()
    expect(await sentence.innerText()).toMatch(
      /^在册 600 家，实体运营 600 家；组织覆盖 [\d.]+%，工作覆盖 [\d.]+%。仍有 \d+ 家应建未建。/,
    )
  })

  test('a figure opens its fraction, and each count leads to exactly its rows', async () => {
    const { page } = desk()
    const rate = page
      .getByRole('main')
      .getByRole('button', { name: /^[\d.]+%$/ })
      .first()
    const written = await rate.innerText()
    await rate.click()
    const { parts, bottom, rate: explained } = await readExplanation(page)
    expect(`${explained.toFixed(1)}%`).toBe(written)
    expect(parts.length).toBeGreaterThan(0)
    const top = parts.reduce((sum, n) => sum + n, 0)
    expect(((top / bottom) * 100).toFixed(1)).toBe(explained.toFixed(1))
    expect(bottom).toBe(SIZE)

    const joint = page.getByRole('region', { name: '这个数怎么来的' }).getByRole('link', { name: /^联合组建/ })
    const n = numberIn(await joint.innerText())
    await joint.click()
    expect(await readLedger(page)).toEqual({ said: n, listed: n })
  })

  test('coverage by town adds up to the whole, and a town leads to its units', async () => {
    const { page } = desk()
    await toMenu(page, '覆盖情况')
    await page.getByRole('tab', { name: '按镇街' }).click()
    const table = page.getByRole('table', { name: '覆盖表，按镇街' })
    const towns = table
      .locator('tbody')
      .getByRole('row')
      .filter({ has: page.getByRole('link') })
    await towns.first().waitFor()
    for (const row of await towns.all()) {
      const [registered = 0, ...states] = (await row.getByRole('cell').allInnerTexts()).slice(1, 6).map(numberIn)
      expect(states.reduce((sum, n) => sum + n, 0)).toBe(registered)
    }
    expect(await table.locator('tfoot').getByRole('cell').nth(1).innerText()).toBe(String(SIZE))
    const town = towns.first().getByRole('cell').nth(1).getByRole('link')
    const n = numberIn(await town.innerText())
    await town.click()
    expect(await readLedger(page)).toEqual({ said: n, listed: n })
  })

  test('a plan is made; one proposal is accepted, another rejected with its reason', async () => {
    const { page } = desk()
    await makePlan(page)
    expect(await shown(page.getByText('已证明最优'))).toBe(true)
    const accept = page.getByRole('button', { name: /^接受：/ })
    accepted = ((await accept.first().getAttribute('aria-label')) ?? '').replace('接受：', '')
    await accept.first().click()
    await page.getByRole('cell', { name: '已接受' }).waitFor()

    await page.getByRole('row').filter({ has: accept }).first().click()
    await page.getByRole('button', { name: '不采纳' }).click()
    const send = page.getByRole('button', { name: '确定' })
    expect(await send.getAttribute('aria-disabled')).toBe('true')
    await page.getByRole('textbox', { name: /不采纳的理由/ }).fill('由园区党委牵头另组')
    await send.click()
    await page.getByRole('cell', { name: '理由：由园区党委牵头另组' }).waitFor()
    expect(await shown(page.getByText(/^已审 2 \/ \d+/))).toBe(true)
  })

  test('what was accepted goes out as a workbook and as an official paper', async () => {
    const { page, folder } = desk()
    const xlsx = join(folder.path, '方案.xlsx')
    const docx = join(folder.path, '方案.docx')
    for (const [name, path] of [
      ['表格（xlsx）', xlsx],
      ['公文名单（docx）', docx],
    ] as const) {
      await page.getByRole('button', { name: '导出' }).click()
      const file = await download(page, page.getByRole('link', { name }).first(), path)
      expect(file.suggestedFilename()).toMatch(/\.(xlsx|docx)$/)
    }
    const cells = [...readBook(xlsx).values()].flat(2).map(String)
    expect(cells).toContain(accepted)
    const paper = await readPaper(docx)
    expect(paper).toContain('联合')
    expect(paper).toContain('支部工作条例')
  })

  test('a snapshot freezes the figures under a name', async () => {
    const { page, browser } = desk()
    await toMenu(page, '定版快照')
    await page.getByRole('textbox', { name: /^名称/ }).fill('第一次定版')
    await page.getByRole('button', { name: '定版', exact: true }).click()
    await page.getByRole('cell', { name: /^第一次定版/ }).waitFor()
    expect(await shown(page.getByText('已定“第一次定版”。'))).toBe(true)
    expect(browser.complaints()).toEqual([])
  })
}

/** Three files of one's own on an empty office, and the same ones a second time. */
export function hourWithOwnFiles(desk: Desk): void {
  test('dropped onto the page: recognised, compared, written, shown', async () => {
    const { page, folder } = desk()
    await page.getByRole('heading', { name: '开始使用' }).waitFor()
    const { files } = await writeSample(join(folder.path, 'sample'), SIZE)
    const contents = files.map(({ path }) => ({ name: basename(path), base64: readFileSync(path).toString('base64') }))
    const dropped = await page.evaluateHandle((given) => {
      const transfer = new DataTransfer()
      for (const { name, base64 } of given) {
        transfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name))
      }
      return transfer
    }, contents)
    await page.dispatchEvent('body', 'dragover', { dataTransfer: dropped })
    await page.getByText('松开鼠标，读取文件').waitFor()
    await page.dispatchEvent('body', 'drop', { dataTransfer: dropped })
    const said = await confirmImport(page)
    for (const { name } of files) expect(said).toContain(name)
    await page.getByRole('link', { name: '看覆盖情况' }).click()
    await page.getByText(/在册 600 家/).waitFor()
  })

  test('chosen with the button a second time: nothing is new, nothing changes', async () => {
    const { page, folder, browser } = desk()
    await toMenu(page, '导入')
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: '选择文件' }).click()
    const { files } = await writeSample(join(folder.path, 'again'), SIZE)
    await (await choosing).setFiles(files.map(({ path }) => path))
    await page.getByRole('heading', { name: '导入核对' }).waitFor()
    const said = page.getByRole('region', { name: '本次文件' }).getByText(/新增 \d+ 家/)
    await said.waitFor()
    expect(await said.innerText()).toContain('新增 0 家，变化 0 行')
    expect(browser.complaints()).toEqual([])
  })
}
