import { describe, expect, it } from 'vitest'
import { ledgerUnit } from '../testing.ts'
import { judgeBatch, type Batch } from './batch.ts'
import type { PlacedUnit } from './cautions.ts'
import type { InstructorSetting } from './instructor.ts'

const placed = (name: string): PlacedUnit => {
  const unit = ledgerUnit(name, { name })
  return { unit, keys: [null, null, null, null, null, null], order: 0, weight: 0, reported: false, was: null }
}

const setting: InstructorSetting = {
  name: '王指导',
  capacity: null,
  until: null,
  leaving: false,
  conflicts: [],
  note: '',
}

const judge = (part: Partial<Batch>) =>
  judgeBatch({
    members: [placed('甲'), placed('乙')],
    grows: true,
    instructor: '王指导',
    setting: undefined,
    load: 2,
    capacity: 5,
    day: '2026-11-21',
    ...part,
  })

describe('judgeBatch', () => {
  it('counts the units looked after already, softly', () => {
    expect(judge({})).toMatchObject({ why: null, notes: [] })
    const more = judge({ load: 4 })
    expect(more.why).toBeNull()
    expect(more.notes).toEqual(['一名指导员联系 6 家，超过一般 5 家，已按调整理由办理'])
    expect(more.checks[0]).toMatchObject({ ok: false, hard: false, says: '已联系 4 家，连同这 2 家共 6 家' })
    expect(judge({ load: 4, setting: { ...setting, capacity: 6 } }).notes).toEqual([])
  })

  it('puts nobody with whom there are ties, and nobody new with one who goes', () => {
    const tied = judge({ setting: { ...setting, conflicts: ['乙'] } })
    expect(tied.why).toContain('与乙有往来，与“与所联系单位没有薪酬、业务往来”不合（《')
    expect(tied.notes).toEqual([])
    const leaving = { setting: { ...setting, leaving: true } }
    expect(judge(leaving).why).toContain('要离任，与“在任的才接新的单位”不合')
    expect(judge({ ...leaving, grows: false }).why).toBeNull()
  })

  it('asks of a place to be filled only how many units it holds', () => {
    const vacant = judge({ instructor: '新聘指导员 1', load: 0, members: Array.from('甲乙丙丁戊己', placed) })
    expect(vacant.checks.map(({ says }) => says)).toEqual(['共 6 家'])
    expect(vacant.notes.length).toBe(1)
  })
})
