import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { makeParty } from '../sample/party.ts'
import { makeSample, type SampleDistrict, type SheetCell } from '../sample/sample.ts'
import { loadDivisions } from './public-codes.ts'
import { encodeGb18030 } from './spreadsheets/gb18030-encoder.ts'

/** Yinzhou district of Ningbo: real names of towns and villages, so that the sample's addresses can be located. */
const SAMPLE_COUNTY = '330212'

interface SampleFile {
  readonly name: string
  readonly path: string
  readonly bytes: number
}

export interface SampleFiles {
  /** What the ledger is made of. */
  readonly files: readonly SampleFile[]
  readonly organizations: SampleFile
  readonly members: SampleFile
  readonly units: number
}

const ROSTERS = { organizations: '样例-党组织名册.xlsx', members: '样例-党员名册.xlsx' } as const

/** Makes the files of the sample district in `folder`, and truth.csv beside them. */
export async function writeSample(folder: string, units: number, seed?: number): Promise<SampleFiles> {
  await mkdir(folder, { recursive: true })
  const district = await sampleDistrict()
  const sample = makeSample(district, units, seed)
  const party = makeParty(district, sample, seed)
  const contents: readonly (readonly [string, Buffer])[] = [
    ['样例-市场登记.csv', encodeGb18030(csv(sample.market))],
    ['样例-年报党建信息.xlsx', workbook('党建信息', sample.report, [])],
    ['样例-两新组织台账.xlsx', workbook('台账', sample.ledger, sample.ledgerMerges)],
  ]
  const put = async (name: string, bytes: Buffer): Promise<SampleFile> => {
    const path = join(folder, name)
    await writeFile(path, bytes)
    return { name, path, bytes: bytes.length }
  }
  const files: SampleFile[] = []
  for (const [name, bytes] of contents) files.push(await put(name, bytes))
  await put('truth.csv', Buffer.from(csv(sample.truth)))
  return {
    files,
    organizations: await put(ROSTERS.organizations, workbook('党组织名册', party.organizations, [])),
    members: await put(ROSTERS.members, workbook('党员名册', party.members, [])),
    units,
  }
}

async function sampleDistrict(): Promise<SampleDistrict> {
  const divisions = await loadDivisions({ prefix: SAMPLE_COUNTY })
  const name = (code: string): string => divisions.get(code)?.name ?? ''
  const [province = '', city = '', county = ''] = divisions.path(SAMPLE_COUNTY).map(name)
  const towns = divisions.children(SAMPLE_COUNTY).map((town) => ({
    name: town.name,
    communities: divisions
      .children(town.code)
      .map((community) => community.name.replace(/(社区)?居民?委员会$/, '社区').replace(/村民委员会$|村委会$/, '村')),
  }))
  return { code: SAMPLE_COUNTY, province, city, county, towns }
}

function csv(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','))
    .join('\r\n')
}

function workbook(name: string, rows: readonly (readonly SheetCell[])[], merges: readonly string[]): Buffer {
  const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]))
  sheet['!merges'] = merges.map((range) => utils.decode_range(range))
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, name)
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer
}
