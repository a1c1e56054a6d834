/**
 * Takes the guide's pictures again: `node tests/journeys/pictures.ts`. Only the invented sample district is ever shown.
 * 1366 × 768, PNG, into docs/guide/pictures (docs/pictures holds the one that README.md shows).
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { confirmImport, makePlan, toMenu } from './clerk.ts'
import { buildPages } from './pages-built.ts'
import { emptyFolder, root, serve } from './program.ts'
import { smallPng } from './small-png.ts'

const to = join(root, 'docs/guide/pictures')

buildPages()
mkdirSync(to, { recursive: true })
const folder = emptyFolder()
const program = await serve(join(folder.path, 'data'))
const browser = await openBrowser(program.url)
try {
  await walk(browser.page)
} finally {
  await browser.close()
  await program.stop()
  folder.remove()
}
mkdirSync(join(root, 'docs/pictures'), { recursive: true })
copyFileSync(join(to, 'overview.png'), join(root, 'docs/pictures/overview.png'))

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

  const { rows } = await ask(page, '/api/instructors')
  for (const [at, { name }] of rows.entries()) {
    const until = at % 3 === 0 ? '2027-06-30' : null
    await ask(page, '/api/instructors', { name, capacity: 16, until, leaving: at === 4, conflicts: [] })
  }
  await page.goto('/plan/instructors')
  await page.getByRole('table', { name: '指导员' }).getByRole('row').nth(3).waitFor()
  await take(page, 'instructors')
  await page.getByRole('button', { name: '交接名单' }).click()
  await page.getByRole('table', { name: '交接名单' }).getByRole('row').nth(1).waitFor()
  await take(page, 'handover')
  await toMenu(page, '示范带')
  await page.getByRole('table', { name: '片区' }).getByRole('row').nth(1).click()
  await page.getByText('其中的单位').waitFor()
  await take(page, 'belts')
}

/** The gap is narrowed in the background; the guide shows what an office sees a few minutes later. */
async function refined(page: Page): Promise<void> {
  for (let seconds = 0; seconds < 240; seconds += 5) {
    const { gapState } = await ask(page, '/api/plans/latest')
    if (gapState !== 'refining') return
    await page.waitForTimeout(5000)
  }
}

type Answer = { id: string; gapState?: string; rows: { id: string; name: string }[] }

async function ask(page: Page, path: string, data?: unknown): Promise<Answer> {
  const answer = await (data === undefined ? page.request.get(path) : page.request.post(path, { data }))
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as Answer
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
