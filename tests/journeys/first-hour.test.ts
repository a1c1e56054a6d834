import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { chromiumPath, sayWhere, withoutBrowser } from './browser.ts'
import { hourOnTheSample, hourWithOwnFiles } from './first-hour-steps.ts'
import { closeOffice, openOffice, type Office } from './planner-clerk.ts'

describe.skipIf(chromiumPath === null).each([
  ['the first hour on the sample district', hourOnTheSample],
  ["three files of one's own", hourWithOwnFiles],
])(`%s${withoutBrowser}`, (_name, hour) => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice()
    await office.page.goto('/')
  }, 600_000)
  afterEach(sayWhere(() => office?.browser))
  afterAll(() => closeOffice(office), 60_000)

  hour(() => office)
})
