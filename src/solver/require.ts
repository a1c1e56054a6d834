import type { GroupShape, TreeUnits } from './types.ts'

/** Refuses instances that make no sense, saying which argument and what is wrong with it. */
export function requireUnits(units: TreeUnits, shape: GroupShape): void {
  const { levels, weights, h, hardLevel, rank } = units
  const depth = h.length - 1
  require(depth >= 0 && depth <= 120, 'h: between 1 and 121 prices')
  require(levels.length === weights.length * depth, 'levels: one code per unit and level')
  require(Number.isInteger(hardLevel) && hardLevel >= 0 && hardLevel <= depth, 'hardLevel: a level of h')
  require(!rank || rank.length === weights.length, 'rank: one per unit')
  requirePrices(h, 'h')
  require(Number.isInteger(shape.minWeight) && shape.minWeight >= 2, 'shape.minWeight: an integer of at least 2')
  require(Number.isInteger(shape.maxUnits) && shape.maxUnits >= 2, 'shape.maxUnits: an integer of at least 2')
  require(shape.maxUnits <= 60 && shape.minWeight <= 60, 'shape: at most 60')
  for (const weight of weights) {
    require(weight >= 1 && weight <= 2, 'weights: 1 or 2')
    require(weight < shape.minWeight, 'weights: below the minimum weight of a group')
  }
}

/** Prices by level: finite, not negative, never rising downwards. */
export function requirePrices(prices: Float64Array, name: string): void {
  for (let level = 0; level < prices.length; level++) {
    const price = prices[level]!
    require(Number.isFinite(price) && price >= 0, `${name}: finite and not negative`)
    require(level === 0 || price <= prices[level - 1]!, `${name}: never rising from the top to the building`)
  }
}

export function require(condition: boolean, message: string): asserts condition {
  if (!condition) throw new RangeError(message)
}
