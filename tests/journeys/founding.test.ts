import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { parseDay, type Day } from '../../src/kernel/day.ts'
import { addMonths } from '../../src/kernel/day-math.ts'
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
 * An accepted proposal is taken through to a filed organisation, a year of its life, the reminder of its election and its
 * revocation; what the ledger says of its unit goes along, and the counters agree with a recount after each. It was
 * founded so long ago that its term ends within the months of the reminder.
 */
describe.skipIf(chromiumPath === null)(`from a proposal to an organisation and to its end${withoutBrowser}`, () => {
  let office: Office
  let page: Page
  let name = ''
  let unit = ''
  let organization = ''
  let today: Day
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
    const day = page.getByLabel('日期', { exact: true })
    const send = async (button: string, on: Day): Promise<void> => {
      await day.fill(on)
      await page.getByRole('button', { name: button, disabled: false }).click()
    }
    today = parseDay(await day.inputValue()) as Day
    const asked = addMonths(today, -33)
    await send('登记申请', asked)
    await page.getByText('下一步：受理审查').waitFor()
    await send('登记受理', asked)
    await page.getByText('下一步：批复').waitFor()
    await page.getByLabel('会议研究的日期').fill(asked)
    await send('登记批复', addMonths(today, -32))
    await page.getByText('下一步：登记选举').waitFor()
    expect(await coverageOf(unit)).toBe('own')
    expect(await counted()).toBe(true)
    await looksFine(office)
  })

  test('elected and filed: the organisation is at work, its papers say so', async () => {
    const due = await page.getByLabel('应到有选举权的党员').inputValue()
    await page.getByLabel('日期', { exact: true }).fill(addMonths(today, -31))
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
    organization = page.url().split('/').at(-1) ?? ''
    const main = page.getByRole('main')
    expect(await shown(main.getByText('正常').first())).toBe(true)
    expect(await main.innerText()).not.toContain('欧阳霁')
    await looksFine(office)
  })

  test('a year of organisation life comes from a calendar and by hand, and prints in order', async () => {
    const calendar = join(office.folder.path, '组织生活.ics')
    writeFileSync(calendar, aYearOf([['主题党日', 1], ['支部党员大会', 3]], addMonths(today, -11))) // prettier-ignore
    const life = page.getByRole('region', { name: '组织生活' })
    const record = life.getByRole('button', { name: '记一次' })
    await record.click()
    await page.getByLabel('从会议记录或日历读').setInputFiles(calendar)
    await page.getByRole('button', { name: '记上勾选的 16 次', disabled: false }).click()
    await shown(life.getByText(/年记了 \d+ 次组织生活/))
    await record.click()
    await page.getByLabel('党课', { exact: true }).check()
    await page.getByLabel('应到').fill('5')
    await page.getByLabel('实到').fill('4')
    await page.getByRole('button', { name: '记上', exact: true, disabled: false }).click()
    await shown(life.getByText('党课').first())
    await looksFine(office)
    const { total } = await ask<{ total: number }>(page, `/api/life?organization=${organization}&limit=1`)
    expect(total).toBe(17)
    await page.goto(`/life/${organization}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('button', { name: '出公文' }).click()
    const path = join(office.folder.path, '记录簿.docx')
    const link = page.getByRole('link', { name: '会议记录簿' })
    await download(page, link, path)
    await page.keyboard.press('Escape')
    await link.waitFor({ state: 'hidden' })
    const book = await readPaper(path)
    expect(book).toContain('主题党日')
    expect(book).toContain('4名')
    expect(await coverageOf(unit)).toBe('own')
    expect(await counted()).toBe(true)
    await looksFine(office)
  })

  test('half a year before its term ends it is reminded, by the list of what is due and by a letter', async () => {
    const due = addMonths(today, 5)
    await page.goto(`/due?show=ahead&organization=${organization}`)
    await page.getByRole('link', { name: '去办' }).first().click()
    await page.getByRole('heading', { name: '班子和换届' }).waitFor()
    expect(await shown(page.getByRole('dialog').getByText(`第 1 届 ${due} 届满，该准备换届。`))).toBe(true)
    await looksFine(office)
    await page.goto(`/terms?q=${encodeURIComponent(name)}`)
    expect(await shown(page.getByRole('row', { name: new RegExp(`${due}.*该提醒`) }))).toBe(true)
    const path = join(office.folder.path, '提醒函.docx')
    await download(page, page.getByRole('link', { name: '提醒函（合打）' }), path)
    expect((await readPaper(path)).replaceAll('\n', '')).toContain(`关于做好${name}换届工作的提醒函`)
    expect(await counted()).toBe(true)
  })

  test('revoked with a reason: the unit is uncovered again, the history stays', async () => {
    await page.goto(`/organizations/${organization}`)
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

/** A calendar of twelve months from a day on: what is held every so many months. */
function aYearOf(held: readonly (readonly [title: string, months: number])[], from: Day): string {
  const entries = held.flatMap(([title, months], at) => [
    'BEGIN:VEVENT',
    `UID:life-${at}`,
    `DTSTART;VALUE=DATE:${from.slice(0, 8).replaceAll('-', '')}01`,
    `RRULE:FREQ=MONTHLY;INTERVAL=${months};COUNT=${12 / months}`,
    `SUMMARY:${title}`,
    'END:VEVENT',
  ])
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...entries, 'END:VCALENDAR', ''].join('\r\n')
}
