/**
 * Simplified and Traditional, for reading and for showing. Simplifying is cheap and always at hand; writing Traditional needs a
 * dictionary of 1.1 MB, which is loaded when somebody first asks for it.
 */
export { simplify } from './names-script.ts'

export type ToTraditional = (text: string) => string

let loading: Promise<ToTraditional> | undefined

/** Taiwan's characters without its vocabulary: 软件 → 軟件, never 軟體. */
export function loadTraditional(): Promise<ToTraditional> {
  loading ??= import('opencc-js/cn2t').then(({ Converter }) => Converter({ from: 'cn', to: 'tw' }))
  return loading
}
