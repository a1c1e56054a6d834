import { createContext, useContext } from 'react'
import { zh } from './words.zh.ts'

/** Languages that screens can be shown in. A room without words in one falls back to Simplified Chinese. */
export type Language = 'zh'

export const LanguageContext = createContext<Language>('zh')

/**
 * The hook of one word file: `export const useWords = wordsOf({ zh })`. Words are texts, or functions of numbers and
 * names giving texts; markup comes in through `fill`.
 */
export function wordsOf<W extends object>(files: { readonly zh: W } & Partial<Record<Language, W>>): () => W {
  return function useWords(): W {
    return files[useContext(LanguageContext)] ?? files.zh
  }
}

export const usePlatformWords = wordsOf({ zh })
