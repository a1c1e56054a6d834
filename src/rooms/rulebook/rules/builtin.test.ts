import { expect, it } from 'vitest'
import { parseDay } from '../../../kernel/day.ts'
import { presetShape, ruleShape } from '../contract.ts'
import { builtInRules } from './builtin.ts'
import { refusePreset } from './check-preset.ts'
import { builtInPresets, DEFAULT_PRESET } from './presets.ts'
import { inForce } from './rule.ts'

it('ships rules that fit the contract, each edition named once and no two in force together', () => {
  for (const { version, ...rule } of builtInRules) {
    expect(ruleShape.parse(rule)).toEqual(rule)
    expect(version).toBeGreaterThan(0)
  }
  expect(new Set(builtInRules.map(({ id, version }) => `${id} ${version}`)).size).toBe(builtInRules.length)
  for (const day of ['2012-06-01', '2014-05-28', '2018-10-28', '2026-05-17', '2026-05-18', '2031-01-01']) {
    const ids = builtInRules.filter((rule) => inForce(rule, parseDay(day)!)).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  }
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
    'clock.remind',
    'constitution.30',
    'dues.pension',
    'dues.wage',
    'founding.adjust',
    'founding.election',
    'life.effective',
    'member.abroad-contact',
    'member.floating',
    'member.floating-contact',
    'member.floating-received',
    'member.lost',
    'member.one-branch',
    'member.quit',
    'member.restore',
    'member.sender-responsible',
    'member.transfer',
    'member.transfer-reminder',
    'sync.after-registration',
    'training.member',
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
