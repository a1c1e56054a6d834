import { guessIndustry } from '../../../standards/industry-guess.ts'
import { industryPath, readIndustry } from '../../../standards/industries.ts'
import { searchText } from '../../../standards/search-tokens.ts'
import { readUnitKind } from '../../../standards/unit-kinds.ts'
import { checkUscc } from '../../../standards/uscc.ts'
import type { DeriveTools, Industry } from '../rules/derive.ts'
import type { Placer } from './placer.ts'

/** The public codes behind the derived columns of a unit. */
export function makeDeriveTools(placer: Placer): DeriveTools {
  return {
    locate: (input) => placer.place(input),
    industry: ({ given, name, scope }) => stated(given) ?? guessed(name, scope ?? ''),
    kind: ({ code, registeredType, name }) => {
      const { kind, words, why } = readUnitKind({
        codeKind: code === null ? null : checkUscc(code).kind,
        type: registeredType,
        name,
      })
      return { kind, note: `类别：${words}，${why}` }
    },
    search: (input) => searchText(input),
  }
}

function stated(given: string | null): Industry | null {
  const found = given === null ? null : readIndustry(given)
  return found === null
    ? null
    : { section: found.section, code: found.code, name: divisionName(found.code), note: '行业：文件里写明' }
}

function guessed(name: string, scope: string): Industry {
  const guess = guessIndustry(name, scope)
  if (guess === null) return { section: null, code: null, name: null, note: '行业：名称和经营范围里没有能判断的词' }
  const { industry, section, confidence, words, from } = guess
  const where = from === 'name' ? '名称' : '经营范围'
  const note = `行业：按${where}里的“${words.join('、')}”判断，把握 ${Math.round(confidence * 100)}%`
  return { section, code: industry.code, name: divisionName(industry.code), note }
}

/** Tables speak of divisions (大类): fine enough to tell trades apart, coarse enough to be guessed. */
function divisionName(code: string): string | null {
  const path = industryPath(code)
  return (path.find((step) => step.level === 'division') ?? path[0])?.name ?? null
}
