import { join } from 'node:path'
import { expect, test } from 'vitest'
import { download, numberIn, readExplanation, readLedger, shown, toMenu } from './clerk.ts'
import { settled } from './looks-right.ts'
import { counted, findAnything, listedNow, names, type FilledOffice } from './own-part.ts'
import { readBook } from './papers.ts'
import { looksFine, records, type Office } from './planner-clerk.ts'

/** What 镇街干部 see in their first hour: their own street in every figure, list and file; the rest is not there. */
export function streetSees(desk: () => Office, office: () => FilledOffice): void {
  const put = (name: string): string => join(desk().folder.path, `街道${name}`)

  test('the overview is about the street and says its own counts', async () => {
    const { page } = desk()
    const { own, town } = office()
    await page.getByRole('heading', { level: 1, name: `${town.name}两新组织党建总览` }).waitFor()
    const sentence = page.getByText(/^在册 [\d,]+ 家.*应建.*。$/)
    expect(await sentence.innerText()).toMatch(
      new RegExp(`^在册 ${own.length} 家，实体运营 ${counted(own)} 家；组织覆盖 [\\d.]+%，工作覆盖 [\\d.]+%。`),
    )
    await looksFine(desk())
  })

  test('a figure opens its fraction; every count in it leads to exactly those rows of the street', async () => {
    const { page } = desk()
    const { own, town } = office()
    const rate = page
      .getByRole('main')
      .getByRole('button', { name: /^[\d.]+%$/ })
      .first()
    const written = await rate.innerText()
    await rate.click()
    const { parts, bottom, rate: explained } = await readExplanation(page)
    expect(`${explained.toFixed(1)}%`).toBe(written)
    expect(bottom).toBe(counted(own))
    const top = parts.reduce((sum, n) => sum + n, 0)
    expect(((top / bottom) * 100).toFixed(1)).toBe(explained.toFixed(1))
    const terms = page.getByRole('region', { name: '这个数怎么来的' }).getByRole('link', { name: /\d$/ })
    const counts = (await terms.allInnerTexts()).map(numberIn)
    for (const [at, n] of counts.entries()) {
      if (n === 0) continue
      await terms.nth(at).click()
      expect(await readLedger(page)).toEqual({ said: n, listed: n })
      const rows = await listedNow(page)
      expect(rows).toHaveLength(n)
      expect(new Set(rows.map((row) => row.town))).toEqual(new Set([town.name]))
      await page.goBack()
      await terms.nth(at).waitFor()
    }
    expect(desk().browser.complaints()).toEqual([])
  })

  test('coverage adds up to the street by town, by kind and by community', async () => {
    const { page } = desk()
    const { own, town } = office()
    await toMenu(page, '覆盖情况')
    for (const by of ['按镇街', '按类别']) {
      await page.getByRole('tab', { name: by }).click()
      const table = page.getByRole('table', { name: `覆盖表，${by}` })
      const rows = table
        .locator('tbody')
        .getByRole('row')
        .filter({ has: page.getByRole('link') })
      await rows.first().waitFor()
      const cells = await Promise.all((await rows.all()).map((row) => row.getByRole('cell').allInnerTexts()))
      expect(cells.reduce((sum, [, registered = '']) => sum + numberIn(registered), 0)).toBe(own.length)
      if (by === '按镇街') expect(cells.map(([name = '']) => name.trim())).toEqual([town.name])
    }
    await looksFine(desk())

    await toMenu(page, '区域')
    const tree = page.locator('.tree-row')
    await tree.nth(1).waitFor()
    await settled(page)
    const lines = (await tree.allInnerTexts()).map((text) => text.replace(/^[▾▸\s]+/, ''))
    expect(numberIn(lines[0] ?? '')).toBe(own.length)
    expect(lines[0]).toContain(town.name)
    const communities = lines.slice(1).map((line) => ({ name: line.split(/\s/)[0] ?? '', n: numberIn(line) }))
    for (const { name, n } of communities) expect(n, name).toBe(own.filter(({ area }) => area === name).length)
    const most = communities.reduce((one, other) => (other.n > one.n ? other : one))
    expect(most.n).toBeGreaterThan(0)
    await page.getByRole('button', { name: most.name, exact: true }).click()
    await page.getByRole('heading', { name: most.name }).waitFor()
    await page.getByRole('link', { name: '看覆盖' }).click()
    await page.getByRole('heading', { level: 1, name: `${most.name}覆盖情况` }).waitFor()
    await page
      .getByText(new RegExp(`^在册 ${most.n} 家`))
      .first()
      .waitFor()
    await looksFine(desk())
  })

  test('blind spots: what is due in the street, each count with its units', async () => {
    const { page } = desk()
    const { own } = office()
    await page.goto('/blind-spots')
    const none = own.filter(({ coverage }) => coverage === 'none').length
    await page.getByText(`实体运营 ${counted(own)} 家中，${none} 家没有任何覆盖。`).waitFor()
    const dues = page.getByRole('region', { name: '该做什么，依据哪一条' }).getByRole('listitem')
    const dueOf = (name: string) => dues.filter({ has: page.getByRole('button', { name, exact: true }) })
    const found = dueOf('应单独组建')
    const n = own.filter(({ due }) => due === 'found').length
    expect(numberIn((await found.getByRole('link').first().innerText()) ?? '')).toBe(n)
    await looksFine(desk())
    const joined = dueOf('可联合组建').getByRole('link').first()
    const joinable = own.filter(({ due }) => due === 'join').length
    expect(joinable).toBeGreaterThan(0)
    await joined.click()
    expect(await readLedger(page)).toEqual({ said: joinable, listed: joinable })
  })

  test('the ledger is searched, filtered and exported: own rows only, names masked', async () => {
    const { page } = desk()
    const { own, town, elsewhere } = office()
    await page.goto('/units')
    await page.getByText(new RegExp(`^在册 ${own.length} 家单位`)).waitFor()
    const search = page.getByRole('textbox', { name: '在台账里查' })
    await search.fill(elsewhere.unit.name)
    expect(await shown(page.getByText('没有符合条件的单位', { exact: true }))).toBe(true)
    const [wanted] = own
    await search.fill(wanted?.name ?? '')
    await page
      .getByRole('table', { name: '单位名单' })
      .getByText(wanted?.name ?? '')
      .first()
      .waitFor()
    await page.getByRole('button', { name: '清除条件' }).click()
    await page.getByRole('search', { name: '筛选' }).getByRole('button', { name: '覆盖' }).click()
    await page.getByRole('checkbox', { name: /^未覆盖/ }).click()
    const none = own.filter(({ coverage }) => coverage === 'none')
    await page.waitForURL((url) => url.searchParams.get('coverage') === 'none')
    await page.getByText(`符合条件的 ${none.length} 家`).waitFor()
    expect(await readLedger(page)).toEqual({ said: none.length, listed: none.length })
    await page.keyboard.press('Escape')
    const written = async (name: string): Promise<readonly Readonly<Record<string, string>>[]> => {
      await page.getByRole('button', { name: '导出', exact: true }).click()
      await download(page, page.getByRole('link', { name: '导出文本（csv）' }), put(name))
      const rows = records([...readBook(put(name)).values()][0])
      expect(rows.at(-1)?.['聚新编号']).toContain(`共 ${rows.length - 1} 行`)
      return rows.slice(0, -1)
    }
    const some = await written('未覆盖.csv')
    expect(some.map((row) => row['单位名称']).sort()).toEqual(names(none))
    await page.getByRole('button', { name: '清除条件' }).click()
    await page.getByText(new RegExp(`^在册 ${own.length} 家单位`)).waitFor()
    const all = await written('台账.csv')
    expect(all.map((row) => row['聚新编号']).sort()).toEqual(own.map(({ id }) => id).sort())
    expect(new Set(all.map((row) => row['镇街']))).toEqual(new Set([town.name]))
    const instructors = all.map((row) => row['党建指导员'] ?? '').filter((name) => name !== '')
    expect(instructors.length).toBeGreaterThan(0)
    expect(instructors.every((name) => name.includes('*'))).toBe(true)
    await looksFine(desk())
  })

  test('Ctrl K finds a unit of the street and none of another', async () => {
    const { page } = desk()
    const { own, elsewhere } = office()
    const others = await findAnything(page, elsewhere.unit.name)
    for (const text of await others.allInnerTexts()) expect(text).toContain('台账')
    await page.keyboard.press('Escape')
    const wanted = own.find(({ name }) => own.filter((one) => one.name.includes(name)).length === 1)
    const found = await findAnything(page, wanted?.name ?? '')
    await found.filter({ hasText: office().town.name }).first().click()
    await page.getByRole('heading', { level: 1, name: wanted?.name ?? '' }).waitFor()
    await looksFine(desk())
  })

  test('what stands elsewhere answers as what is not there', async () => {
    const { page, browser } = desk()
    const { elsewhere } = office()
    const { unit, proposal, id } = elsewhere
    for (const [address, words] of [
      [`/units/${unit.id}`, '没有这家单位，可能已归并或撤回。'],
      [`/units?open=${unit.id}`, '没有这家单位，可能已归并或撤回。'],
      [`/proposal/${proposal}`, '没有这条建议，方案可能已重排。'],
    ] as const) {
      await page.goto(address)
      await page.getByText(words).first().waitFor()
      expect(await page.locator('body').innerText()).not.toContain(unit.name)
    }
    expect(browser.complaints().every((said) => said.includes('404'))).toBe(true)
    await page.goto(`/units?area=${id}`)
    expect(await shown(page.getByText('没有符合条件的单位', { exact: true }))).toBe(true)
    await page.goto(`/coverage?area=${id}`)
    expect(await shown(page.getByText('这里还没有单位。').first())).toBe(true)
    expect(browser.complaints()).toEqual([])
  })
}
