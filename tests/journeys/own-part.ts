import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { UnitRow } from '../../src/rooms/units/contract.ts'
import { openBrowser, type Browser } from './browser.ts'
import { fillData } from './filled-data.ts'
import { acceptLink, makePerson, setUpAdministrator } from './office-people.ts'
import { buildPages } from './pages-built.ts'
import { ask, askPlan, askProposals, type Office } from './planner-clerk.ts'
import { emptyFolder, serve, type Folder, type Program } from './program.ts'

/** Several groups in a town, quick all the same. */
const SIZE = 800

export type Unit = UnitRow

/** An office at work, with an administrator who sees everything; what others should see is asked with their browser. */
export interface FilledOffice {
  readonly folder: Folder
  readonly program: Program
  readonly administrator: Browser
  readonly town: { readonly id: string; readonly name: string }
  /** Every unit of the town. */
  readonly own: readonly Unit[]
  /** Another town, a unit that stands there, and a proposal made for it. */
  readonly elsewhere: { readonly id: string; readonly name: string; readonly unit: Unit; readonly proposal: string }
}

export async function openFilledOffice(): Promise<FilledOffice> {
  buildPages()
  const folder = emptyFolder()
  const data = join(folder.path, 'data')
  await fillData(data, join(folder.path, 'sample'), SIZE)
  const program = await serve(data)
  const administrator = await openBrowser(program.url)
  const { page } = administrator
  await setUpAdministrator(page, program)
  const towns = (await askPlan(page)).towns.filter(({ town, groups }) => groups > 0 && !town.endsWith('?'))
  const [first, second] = [...towns].sort((one, other) => other.groups - one.groups)
  if (first === undefined || second === undefined) throw new Error('not two towns with groups')
  const there = (await unitsOf(page, `area=${second.town}&due=join`))[0]
  const proposal = (await askProposals(page, 'latest', { town: second.town, kind: 'joint' }))[0]
  if (there === undefined || proposal === undefined) throw new Error(`nothing in ${second.name}`)
  return {
    folder,
    program,
    administrator,
    town: { id: first.town, name: first.name },
    own: await unitsOf(page, `area=${first.town}`),
    elsewhere: { id: second.town, name: second.name, unit: there, proposal: proposal.id },
  }
}

export async function closeFilledOffice(office: FilledOffice | undefined): Promise<void> {
  await office?.administrator.close()
  expect(await office?.program.stop()).toBe(0)
  office?.folder.remove()
}

/** Somebody of the office at a desk of their own. */
export async function sitDown(
  { program, administrator, folder }: Pick<FilledOffice, 'program' | 'administrator' | 'folder'>,
  person: Parameters<typeof makePerson>[1],
): Promise<Office> {
  const browser = await acceptLink(program.url, await makePerson(administrator.page, person))
  const { page } = browser
  browser.complaints()
  await page.goto('/')
  return { folder, program, browser, page }
}

export const unitsOf = async (page: Page, filter = ''): Promise<readonly Unit[]> =>
  (await ask<{ rows: Unit[] }>(page, `/api/units?limit=500&${filter}`)).rows

/** What the list at hand holds, asked once more by the conditions in its address. */
export const listedNow = (page: Page): Promise<readonly Unit[]> =>
  unitsOf(page, new URL(page.url()).search.replace(/^\?/, ''))

/** Why a button may not be pressed, as the screen reader hears it. */
export async function reasonOf(button: Locator): Promise<string> {
  await button.waitFor()
  expect(await button.getAttribute('aria-disabled')).toBe('true')
  return button.locator('.sr-only').innerText()
}

/** Types into the box at the top, by its key, and gives what is found once it has been looked for. */
export async function findAnything(page: Page, q: string): Promise<Locator> {
  const answers = ['/api/units', '/api/areas/find'].map((path) =>
    page.waitForResponse((answer) => {
      const url = new URL(answer.url())
      return url.pathname === path && url.searchParams.get('q') === q
    }),
  )
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '查找' }).fill(q)
  await Promise.all(answers)
  // What has come is drawn in the frames after.
  await page.waitForTimeout(200)
  return page.getByRole('listbox', { name: '查找' }).getByRole('option')
}

/** A deed is taken from the pages of the office itself: what a page sends with it, for requests without one. */
export const fromThePage = (page: Page): { readonly headers: Record<string, string> } => ({
  headers: { origin: new URL(page.url()).origin, 'sec-fetch-site': 'same-origin' },
})

export const names = (units: readonly { readonly name: string }[]): readonly string[] =>
  units.map(({ name }) => name).sort()

/** How many of them stand in the denominator. */
export const counted = (units: readonly Unit[]): number =>
  units.filter(({ coverage }) => coverage !== 'excluded').length
