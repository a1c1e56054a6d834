import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { z } from 'zod'
import type { Plan, ProposalRow, proposalShape } from '../../src/rooms/planner/contract.ts'
import { openBrowser, type Browser } from './browser.ts'
import { download } from './clerk.ts'
import { looksRight, settled } from './looks-right.ts'
import { buildPages } from './pages-built.ts'
import { readBook, type Cells } from './papers.ts'
import { emptyFolder, serve, type Folder, type Program } from './program.ts'

export type Proposal = z.infer<typeof proposalShape>

export interface Office {
  readonly folder: Folder
  readonly program: Program
  readonly browser: Browser
  readonly page: Page
}

/** An office that has just started the program for the first time. */
export async function openOffice(): Promise<Office> {
  buildPages()
  const folder = emptyFolder()
  const program = await serve(join(folder.path, 'data'))
  const browser = await openBrowser(program.url)
  return { folder, program, browser, page: browser.page }
}

export async function closeOffice(office: Office | undefined): Promise<void> {
  await office?.browser.close()
  expect(await office?.program.stop()).toBe(0)
  office?.folder.remove()
}

/** What the server says, asked as the pages ask it. */
export async function ask<T>(page: Page, path: string, data?: unknown): Promise<T> {
  const answer = await (data === undefined ? page.request.get(path) : page.request.post(path, { data }))
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

export const askPlan = (page: Page, id = 'latest'): Promise<Plan> => ask(page, `/api/plans/${id}`)
export const askProposal = (page: Page, id: string): Promise<Proposal> => ask(page, `/api/proposals/${id}`)

export async function askProposals(
  page: Page,
  plan: string,
  filter: Readonly<Record<string, string>>,
): Promise<readonly ProposalRow[]> {
  const wanted = new URLSearchParams({ limit: '200', ...filter })
  return (await ask<{ rows: ProposalRow[] }>(page, `/api/plans/${plan}/proposals?${wanted}`)).rows
}

/** Every page on the way is looked at: it fits an office PC's window, axe finds nothing serious, the browser complains of nothing. */
export async function looksFine({ page, browser }: Office): Promise<void> {
  await settled(page)
  await looksRight(page)
  expect(browser.complaints()).toEqual([])
}

/** A cost as the pages write it. */
export const costText = (cost: number): string =>
  new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 }).format(cost)

/** The columns of a table of two: name → what is said. */
export async function readPairs(list: Locator): Promise<ReadonlyMap<string, string>> {
  const [names, texts] = [await list.locator('dt').allInnerTexts(), await list.locator('dd').allInnerTexts()]
  return new Map(names.map((name, at) => [name, texts[at] ?? '']))
}

/** Downloads a workbook and gives its sheets from their heading row on: the first with more than one cell. */
export async function readExport(
  page: Page,
  link: Locator,
  path: string,
): Promise<ReadonlyMap<string, readonly Cells[]>> {
  await download(page, link, path)
  const heading = (row: Cells): boolean => row.filter((cell) => cell !== null && cell !== '').length > 1
  return new Map([...readBook(path)].map(([name, rows]) => [name, rows.slice(rows.findIndex(heading))]))
}

/** Rows below the heading as records by column. */
export function records(rows: readonly Cells[] | undefined): readonly Readonly<Record<string, string>>[] {
  const [head = [], ...rest] = rows ?? []
  return rest.map((row) => Object.fromEntries(head.map((name, at) => [String(name), String(row[at] ?? '')])))
}

/** A group that cannot spare one of its members, and a unit of the same town that its own group can. */
export async function findChange(page: Page) {
  const rows = await askProposals(page, 'latest', { kind: 'joint', decision: 'open' })
  const all = await Promise.all(rows.map(({ id }) => askProposal(page, id)))
  for (const proposal of all.filter(({ weight, units, town }) => weight === 3 && units === 3 && town !== null)) {
    const donors = all.filter((one) => one !== proposal && one.town === proposal.town && one.units > 2)
    const incoming = donors.flatMap(({ members, weight }) => members.filter((one) => weight - one.weight >= 3))[0]
    const out = proposal.members[0]
    if (out !== undefined && incoming !== undefined) return { proposal, out, incoming }
  }
  throw new Error('nothing to change here')
}
