import { utils, write } from '@e965/xlsx'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportView, UnitRow } from '../../src/rooms/units/contract.ts'
import { readBook, readPaper } from './papers.ts'
import { emptyFolder, juxin, type Folder, type Said } from './program.ts'

/** The main job by commands alone: each is a process of its own on the same data folder. */
const SIZE = 600

interface Coverage {
  sentence: string
  tally: Record<string, number>
  denominators: { id: string; name: string; n: number }[]
  figures: {
    name: string
    formula: string
    numerator: number
    denominator: number
    rate: number | null
    article: { regulation: string; article: string }
    asOf: string
    parts: { n: number }[]
  }[]
  rows?: Record<string, number | string>[]
}
interface PlanUnit {
  creditCode: string | null
  name: string
  weight: number
  address: string | null
  unit: string
}
interface Plan {
  plan: string
  no: number
  totalCost: number
  bound: number
  gap: number
  sentence: string
  rules: Record<string, { regulation: string; article: string }>
  groups: { commonLevel: string; commonPlace: string; weight: number; cost: number; rule: string; units: PlanUnit[] }[]
  founders: { rule: string; units: PlanUnit[] }[]
  instructors: { instructor: string | null; units: PlanUnit[] }[]
  uncovered: { reason: string | null; why: string; units: PlanUnit[] }[]
}
type Listed = { total: number; rows: UnitRow[] }

describe('the main job by commands', { timeout: 600_000 }, () => {
  let folder: Folder
  let files: string[]
  let ledger: UnitRow[]
  let plan: Plan
  beforeAll(() => {
    folder = emptyFolder()
  })
  afterAll(() => folder.remove())

  const run = (...args: string[]): Promise<Said> => juxin([...args, '--data', join(folder.path, 'data')])
  /** Standard output must be one JSON document and nothing else, so it is parsed whole. */
  const json = async <T>(...args: string[]): Promise<T> => {
    const said = await run(...args, '--json')
    expect(said, said.errors).toMatchObject({ code: 0 })
    return JSON.parse(said.out) as T
  }
  const allUnits = async (): Promise<UnitRow[]> => (await json<Listed>('units', '--limit', String(SIZE * 2))).rows

  test('sample: three files and the answers for matching', async () => {
    const made = await json<{ files: { path: string }[]; units: number }>(
      'sample',
      '--units',
      String(SIZE),
      '--out',
      join(folder.path, 'sample'),
    )
    expect(made.units).toBe(SIZE)
    files = made.files.map((file) => file.path)
    expect(files).toHaveLength(3)
  })

  test('import --dry-run says what would happen and writes nothing', async () => {
    const seen = await json<ImportView & { dryRun: boolean }>('import', ...files, '--dry-run')
    expect(seen).toMatchObject({ dryRun: true, state: 'ready', counts: { new: SIZE, wrong: 0 } })
    expect((await json<Listed>('units')).total).toBe(0)
  })

  test('import recognises each file by itself, writes, and says its progress on standard error', async () => {
    const said = await run('import', ...files, '--yes', '--json')
    expect(said.code).toBe(0)
    expect(said.errors).not.toBe('')
    const done = JSON.parse(said.out) as ImportView
    expect(done.sheets.map((sheet) => sheet.source).sort()).toEqual(['annual-report', 'ledger', 'registry'])
    expect(done.state).toBe('written')
    expect(done.counts.new).toBe(SIZE)
    expect(done.batches).toHaveLength(3)
  })

  test('matches --csv: nothing joined wrongly, next to nothing left out', async () => {
    const truth = readFileSync(join(folder.path, 'sample/truth.csv'), 'utf8').trim().split(/\r?\n/).slice(1)
    const codeOf = new Map(truth.map((line) => line.split(',').slice(0, 2) as [string, string]))
    const [head, ...lines] = (await run('matches', '--csv')).out.trim().split('\n')
    expect(head).toBe('file,sheet_row,decision,credit_code,score,reason')
    expect(lines).toHaveLength(codeOf.size)
    const rows = lines.map((line) => line.split(','))
    const joined = rows.filter(([, , decision]) => decision === 'joined')
    const right = joined.filter(([, row = '', , code]) => codeOf.get(row) === code).length
    const doubtful = rows.filter(([, , decision]) => decision === 'doubtful').length
    expect(right / joined.length).toBeGreaterThanOrEqual(0.998)
    expect(right / codeOf.size).toBeGreaterThanOrEqual(0.97)
    expect(doubtful / rows.length).toBeLessThanOrEqual(0.03)
  })

  test.each(['town', 'kind', 'industry', 'size'])(
    'coverage --by %s adds up, and every figure explains itself',
    async (by) => {
      const { figures, denominators, tally, rows = [] } = await json<Coverage>('coverage', '--by', by)
      expect(figures.length).toBeGreaterThanOrEqual(6)
      for (const figure of figures) {
        expect(figure.formula).toContain('÷')
        expect(figure.parts.reduce((sum, part) => sum + part.n, 0)).toBe(figure.numerator)
        if (figure.denominator > 0) expect(figure.rate).toBeCloseTo(figure.numerator / figure.denominator, 9)
        expect(figure.article.regulation).not.toBe('')
        expect(figure.asOf).toMatch(/^\d{4}-\d\d-\d\d$/)
      }
      expect(denominators.find((one) => one.id === 'registered')?.n).toBe(SIZE)
      expect(tally['own']).toBeGreaterThan(0)
      expect(tally['dueOpen']).toBeGreaterThan(0)
      expect(rows.length).toBeGreaterThan(1)
      for (const key of ['registered', 'operating', 'own', 'joint', 'work', 'none', 'dueOpen']) {
        expect(
          rows.reduce((sum, row) => sum + Number(row[key]), 0),
          key,
        ).toBe(tally[key])
      }
    },
  )

  test('plan: every group is lawful, nobody is in two places, everybody due is somewhere', async () => {
    plan = await json<Plan>('plan', '--xlsx', join(folder.path, '方案.xlsx'), '--docx', join(folder.path, '方案.docx'))
    ledger = await allUnits()
    const unitOf = new Map(ledger.map((unit) => [unit.id, unit]))
    expect(plan.groups.length).toBeGreaterThan(0)
    for (const group of plan.groups) {
      const members = group.units.map((unit) => unit.weight)
      expect(group.units.length, group.commonPlace).toBeGreaterThanOrEqual(2)
      expect(group.units.length, group.commonPlace).toBeLessThanOrEqual(5)
      expect(members.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(3)
      expect(Math.max(...members)).toBeLessThan(3)
      for (const unit of group.units) expect(unit.weight).toBe(unitOf.get(unit.unit)?.membersFull)
      const towns = new Set(group.units.map((unit) => unitOf.get(unit.unit)?.town))
      expect(towns.size, group.commonPlace).toBe(1)
      expect(plan.rules[group.rule]?.article).toMatch(/第.+条/)
    }
    for (const { units } of plan.founders) {
      expect(units).toHaveLength(1)
      expect(units[0]?.weight).toBeGreaterThanOrEqual(3)
    }
    for (const { units } of plan.instructors) expect(units.length).toBeLessThanOrEqual(5)
    for (const { reason } of plan.uncovered) expect(reason).toMatch(/\S/)
    const placed = [...plan.groups, ...plan.founders, ...plan.uncovered, ...plan.instructors].flatMap(({ units }) =>
      units.map(({ unit }) => unit),
    )
    expect(new Set(placed).size).toBe(placed.length)
    const due = ledger.filter((unit) => ['found', 'join'].includes(unit.due ?? ''))
    for (const unit of due) expect(placed, unit.name).toContain(unit.id)
    expect(plan.totalCost).toBe(plan.bound)
    expect(plan.gap).toBe(0)
  })

  test('the same plan on paper: a workbook and an official paper', async () => {
    const cells = [...readBook(join(folder.path, '方案.xlsx')).values()].flat(2)
    const paper = await readPaper(join(folder.path, '方案.docx'))
    for (const { units } of [...plan.groups, ...plan.founders]) {
      for (const unit of units) {
        expect(cells).toContain(unit.name)
        expect(paper).toContain(unit.name)
      }
    }
    expect(paper).toContain('支部工作条例')
  })

  test('units --search: two characters, part of a code, whole name', async () => {
    const [some] = (await json<Listed>('units', '--search', '模具', '--limit', '5')).rows
    if (!some?.code) throw new Error('nobody found by two characters')
    for (const text of [some.code.slice(2, 14), some.name]) {
      const found = await json<Listed>('units', '--search', text)
      expect(
        found.rows.map((unit) => unit.id),
        text,
      ).toContain(some.id)
    }
  })

  test('export, edit, import: only what was edited changes; undo takes it back', async () => {
    const out = join(folder.path, '台账.xlsx')
    const written = await json<{ rows: number; checksum: string }>('export', '--out', out)
    expect(written.rows).toBe(SIZE)
    const [[name, sheet] = ['', []]] = readBook(out)
    const cells = sheet.map((row) => [...row])
    const head = (cells[0] ?? []).map(String)
    const row = cells[7] ?? []
    const [at, staff] = [head.indexOf('统一社会信用代码'), head.indexOf('职工人数')]
    const code = String(row[at])
    row[staff] = 4321
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet(cells), name)
    const edited = join(folder.path, '台账-改.xlsx')
    writeFileSync(edited, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)

    const before = ledger
    const done = await json<ImportView>('import', edited, '--yes')
    expect(done.counts).toMatchObject({ new: 0, changed: 1, wrong: 0, doubtful: 0 })
    const plain = (rows: readonly UnitRow[]): unknown[] =>
      rows.map(({ employees: _, size: __, sources: ___, reason: ____, ...rest }) => rest)
    const after = await allUnits()
    expect(plain(after)).toEqual(plain(before))
    const changed = after.filter((unit, index) => unit.employees !== before[index]?.employees)
    expect(changed.map((unit) => [unit.code, unit.employees])).toEqual([[code, 4321]])

    await json('undo', done.batches[0] ?? '')
    expect(await allUnits()).toEqual(before)
  })

  test('snapshot: frozen, listed, and compared with now', async () => {
    const made = await json<{ name: string; units: number; checksum: string }>('snapshot', '首次定版')
    expect(made).toMatchObject({ name: '首次定版', units: SIZE })
    expect(made.checksum).toMatch(/^[0-9a-f]{32,}$/)
    const note = await json<{ reconciled: boolean; sums: { before: number; after: number }[] }>(
      'snapshot',
      '--changes',
      '首次定版',
    )
    expect(note.reconciled).toBe(true)
    for (const sum of note.sums) expect(sum.after).toBe(sum.before)
  })

  test('exit codes: 1 refused with reasons, 2 wrong usage; help is 0', async () => {
    const missing = await run('import', join(folder.path, '没有这个文件.xlsx'), '--json')
    expect(missing.code).toBe(1)
    expect(missing.out).toContain('没有这个文件.xlsx')
    expect(JSON.parse(missing.out)).toBeTypeOf('object')
    const refused = await run('coverage', '--area', '天涯海角', '--json')
    expect(refused.code).toBe(1)
    expect(JSON.parse(refused.out)).toMatchObject({ refused: { code: expect.any(String), words: expect.any(String) } })
    expect(await run('fly')).toMatchObject({ code: 2, out: '' })
    expect(await run('plan', '--colour', 'red')).toMatchObject({ code: 2, out: '' })
    const help = await juxin(['help'])
    expect(help.code).toBe(0)
    for (const name of [
      'import',
      'matches',
      'units',
      'export',
      'undo',
      'coverage',
      'snapshot',
      'plan',
      'sample',
      'serve',
    ]) {
      expect(help.out).toMatch(new RegExp(`^  ${name}\\b`, 'm'))
    }
  })
})
