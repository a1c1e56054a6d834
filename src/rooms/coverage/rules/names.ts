import { findIndustry } from '../../../standards/industries.ts'
import type { Denominator, Measure } from '../contract.ts'

export const measureNames: Readonly<Record<Measure, string>> = {
  organization: '组织覆盖率',
  own: '单独组建率',
  work: '工作覆盖率',
}

export const denominatorNames: Readonly<Record<Denominator, string>> = {
  operating: '实体运营',
  registered: '全部在册',
  due: '应建',
  'with-member': '有党员',
  rest: '没有党组织',
}

/** What each denominator counts, for whoever asks. */
export const denominatorMeanings: Readonly<Record<Denominator, string>> = {
  operating: '在册单位减去有依据不计入的',
  registered: '台账里的全部单位，不计入的也在内',
  due: '实体运营中按现行口径应建立党组织的',
  'with-member': '实体运营中台账或年报有党员（含预备）的',
  rest: '实体运营中没有党组织的',
}

/** Name of a GB/T 4754 section; the empty key holds units whose industry is not known. */
export function sectionName(section: string): string {
  if (section === '') return '行业未明'
  const found = findIndustry(section)
  return found === null ? section : `${section} ${found.name}`
}
