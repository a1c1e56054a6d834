import { industryPath } from '../../../standards/industries.ts'
import type { MemberUnit } from './unit.ts'

/** Section, division, group and class of GB/T 4754; as many as are known. */
export function industrySteps({ section, industry }: Pick<MemberUnit, 'section' | 'industry'>): string[] {
  const path = industry === null ? [] : industryPath(industry).map(({ code }) => code)
  return path.length > 0 ? path : section === null ? [] : [section]
}

/** How many leading steps two lines of business share, 0–4. */
export function sharedSteps(a: readonly string[], b: readonly string[]): number {
  let level = 0
  while (level < a.length && level < b.length && a[level] === b[level]) level++
  return level
}

/** 同一大类 / 同一门类 / 分属 3 个门类; what is not known is said. */
export function sayIndustrySpread(units: readonly Pick<MemberUnit, 'section' | 'industry'>[]): string {
  const steps = units.map(industrySteps)
  const known = steps.filter((path) => path.length > 0)
  const first = known[0]
  if (!first) return '行业不明'
  const shared = Math.min(...known.map((path) => sharedSteps(first, path)))
  const open = steps.length - known.length
  const rest = open === 0 ? '' : `，${open} 家行业不明`
  if (shared === 0) return `分属 ${new Set(known.map(([section]) => section)).size} 个门类${rest}`
  return `${['', '同一门类', '同一大类', '同一中类', '同一小类'][shared] ?? '同一小类'}${rest}`
}
