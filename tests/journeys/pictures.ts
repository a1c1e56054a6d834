/**
 * Takes the guide's pictures again: `node tests/journeys/pictures.ts`. Only the invented sample district is ever shown.
 * `node tests/journeys/pictures.ts office` takes those of accounts, trail and backups only, `party` those of organisations
 * and members.
 * 1366 × 768, PNG, into docs/guide/pictures (docs/pictures holds the one that README.md shows).
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { InstructorRow } from '../../src/rooms/planner/contract.ts'
import { inOrder } from '../../src/rooms/planner/web/instructors/load.ts'
import { writeSample } from '../../src/platform/server/write-sample.ts'
import { openBrowser } from './browser.ts'
import { confirmImport, makePlan, toMenu } from './clerk.ts'
import { acceptLink, makePerson, setUpAdministrator } from './office-people.ts'
import { buildPages } from './pages-built.ts'
import { walkParty } from './pictures-party.ts'
import { emptyFolder, root, serve } from './program.ts'
import { smallPng } from './small-png.ts'

const to = join(root, 'docs/guide/pictures')

/** As many as the button of the first page makes. */
const SAMPLE_UNITS = 5000

/** With an account the server takes changes from its own pages only. */
const FROM_A_PAGE = { 'sec-fetch-site': 'same-origin' }

buildPages()
mkdirSync(to, { recursive: true })
const folder = emptyFolder()
const program = await serve(join(folder.path, 'data'))
const browser = await openBrowser(program.url)
try {
  const { page } = browser
  const only = process.argv[2]
  await (only === undefined ? walk(page) : loadSample(page))
  if (only !== 'office')
    await walkParty(page, await writeSample(join(folder.path, 'files'), SAMPLE_UNITS), { take, ask })
  if (only !== 'party') await walkOffice(page)
} finally {
  await browser.close()
  await program.stop()
  folder.remove()
}
mkdirSync(join(root, 'docs/pictures'), { recursive: true })
copyFileSync(join(to, 'overview.png'), join(root, 'docs/pictures/overview.png'))

async function loadSample(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('button', { name: '装入样例区' }).click()
  await confirmImport(page)
}

async function walk(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('heading', { name: '开始使用' }).waitFor()
  await take(page, 'first-run')

  await page.getByRole('button', { name: '装入样例区' }).click()
  await page.getByRole('button', { name: '确认写入', disabled: false }).waitFor()
  await take(page, 'import')
  await confirmImport(page)
  await take(page, 'written')
  const frozen = await freezeAndExclude(page)

  await page.getByRole('link', { name: '看覆盖情况' }).click()
  await page.getByText(/^在册 [\d,]+ 家.*应建.*。$/).waitFor()
  await makePlan(page)
  await page
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: /^接受：/ }) })
    .nth(1)
    .click()
  await page.getByRole('button', { name: '不采纳' }).waitFor()
  await take(page, 'plan')

  await toMenu(page, '总览')
  await page.getByText(/^在册 [\d,]+ 家.*应建.*。$/).waitFor()
  await take(page, 'overview')

  await page.goto('/units?due=found')
  await page.getByRole('table', { name: '单位名单' }).getByRole('row').nth(3).click()
  await take(page, 'ledger')
  await page.getByRole('link', { name: '看完整一页' }).click()
  await page.waitForURL(/\/units\/\w+/)
  await take(page, 'unit')

  await toMenu(page, '待核对')
  await take(page, 'review')
  await toMenu(page, '区域')
  await take(page, 'areas')
  await toMenu(page, '覆盖情况')
  await take(page, 'coverage')
  await toMenu(page, '盲点')
  await take(page, 'blind-spots')

  await toMenu(page, '定版快照')
  await page.getByRole('textbox', { name: /^名称/ }).fill('2026年11月定版')
  await page.getByRole('button', { name: '定版', exact: true }).click()
  await page.getByRole('cell', { name: /^2026年11月定版/ }).waitFor()
  await take(page, 'snapshots')
  await page.goto(`/snapshots/${frozen}`)
  await page.getByRole('heading', { name: /^变更说明/ }).waitFor()
  await take(page, 'change-note')
  await toMenu(page, '口径与规则')
  await take(page, 'rules')
  await walkPlanner(page)
}

/** Two scenarios beside each other, a town on the map, a group by itself, who hands over to whom, belts. */
async function walkPlanner(page: Page): Promise<void> {
  await toMenu(page, '组建方案')
  await page.getByRole('button', { name: '改规则重排' }).click()
  await page.getByText('更多规则和分量').click()
  await page.getByRole('button', { name: '兼顾行业' }).click()
  await page.getByText('更多规则和分量').evaluate((one) => one.scrollIntoView())
  await take(page, 'params')
  for (const [name, weights] of [
    ['只看地址', {}],
    ['兼顾行业', { industry: 1 }],
  ] as const) {
    await ask(page, '/api/scenarios', { name, params: { weights } })
  }
  await page.goto('/plan/scenarios')
  for (const name of ['只看地址', '兼顾行业']) {
    await page.getByRole('row').filter({ hasText: name }).first().getByRole('button', { name: /排一/ }).click()
    await page.getByRole('checkbox', { name: `比较“${name}”`, disabled: false }).check()
  }
  await page.getByRole('button', { name: '比较 2 个' }).click()
  await page.getByRole('table', { name: '并排比较' }).waitFor()
  await take(page, 'compare')

  await refined(page)
  await page.goto('/plan?view=map')
  const picture = page.getByRole('group', { name: /^方案示意图/ })
  await picture.getByRole('button', { name: /^邱隘镇：/ }).click()
  await picture
    .getByRole('button', { name: /^第 \d+ 条 联合组建（[45] 家/ })
    .first()
    .click()
  await page.getByRole('button', { name: '不采纳' }).waitFor()
  await take(page, 'plan-map')
  await page.getByRole('link', { name: '整页看' }).click()
  await page.getByRole('table', { name: '成员' }).waitFor()
  await take(page, 'proposal')

  const { rows } = await ask<{ rows: InstructorRow[] }>(page, '/api/instructors')
  // Who leaves stands in sight.
  for (const [at, { key }] of inOrder(rows).entries()) {
    const until = at % 3 === 0 ? '2027-06-30' : null
    await ask(page, '/api/instructors', { name: key, capacity: 16, until, leaving: at === 4, conflicts: [] })
  }
  await page.goto('/plan/instructors')
  await page.getByRole('table', { name: '指导员' }).getByRole('row').nth(3).waitFor()
  await take(page, 'instructors')
  await statePurpose(page, '离任交接当面核对')
  await page.getByRole('button', { name: '交接名单' }).click()
  await page.getByRole('table', { name: '交接名单' }).getByRole('row').nth(1).waitFor()
  await take(page, 'handover')
  await maskAgain(page)
  await toMenu(page, '示范带')
  await page.getByRole('table', { name: '片区' }).getByRole('row').nth(1).click()
  await page.getByText('其中的单位').waitFor()
  await take(page, 'belts')
}

/** The office gets accounts: from the first administrator to a colleague who looks what is held on herself. */
async function walkOffice(page: Page): Promise<void> {
  await setUpAdministrator(page, program)
  await makePerson(page, { username: 'liqiang', name: '李强', role: '区级领导' })
  const on = { field: '区域', text: '东郊街道' } as const
  const link = await makePerson(page, { username: 'liuyan', name: '刘燕', role: '镇街干部', on })
  await take(page, 'account-link')
  const colleague = await acceptLink(program.url, link)
  try {
    await correctPhone(page, colleague.page)
    await walkAdministrator(page)
    await walkColleague(colleague.page)
  } finally {
    await colleague.close()
  }
}

/** Asked for by the person, done by the administrator: what is then held, and can be read, has something to show. */
async function correctPhone(administrator: Page, colleague: Page): Promise<void> {
  const asked = { key: 'account.phone', to: '13900000000', reason: '补上办公电话' }
  await ask(colleague, '/api/account/held/correct', asked)
  const { rows } = await ask(administrator, '/api/personal/requests')
  await ask(administrator, `/api/personal/requests/${rows[0]?.id}`, { grant: true, answer: '已补上' })
}

async function walkAdministrator(page: Page): Promise<void> {
  await page.goto('/accounts?do=file')
  await page.locator('input[type=file]').setInputFiles({
    name: '账号名单.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        '用户名,姓名,岗位,范围',
        'qianjie,钱杰,社区和网格,五乡镇',
        'zhaomin,赵敏,镇街干部,五乡镇',
        'wugang,吴刚,行业条线,制造业 · 全区',
        'zhengxue,郑雪,镇街干部,东效街道',
      ].join('\n'),
    ),
  })
  await page.getByLabel('事由').fill('按花名册建账号')
  await take(page, 'account-file')
  await page.getByRole('button', { name: '建 3 个账号' }).click()
  await page.getByRole('button', { name: '打印链接' }).waitFor()

  await page.goto('/accounts')
  await page.getByRole('row').filter({ hasText: '赵敏' }).waitFor()
  await take(page, 'accounts')
  await page.getByRole('row').filter({ hasText: '刘燕' }).click()
  await grantLine(page)
  await take(page, 'account')

  const { rows } = await ask(page, '/api/units?coverage=work&limit=1')
  await page.goto(`/units/${rows[0]?.id}`)
  await page.getByText('各项内容').first().waitFor()
  await statePurpose(page, '走访前联系', () => take(page, 'purpose'))
  await page.goto('/accounts?q=刘燕')
  await page.getByRole('row').filter({ hasText: '刘燕' }).waitFor()
  await maskAgain(page)

  await sealed(page)
  await page.goto('/audit')
  await page.getByRole('row').nth(2).waitFor()
  await take(page, 'trail')
  await page.getByRole('button', { name: '链头和核验' }).click()
  await page.getByRole('button', { name: '开始核验' }).click()
  await page.getByText('核验通过').waitFor()
  await take(page, 'trail-head')

  await page.route('**/api/backups', async (route) => {
    const answer = await route.fetch()
    const said = route.request().method() === 'GET' ? { folder: 'D:\\聚新\\data\\backups' } : {}
    await route.fulfill({ response: answer, json: { ...(await answer.json()), ...said } })
  })
  await page.goto('/backups')
  await page.getByRole('button', { name: '现在备份' }).click()
  await page.getByText('备份好了').waitFor()
  await page.getByRole('cell', { name: '手工' }).waitFor()
  await take(page, 'backups')
  await page.goto('/self-check')
  await page.getByText(/已从现成文件读入/).waitFor()
  await take(page, 'self-check')
}

/** From here on names are in the clear. */
async function statePurpose(page: Page, purpose: string, before = async (): Promise<void> => {}): Promise<void> {
  await page.getByRole('button', { name: '姓名已遮盖' }).click()
  await page.getByRole('textbox', { name: '用途' }).fill(purpose)
  await before()
  await page.getByRole('button', { name: '显示明文' }).click()
  await page.getByText('正在显示姓名、电话明文').waitFor()
}

async function maskAgain(page: Page): Promise<void> {
  await page.getByText('恢复遮盖').first().click()
  await page.getByRole('button', { name: '姓名已遮盖' }).waitFor()
}

/** Within a minute what was done is sealed. */
async function sealed(page: Page): Promise<void> {
  for (let seconds = 0; seconds < 90; seconds += 3) {
    const { waiting } = await ask(page, '/api/audit/head')
    if (waiting === 0) return
    await page.waitForTimeout(3000)
  }
}

/** A second duty, dated, beside the first. */
async function grantLine(page: Page): Promise<void> {
  await page.getByRole('button', { name: '授权', exact: true }).click()
  await page.getByLabel('岗位').last().selectOption({ label: '行业条线' })
  await page.getByRole('combobox', { name: /^范围/ }).selectOption({ label: '行业' })
  await page.getByLabel('行业门类').selectOption('C')
  await page.getByRole('checkbox', { name: '全区' }).check()
  await page.getByLabel(/^到哪天/).fill('2027-06-30')
  await page.getByLabel('事由').fill('牵头制造业攻坚')
  await page.getByRole('button', { name: '授权', exact: true }).last().click()
  await page.getByText('行业条线 · 制造业').first().waitFor()
}

async function walkColleague(page: Page): Promise<void> {
  await page.goto('/account?tab=held')
  await page.getByText('谁看过').first().waitFor()
  await take(page, 'own-page')
  await page.getByRole('button', { name: /^刘燕/ }).click()
  await page.getByRole('button', { name: '退出' }).click()
  await page.getByRole('heading', { name: '登录' }).waitFor()
  await take(page, 'sign-in')
}

/** The gap is narrowed in the background; the guide shows what an office sees a few minutes later. */
async function refined(page: Page): Promise<void> {
  for (let seconds = 0; seconds < 240; seconds += 5) {
    const { gapState } = await ask(page, '/api/plans/latest')
    if (gapState !== 'refining') return
    await page.waitForTimeout(5000)
  }
}

type Answer = { id: string; gapState?: string; waiting?: number; rows: { id: string; key: string; name: string }[] }

async function ask<T = Answer>(page: Page, path: string, data?: unknown): Promise<T> {
  const answer = await (data === undefined
    ? page.request.get(path)
    : page.request.post(path, { data, headers: FROM_A_PAGE }))
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** A frozen version and a few units left out since, so that there is something to compare. Gives its id. */
async function freezeAndExclude(page: Page): Promise<string> {
  const { id } = await ask(page, '/api/snapshots', { name: '三季度报表' })
  const { rows } = await ask(page, '/api/units?coverage=none&limit=3')
  for (const unit of rows) {
    await ask(page, `/api/units/${unit.id}/exclusion`, {
      reason: 'closed',
      evidence: '市场监管公示吊销',
      approver: '区委社会工作部',
      expires: '2030-12-31',
    })
  }
  return id
}

/** Once nothing is loading and nothing moves. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .skeleton, .skeleton-block') === null)
  await page.evaluate(() => Promise.all(document.getAnimations().map((motion) => motion.finished.catch(() => null))))
  await page.mouse.move(1365, 767)
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  writeFileSync(join(to, `${name}.png`), smallPng(png))
}
