import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, openBrowser, sayWhere, withoutBrowser, type Browser } from './browser.ts'
import { everyPage } from './every-page.ts'
import { hourOnTheSample, hourWithOwnFiles } from './first-hour-steps.ts'
import { secretaryHour } from './first-hour-secretary.ts'
import { streetDoes } from './first-hour-street-deeds.ts'
import { streetSees } from './first-hour-street.ts'
import { setUpAdministrator, statePurpose } from './office-people.ts'
import { closeFilledOffice, openFilledOffice, sitDown, unitsOf, type FilledOffice } from './own-part.ts'
import { buildPages } from './pages-built.ts'
import { askProposals, looksFine, readExport, records, type Office } from './planner-clerk.ts'
import { emptyFolder, serve, type Folder, type Program } from './program.ts'

/** The first hour by people who have signed in: nothing is easier, and nothing more is seen, than their role says. */

describe.skipIf(chromiumPath === null).each([
  ['the sample district', hourOnTheSample],
  ['files of the office', hourWithOwnFiles],
])(`a clerk of the district, signed in: %s${withoutBrowser}`, { timeout: 300_000 }, (_name, hour) => {
  let folder: Folder
  let program: Program
  let administrator: Browser
  let office: Office
  beforeAll(async () => {
    buildPages()
    folder = emptyFolder()
    program = await serve(join(folder.path, 'data'))
    administrator = await openBrowser(program.url)
    await setUpAdministrator(administrator.page, program)
    office = await sitDown({ folder, program, administrator }, { username: 'lijing', name: '李静', role: '区级经办' })
  }, 600_000)
  afterEach(sayWhere(() => office?.browser ?? administrator))
  afterAll(async () => {
    await office?.browser.close()
    await administrator?.close()
    expect(await program?.stop()).toBe(0)
    folder?.remove()
  }, 60_000)

  hour(() => office)
  if (hour !== hourOnTheSample) return
  namesAreMasked(
    () => office,
    () => administrator,
  )
  everyPage(() => office)
})

/** Names stand in the ledger, beside proposals and in files. */
function namesAreMasked(desk: () => Office, administrator: () => Browser): void {
  const instructors = async (path: string): Promise<readonly string[]> => {
    const { page, folder } = desk()
    await page.goto('/plan')
    await page.getByRole('button', { name: '导出' }).click()
    const all = page.getByText('表格（xlsx）', { exact: true }).last()
    const book = await readExport(page, all, join(folder.path, path))
    return records(book.get('选派指导员')).map((row) => row['指导员'] ?? '')
  }
  /** Places that are still to be filled are nobody's name. */
  const persons = (found: readonly string[]): readonly string[] => found.filter((name) => !name.startsWith('新聘'))

  test('names stay masked on the screen and in files until a purpose is stated', async () => {
    const { page } = desk()
    const named = (await unitsOf(page)).filter(({ instructor }) => instructor !== null)
    expect(named.length).toBeGreaterThan(0)
    expect(named.every(({ instructor }) => instructor?.includes('*'))).toBe(true)
    await page.goto('/units?cols=coverage,instructor&q=' + encodeURIComponent(named[0]?.name ?? ''))
    await page
      .getByRole('cell', { name: named[0]?.instructor ?? '', exact: true })
      .first()
      .waitFor()
    const proposed = (await askProposals(page, 'latest', { kind: 'instructor' })).map(
      ({ instructor }) => instructor ?? '',
    )
    expect(persons(proposed).every((name) => name.includes('*'))).toBe(true)
    const written = await instructors('遮盖.xlsx')
    expect(persons(written).length).toBeGreaterThan(0)
    expect(persons(written).every((name) => name.includes('*'))).toBe(true)
    await looksFine(desk())
  })

  test('with a purpose the same places show them, and the trail keeps who looked', async () => {
    const { page, browser } = desk()
    await page.goto('/units?cols=coverage,instructor')
    await statePurpose(page, '核对指导员安排')
    const named = (await unitsOf(page)).filter(({ instructor }) => instructor !== null)
    expect(named.some(({ instructor }) => !instructor?.includes('*'))).toBe(true)
    await page.goto('/units?cols=coverage,instructor&q=' + encodeURIComponent(named[0]?.name ?? ''))
    await page
      .getByRole('cell', { name: named[0]?.instructor ?? '', exact: true })
      .first()
      .waitFor()
    expect(persons(await instructors('明文.xlsx')).every((name) => !name.includes('*'))).toBe(true)
    expect(browser.complaints()).toEqual([])
    const trail = await administrator().page.request.get('/api/audit?kind=read&limit=50')
    const told = await trail.text()
    for (const words of ['李静', '核对指导员安排']) expect(told).toContain(words)
  })
}

describe.skipIf(chromiumPath === null)(
  `people with a part of the office${withoutBrowser}`,
  { timeout: 300_000 },
  () => {
    let office: FilledOffice
    beforeAll(async () => {
      office = await openFilledOffice()
    }, 600_000)
    afterAll(() => closeFilledOffice(office), 60_000)

    describe('a secretary of one unit', () => {
      let desk: Office
      beforeAll(async () => {
        const on = { field: '单位', text: office.elsewhere.unit.name } as const
        desk = await sitDown(office, { username: 'sunli', name: '孙丽', role: '党组织书记', on })
      }, 120_000)
      afterEach(sayWhere(() => desk?.browser ?? office?.administrator))
      afterAll(() => desk?.browser.close())

      secretaryHour(
        () => desk,
        () => office,
      )
      everyPage(() => desk)
    })

    describe('somebody of a street', () => {
      let desk: Office
      beforeAll(async () => {
        const on = { field: '区域', text: office.town.name } as const
        desk = await sitDown(office, { username: 'zhaogang', name: '赵刚', role: '镇街干部', on })
      }, 120_000)
      afterEach(sayWhere(() => desk?.browser ?? office?.administrator))
      afterAll(() => desk?.browser.close())

      for (const hour of [streetSees, streetDoes]) {
        hour(
          () => desk,
          () => office,
        )
      }
      everyPage(() => desk)
    })
  },
)
