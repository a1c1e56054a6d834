import { industryPath, readIndustry } from '../../../standards/industries.ts'
import { searchEntry } from '../../../standards/search-tokens.ts'
import type { DeriveTools, Industry } from '../rules/derive.ts'
import type { Placer } from './placer.ts'

/** The public codes behind the derived columns of a unit. */
export function makeDeriveTools(placer: Placer): DeriveTools {
  return {
    locate: (input) => placer.place(input),
    industry: ({ given }) => stated(given) ?? { section: null, code: null, name: null, note: null },
    kind: () => ({ kind: 'enterprise', note: '' }),
    search: (input) => searchEntry(input).text,
  }
}

function stated(given: string | null): Industry | null {
  const found = given === null ? null : readIndustry(given)
  if (found === null) return null
  return { section: found.section, code: found.code, name: industryPath(found.code)[1]?.name ?? found.name, note: '文件里写明' }
}
