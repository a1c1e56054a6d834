import { read, utils, write } from '@e965/xlsx'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UnitPage } from '../../src/rooms/units/contract.ts'
import { makeUscc } from '../../src/standards/uscc.ts'
import { openOffice, sampleFiles, type Office } from './office.ts'

interface Row {
  id: string
  name: string
  lng: number | null
  lat: number | null
  parent_name: string | null
}
interface ImportRows {
  rows: { row: number; sheet: string; notes: { column: string | null; why: string; remedy: string | null }[] }[]
}

const SIZE = 300

async function unitsOf(office: Office): Promise<Row[]> {
  const { rows } = await sql<Row>`select id, name, lng, lat, parent_name from unit order by name collate "C"`.execute(
    office.context.database.owner,
  )
  return rows
}

describe('points and superiors of the sample district', () => {
  let office: Office

  beforeAll(async () => {
    office = await openOffice()
    const dropped = await office.drop(await sampleFiles(office.folder, SIZE))
    expect(dropped.counts).toMatchObject({ new: SIZE, wrong: 0 })
    await office.commit(dropped.id)
  })
  afterAll(() => office.close())

  test('stand in the ledger as the register and the ledger gave them', async () => {
    const units = await unitsOf(office)
    const placed = units.filter((unit) => unit.lng !== null && unit.lat !== null)
    expect(placed.length / SIZE).toBeGreaterThan(0.88)
    expect(placed.length).toBeLessThan(SIZE)
    for (const { lng, lat } of placed) {
      expect(lng).toBeGreaterThan(121)
      expect(lng).toBeLessThan(122)
      expect(lat).toBeGreaterThan(29)
      expect(lat).toBeLessThan(30)
    }
    expect(units.filter((unit) => (unit.lng === null) !== (unit.lat === null))).toEqual([])
    expect(units.filter((unit) => unit.parent_name !== null).length).toBeGreaterThan(3)
  })

  test('are on the page of the unit, with their source', async () => {
    const unit = (await unitsOf(office)).find((one) => one.parent_name !== null && one.lng !== null)
    const page = await office.get<UnitPage>(`/api/units/${unit?.id}`)
    expect(page.place.point).toEqual({ lng: unit?.lng, lat: unit?.lat })
    expect(page.parentName).toBe(unit?.parent_name)
    const fact = (name: string) => page.facts.find((one) => one.fact === name)
    expect(fact('point')).toMatchObject({ label: '经纬度', value: `${unit?.lng},${unit?.lat}` })
    expect(fact('parent')?.versions.map((version) => version.source)).toEqual(['ledger'])
  })

  test('go out and come back: untouched nothing changes, an edited or emptied cell does', async () => {
    const before = await unitsOf(office)
    const file = await office.raw({ url: '/api/units/export?format=xlsx' })
    const book = read(file.bytes)
    const rows = utils.sheet_to_json<(string | number)[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1 })
    const head = rows[0]?.map(String) ?? []
    const at = (title: string): number => head.indexOf(title)
    const again = async (name: string) => {
      const back = utils.book_new()
      utils.book_append_sheet(back, utils.aoa_to_sheet(rows), '台账')
      return office.drop([{ name, bytes: write(back, { type: 'buffer', bookType: 'xlsx' }) as Buffer }])
    }
    const untouched = await again('台账-没改.xlsx')
    expect(untouched.counts).toMatchObject({ new: 0, changed: 0, suspicious: 0, wrong: 0, doubtful: 0 })
    await office.send('DELETE', `/api/imports/${untouched.id}`)

    const full = rows.slice(1).filter((row) => row[at('经纬度')] !== undefined && row[at('单位名称')] !== undefined)
    const [moved, emptied, odd] = full
    if (!moved || !emptied || !odd) throw new Error('no rows')
    moved[at('经纬度')] = '29.8，121.61'
    moved[at('上级单位')] = '宁波样例(浙东)集团有限公司'
    emptied[at('经纬度')] = ''
    odd[at('经纬度')] = '0,0'
    const edited = await again('台账-改.xlsx')
    // A row of which nothing can be taken is told of, not passed over as unchanged.
    expect(edited.counts).toMatchObject({ new: 0, changed: 2, wrong: 1, doubtful: 0 })
    await office.commit(edited.id)
    const after = new Map((await unitsOf(office)).map((unit) => [unit.id, unit]))
    const id = (row: (string | number)[]): string => String(row[at('聚新编号')])
    expect(after.get(id(moved))).toMatchObject({ lng: 121.61, lat: 29.8, parent_name: '宁波样例（浙东）集团有限公司' })
    expect(after.get(id(emptied))).toMatchObject({ lng: null, lat: null })
    expect(after.get(id(odd))).toEqual(before.find((unit) => unit.id === id(odd)))
    const same = before.filter((unit) => unit.id !== id(moved) && unit.id !== id(emptied))
    expect(same.map((unit) => after.get(unit.id))).toEqual(same)
  })

  test('are corrected by hand with grounds, and taken out again; what is no point is refused', async () => {
    const unit = (await unitsOf(office))[0]
    const url = `/api/units/${unit?.id}/details`
    await office.send('PUT', url, { point: '121.7 29.9', parent: '宁波样例集团', evidence: '走访现场定位' })
    const page = await office.get<UnitPage>(`/api/units/${unit?.id}`)
    expect(page.place.point).toEqual({ lng: 121.7, lat: 29.9 })
    expect(page.parentName).toBe('宁波样例集团')
    expect(page.timeline.map((event) => event.words).join()).toContain('走访现场定位')
    const refused = await office.raw({ method: 'PUT', url, payload: { point: '0,0', evidence: '走访' } })
    expect(refused).toMatchObject({ status: 400, body: expect.stringContaining('等于没有填') })
    expect((await office.raw({ method: 'PUT', url, payload: { evidence: '走访' } })).status).toBe(400)
    await office.send('PUT', url, { point: '', evidence: '定位有误' })
    const emptied = await office.get<UnitPage>(`/api/units/${unit?.id}`)
    expect(emptied.place.point).toBeNull()
    expect(emptied.parentName).toBe('宁波样例集团')
  })
})

test('points that cannot be are refused with sheet, row, column, reason and remedy; the rows are taken without them', async () => {
  const office = await openOffice()
  try {
    const code = (n: number): string => makeUscc('91', '330212', `MA2AB${n}2X`)
    const row = (n: number, lng: string, lat: string): string =>
      `宁波样例${n}号模具有限公司,${code(n)},2012-01-01,有限责任公司,100,模具制造,浙江省宁波市鄞州区下应街道湖下路${n}号,${lng},${lat}`
    const view = await office.drop([
      {
        name: '登记.csv',
        bytes: [
          '企业名称,统一社会信用代码,成立日期,企业类型,注册资本,经营范围,住所,经度,纬度',
          row(1, '121.544012', '29.812345'),
          row(2, '0', '0'),
          row(3, '512345.6', '3301234.5'),
          row(4, '29.812345', '121.544012'),
          row(5, '121.544012', ''),
          row(6, '', ''),
        ].join('\n'),
      },
    ])
    expect(view.sheets[0]?.columns.filter((column) => column.why.includes('不换算坐标系'))).toHaveLength(2)
    expect(view.counts).toMatchObject({ new: 3, suspicious: 3, wrong: 0 })
    const { rows } = await office.get<ImportRows>(`/api/imports/${view.id}/rows?tab=suspicious`)
    expect(rows.map(({ row: number, notes }) => [number, notes[0]?.column])).toEqual([
      [3, '经度、纬度'],
      [4, '经度、纬度'],
      [6, '经度'],
    ])
    for (const { notes } of rows)
      expect(notes[0]).toMatchObject({ why: expect.stringMatching(/.{5}/), remedy: expect.stringMatching(/.{5}/) })
    await office.commit(view.id)
    const units = await unitsOf(office)
    expect(units.map(({ lng, lat }) => [lng, lat])).toEqual([
      [121.544012, 29.812345],
      [null, null],
      [null, null],
      [121.544012, 29.812345],
      [null, null],
      [null, null],
    ])
  } finally {
    await office.close()
  }
})
