import type { Scope } from '../../../../kernel/scope.ts'
import type { Db } from '../../../../platform/server/db/database.ts'
import type { WriteSheet } from '../../../../platform/server/spreadsheets/write-xlsx.ts'
import { coverageNames } from '../../../units/public.ts'
import { beltLevelWords, beltsOfWords, type BeltsOf } from '../../rules/belt-words.ts'
import type { FoundBelts } from './find-belts.ts'
import { listBeltUnits } from './read-cells.ts'

/** The belts, then the units of each, then what was nearly chosen. */
export function beltsSheets(
  db: Db,
  scope: Scope,
  { belts, units }: FoundBelts,
  of: BeltsOf,
  day: string,
): WriteSheet[] {
  const notes = [belts.sentence, `数据截至 ${day}`]
  return [
    {
      name: '示范带',
      titles: ['示范带备选'],
      notes,
      columns: [
        { title: '序号', width: 8, kind: 'number' },
        { title: '名称', width: 26 },
        { title: '一级', width: 12 },
        { title: '镇街', width: 18 },
        { title: '单位', width: 10, kind: 'number' },
        { title: '有党员的', width: 10, kind: 'number' },
        { title: '正式党员', width: 10, kind: 'number' },
        { title: '已有组织覆盖', width: 14, kind: 'number' },
        { title: '前面几条没有算过的', width: 20, kind: 'number' },
        { title: '理由', width: 60 },
      ],
      rows: belts.belts.map((belt) => [
        belt.no,
        belt.name,
        beltLevelWords[belt.level],
        belt.townName,
        belt.units,
        belt.withMembers,
        belt.members,
        belt.covered,
        belt.newlyReached,
        belt.why,
      ]),
    },
    {
      name: '单位名单',
      titles: [`各示范带的${beltsOfWords[of]}`],
      notes: [`数据截至 ${day}`],
      columns: [
        { title: '示范带', width: 26 },
        { title: '单位名称', width: 36 },
        { title: '统一社会信用代码', width: 22, kind: 'code' },
        { title: '地址', width: 40 },
        { title: '正式党员', width: 10, kind: 'number' },
        { title: '覆盖情况', width: 14 },
      ],
      rows: unitRows(),
    },
    {
      name: '差一点选上的',
      titles: ['差一点选上的'],
      columns: [
        { title: '名称', width: 26 },
        { title: '说明', width: 70 },
      ],
      rows: belts.rejected.map(({ name, words }) => [name, words]),
    },
  ]

  async function* unitRows() {
    for (const [index, ids] of units.entries()) {
      const belt = belts.belts[index]?.name ?? ''
      for (const { name, code, address, members_full, coverage } of await listBeltUnits(db, scope, ids)) {
        yield [belt, name, code, address, members_full, coverageNames[coverage]]
      }
    }
  }
}
