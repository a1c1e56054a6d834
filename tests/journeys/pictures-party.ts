import type { Page } from 'playwright-core'
import type { SampleFiles } from '../../src/platform/server/write-sample.ts'
import { takeInMembers, takeInOrganizations } from './party-files.ts'

interface Camera {
  take(page: Page, name: string): Promise<void>
  ask<T>(page: Page, path: string, data?: unknown): Promise<T>
}

interface Rows {
  readonly rows: readonly { readonly id: string }[]
}

const MEETINGS = [
  ['2026-01-20', ['theme-day'], '一月主题党日'],
  ['2026-02-20', ['theme-day'], '二月主题党日'],
  ['2026-03-20', ['members-meeting', 'theme-day'], '一季度党员大会'],
  ['2026-04-20', ['theme-day'], '四月主题党日'],
  ['2026-05-20', ['theme-day', 'lecture'], '书记讲党课'],
  ['2026-06-20', ['members-meeting'], '二季度党员大会'],
  ['2026-07-01', ['theme-day'], '七一主题党日'],
  ['2026-09-20', ['members-meeting'], '三季度党员大会'],
] as const

/** Organisations and members of the sample, with something under way of everything. */
export async function walkParty(page: Page, sample: SampleFiles, { take, ask }: Camera): Promise<void> {
  await takeInOrganizations(page, sample.organizations.path)
  await takeInMembers(page, sample.members.path)
  const first = async (path: string, at = 0): Promise<string> => (await ask<Rows>(page, path)).rows[at]?.id ?? ''
  const branch = await first('/api/organizations?kind=branch&limit=1')
  const joint = await first('/api/organizations?kind=joint-branch&limit=1')
  await ask(page, '/api/life', {
    meetings: MEETINGS.map(([day, kinds, title]) => ({
      day,
      kinds,
      title,
      bySecretary: title.startsWith('书记'),
      holders: [{ organization: branch, due: 5, present: 5 }],
    })),
  })
  await develop('林晓梅', '1995-04-08', 'technical', 'applicant', { apply: '2026-09-10' })
  const days = { apply: '2025-03-02', talk: '2025-03-20', activist: '2025-10-15' }
  const known = await develop('周志强', '1990-11-21', 'front-line', 'activist', days)
  await ask(page, '/api/transfers', {
    direction: 'within',
    member: await first(`/api/members?organization=${branch}&limit=1`),
    to: joint,
    reason: '工作调动',
  })
  await declare('former-unit', '原单位党支部')
  await declare('in-hand', null)

  const shots: readonly (readonly [address: string, shown: string, name: string])[] = [
    ['/organizations', '组织树', 'organizations'],
    [`/organizations/${branch}`, '基本情况', 'organization'],
    ['/organizations?view=hosts', '按平台', 'hosts'],
    ['/terms', '按届满月份', 'terms'],
    [`/life/${branch}?year=2026`, '各期开了没有', 'life'],
    ['/members', '党员', 'members'],
    ['/development', '发展党员', 'development'],
    [`/development/${known}`, '周', 'development-case'],
    ['/transfers', '组织关系转接', 'transfers'],
    ['/declarations', '自愿申报', 'declarations'],
    ['/declare', '申报前请看', 'declare'],
    ['/due', '本月到期', 'due'],
  ]
  for (const [address, shown, name] of shots) {
    await page.goto(address)
    await page.getByRole('main').getByText(shown).first().waitFor()
    await take(page, name)
  }

  async function develop(name: string, born: string, postKind: string, stage: string, steps: object): Promise<string> {
    const person = { name, born, postKind, organization: branch, stage, days: steps }
    return (await ask<{ id: string }>(page, '/api/development', person)).id
  }

  /** As somebody does who was given the link. */
  async function declare(placeKind: string, relation: string | null): Promise<void> {
    type Notice = { consent: { version: string }; towns: { id: string }[] }
    const { consent, towns } = await ask<Notice>(page, '/api/declare')
    const words = { name: '陈新', phone: '13800000001', placeKind, relation, town: towns[0]?.id ?? null }
    await ask(page, '/api/declare', { ...words, consent: consent.version, agreed: true })
  }
}
