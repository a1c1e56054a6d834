import { unitKindWords } from '../../../standards/unit-kinds.ts'
import type { Coverage, Due, Kind, Life } from '../contract.ts'

/** Words of the office for the closed lists of the contract; used in exports, papers and the command line. */
export const kindNames: Readonly<Record<Kind, string>> = unitKindWords

export const lifeNames: Readonly<Record<Life, string>> = {
  operating: '正常经营',
  dormant: '停业',
  empty: '空挂',
  moved: '迁出',
  closed: '注销',
}

export const coverageNames: Readonly<Record<Coverage, string>> = {
  own: '单独组建',
  joint: '联合组建',
  work: '工作覆盖',
  none: '未覆盖',
  excluded: '不计入',
}

export const dueNames: Readonly<Record<Due, string>> = {
  found: '应单独组建',
  join: '可联合组建',
  admit: '核实党员关系',
  instructor: '派指导员',
  nothing: '暂无',
}
