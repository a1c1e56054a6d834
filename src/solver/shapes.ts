import type { GroupShape } from './types.ts'

/**
 * The smallest groups from which all lawful ones can be put together. A group of p units of weight 1 and q of weight 2
 * is lawful when p + 2q reaches the minimum weight and p + q lies between 2 and the maximum. Groups that fall apart
 * into two lawful ones are left out: at the same tree node the parts cost the same as the whole.
 */
export interface GroupType {
  readonly ones: number
  readonly twos: number
}

export const usualShape: GroupShape = { minWeight: 3, maxUnits: 5 }

export function indivisibleTypes(shape: GroupShape): readonly GroupType[] {
  const lawful: GroupType[] = []
  for (let ones = 0; ones <= shape.maxUnits; ones++) {
    for (let twos = 0; ones + twos <= shape.maxUnits; twos++) {
      if (isLawful(shape, ones, twos)) lawful.push({ ones, twos })
    }
  }
  return lawful.filter(
    (whole) =>
      !lawful.some(
        (part) =>
          part.ones <= whole.ones &&
          part.twos <= whole.twos &&
          isLawful(shape, whole.ones - part.ones, whole.twos - part.twos),
      ),
  )
}

export function isLawful(shape: GroupShape, ones: number, twos: number): boolean {
  const units = ones + twos
  return units >= 2 && units <= shape.maxUnits && ones + 2 * twos >= shape.minWeight
}

/** Whether any set of units that reaches the minimum weight can be cut into lawful groups: walk along it and cut as
 * soon as the minimum is reached; the rest, lighter than the minimum, joins the last group. */
export function isDivisible(shape: GroupShape): boolean {
  return shape.maxUnits >= 2 * shape.minWeight - 1
}
