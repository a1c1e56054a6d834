import { wordsOf } from '../words.ts'
import { zh } from './words.zh.ts'

export const useBackupsWords = wordsOf({ zh })
