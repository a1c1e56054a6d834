import { utils, read, write } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeUscc } from '../../src/standards/uscc.ts'
import type { ImportView, Review, UnitPage, UnitRow } from '../../src/rooms/units/contract.ts'
import { openOffice, sampleFiles, type Office } from './office.ts'

interface Page<T> {
  rows: T[]
  next: string | null
  total: number | null
}
interface Batch {
  id: string
  source: string
  undoneAt: string | null
}
interface Summary {
  tally: { registered: number; own: number; joint: number; excluded: number; operating: number }
}

const SIZE = 300

describe('the three files of the sample district', () => {
  let office: Office
  let written: ImportView

  beforeAll(async () => {
    office = await openOffice()
    const dropped = await office.drop(await sampleFiles(office.folder, SIZE))
    expect(dropped.state).toBe('ready')
    expect(dropped.sheets.map((sheet) => sheet.source).sort()).toEqual(['annual-report', 'ledger', 'registry'])
    expect((await office.get<Page<UnitRow>>('/api/units')).total).toBe(0)
    written = await office.commit(dropped.id)
  })
  afterAll(() => office.close())

  const units = async (query = ''): Promise<Page<UnitRow>> => office.get(`/api/units?limit=500${query}`)
  const recount = async (): Promise<void> => {
    const { equal } = await office.send<{ equal: boolean }>('POST', '/api/coverage/recount')
    expect(equal).toBe(true)
  }

  test('one roster: every registered unit once, the ledger joined to it, the doubtful waiting', async () => {
    expect(written.state).toBe('written')
    expect(written.counts.new).toBe(SIZE)
    expect(written.counts.joined).toBeGreaterThan(50)
    expect((await units()).total).toBe(SIZE)
    const { tally } = await office.get<Summary>('/api/coverage')
    expect(tally.registered).toBe(SIZE)
    expect(tally.own).toBeGreaterThan(0)
    await recount()
  })

  test('the same files again change nothing', async () => {
    const again = await office.drop(await sampleFiles(office.folder, SIZE))
    expect(again.counts).toMatchObject({ new: 0, changed: 0, suspicious: 0, wrong: 0 })
    expect(again.counts.same).toBeGreaterThan(SIZE)
    await office.send('DELETE', `/api/imports/${again.id}`)
  })

  test('a building has the units that its figure says, in the tree, on its page and in the list', async () => {
    const { rows } = await office.get<{ rows: { id: string; units: number }[] }>('/api/areas?tree=building')
    const building = rows.find((row) => row.units >= 2)
    if (!building) throw new Error('no building emerged')
    const page = await office.get<{ area: { units: number } }>(`/api/areas/${encodeURIComponent(building.id)}`)
    expect(page.area.units).toBe(building.units)
    expect((await units(`&area=${encodeURIComponent(building.id)}`)).total).toBe(building.units)
  })

  test('found by two characters, pinyin initials, code and address', async () => {
    const [unit] = (await units()).rows
    if (!unit?.code) throw new Error('no unit')
    const bare = unit.name.replace(/[（）()]/g, '')
    for (const q of [bare.slice(2, 4), unit.code.slice(2, 12), unit.code.toLowerCase().slice(-6)]) {
      const { rows } = await units(`&q=${encodeURIComponent(q)}`)
      expect(
        rows.map((row) => row.id),
        q,
      ).toContain(unit.id)
    }
  })

  test('an exported sheet, edited and dropped again, changes only what was edited', async () => {
    const file = await office.raw({ url: '/api/units/export?format=xlsx' })
    const book = read(file.bytes)
    const sheet = book.Sheets[book.SheetNames[0] ?? '']
    if (!sheet) throw new Error('no sheet')
    const rows = utils.sheet_to_json<(string | number)[]>(sheet, { header: 1 })
    const head = rows[0]?.map(String) ?? []
    const [name, staff] = [head.indexOf('单位名称'), head.indexOf('职工人数')]
    const edited = rows[5]
    if (!edited) throw new Error('no row')
    const before = (await units(`&q=${encodeURIComponent(String(edited[name]))}`)).rows[0]
    edited[staff] = 777
    const back = utils.book_new()
    utils.book_append_sheet(back, utils.aoa_to_sheet(rows), '台账')
    const dropped = await office.drop([{ name: '台账-改.xlsx', bytes: write(back, { type: 'buffer' }) as Buffer }])
    expect(dropped.counts).toMatchObject({ new: 0, changed: 1, wrong: 0, doubtful: 0 })
    await office.commit(dropped.id)
    const after = await office.get<UnitPage>(`/api/units/${before?.id}`)
    expect(after.employees).toBe(777)
    expect({ ...after, employees: 0, size: '', sources: [] }).toMatchObject({
      name: before?.name,
      code: before?.code,
      membersFull: before?.membersFull,
      orgName: before?.orgName,
    })
    const versions = after.facts.find((fact) => fact.fact === 'employees')?.versions ?? []
    expect(versions.filter((version) => version.current).map((version) => version.source)).toEqual(['edit'])
    expect(versions.length).toBeGreaterThan(1)
    await recount()
    const [batch] = (await office.get<Page<Batch>>('/api/batches')).rows
    const { job } = await office.send<{ job: string }>('POST', `/api/batches/${batch?.id}/undo`)
    await office.finished(job)
    expect((await office.get<UnitPage>(`/api/units/${before?.id}`)).employees).toBe(before?.employees)
  })

  test('a unit is left out of the count only with evidence, approver and a day it ends, and can come back', async () => {
    const [unit] = (await units()).rows
    const url = `/api/units/${unit?.id}/exclusion`
    const refused = await office.raw({
      method: 'POST',
      url,
      payload: { reason: 'closed', evidence: '已注销', approver: '张三', expires: '2020-01-01' },
    })
    expect(refused.status).toBe(400)
    await office.send('POST', url, {
      reason: 'closed',
      evidence: '注销通知书 12 号',
      approver: '李四',
      expires: '2027-06-30',
    })
    const { tally } = await office.get<Summary>('/api/coverage')
    expect(tally).toMatchObject({ excluded: 1, operating: SIZE - 1, registered: SIZE })
    expect((await office.get<UnitPage>(`/api/units/${unit?.id}`)).exclusion?.evidence).toBe('注销通知书 12 号')
    await recount()
    await office.send('DELETE', url)
    expect((await office.get<Summary>('/api/coverage')).tally.excluded).toBe(0)
    await recount()
  })

  test('two units merged become one, and two again', async () => {
    const [one, two] = (await units()).rows
    await office.send('POST', `/api/units/${one?.id}/merge`, { other: two?.id, reason: '同一家，换过执照' })
    expect((await units()).total).toBe(SIZE - 1)
    const page = await office.get<UnitPage>(`/api/units/${one?.id}`)
    expect(page.merges).toHaveLength(1)
    await recount()
    await office.send('POST', `/api/merges/${page.merges[0]?.id}/undo`)
    expect((await units()).total).toBe(SIZE)
    expect((await office.get<UnitPage>(`/api/units/${two?.id}`)).name).toBe(two?.name)
    await recount()
  })

  test('state and place by hand hold against the files, and the timeline tells', async () => {
    const [unit] = (await units()).rows
    const town = (await office.get<{ rows: { id: string; name: string }[] }>('/api/areas')).rows[0]
    await office.send('PUT', `/api/units/${unit?.id}/life`, {
      life: 'dormant',
      day: '2026-10-01',
      evidence: '走访大门紧锁',
    })
    await office.send('PUT', `/api/units/${unit?.id}/place`, { area: town?.id })
    const page = await office.get<UnitPage>(`/api/units/${unit?.id}`)
    expect(page.life).toBe('dormant')
    expect(page.place.byHand).toBe(true)
    expect(page.place.trail.map((step) => step.id)).toContain(town?.id)
    expect(page.timeline.map((event) => event.words).join()).toContain('走访大门紧锁')
    await recount()
  })

  test('every batch can be undone, and the ledger is empty again', async () => {
    for (;;) {
      const open = (await office.get<Page<Batch>>('/api/batches')).rows.filter((batch) => batch.undoneAt === null)
      const [batch] = open
      if (!batch) break
      const { job } = await office.send<{ job: string }>('POST', `/api/batches/${batch.id}/undo`)
      expect((await office.finished(job)).problem).toBeNull()
      await recount()
    }
    expect((await units()).total).toBe(0)
  })
})

describe('rows that are not plain', () => {
  let office: Office
  const code = makeUscc('91', '330212', 'MA2AB12X')
  const other = makeUscc('91', '330212', 'MA2CD34X')

  beforeAll(async () => {
    office = await openOffice()
  })
  afterAll(() => office.close())

  const registry = (...rows: string[][]): { name: string; bytes: string } => ({
    name: '登记.csv',
    bytes: [['企业名称', '统一社会信用代码', '成立日期', '企业类型', '注册资本', '经营范围', '住所'], ...rows]
      .map((row) => row.join(','))
      .join('\n'),
  })
  const address = '浙江省宁波市鄞州区下应街道湖下路8号'

  test('a code used by two names goes back with both rows named, the rest goes on', async () => {
    const view = await office.drop([
      registry(
        ['宁波样例一号模具有限公司', code, '2012-01-01', '有限责任公司', '100', '模具制造', address],
        ['宁波全然另一家贸易有限公司', code, '2013-01-01', '有限责任公司', '100', '贸易', address],
        ['宁波样例二号模具有限公司', other, '2014-01-01', '有限责任公司', '100', '模具制造', address],
      ),
    ])
    expect(view.counts).toMatchObject({ new: 2, wrong: 1 })
    const wrong = await office.get<Page<{ row: number; notes: { why: string; remedy: string | null }[] }>>(
      `/api/imports/${view.id}/rows?tab=wrong`,
    )
    expect(wrong.rows[0]?.row).toBe(3)
    expect(wrong.rows[0]?.notes[0]?.why).toContain('第 2 行')
    expect(wrong.rows[0]?.notes[0]?.remedy).not.toBeNull()
    const sheet = read((await office.raw({ url: `/api/imports/${view.id}/wrong` })).bytes)
    const rows = utils.sheet_to_json<string[]>(sheet.Sheets[sheet.SheetNames[0] ?? ''] ?? {}, { header: 1 })
    expect(rows[0]).toContain('退回原因')
    expect(rows[1]?.join()).toContain('宁波全然另一家贸易有限公司')
    await office.commit(view.id)
  })

  test('a doubtful ledger row waits; “same” joins it, taking it back parts them, “different” makes a unit', async () => {
    const ledger = {
      name: '台账.csv',
      bytes: [
        '序号,单位名称,统一社会信用代码,单位地址,职工人数,正式党员,预备党员,是否建立党组织,组建方式',
        `1,宁波全然改过名号的商行,${other},,20,3,,否,`,
      ].join('\n'),
    }
    const view = await office.drop([ledger])
    expect(view.sheets[0]?.source).toBe('ledger')
    expect(view.counts.doubtful).toBe(1)
    await office.commit(view.id)
    const again = await office.drop([ledger])
    expect(again.counts).toMatchObject({ doubtful: 0, new: 0, changed: 0, same: 1 })
    await office.send('DELETE', `/api/imports/${again.id}`)
    const [review] = (await office.get<Page<Review>>('/api/reviews')).rows
    expect(review?.reason).toContain('可能已更名')
    expect(review?.candidates[0]?.evidence.length).toBeGreaterThan(0)
    const unit = review?.candidates[0]?.unit
    await office.send('POST', `/api/reviews/${review?.id}`, { same: true, unit })
    expect((await office.get<UnitPage>(`/api/units/${unit}`)).membersFull).toBe(3)
    await office.send('DELETE', `/api/reviews/${review?.id}`)
    expect((await office.get<UnitPage>(`/api/units/${unit}`)).membersFull).toBeNull()
    await office.send('POST', `/api/reviews/${review?.id}`, { same: false })
    const decided = await office.drop([ledger])
    expect(decided.counts).toMatchObject({ doubtful: 0, new: 0, changed: 0, same: 1 })
    await office.send('DELETE', `/api/imports/${decided.id}`)
    expect((await office.get<Page<UnitRow>>('/api/units')).total).toBe(3)
  })

  test('a file that cannot be read says why, and the others of the drop go on', async () => {
    const view = await office.drop([
      { name: '坏.xlsx', bytes: Buffer.from('PK\u0003\u0004 not a zip at all') },
      registry([
        '宁波样例九号物流有限公司',
        makeUscc('91', '330212', 'MA2EF56X'),
        '2012-01-01',
        '有限责任公司',
        '100',
        '货运',
        address,
      ]),
    ])
    const broken = view.files.find((file) => file.name === '坏.xlsx')
    expect(broken?.problem?.words.length).toBeGreaterThan(5)
    expect(view.counts.new).toBe(1)
  })

  test('parks and grids stand in trees of their own, with the units that name them', async () => {
    const view = await office.drop([
      {
        name: '网格.csv',
        bytes: [
          '企业名称,统一社会信用代码,成立日期,企业类型,注册资本,经营范围,住所,所属网格,所属园区',
          `宁波样例网格一号有限公司,${makeUscc('91', '330212', 'MA2GH11X')},2015-01-01,有限责任公司,10,零售,${address},湖下一网格,云起科创园`,
          `宁波样例网格二号有限公司,${makeUscc('91', '330212', 'MA2GH22X')},2015-01-01,有限责任公司,10,零售,${address},湖下一网格,`,
        ].join('\n'),
      },
    ])
    await office.commit(view.id)
    for (const [tree, name, count] of [
      ['grid', '湖下一网格', 2],
      ['park', '云起科创园', 1],
    ] as const) {
      const { rows } = await office.get<{ rows: { id: string; name: string; units: number }[] }>(
        `/api/areas?tree=${tree}`,
      )
      const area = rows.find((row) => row.name === name)
      expect(area?.units, tree).toBe(count)
      expect((await office.get<Page<UnitRow>>(`/api/units?area=${encodeURIComponent(area?.id ?? '')}`)).total).toBe(
        count,
      )
    }
  })

  test('a cell that was left out can still be fetched after the rest is written', async () => {
    const bad = [
      '宁波样例五号仪表有限公司',
      makeUscc('91', '330212', 'MA2JK55X'),
      '2039-01-01',
      '有限责任公司',
      '100',
      '仪表',
      address,
    ]
    const view = await office.drop([registry(bad)])
    expect(view.counts).toMatchObject({ suspicious: 1, wrong: 0 })
    await office.commit(view.id)
    expect((await office.raw({ method: 'POST', url: `/api/imports/${view.id}/compare` })).status).toBe(409)
    const sheet = read((await office.raw({ url: `/api/imports/${view.id}/wrong` })).bytes)
    const rows = utils.sheet_to_json<string[]>(sheet.Sheets[sheet.SheetNames[0] ?? ''] ?? {}, { header: 1 })
    expect(rows[1]?.join()).toContain('今天之后')
  })

  test('an unknown address of the API is a problem with a request id', async () => {
    const answer = await office.raw({ url: '/api/nothing' })
    expect(answer.status).toBe(404)
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'platform.not-found', requestId: expect.any(String) })
  })

  test('requests that come from another site are refused', async () => {
    expect((await office.raw({ url: '/api/office', headers: { host: 'evil.example' } })).status).toBe(403)
    expect((await office.raw({ url: '/api/office', headers: { origin: 'https://evil.example' } })).status).toBe(403)
  })

  test('the description of the API is OpenAPI 3.1 and names every endpoint', async () => {
    const described = await office.get<{
      openapi: string
      paths: Record<string, Record<string, { operationId?: string }>>
    }>('/api/openapi.json')
    expect(described.openapi).toMatch(/^3\.1/)
    const names = Object.values(described.paths).flatMap((path) => Object.values(path).map((one) => one.operationId))
    for (const name of [
      'units.list',
      'units.startImport',
      'coverage.summary',
      'planner.make',
      'areas.children',
      'documents.plan',
    ]) {
      expect(names).toContain(name)
    }
  })
})
