import { mask, namesIn, type PersonalKind } from '../../../kernel/mask.ts'
import type { Scope } from '../../../kernel/scope.ts'
import type { Secrets } from '../secrets.ts'
import { TOLD } from './kinds.ts'

/**
 * What somebody gets to see of personal data in one request: masked unless a purpose was stated, and what was shown in
 * the clear is counted for the trail.
 */
export interface Eyes {
  readonly clear: boolean
  /** Masked or in the clear. `of`: the account, when the person is one; else the person is known by the hash of the name. */
  show<T extends string | null>(kind: PersonalKind, text: T, of?: string): T
  /** Persons shown in the clear, each once; the first `TOLD` of them by account or keyed hash. */
  seen(): { readonly persons: number; readonly subjects: readonly string[] }
}

export const MASKED: Eyes = {
  clear: false,
  show: (kind, text) => mask(kind, text),
  seen: () => ({ persons: 0, subjects: [] }),
}

export function openEyes(secrets: Secrets, scope: Pick<Scope, 'purpose'>): Eyes {
  if (scope.purpose === null) return MASKED
  const seen = new Set<string>()
  return {
    clear: true,
    show(kind, text, of) {
      if (text === null || text === '') return text
      if (of !== undefined) seen.add(of)
      else for (const subject of subjectsOf(secrets, kind, text)) seen.add(subject)
      return text
    },
    seen: () => ({ persons: seen.size, subjects: [...seen].slice(0, TOLD) }),
  }
}

/** A cell with two names is two persons. */
export function subjectsOf(secrets: Secrets, kind: PersonalKind, text: string): readonly string[] {
  return (kind === 'name' ? namesIn(text) : [text]).map((one) => secrets.hash(kind, one))
}
