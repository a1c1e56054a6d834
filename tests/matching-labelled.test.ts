/** The goals of matching on a labelled city and on cities made from it, when the labelled data is there. */
import { describe, expect, it } from 'vitest'
import { HABITS, makeCity } from '../bench/matching-cities.ts'
import { labelledDataPresent, readLabelledCity } from '../bench/matching-data.ts'
import { measure } from '../bench/matching.ts'

describe.skipIf(!labelledDataPresent)('matching against known truth', async () => {
  const city = labelledDataPresent ? await readLabelledCity() : null

  it('a real register and its hand-kept ledger', () => {
    if (city === null) return
    const { precision, recall, f1, doubtful } = measure(city)
    expect(precision).toBeGreaterThanOrEqual(0.998)
    expect(recall).toBeGreaterThanOrEqual(0.97)
    expect(f1).toBeGreaterThanOrEqual(0.985)
    expect(doubtful).toBeLessThanOrEqual(0.03)
  })

  it('the same with every code taken away', () => {
    if (city === null) return
    const rows = city.rows.map((row) => ({ ...row, record: { ...row.record, code: null } }))
    const { precision, recall, doubtful } = measure({ ...city, rows })
    expect(precision).toBeGreaterThanOrEqual(0.998)
    expect(recall).toBeGreaterThanOrEqual(0.97)
    expect(doubtful).toBeLessThanOrEqual(0.03)
  })

  it.each(HABITS)('$title', (habits) => {
    if (city === null) return
    const { precision, recall, f1, doubtful } = measure(makeCity(city, habits))
    expect(precision).toBeGreaterThanOrEqual(0.998)
    expect(recall).toBeGreaterThanOrEqual(0.97)
    expect(f1).toBeGreaterThanOrEqual(0.985)
    expect(doubtful).toBeLessThanOrEqual(0.03)
  })
})
