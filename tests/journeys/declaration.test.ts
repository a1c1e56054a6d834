import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { writeSample } from '../../src/platform/server/write-sample.ts'
import { chromiumPath, openBrowser, sayWhere, withoutBrowser, type Browser } from './browser.ts'
import { shown } from './clerk.ts'
import { looksRight } from './looks-right.ts'
import { setUpAdministrator, statePurpose } from './office-people.ts'
import { fromThePage, reasonOf, sitDown, unitsOf, type Unit } from './own-part.ts'
import { buildPages } from './pages-built.ts'
import { takeInOrganizations } from './party-files.ts'
import { ask, looksFine, type Office } from './planner-clerk.ts'
import { emptyFolder, juxin, serve, type Folder, type Program } from './program.ts'

const SIZE = 300

interface Declaration {
  readonly id: string
  readonly state: string
  readonly unit: string | null
}

/**
 * Somebody without an account says of themselves on a phone that they are a member; the office answers, verifies, and has
 * the relation transferred in. Another takes back what they wrote.
 */
describe.skipIf(chromiumPath === null)(`from a declaration to the register${withoutBrowser}`, () => {
  let folder: Folder
  let program: Program
  let administrator: Browser
  let office: Office
  let page: Page
  let phone: Browser
  let unit: Unit
  let link = ''
  let code = ''
  beforeAll(async () => {
    buildPages()
    folder = emptyFolder()
    const data = join(folder.path, 'data')
    const { files, organizations } = await writeSample(join(folder.path, 'sample'), SIZE)
    expect((await juxin(['import', files[0]?.path ?? '', '--data', data])).code).toBe(0)
    program = await serve(data)
    administrator = await openBrowser(program.url)
    await setUpAdministrator(administrator.page, program)
    office = await sitDown({ folder, program, administrator }, { username: 'lijing', name: '李静', role: '区级经办' })
    page = office.page
    await takeInOrganizations(page, organizations.path)
    const own = (await unitsOf(page, 'coverage=own')).find(({ orgName }) => orgName !== null)
    if (own === undefined) throw new Error('no unit with an organisation of its own')
    unit = own
    phone = await openBrowser(program.url, { width: 360, height: 740 })
  }, 600_000)
  afterEach(sayWhere(() => office?.browser))
  afterEach(sayWhere(() => phone))
  afterAll(async () => {
    for (const browser of [phone, office?.browser, administrator]) await browser?.close()
    expect(await program?.stop()).toBe(0)
    folder?.remove()
  }, 60_000)

  const counted = async (): Promise<unknown> => {
    const answer = await page.request.post('/api/coverage/recount', { data: {}, ...fromThePage(page) })
    return answer.json()
  }
  const membersOf = async (): Promise<number | null> =>
    (await ask<{ membersFull: number | null }>(page, `/api/units/${unit.id}`)).membersFull
  const declarations = async (): Promise<readonly Declaration[]> =>
    (
      await ask<{ rows: Declaration[] }>(
        page,
        '/api/declarations?state=received,contacted,verified,transferring,admitted,closed,withdrawn',
      )
    ).rows
  const fits = async (): Promise<void> => {
    await looksRight(phone.page)
    expect(phone.complaints()).toEqual([])
  }

  test('a unit is given its link', async () => {
    await page.goto('/declarations')
    expect(await shown(page.getByText('没有等着办的申报'))).toBe(true)
    await looksFine(office)
    await page.getByRole('button', { name: '链接和二维码' }).click()
    await page.getByRole('textbox', { name: /找单位$/ }).fill(unit.name)
    await page.getByRole('button', { name: unit.name }).first().click()
    expect(await shown(page.getByRole('img', { name: '申报页面的二维码' }))).toBe(true)
    link = await page.getByRole('textbox', { name: '申报链接' }).inputValue()
    expect(link).toContain('/declare?at=')
    await looksFine(office)
  })

  test('without an account, by keyboard on a phone: what is missing is said, the workplace is there', async () => {
    const { page: own } = phone
    await own.goto(link)
    expect(await own.getByLabel('工作单位', { exact: true }).inputValue()).toBe(unit.name)
    await fits()
    await own.getByRole('button', { name: '提交申报' }).focus()
    await own.keyboard.press('Enter')
    for (const words of ['请填写姓名。', '请填写能联系到您的电话。', '请选一项', '同意后才能提交']) {
      expect(await shown(own.getByText(words)), words).toBe(true)
    }
    expect(await own.evaluate(() => document.activeElement?.getAttribute('data-asked'))).toBe('name')
    await fits()
    await own.keyboard.type('欧阳霁')
    await own.keyboard.press('Tab')
    await own.keyboard.type('13800001234')
    await own.keyboard.press('Tab')
    await own.keyboard.press('Space')
    await own.keyboard.press('Tab')
    await own.keyboard.type('中共大连市某街道某社区支部委员会')
    const agreed = own.getByRole('checkbox', { name: /自愿申报/ })
    await agreed.focus()
    await own.keyboard.press('Space')
    await own.keyboard.press('Enter')
    await own.getByRole('heading', { name: '已收到您的申报' }).waitFor()
    expect(await own.locator('.leaf-code').innerText()).toMatch(/^\w{4}-\w{4}-\w{4}$/)
    await fits()
    await own.getByRole('button', { name: '办好了，离开本页' }).click()
    await own.getByRole('heading', { name: '本页可以关闭了' }).waitFor()
    expect(await own.locator('body').innerText()).not.toContain('欧阳霁')
  })

  test('somebody else declares without a link, and the printed sheet is open to them too', async () => {
    const { page: own } = phone
    await own.goto('/declare/form')
    await own.getByRole('heading', { name: '党员自愿申报表', exact: true }).waitFor()
    await fits()
    await own.goto('/declare')
    await own.getByLabel('姓名').fill('江枫')
    await own.getByLabel('联系电话').fill('13800005678')
    await own.getByRole('radio', { name: '不清楚' }).check()
    await own.getByRole('checkbox', { name: /自愿申报/ }).check()
    await own.getByRole('button', { name: '提交申报' }).click()
    code = await own.locator('.leaf-code').innerText()
    expect((await declarations()).map(({ state }) => state)).toEqual(['received', 'received'])
  })

  test('the desk holds both, masked; answered, verified, and the transfer is opened', async () => {
    expect(await membersOf()).not.toBe(1)
    await page.goto('/declarations')
    await page.getByRole('table', { name: '自愿申报名单' }).getByText('欧**').click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('138****1234').waitFor()
    expect(await drawer.innerText()).not.toContain('欧阳霁')
    const deed = (name: string) => drawer.getByRole('button', { name, exact: true })
    expect(await reasonOf(drawer.getByRole('button', { name: /^办转接/ }))).toBe('先和本人联系')
    await looksFine(office)
    for (const [name, state] of [
      ['登记联系', '已联系'],
      ['登记核实', '已核实'],
    ] as const) {
      await deed(name).click()
      await deed('确定').click()
      await drawer.getByText(state, { exact: true }).first().waitFor()
    }
    await deed('办转接').click()
    await drawer.getByRole('textbox', { name: /^转入哪个党组织/ }).fill(unit.orgName ?? '')
    await drawer.getByRole('list').getByRole('button').first().click()
    await drawer.getByRole('checkbox', { name: /已在党员名册里核对/ }).check()
    await drawer.getByLabel('事由').fill('本人申请转入')
    await looksFine(office)
    await deed('确定').click()
    await drawer.getByText('转接中', { exact: true }).first().waitFor()
  })

  test('the letter comes, the relation is received: a member is on file, and the ledger counts it', async () => {
    await page.getByRole('dialog').getByRole('link', { name: '看转接' }).click()
    const drawer = page.getByRole('dialog')
    const deed = (name: string) => drawer.getByRole('button', { name, exact: true, disabled: false })
    const send = async (name: string): Promise<void> => {
      await drawer.locator('form').getByRole('button', { name, exact: true, disabled: false }).click()
    }
    await deed('登记对方介绍信').click()
    await drawer.getByLabel('介绍信编号').fill('辽转字 2026 第 118 号')
    await drawer.getByLabel('事由').fill('收到介绍信')
    await send('登记对方介绍信')
    await deed('接收').click()
    await drawer.getByLabel('事由').fill('按介绍信接收')
    await send('接收')
    await drawer.getByText(/已接收。/).waitFor()
    const [first] = (await declarations()).filter((one) => one.unit === unit.id)
    expect(first).toMatchObject({ state: 'admitted' })
    expect(await membersOf()).toBe(1)
    expect(await counted()).toMatchObject({ equal: true })
    await page.goto(`/declarations?open=${first?.id}`)
    await page.getByRole('dialog').getByRole('link', { name: '看名册里的记录' }).click()
    await page.getByRole('heading', { level: 1, name: '欧**' }).waitFor()
    await looksFine(office)
    await page.goto(`/declarations?tab=units&show=all`)
    expect(await shown(page.getByText('不推断谁是党员'))).toBe(true)
    await looksFine(office)
  })

  test('the other takes it back by the code: what was written is gone, a dated row stays', async () => {
    const { page: own } = phone
    await own.goto('/declare/withdraw')
    await own.getByLabel('撤回码').fill(code.toLowerCase().replaceAll('-', ' '))
    await own.keyboard.press('Enter')
    await own.getByRole('checkbox', { name: /我要撤回/ }).check()
    await fits()
    await own.getByRole('button', { name: '撤回申报' }).click()
    await own.getByRole('heading', { name: '已经撤回' }).waitFor()
    await fits()
    await page.goto('/declarations?state=withdrawn')
    await statePurpose(page, '核对申报')
    await page.getByRole('cell', { name: '已删除' }).first().waitFor()
    const gone = (await declarations()).filter(({ state }) => state === 'withdrawn')
    expect(gone).toHaveLength(1)
    expect(gone[0]).toMatchObject({ name: null, phone: null, relation: null, workplace: null })
    await looksFine(office)
  })
})
