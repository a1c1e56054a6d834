import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, openBrowser, sayWhere, withoutBrowser, type Browser } from './browser.ts'
import { confirmImport, makePlan, numberIn, readExplanation, shown, toMenu } from './clerk.ts'
import { acceptLink, makePerson, PASSWORD, codeOf, setUpAdministrator, statePurpose } from './office-people.ts'
import { buildPages } from './pages-built.ts'
import { emptyFolder, serve, type Folder, type Program } from './program.ts'

/** Large enough for every state, small enough to be quick. */
const SIZE = 400

const refused = async (page: Page, url: string): Promise<void> => {
  await page.goto(url)
  await page.getByRole('heading', { name: '没有权限' }).waitFor()
}

const menuOf = async (page: Page): Promise<string> => page.getByRole('navigation', { name: '主菜单' }).innerText()

describe.skipIf(chromiumPath === null)(`one office, four people${withoutBrowser}`, () => {
  let folder: Folder
  let program: Program
  let administrator: Browser
  let secret: string
  const links = new Map<string, string>()
  /** A town with units, as the administrator sees it, and one of its units. */
  const town = { name: '', units: 0 }
  let unit = ''
  const desks: Browser[] = []
  let open: Browser | undefined

  const sitDown = async (name: string): Promise<Page> => {
    open = await acceptLink(program.url, links.get(name) ?? '')
    desks.push(open)
    return open.page
  }

  beforeAll(async () => {
    buildPages()
    folder = emptyFolder()
    program = await serve(join(folder.path, 'data'))
    administrator = await openBrowser(program.url)
    open = administrator
  }, 600_000)
  afterEach(sayWhere(() => open))
  afterAll(async () => {
    for (const desk of desks) await desk.close()
    await administrator?.close()
    expect(await program?.stop()).toBe(0)
    folder?.remove()
  }, 60_000)

  test('at first this PC works alone, and says so', async () => {
    const { page } = administrator
    await page.goto('/')
    expect(await shown(page.getByText('还没有设账号，只有这台电脑能用').first())).toBe(true)
    await page.route('**/api/sample', (route) => route.continue({ postData: JSON.stringify({ units: SIZE }) }))
    await page.getByRole('button', { name: '装入样例区' }).click()
    await confirmImport(page)
  })

  test('the first administrator is made by the link on the console, with a second step; then everybody signs in', async () => {
    secret = await setUpAdministrator(administrator.page, program)
    const stranger = await openBrowser(program.url)
    try {
      await stranger.page.goto('/units')
      await stranger.page.getByRole('heading', { name: '登录' }).waitFor()
      await stranger.page.getByLabel('用户名').fill('wangmin')
      await stranger.page.getByLabel('密码').fill('不是这个密码也不对')
      await stranger.page.getByRole('button', { name: '登录' }).click()
      expect(await shown(stranger.page.getByText('用户名、密码或验证码不对'))).toBe(true)
      expect((await stranger.page.request.get('/api/units')).status()).toBe(401)
    } finally {
      await stranger.close()
    }
  })

  test('the administrator gives three colleagues their accounts', async () => {
    const { page } = administrator
    await toMenu(page, '覆盖情况')
    await page.getByRole('tab', { name: '按镇街' }).click()
    const rows = page.getByRole('table', { name: '覆盖表，按镇街' }).locator('tbody').getByRole('row')
    await rows.first().waitFor()
    const cells = await rows
      .filter({ has: page.getByRole('link') })
      .first()
      .getByRole('cell')
      .allInnerTexts()
    town.name = (cells[0] ?? '').trim().split('\n')[0] ?? ''
    town.units = numberIn(cells[1] ?? '')
    const listed = await (await page.request.get('/api/units?limit=1&located=town')).json()
    unit = listed.rows[0].name
    links.set('经办', await makePerson(page, { username: 'lijing', name: '李静', role: '区级经办' }))
    links.set(
      '街道',
      await makePerson(page, {
        username: 'zhaogang',
        name: '赵刚',
        role: '镇街干部',
        on: { field: '区域', text: town.name },
      }),
    )
    links.set(
      '书记',
      await makePerson(page, {
        username: 'sunli',
        name: '孙丽',
        role: '党组织书记',
        on: { field: '单位', text: unit },
      }),
    )
    for (const link of links.values()) expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/invitation\/\S{20,}$/)
  })

  test('a clerk of the district does the whole first hour', async () => {
    const page = await sitDown('经办')
    await page.goto('/')
    expect(await shown(page.getByText(new RegExp(`^在册 ${SIZE} 家`)).first())).toBe(true)
    await makePlan(page)
    await toMenu(page, '台账')
    expect(await shown(page.getByText(new RegExp(`共 ${SIZE} 行`)))).toBe(true)
    expect(await menuOf(page)).toContain('导入')
    expect(await menuOf(page)).not.toContain('账号')
    await refused(page, '/accounts')
  })

  test('somebody of a street sees that street, in every list and figure, and nothing else', async () => {
    const page = await sitDown('街道')
    await page.goto('/')
    expect(await shown(page.getByText(new RegExp(`在册 ${town.units} 家`)).first())).toBe(true)
    await toMenu(page, '覆盖情况')
    const rate = page
      .getByRole('main')
      .getByRole('button', { name: /^[\d.]+%$/ })
      .first()
    await rate.click()
    expect((await readExplanation(page)).bottom).toBeLessThanOrEqual(town.units)
    await page.goto('/units')
    const names = await (await page.request.get('/api/units?limit=500')).json()
    expect(names.rows.length).toBe(town.units)
    expect(new Set(names.rows.map((row: { town: string }) => row.town))).toEqual(new Set([town.name]))
    await toMenu(page, '组建方案')
    await page.getByRole('heading', { name: /^组建方案 1 号/ }).waitFor()
    expect(await menuOf(page)).not.toContain('导入')
    for (const url of ['/import', '/accounts', '/backups']) await refused(page, url)
  })

  test('what a street may not do is said beside the button, and names are masked until it says why it needs them', async () => {
    const { page } = desks.at(-1) as Browser
    open = desks.at(-1)
    await page.goto('/snapshots')
    const freeze = page.getByRole('button', { name: /定版/ }).first()
    await freeze.waitFor()
    expect(await freeze.isDisabled()).toBe(true)
    const masked = await (await page.request.get('/api/units?limit=500')).json()
    const named = masked.rows.filter((row: { instructor: string | null }) => row.instructor !== null)
    expect(named.length).toBeGreaterThan(0)
    expect(named.every((row: { instructor: string }) => row.instructor.includes('*'))).toBe(true)
    await statePurpose(page, '走访前联系指导员')
    const clear = await (await page.request.get('/api/units?limit=500')).json()
    const seen = clear.rows.filter((row: { instructor: string | null }) => row.instructor !== null)
    expect(seen.some((row: { instructor: string }) => !row.instructor.includes('*'))).toBe(true)
  })

  test('a secretary has one unit', async () => {
    const page = await sitDown('书记')
    await page.goto('/units')
    const names = await (await page.request.get('/api/units?limit=500')).json()
    expect(names.rows.map((row: { name: string }) => row.name)).toEqual([unit])
    await page.getByText(unit).first().waitFor()
    expect(await menuOf(page)).not.toContain('导入')
    await refused(page, '/import')
  })

  test('the trail shows the administrator who looked, and why; it stands by its head', async () => {
    open = administrator
    const { page } = administrator
    await page.goto('/audit')
    await page.getByRole('heading', { name: '留痕' }).waitFor()
    const trail = await (await page.request.get('/api/audit?kind=read&limit=50')).json()
    const told = JSON.stringify(trail.rows)
    expect(told).toContain('走访前联系指导员')
    expect(told).toContain('赵刚')
    expect(told).not.toContain(PASSWORD)
  })

  test('whoever is disabled is out at once; whoever comes back signs in with the second step', async () => {
    const { page } = administrator
    await page.goto('/accounts')
    await page.getByText('赵刚').first().click()
    await page.getByRole('button', { name: '停用', exact: true }).click()
    await page.getByLabel('事由').fill('调离街道')
    await page.getByRole('button', { name: '停用', exact: true }).last().click()
    await page.getByRole('button', { name: '恢复使用' }).waitFor()
    const gone = desks[1] as Browser
    expect((await gone.page.request.get('/api/units')).status()).toBe(401)
    await page.goto('/')
    await page.getByRole('button', { name: '王敏' }).click()
    await page.getByRole('button', { name: '退出' }).click()
    await page.getByRole('heading', { name: '登录' }).waitFor()
    await page.getByLabel('用户名').fill('wangmin')
    await page.getByLabel('密码').fill(PASSWORD)
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByLabel('验证码').fill(codeOf(secret, Date.now() + 30_000))
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('button', { name: '王敏' }).waitFor()
  })
})
