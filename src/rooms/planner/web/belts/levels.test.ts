import { describe, expect, test } from 'vitest'
import { levelsOf, toggled } from './levels.ts'

describe('kinds of areas in the address', () => {
  test.each([
    [undefined, ['building', 'park', 'road']],
    ['', ['building', 'park', 'road']],
    ['road,circle', ['road', 'circle']],
    ['road,elsewhere', ['road']],
    ['elsewhere', ['building', 'park', 'road']],
  ])('%s', (text, levels) => expect(levelsOf(text)).toEqual(levels))

  test('one more, one less, and back to the usual', () => {
    expect(toggled(['building', 'park', 'road'], 'circle')).toBe('building,park,road,circle')
    expect(toggled(['building', 'park', 'road'], 'park')).toBe('building,road')
    expect(toggled(['building', 'road'], 'park')).toBeUndefined()
  })
})
