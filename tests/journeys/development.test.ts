import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { writeSample } from '../../src/platform/server/write-sample.ts'
import { chromiumPath, sayWhere, withoutBrowser } from './browser.ts'
import { confirmImport, download, shown, toMenu } from './clerk.ts'
import { readPaper } from './papers.ts'
import { takeInMembers, takeInOrganizations } from './party-files.ts'
import { ask, closeOffice, looksFine, openOffice, type Office } from './planner-clerk.ts'

const SIZE = 300

interface Branch {
  readonly id: string
  readonly name: string
  readonly founded: string | null
  readonly membersFull: number
  readonly membersProbationary: number
  readonly covers: readonly { readonly unit: string; readonly name: string }[]
}
interface Counts {
  readonly membersFull: number
  readonly membersProbationary: number
}

/** Somebody who works in the one unit of a branch goes the whole way; the figures of unit and branch go along. */
describe.skipIf(chromiumPath === null)(`from an application to a full member${withoutBrowser}`, () => {
  let office: Office
  let page: Page
  let branch: Branch
  let before: { readonly unit: Counts; readonly branch: Counts }
  beforeAll(async () => {
    office = await openOffice()
    page = office.page
    await page.goto('/')
    await page.route('**/api/sample', (route) => route.continue({ postData: JSON.stringify({ units: SIZE }) }))
    await page.getByRole('button', { name: '装入样例区' }).click()
    await confirmImport(page)
    const { organizations, members } = await writeSample(join(office.folder.path, 'sample'), SIZE)
    await takeInOrganizations(page, organizations.path)
    await takeInMembers(page, members.path)
    branch = await findBranch()
    before = await counts()
  }, 600_000)
  afterEach(sayWhere(() => office?.browser))
  afterAll(() => closeOffice(office), 60_000)

  /** A branch of one unit, founded before all that follows. */
  async function findBranch(): Promise<Branch> {
    const { rows } = await ask<{ rows: { id: string }[] }>(page, '/api/organizations?kind=branch&limit=100')
    for (const { id } of rows) {
      const found = await ask<Branch>(page, `/api/organizations/${id}`)
      if (found.covers.length === 1 && (found.founded ?? '9999') < '2022-12-31' && found.membersFull >= 3) return found
    }
    throw new Error('the sample has no branch of one unit')
  }
  const unit = (): string => branch.covers[0]?.unit ?? ''
  async function counts(): Promise<typeof before> {
    const of = ({ membersFull, membersProbationary }: Counts): Counts => ({ membersFull, membersProbationary })
    return {
      unit: of(await ask<Counts>(page, `/api/units/${unit()}`)),
      branch: of(await ask<Counts>(page, `/api/organizations/${branch.id}`)),
    }
  }
  const moved = ({ membersFull, membersProbationary }: Counts, full: number, probationary: number): Counts => ({
    membersFull: membersFull + full,
    membersProbationary: membersProbationary + probationary,
  })
  const agree = async (): Promise<boolean> => (await ask<{ equal: boolean }>(page, '/api/coverage/recount', {})).equal

  const form = (step: string): Locator => page.getByRole('region', { name: `办理：${step}`, exact: true })
  async function send(step: string, day: string, typed: Readonly<Record<string, string>> = {}): Promise<void> {
    await form(step).getByLabel('办的日期').fill(day)
    for (const [label, value] of Object.entries(typed)) await form(step).getByLabel(label, { exact: true }).fill(value)
    await form(step).getByRole('button', { name: '登记这一步', disabled: false }).click()
  }
  /** Takes a step whose turn it is; the form of the next one follows by itself. */
  async function take(step: string, day: string, typed: Readonly<Record<string, string>> = {}): Promise<void> {
    await form(step).waitFor()
    await send(step, day, typed)
    await form(step).waitFor({ state: 'detached' })
  }
  /** What stands under the form; the browser has told of the refusal as well. */
  async function refusal(step: string): Promise<string> {
    const words = await form(step).getByRole('alert').innerText()
    const told = office.browser.complaints()
    expect(told.length > 0 && told.every((said) => said.includes('409'))).toBe(true)
    return words
  }
  const votes = { 应到有表决权的正式党员: '9', 实到: '8', 赞成票: '8' }

  test('an application is entered with the branch and the unit', async () => {
    await toMenu(page, '发展党员')
    await page.getByRole('button', { name: '登记入党申请人' }).first().click()
    const pick = async (field: RegExp, name: string): Promise<void> => {
      await page.getByRole('textbox', { name: field }).fill(name)
      await page.getByRole('button', { name }).first().click()
    }
    await pick(/^由哪个党组织培养/, branch.name)
    await page.getByLabel('姓名', { exact: true }).fill('欧阳霁')
    await page.getByLabel('出生日期').fill('1992-03-04')
    await page.getByLabel('递交申请书的日期').fill('2023-01-10')
    await pick(/单位/, branch.covers[0]?.name ?? '')
    await page.getByRole('button', { name: '登记', exact: true, disabled: false }).click()
    await form('党组织派人谈话').waitFor()
    expect(await shown(page.getByRole('heading', { name: '欧**' }))).toBe(true)
    expect(await counts()).toEqual(before)
    await looksFine(office)
  })

  test('an activist; too early to be a development target, which is refused with the article', async () => {
    await take('党组织派人谈话', '2023-01-20')
    await take('推荐和确定入党积极分子', '2023-03-01')
    await take('积极分子上级党委备案', '2023-03-10')
    await take('指定培养联系人', '2023-03-10', { '培养联系人 第 1 名': '王一山' })
    await take('培养教育考察', '2023-09-01')
    await send('确定发展对象', '2024-02-01')
    const why = await refusal('确定发展对象')
    expect(why).toContain('最早 2024-03-01')
    expect(why).toContain('《中国共产党发展党员工作细则（2014年）》第十三条')
    await looksFine(office)
    await take('确定发展对象', '2024-03-05')
  })

  test('a development target up to the vote; the resolution is there to be printed', async () => {
    await take('发展对象上级党委备案', '2024-03-15')
    await take('确定入党介绍人', '2024-03-20', { '入党介绍人 第 1 名': '王一山', '入党介绍人 第 2 名': '李二河' })
    await take('进行政治审查', '2024-04-10')
    await take('开展集中培训', '2024-05-10', { 培训天数: '3' })
    await take('支部委员会审查', '2024-06-01')
    await take('上级党委预审', '2024-06-10')
    await take('填写入党志愿书', '2024-06-15')
    await take('支部大会讨论', '2024-07-01', votes)
    const path = join(office.folder.path, '决议.docx')
    await download(page, page.getByRole('link', { name: '支部大会接收预备党员的决议' }), path)
    const words = (await readPaper(path)).replaceAll('\n', '')
    expect(words).toContain('应到会有表决权的正式党员9名，实到会8名')
    expect(words).not.toContain('欧阳霁')
    expect(await counts()).toEqual(before)
  })

  test('approved: a probationary member of branch and unit at once', async () => {
    await take('上级党委派人谈话', '2024-07-20')
    await take('上级党委审批', '2024-08-01')
    expect(await counts()).toEqual({ unit: moved(before.unit, 0, 1), branch: moved(before.branch, 0, 1) })
    expect(await agree()).toBe(true)
    await looksFine(office)
  })

  test('probation over: a full member, and the counts follow', async () => {
    await take('再上一级党委组织部门备案', '2024-08-05')
    await take('编入党支部和党小组', '2024-08-10')
    await take('入党宣誓', '2024-08-15')
    await take('继续教育考察', '2025-01-01')
    await take('提出转正申请', '2025-06-25')
    await send('支部大会讨论转正', '2025-06-30', votes)
    expect(await refusal('支部大会讨论转正')).toContain('最早 2025-07-01')
    await take('支部大会讨论转正', '2025-07-05', votes)
    await take('上级党委审批转正', '2025-08-01')
    expect(await counts()).toEqual({ unit: moved(before.unit, 1, 0), branch: moved(before.branch, 1, 0) })
    expect(await agree()).toBe(true)
    await take('材料归档', '2025-08-10')
    await page.getByRole('link', { name: '看党员名册里的记录' }).click()
    expect(await shown(page.getByRole('main').getByText('正式党员').first())).toBe(true)
    await looksFine(office)
  })
})
