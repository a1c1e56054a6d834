import { readIndustry } from '../../../../standards/industries.ts'
import { halfWidth } from '../../../../standards/plain-text.ts'

/**
 * What somebody wrote into the column `范围` of a list of accounts: `全区`, `本人`, an area by its name with those above it
 * where needed (`凌河街道/望湖社区`), an industry with an area (`制造业 · 凌河街道`), a unit by name or code.
 */
export type ScopeText =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'whole' }
  | { readonly kind: 'self' }
  /** Names from the widest to the narrowest; none is the whole office. */
  | { readonly kind: 'line'; readonly section: string; readonly area: readonly string[] }
  | { readonly kind: 'name'; readonly text: string; readonly steps: readonly string[] }

const WHOLE_WORDS = new Set(['全区', '全市', '全县', '全部'])
const SELF_WORDS = new Set(['本人', '自己'])

export function readScopeText(cell: string): ScopeText {
  const text = halfWidth(cell).trim()
  if (text === '') return { kind: 'nothing' }
  if (WHOLE_WORDS.has(text)) return { kind: 'whole' }
  if (SELF_WORDS.has(text)) return { kind: 'self' }
  const steps = text
    .split(/[/·・|>]/)
    .map((step) => step.trim())
    .filter((step) => step !== '')
  const line = steps.map(sectionOf).find((section) => section !== null)
  if (line !== undefined && line !== null) {
    const area = steps.filter((step) => sectionOf(step) === null && !WHOLE_WORDS.has(step))
    return { kind: 'line', section: line, area }
  }
  return { kind: 'name', text, steps: steps.filter((step) => !WHOLE_WORDS.has(step)) }
}

/** Only by its name or a single letter: a firm's name is not a line. */
function sectionOf(text: string): string | null {
  const found = readIndustry(text)
  return found?.level === 'section' && (text.length === 1 || text === halfWidth(found.name)) ? found.code : null
}
