import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ImportView } from '../../src/rooms/units/contract.ts'
import { chromiumPath, openBrowser, sayWhere, withoutBrowser, type Browser } from './browser.ts'
import { confirmImport, makePlan, readExplanation, shown, toMenu } from './clerk.ts'
import { buildPages } from './pages-built.ts'
import { emptyFolder, root, serve, type Folder, type Program } from './program.ts'

/** One city's files as they really arrived; they are not part of the project (see docs/BENCHMARKS.md). */
const city = resolve(root, '../shared/data/dalian')
const files = ['market.csv', 'annual-report.xlsx', 'ledger.xlsx'].map((name) => join(city, name))
const here = files.every((path) => existsSync(path))
const REGISTERED = '41,580'

describe.skipIf(!here || chromiumPath === null)(
  `the first hour of a real city${here ? withoutBrowser : ' (skipped: its files are not here)'}`,
  { timeout: 600_000 },
  () => {
    let folder: Folder
    let program: Program
    let browser: Browser
    beforeAll(async () => {
      buildPages()
      folder = emptyFolder()
      program = await serve(join(folder.path, 'data'))
      browser = await openBrowser(program.url)
    }, 600_000)
    afterEach(sayWhere(() => browser))
    afterAll(async () => {
      await browser?.close()
      await program?.stop()
      folder?.remove()
    }, 60_000)

    test('three files become one roster; the hand-kept ledger is joined to it', async () => {
      const { page } = browser
      await page.goto('/')
      const choosing = page.waitForEvent('filechooser')
      await page.getByRole('button', { name: '选择文件' }).click()
      await (await choosing).setFiles(files)
      const said = await confirmImport(page)
      for (const source of ['市场登记', '年报党建信息', '旧台账']) expect(said).toContain(source)
      const id = new URL(page.url()).pathname.split('/').at(-1)
      const { counts } = (await (await page.request.get(`/api/imports/${id}`)).json()) as ImportView
      expect(counts.joined).toBeGreaterThan(10_000)
    })

    test('the overview: every registration once, one sentence, a fraction that is right', async () => {
      const { page } = browser
      await page.getByRole('link', { name: '看覆盖情况' }).click()
      const sentence = page.getByText(/^在册 [\d,]+ 家.*应建.*。$/)
      await sentence.waitFor()
      expect(await sentence.innerText()).toContain(`在册 ${REGISTERED} 家`)
      const { parts, bottom, rate } = await readExplanation(page)
      const top = parts.reduce((sum, n) => sum + n, 0)
      expect(top).toBeGreaterThan(1000)
      expect(((top / bottom) * 100).toFixed(1)).toBe(rate.toFixed(1))
    })

    test('coverage by town, and a plan proved to be the best', async () => {
      const { page } = browser
      await toMenu(page, '覆盖情况')
      await page.getByRole('tab', { name: '按镇街' }).click()
      const table = page.getByRole('table', { name: '覆盖表，按镇街' })
      await table.locator('tbody').getByRole('link').first().waitFor()
      expect(await table.locator('tfoot').getByRole('cell').nth(1).innerText()).toBe(REGISTERED)
      await makePlan(page)
      expect(await shown(page.getByText('已证明最优'))).toBe(true)
      expect(await shown(page.getByRole('button', { name: /^接受：/ }).first())).toBe(true)
      expect(browser.complaints()).toEqual([])
    })
  },
)
