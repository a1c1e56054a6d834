import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { looksFine, type Office } from './planner-clerk.ts'

/** What opens beside and behind the pages of everybody who reads the ledger. */
const BESIDE = ['/coverage?by=industry', '/areas?tab=unlocated', '/rules?tab=rules', '/rules?tab=precedence']
/** What belongs to whoever is signed in. */
const OWN = ['/account', '/account?tab=held', '/account?tab=duty', '/self-check']
const OF_PLANS = ['/plan?view=map', '/plan?view=map&shape=points', '/plan?look=gap', '/plan/scenarios?edit=pairs']

/** The id of the first row that somebody gets, by the address of the list; null where there is none. */
async function first(page: Page, path: string): Promise<string | null> {
  const answer = await page.request.get(path)
  return answer.ok() ? (((await answer.json()) as { rows: { id: string }[] }).rows[0]?.id ?? null) : null
}

/** Each page that the menu of a role holds, and what opens there: drawn, fit for the window, without a complaint. */
export function everyPage(desk: () => Office): void {
  test(
    'every page of the menu and what opens there: nothing complained of, nothing cut off',
    { timeout: 600_000 },
    async () => {
      const { page } = desk()
      await page.goto('/')
      const links = page.getByRole('navigation', { name: '主菜单' }).getByRole('link')
      await links.first().waitFor()
      const menu = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
      expect(menu.length).toBeGreaterThan(5)
      const [unit, snapshot] = [await first(page, '/api/units?limit=1'), await first(page, '/api/snapshots')]
      const proposals = '/api/plans/latest/proposals?limit=1'
      const proposal = menu.includes('/plan') ? await first(page, `${proposals}&kind=joint`) : null
      for (const address of [
        ...menu,
        ...BESIDE,
        ...OWN,
        ...(unit === null ? [] : [`/units/${unit}`, `/units?open=${unit}`]),
        ...(snapshot === null ? [] : [`/snapshots/${snapshot}`]),
        ...(menu.includes('/plan') ? OF_PLANS : []),
        ...(proposal === null ? [] : [`/plan?proposal=${proposal}`, `/proposal/${proposal}`]),
      ]) {
        await page.goto(address)
        await looksFine(desk())
      }
    },
  )
}
