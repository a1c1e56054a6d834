import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { writeSample } from '../../src/platform/server/write-sample.ts'
import { chromiumPath, sayWhere, withoutBrowser } from './browser.ts'
import { confirmImport, download, makePlan, shown, toMenu } from './clerk.ts'
import { readPaper } from './papers.ts'
import { takeInOrganizations } from './party-files.ts'
import { ask, closeOffice, looksFine, openOffice, type Office } from './planner-clerk.ts'

const SIZE = 600

interface LedgerUnit {
  readonly id: string
  readonly name: string
  readonly coverage: string
  readonly orgName: string | null
}

/**
 * An accepted proposal is taken through to a filed organisation and, years of work left out, to its revocation; what the
 * ledger says of its unit goes along, and the counters agree with a recount after each.
 */
describe.skipIf(chromiumPath === null)(`from a proposal to an organisation and to its end${withoutBrowser}`, () => {
  let office: Office
  let page: Page
  let name = ''
  let unit = ''
  beforeAll(async () => {
    office = await openOffice()
    page = office.page
  }, 600_000)
  afterEach(sayWhere(() => office?.browser))
  afterAll(() => closeOffice(office), 60_000)

  const coverageOf = async (id: string): Promise<string> => (await ask<LedgerUnit>(page, `/api/units/${id}`)).coverage
  const counted = async (): Promise<boolean> => (await ask<{ equal: boolean }>(page, '/api/coverage/recount', {})).equal

  test('units and the register of organisations are taken in from the office’s files', async () => {
    await page.goto('/')
    await page.route('**/api/sample', (route) => route.continue({ postData: JSON.stringify({ units: SIZE }) }))
    await page.getByRole('button', { name: '装入样例区' }).click()
    await confirmImport(page)
    const { organizations } = await writeSample(join(office.folder.path, 'sample'), SIZE)
    await takeInOrganizations(page, organizations.path)
    await toMenu(page, '组织树')
    expect(await shown(page.getByText('中共鄞州区委两新组织工作委员会').first())).toBe(true)
    await looksFine(office)
    expect(await counted()).toBe(true)
  })

  test('an accepted proposal becomes a draft, once', async () => {
    await makePlan(page)
    await page.getByRole('tab', { name: /单独组建/ }).click()
    const accept = page.getByRole('button', { name: /^接受：/ }).first()
    await accept.click()
    await page.getByRole('cell', { name: '已接受' }).waitFor()
    await page.getByRole('button', { name: '转组建办理' }).click()
    expect(await shown(page.getByText('起草了 1 件。'))).toBe(true)
    await page.getByRole('link', { name: '看组建办理' }).click()
    await page.getByRole('heading', { name: '组建办理' }).waitFor()
    const { rows } = await ask<{ rows: { id: string; name: string }[] }>(page, '/api/founding')
    expect(rows.length).toBe(1)
    name = rows[0]?.name ?? ''
    await looksFine(office)
    await page.goto(`/founding/${rows[0]?.id}`)
    await page.getByRole('heading', { name }).waitFor()
    const { members } = await ask<{ members: { unit: string }[] }>(page, `/api/founding/${rows[0]?.id}`)
    unit = members[0]?.unit ?? ''
    expect(await coverageOf(unit)).not.toBe('own')
  })

  test('applied for, examined, replied to: from then on the unit is covered', async () => {
    const send = (button: string) => page.getByRole('button', { name: button, disabled: false }).click()
    await send('登记申请')
    await page.getByText('下一步：受理审查').waitFor()
    await send('登记受理')
    await page.getByText('下一步：批复').waitFor()
    await page.getByLabel('会议研究的日期').fill(await page.getByLabel('日期', { exact: true }).inputValue())
    await send('登记批复')
    await page.getByText('下一步：登记选举').waitFor()
    expect(await coverageOf(unit)).toBe('own')
    expect(await counted()).toBe(true)
    await looksFine(office)
  })

  test('elected and filed: the organisation is at work, its papers say so', async () => {
    const due = await page.getByLabel('应到有选举权的党员').inputValue()
    await page.getByLabel('实到').fill(due)
    await page.getByLabel('姓名').first().fill('欧阳霁')
    await page.getByRole('button', { name: '登记选举结果', disabled: false }).click()
    await page.getByText('下一步：备案').waitFor()
    await page.getByRole('button', { name: '登记备案', disabled: false }).click()
    await page.getByText('这件已经办结。').waitFor()
    for (const [button, words] of [
      ['请示', '妥否，请批示'],
      ['批复', '现批复如下'],
      ['备案', '备案报告'],
    ] as const) {
      const path = join(office.folder.path, `${button}.docx`)
      await download(page, page.getByRole('link', { name: new RegExp(button) }).first(), path)
      expect((await readPaper(path)).replaceAll('\n', '')).toContain(words)
    }
    await page.getByRole('link', { name: '看党组织' }).first().click()
    await page.getByRole('heading', { name }).waitFor()
    const main = page.getByRole('main')
    expect(await shown(main.getByText('正常').first())).toBe(true)
    expect(await main.innerText()).not.toContain('欧阳霁')
    await looksFine(office)
  })

  test('revoked with a reason: the unit is uncovered again, the history stays', async () => {
    await page.getByRole('button', { name: '办理变动' }).click()
    await page.getByRole('button', { name: '撤销', exact: true }).click()
    await page.getByLabel('事由').fill('企业注销')
    await page.getByRole('button', { name: '办理', exact: true, disabled: false }).click()
    expect(await shown(page.getByText('已撤销').first())).toBe(true)
    expect(await coverageOf(unit)).not.toBe('own')
    expect(await counted()).toBe(true)
    for (const words of ['批复', '备案', '撤销']) {
      expect(await shown(page.getByRole('region', { name: '沿革' }).getByText(words).first()), words).toBe(true)
    }
    await looksFine(office)
  })
})
