import type { StepDetails } from '../contract.ts'

const OUTCOMES = { passed: '通过转正', extended: '延长预备期', refused: '取消预备党员资格' } as const

/** What a step said, line by line, for the history. Details hold numbers and days, never names. */
export function detailLines(details: Omit<StepDetails, 'persons'> & { readonly persons?: unknown }) {
  const lines: { name: string; value: string }[] = []
  const add = (name: string, value: string | number | undefined, unit = ''): void => {
    if (value !== undefined) lines.push({ name, value: `${value}${unit}` })
  }
  if (typeof details.persons === 'number') add('人数', details.persons, ' 名')
  add('公示自', details.publicFrom)
  add('培训', details.classDays, ' 天')
  add('学时', details.classHours, ' 学时')
  if (details.leaving) add('去向', '近期将离开本单位')
  add('应到', details.due, ' 人')
  add('实到', details.present, ' 人')
  add('赞成', details.yes, ' 票')
  if (details.outcome !== undefined) add('结果', OUTCOMES[details.outcome])
  add('延长', details.extendMonths, ' 个月')
  return lines
}
