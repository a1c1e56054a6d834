import type { Page } from 'playwright-core'
import { shown } from './clerk.ts'

/** The office's register of organisations, taken in as a clerk does it. */
export async function takeInOrganizations(page: Page, path: string): Promise<void> {
  await page.goto('/organizations/import')
  await page.locator('input[type=file]').first().setInputFiles(path)
  await page.getByRole('button', { name: /^写入 \d+ 个新的党组织$/ }).click()
  await shown(page.getByText(/^已登记 \d+ 个党组织/))
}

/** The roster of their members; those who are only in the file are put on record. */
export async function takeInMembers(page: Page, path: string): Promise<void> {
  await page.goto('/members/rosters')
  await page.locator('input[type=file]').first().setInputFiles(path)
  await page.getByRole('button', { name: '写入', exact: true, disabled: false }).click()
  await shown(page.getByText(/已经写入/))
}
