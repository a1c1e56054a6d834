import { createHmac } from 'node:crypto'
import type { Page } from 'playwright-core'
import { openBrowser, type Browser } from './browser.ts'
import type { Program } from './program.ts'

/** What people do to sign in, and what an administrator does so that they can. */

export const PASSWORD = '清晨的码头有四只海鸥'

/** What the app on the phone shows for the secret that the page shows (RFC 6238). */
export function codeOf(secret: string, at = Date.now()): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replaceAll(/[\s=]/g, '').toUpperCase()]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const hash = createHmac('sha1', key).update(step).digest()
  const start = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(start) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function typePassword(page: Page): Promise<void> {
  await page.getByLabel('新密码').fill(PASSWORD)
  await page.getByLabel('再输一次').fill(PASSWORD)
}

/** From the line that the program printed to an administrator with a second step. Gives the secret of the phone. */
export async function setUpAdministrator(page: Page, { setUpLink }: Program): Promise<string> {
  if (setUpLink === null) throw new Error('the program printed no link for the first administrator')
  await page.goto(setUpLink)
  await page.getByLabel('用户名').fill('wangmin')
  await page.getByLabel('姓名').fill('王敏')
  await typePassword(page)
  await page.getByRole('button', { name: '设为管理员' }).click()
  await page.getByRole('heading', { name: '先设两步验证' }).waitFor()
  await page.getByLabel('现在的密码').fill(PASSWORD)
  await page.getByRole('button', { name: '开始设置' }).click()
  await page.getByAltText('两步验证的二维码').waitFor()
  const secret = await page.locator('.factor-secret').innerText()
  await page.getByLabel('验证码').fill(codeOf(secret))
  await page.getByRole('button', { name: '启用' }).click()
  await page.getByRole('button', { name: '已收好' }).click()
  return secret
}

/** From here on names are in the clear, for half an hour. */
export async function statePurpose(page: Page, purpose: string): Promise<void> {
  await page.getByRole('button', { name: /姓名已遮盖/ }).click()
  await page.getByLabel('用途').fill(purpose)
  await page.getByRole('button', { name: '显示明文' }).click()
  await page.getByText('正在显示姓名、电话明文').waitFor()
}

export interface NewPerson {
  readonly username: string
  readonly name: string
  readonly role: string
  /** What to type into which field for the scope, and what to take from the list. */
  readonly on?: { readonly field: '区域' | '单位'; readonly text: string }
}

/** Makes an account on the page and gives its one-time link. */
export async function makePerson(page: Page, person: NewPerson): Promise<string> {
  await page.goto('/accounts')
  await page.getByRole('button', { name: '建账号' }).first().click()
  const form = page.locator('form').filter({ has: page.getByLabel('用户名') })
  await form.getByLabel('用户名').fill(person.username)
  await form.getByLabel('姓名').fill(person.name)
  await form.getByLabel('岗位').selectOption({ label: person.role })
  if (person.on === undefined) await form.getByRole('checkbox', { name: '全区' }).check()
  else {
    // A role that makes sense upon several things is asked which.
    const kind = form.getByLabel('范围')
    if (await kind.isVisible()) await kind.selectOption({ label: person.on.field })
    await form.getByRole('textbox', { name: new RegExp(`^${person.on.field} `) }).fill(person.on.text)
    await page.getByRole('list', { name: person.on.field }).getByRole('button').first().click()
  }
  await form.getByLabel('事由').fill('按分工建账号')
  await form.getByRole('button', { name: '建账号' }).click()
  return page.getByRole('textbox', { name: '链接', exact: true }).inputValue()
}

/** Somebody at a desk of their own: sets a password by the link and is in. */
export async function acceptLink(url: string, link: string): Promise<Browser> {
  const browser = await openBrowser(url)
  const { page } = browser
  await page.goto(new URL(link).pathname)
  await typePassword(page)
  await page.getByRole('button', { name: '设好并进入' }).click()
  await page.getByRole('navigation', { name: '主菜单' }).waitFor()
  return browser
}
