import { existsSync } from 'node:fs'
import { chromium, type Page } from 'playwright-core'
import type { TestContext } from 'vitest'

const given = process.env['JUXIN_CHROMIUM'] ?? '/usr/bin/chromium'

/** Where Chromium is, or null; the journeys that need it are skipped then and say so by their title. */
export const chromiumPath: string | null = existsSync(given) ? given : null
export const withoutBrowser = chromiumPath === null ? ' (skipped: no Chromium, set JUXIN_CHROMIUM to its path)' : ''

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A step may take this long on a busy machine; an idle one needs a tenth. */
const PATIENCE = 60_000

export interface Browser {
  readonly page: Page
  /** What the browser complained about since the last call. */
  complaints(): string[]
  /** Where the page is and what it says, for the report of a journey that failed. */
  describe(): Promise<string>
  close(): Promise<void>
}

/** A browser that has never been used: empty profile, no cache, an office PC's window. */
export async function openBrowser(url: string, viewport = { width: 1366, height: 768 }): Promise<Browser> {
  if (chromiumPath === null) throw new Error('no Chromium')
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    headless: true,
    args: FLAGS,
  })
  const context = await browser.newContext({ baseURL: url, viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  page.setDefaultNavigationTimeout(PATIENCE)
  let heard: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(`${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => heard.push(error.stack ?? error.message))
  page.on('response', (response) => {
    if (response.status() >= 400) heard.push(`${response.status()} ${response.url()}`)
  })
  return {
    page,
    complaints() {
      const said = heard
      heard = []
      return said
    },
    describe: async () => `${page.url()}\n${await page.locator('body').innerText()}`,
    close: () => browser.close(),
  }
}

/** `afterEach(sayWhere(() => browser))`: a journey that fails says what was on the screen. */
export const sayWhere =
  (browser: () => Browser | undefined) =>
  async ({ task }: TestContext): Promise<void> => {
    if (task.result?.state === 'fail') process.stderr.write(`${task.name}:\n${await browser()?.describe()}\n`)
  }
