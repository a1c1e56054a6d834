import type { Context } from '../../../../platform/server/room.ts'
import type { WholeVerbs } from '../../rules/grants/grantable.ts'

/** Which verbs of all rooms take the whole office. */
export function wholeVerbs(context: Context): WholeVerbs {
  const whole = new Map(
    context.catalogue.flatMap(({ verb, words, whole: why }) => (why === null ? [] : [[verb, { words, why }] as const])),
  )
  return (verb) => whole.get(verb) ?? null
}
