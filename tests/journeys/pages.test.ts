import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, openBrowser, sayWhere, withoutBrowser, type Browser } from './browser.ts'
import { fillData } from './filled-data.ts'
import { looksRight, settled } from './looks-right.ts'
import { buildPages } from './pages-built.ts'
import { takeInMembers, takeInOrganizations } from './party-files.ts'
import { emptyFolder, serve, type Folder, type Program } from './program.ts'

const SIZE = 600

/** Every page of the menu by its address. */
const menu = [
  ['总览', '/'],
  ['导入', '/import'],
  ['台账', '/units'],
  ['待核对', '/review'],
  ['党员', '/members'],
  ['区域', '/areas'],
  ['覆盖情况', '/coverage'],
  ['盲点', '/blind-spots'],
  ['定版快照', '/snapshots'],
  ['组织树', '/organizations'],
  ['组建办理', '/founding'],
  ['组建方案', '/plan'],
  ['情景', '/plan/scenarios'],
  ['指导员', '/plan/instructors'],
  ['示范带', '/plan/belts'],
  ['本月到期', '/due'],
  ['班子和换届', '/terms'],
  ['组织生活', '/life'],
  ['组织关系转接', '/transfers'],
  ['流动党员', '/floating'],
  ['发展党员', '/development'],
  ['自愿申报', '/declarations'],
  ['口径与规则', '/rules'],
  ['账号', '/accounts'],
  ['岗位', '/roles'],
  ['放行', '/releases'],
  ['更正和删除', '/requests'],
  ['保存期限', '/retention'],
  ['留痕', '/audit'],
  ['备份', '/backups'],
] as const

const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
]

describe.skipIf(chromiumPath === null)(`every page${withoutBrowser}`, { timeout: 600_000 }, () => {
  let folder: Folder
  let program: Program
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    buildPages()
    folder = emptyFolder()
    const data = join(folder.path, 'data')
    const { organizations, members } = await fillData(data, join(folder.path, 'sample'), SIZE)
    program = await serve(data)
    browser = await openBrowser(program.url)
    page = browser.page
    await takeInOrganizations(page, organizations.path)
    await takeInMembers(page, members.path)
  }, 600_000)
  afterEach(sayWhere(() => browser))
  afterAll(async () => {
    await browser?.close()
    await program?.stop()
    folder?.remove()
  }, 60_000)

  const open = async (address: string): Promise<void> => {
    await page.goto(address)
    await settled(page)
  }

  test('the menu holds exactly the pages looked at here', async () => {
    await open('/')
    const links = page.getByRole('navigation', { name: '主菜单' }).getByRole('link')
    const found = await links.evaluateAll((all) =>
      all.map((link) => [link.firstChild?.textContent ?? '', link.getAttribute('href') ?? '']),
    )
    expect(found).toEqual(menu)
  })

  describe.each(sizes)('at $width × $height', (size) => {
    beforeAll(() => page.setViewportSize(size))

    test.each(menu)('%s: nothing complained of, nothing cut off, nothing out of reach', async (_name, address) => {
      await open(address)
      await looksRight(page)
      expect(browser.complaints()).toEqual([])
    })

    test('what opens beside and behind them as well', async () => {
      const first = async (path: string): Promise<string> => {
        const { rows } = (await (await page.request.get(path)).json()) as { rows: { id: string }[] }
        return rows[0]?.id ?? 'nothing there'
      }
      const unit = await first('/api/units?due=join&limit=1')
      const proposal = await first('/api/plans/latest/proposals?kind=joint&limit=1')
      const uncovered = await first('/api/plans/latest/proposals?kind=uncovered&limit=1')
      for (const address of [
        `/units/${unit}`,
        `/units?open=${unit}`,
        `/snapshots/${await first('/api/snapshots')}`,
        `/plan?proposal=${proposal}`,
        `/plan?kind=uncovered&proposal=${uncovered}`,
        '/plan?view=map',
        '/plan?view=map&shape=points',
        '/plan?look=gap',
        `/proposal/${proposal}`,
        `/proposal/${uncovered}`,
        '/plan/scenarios?edit=new',
        '/organizations?view=list',
        '/organizations?view=hosts',
        '/terms?state=notice',
        `/terms?open=${await first('/api/organizations?kind=branch&limit=1')}`,
        '/election',
        `/organizations/${await first('/api/organizations?kind=branch&limit=1')}`,
        `/life/${await first('/api/organizations?kind=branch&limit=1')}`,
        '/life?view=list',
        '/life?view=meetings',
        '/organizations/import',
        `/members/${await first('/api/members?limit=1')}`,
        '/members/rosters',
        '/declarations?tab=units',
        '/declarations?do=enter',
        '/declarations?do=link',
        '/declare',
        '/declare/form',
        '/declare/withdraw',
        '/dues',
        '/development/calendar',
        '/development/quotas',
        '/transfers?do=new',
        '/transfers?do=new&start=in',
        '/floating?do=register',
        '/floating?show=lost',
        '/founding/new',
        '/founding?view=list',
        '/founding?from=blind-spots',
        '/plan/compare',
        '/areas?tab=unlocated',
        '/rules?tab=rules',
        '/rules?tab=precedence',
        '/coverage?by=industry',
        '/account',
        '/accounts?do=new',
        '/accounts?do=file',
        '/roles?edit=town',
        '/audit?look=head',
        '/self-check',
        '/setup',
      ]) {
        await open(address)
        await looksRight(page)
      }
      expect(browser.complaints()).toEqual([])
    })
  })

  test.each(menu)('%s prints on A4', async (_name, address) => {
    await page.setViewportSize({ width: 1366, height: 768 })
    await open(address)
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.length).toBeGreaterThan(5_000)
    expect(browser.complaints()).toEqual([])
  })

  test('every page of the guide opens, with its pictures', async () => {
    await page.goto('/guide/')
    const pages = await page.getByRole('navigation', { name: '目录' }).getByRole('link').all()
    const addresses = await Promise.all(pages.map((link) => link.getAttribute('href')))
    expect(addresses.length).toBeGreaterThan(10)
    for (const address of ['', ...addresses]) {
      await page.goto(`/guide/${address ?? ''}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      const broken = await page
        .getByRole('main')
        .locator('a, img')
        .evaluateAll((all) =>
          Promise.all(
            all.map(async (one) => {
              const to = one instanceof HTMLImageElement ? one.src : one instanceof HTMLAnchorElement ? one.href : ''
              if (!to.startsWith(location.origin)) return ''
              return (await fetch(to)).ok ? '' : to
            }),
          ),
        )
      expect(broken.filter((to) => to !== '')).toEqual([])
      await looksRight(page)
    }
    const outside = await page.request.get('/guide/..%2f..%2fpackage.json')
    expect(outside.status()).toBe(404)
    browser.complaints()
  })
})
