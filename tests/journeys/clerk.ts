import type { Download, Locator, Page } from 'playwright-core'

/** What the clerk does on the pages, by role and name as a person or a screen reader finds it. */

export const toMenu = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name }).click()
  await page.waitForFunction((title) => document.title.includes(title), name)
}

/** True once it can be seen. */
export const shown = async (what: Locator): Promise<boolean> => {
  await what.waitFor()
  return true
}

/** From files handed over to everything written: nothing is asked but the one button. Gives the three sources recognised. */
export async function confirmImport(page: Page): Promise<string> {
  await page.getByRole('heading', { name: '导入核对' }).waitFor()
  const commit = page.getByRole('button', { name: '确认写入', disabled: false })
  await commit.waitFor()
  const files = await page.getByRole('region', { name: '本次文件' }).innerText()
  await commit.click()
  await page.getByRole('heading', { name: '写入了什么' }).waitFor()
  return files
}

/** The number at the end of “联合组建覆盖 42”, or the only one in “1,234 家”. */
export function numberIn(text: string): number {
  const found = /([\d,]+(?:\.\d+)?)(?!.*\d)/s.exec(text)?.[1]
  if (found === undefined) throw new Error(`no number in “${text}”`)
  return Number(found.replaceAll(',', ''))
}

export interface Fraction {
  readonly parts: readonly number[]
  readonly bottom: number
  readonly rate: number
}

/** “这个数怎么来的”: parts over denominator = rate. The last link is the denominator. */
export async function readExplanation(page: Page): Promise<Fraction> {
  const region = page.getByRole('region', { name: '这个数怎么来的' })
  await region.getByText('依据', { exact: true }).waitFor()
  const terms = await region.getByRole('link', { name: /\d$/ }).allInnerTexts()
  const counts = terms.map(numberIn)
  const rate = /=\s*([\d.]+)%/.exec(await region.innerText())?.[1]
  return { parts: counts.slice(0, -1), bottom: counts.at(-1) ?? Number.NaN, rate: Number(rate) }
}

/** How many units the ledger lists, as its sentence says and as its table has loaded, once all are there. */
export async function readLedger(page: Page): Promise<{ said: number; listed: number }> {
  await page.getByRole('heading', { name: '台账', exact: true }).waitFor()
  const said = page.getByText(/符合条件的 [\d,]+ 家/)
  await said.waitFor()
  const table = page.getByRole('table', { name: '单位名单' })
  await table.getByRole('row').nth(1).waitFor()
  return {
    said: numberIn(/符合条件的 ([\d,]+) 家/.exec(await said.innerText())?.[0] ?? ''),
    listed: Number(await table.getAttribute('aria-rowcount')),
  }
}

export async function makePlan(page: Page): Promise<void> {
  await toMenu(page, '组建方案')
  await page.getByRole('button', { name: '排一个方案' }).click()
  await page.getByRole('button', { name: '开始排' }).click()
  await page.getByRole('heading', { name: /^组建方案 \d+ 号/ }).waitFor()
}

export async function download(page: Page, link: Locator, path: string): Promise<Download> {
  const coming = page.waitForEvent('download')
  await link.click()
  const file = await coming
  await file.saveAs(path)
  return file
}
