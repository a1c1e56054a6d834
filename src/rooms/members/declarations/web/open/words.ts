import { wordsOf } from '../../../../../platform/web/words.ts'
import { zh } from './words.zh.ts'

export const useOpenWords = wordsOf({ zh })
