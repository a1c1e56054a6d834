import { loadGuesser } from '../../../standards/industry-guess.ts'
import { findIndustry, readIndustry } from '../../../standards/industries.ts'
import { loadPinyin } from '../../../standards/pinyin.ts'
import { unitKind } from '../../../standards/unit-kinds.ts'
import type { DeriveTools, Industry } from '../rules/derive.ts'
import { searchText } from '../rules/search.ts'
import type { Placer } from './placer.ts'

/** The public codes behind the derived columns of a unit. */
export async function makeDeriveTools(placer: Placer): Promise<DeriveTools> {
  const [pinyin, guess] = await Promise.all([loadPinyin(), loadGuesser()])
  const sounds = {
    initials: (name: string) =>
      pinyin(name)
        .map((syllable) => syllable.charAt(0))
        .join(''),
    pinyin: (name: string) => pinyin(name).join(''),
  }
  return {
    locate: (input) => placer.place(input),
    industry: ({ given, name, scope }) =>
      (given === null ? guessed(guess({ name, scope })) : stated(given)) ?? guessed(guess({ name, scope })),
    kind: (input) => unitKind(input),
    search: (input) => searchText(input, sounds),
  }
}
