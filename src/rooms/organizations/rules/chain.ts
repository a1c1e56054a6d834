/**
 * Where an organisation stands: the ids from the top down to itself, each followed by `/`. All below it are one prefix.
 */
export function chainOf(superior: string | null, id: string): string {
  return `${superior ?? ''}${id}/`
}

/** Ids above, from the top down. */
export function idsAbove(chain: string): string[] {
  return chain.split('/').slice(0, -2)
}

/** Whether `one` is the organisation with `id` itself or stands below it. */
export function standsIn(one: string, id: string): boolean {
  return one.startsWith(`${id}/`) || one.includes(`/${id}/`)
}

/** The chain after the organisation `id`, which it passes through, has got the chain `to`. */
export function rechain(chain: string, id: string, to: string): string {
  const at = chain.startsWith(`${id}/`) ? 0 : chain.indexOf(`/${id}/`) + 1
  return to + chain.slice(at + id.length + 1)
}
