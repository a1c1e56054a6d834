/** Kinds of areas that belts are chosen from; town is only ever a frame for the others. */
export const beltLevels = ['building', 'park', 'road', 'community', 'circle'] as const
export type BeltLevel = (typeof beltLevels)[number]

const USUAL: readonly BeltLevel[] = ['building', 'park', 'road']

/** Read from the address; unknown words are passed over, and nothing known is the usual choice. */
export function levelsOf(text: string | undefined): readonly BeltLevel[] {
  const asked = text === undefined ? [] : text.split(',')
  const known = beltLevels.filter((level) => asked.includes(level))
  return known.length === 0 ? USUAL : known
}

/** The choice with one more or one less, as it stands in the address; undefined where it is the usual one. */
export function toggled(chosen: readonly BeltLevel[], level: BeltLevel): string | undefined {
  const next = beltLevels.filter((one) => (one === level) !== chosen.includes(one))
  const text = next.join(',')
  return text === USUAL.join(',') ? undefined : text
}
