import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { loadDivisions } from '../../../platform/server/public-codes.ts'
import { emergeAreas } from './buildings.ts'
import { guessRoot } from './guess-root.ts'
import { locateFile } from './locate-file.ts'
import { makeLocator, type LocateInput } from './locate.ts'
import { reportOn } from './report.ts'

/** A city's real registrations; not part of the project, so the test is skipped where they are missing. */
const FILE = new URL('../../../../../shared/data/dalian/market.csv', import.meta.url)

function readUnits(): LocateInput[] {
  const text = new TextDecoder('gb18030').decode(readFileSync(FILE))
  const rows = parse(text, { columns: true }) as Record<string, string>[]
  return rows.map((row) => ({
    address: row['住所'] ?? '',
    name: row['企业名称'] ?? '',
    code: row['统一社会信用代码'] ?? '',
  }))
}

describe.skipIf(!existsSync(FILE))('a whole city', () => {
  it('is located to county or zone nearly always, to town where the address says', { timeout: 120_000 }, async () => {
    const units = readUnits()
    expect(guessRoot(await loadDivisions({ prefix: '' }), units)?.code).toBe('210200')

    const locator = makeLocator(await loadDivisions({ prefix: '2102' }), { root: '2102' })
    const { located, zones } = locateFile(locator, units)
    const report = reportOn(located)
    expect(report.area.text / report.units).toBeGreaterThanOrEqual(0.998)
    expect(report.area.none).toBeLessThanOrEqual(10)
    expect(report.town.text / report.units).toBeGreaterThanOrEqual(0.3)
    expect(report.town.learnt / report.units).toBeGreaterThanOrEqual(0.02)
    expect(report.outside).toBeLessThanOrEqual(20)

    // One place in the tree for every code.
    const parents = new Map<string, string>()
    for (const one of located) {
      one.path.forEach((code, at) => {
        const parent = one.path[at - 1] ?? ''
        expect(parents.get(code) ?? parent).toBe(parent)
        parents.set(code, parent)
      })
    }
    // Zones with a registration office of their own, none of them written into the code.
    const offices = [...zones.byRegistry].map(([digits, zone]) => `${digits} ${zone.name}`).sort()
    expect(offices).toContain('210242 大连保税区')
    expect(offices).toContain('210244 大连长兴岛经济区')

    const areas = emergeAreas(located)
    expect(areas.length).toBeGreaterThan(3000)
    expect(new Set(areas.map((area) => area.id)).size).toBe(areas.length)
  })
})
