import { expect, test } from 'vitest'
import { builtInRules } from '../../public.ts'
import { isAdjustable } from '../../rules/adjust.ts'
import { zh } from './words.zh.ts'

test('every number that an office may set has a name', () => {
  const names = builtInRules.filter(isAdjustable).flatMap(({ params }) => Object.keys(params))
  expect(names.length).toBeGreaterThan(10)
  expect([...new Set(names)].filter((name) => zh.rules.names[name] === undefined)).toEqual([])
})
