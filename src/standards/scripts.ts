/**
 * Simplified and Traditional for reading and showing. Simplifying is names-script.ts (a cheap test leaves nearly every text as it
 * is); writing Traditional needs a dictionary of 1.1 MB that is loaded only when somebody asks for it.
 */
import { loadSimplifier } from './names-script.ts'
import type { Simplify } from './names-text.ts'

export interface Scripts {
  readonly toSimplified: Simplify
  /** Taiwan's characters without its vocabulary: 软件 → 軟件, never 軟體. */
  readonly toTraditional: (text: string) => string
}

let loading: Promise<Scripts> | undefined

export function loadScripts(): Promise<Scripts> {
  loading ??= load()
  return loading
}

async function load(): Promise<Scripts> {
  const [toSimplified, { Converter }] = await Promise.all([loadSimplifier(), import('opencc-js/cn2t')])
  return { toSimplified, toTraditional: Converter({ from: 'cn', to: 'tw' }) }
}
