import { expect, it } from 'vitest'
import { presetShape, ruleShape } from '../contract.ts'
import { builtInRules } from './builtin.ts'
import { refusePreset } from './check-preset.ts'
import { builtInPresets, DEFAULT_PRESET } from './presets.ts'

it('ships rules that fit the contract, each named once', () => {
  for (const { version, ...rule } of builtInRules) {
    expect(ruleShape.parse(rule)).toEqual(rule)
    expect(version).toBeGreaterThan(0)
  }
  expect(new Set(builtInRules.map(({ id }) => id)).size).toBe(builtInRules.length)
})

it('marks what is not the published text', () => {
  const quoted = builtInRules.filter(({ text }) => !text.startsWith('大意：'))
  expect(quoted.map(({ id }) => id).sort()).toEqual([
    'branch.4',
    'branch.5.floating',
    'branch.5.joint',
    'branch.5.place',
    'branch.5.project',
    'branch.6',
    'branch.7',
    'branch.8',
    'clock.founding-reply',
    'clock.labour-mediation',
    'constitution.30',
    'sync.after-registration',
  ])
})

it('ships presets that fit the contract and can be used, the default among them', () => {
  for (const preset of builtInPresets) {
    const whole = { ...preset, active: false, builtIn: true }
    expect(presetShape.parse(whole)).toEqual(whole)
    expect(refusePreset(preset)).toBeNull()
  }
  expect(builtInPresets.map(({ id }) => id)).toContain(DEFAULT_PRESET)
})

it('refuses a preset that cannot be counted', () => {
  const base = builtInPresets[0]!
  expect(refusePreset({ ...base, headline: 'someday' })).toContain('someday')
  expect(refusePreset({ ...base, due: [[{ field: 'employees', atLeast: 80, below: 50 }]] })).toContain('上限')
  expect(
    refusePreset({ ...base, targets: [{ figure: 'own', denominator: 'rest', rate: 1, words: '', kinds: [] }] }),
  ).toContain('rest')
  expect(refusePreset({ ...base, sizeClasses: [...base.sizeClasses, base.sizeClasses[0]!] })).toContain('重复')
})
