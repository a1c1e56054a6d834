import type { Due } from '../../units/contract.ts'

/** What to do with units without an organisation, most pressing first, each with the rule that says so. */
export const actions: readonly {
  readonly due: Exclude<Due, 'nothing'>
  readonly rule: string
  readonly advice: string
}[] = [
  {
    due: 'found',
    rule: 'branch.4',
    advice: '正式党员 3 名以上，应单独建立党组织：由单位提出申请，乡镇（街道）或单位党委一般 1 个月内批复。',
  },
  {
    due: 'join',
    rule: 'branch.5.joint',
    advice: '正式党员 1–2 名，按地域相邻、行业相近联合组建；一个联合党支部一般不超过 5 家。',
  },
  {
    due: 'admit',
    rule: 'coverage.reported',
    advice: '年报有党员而台账没有正式党员：请本人自愿核对组织关系，接收关系或兼合式计入，核实后再定组建方式。',
  },
  {
    due: 'instructor',
    rule: 'coverage.work',
    advice: '没有党员也没有工作覆盖：选派指导员或联络员，或先建工会、团组织。',
  },
]
