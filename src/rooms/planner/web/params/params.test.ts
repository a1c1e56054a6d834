import { describe, expect, test } from 'vitest'
import { planParamsShape } from '../../contract.ts'
import { furtherChanged, paramsFault } from './changed.ts'
import { defaultParams } from './default-params.ts'
import { presetOf, presets } from './presets.ts'
import { sayParams } from './say-params.ts'
import { zh } from './words.zh.ts'

describe('rules of a plan on screen', () => {
  test('the browser starts with the contract’s defaults', () => {
    expect(defaultParams).toEqual(planParamsShape.parse({}))
  })

  test('every preset is lawful and known again', () => {
    for (const [key, weights] of Object.entries(presets)) {
      expect(planParamsShape.parse({ weights }).weights).toEqual(weights)
      expect(presetOf(weights)).toBe(key)
    }
    expect(presetOf({ ...presets.address, links: 1 })).toBeNull()
  })

  test('rules in words', () => {
    expect(sayParams(defaultParams, zh)).toBe('不出镇街；最多 5 家；每名指导员 5 家；只看地址')
    expect(
      sayParams(
        {
          ...defaultParams,
          within: 'county',
          maxUnits: 7,
          sameParent: true,
          maxKilometres: 3,
          countReported: true,
          weights: { ...presets.address, industry: 2, links: 5 },
          hosts: { building: 0, park: 0, industry: 4, area: 8 },
        },
        zh,
      ),
    ).toBe(
      '不出区县；一般 5 家，最多 7 家；同一上级；不超过 3 公里；每名指导员 5 家；暂按年报人数；地址 1、行业 2、协作 5；先用楼宇共建、园区共建',
    )
  })

  test('what was changed among the further rules is counted', () => {
    expect(furtherChanged(defaultParams)).toBe(0)
    expect(furtherChanged({ ...defaultParams, maxUnits: 4, usualUnits: 4 })).toBe(0)
    expect(furtherChanged({ ...defaultParams, weights: presets.steady, effort: 'quick', day: '2026-01-01' })).toBe(3)
  })

  test.each([
    ['number', { ...defaultParams, capacity: NaN }],
    ['number', { ...defaultParams, weights: { ...presets.address, links: NaN } }],
    ['usual', { ...defaultParams, maxUnits: 3 }],
    ['weights', { ...defaultParams, weights: { ...presets.address, address: 0 } }],
    ['steps', { ...defaultParams, industrySteps: [6, 4, 5, 1, 0] }],
    [null, defaultParams],
  ] as const)('fault %s', (fault, params) => {
    expect(paramsFault({ ...params, industrySteps: [...params.industrySteps] })).toBe(fault)
  })
})
