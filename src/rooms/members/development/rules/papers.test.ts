import { describe, expect, it } from 'vitest'
import { developmentPaperShape, stepKeyShape } from '../contract.ts'
import { BY_HAND, paperName, papersOf, STEP_PAPERS } from './papers.ts'

describe('papers of the steps', () => {
  it('every paper belongs to one step and has a name of its own', () => {
    const listed = STEP_PAPERS.map(({ paper }) => paper)
    expect([...listed, 'course']).toEqual(developmentPaperShape.options)
    expect(new Set(developmentPaperShape.options.map(paperName)).size).toBe(developmentPaperShape.options.length)
  })

  it('every step has a paper, or the person writes it, or it is a day alone', () => {
    const without = stepKeyShape.options.filter(
      (key) => papersOf({ key, standing: 'may' }).length === 0 && BY_HAND[key] === undefined,
    )
    expect(without).toEqual(['contacts', 'introducers', 'oath', 'archive'])
  })

  it('nothing is offered of a step whose turn has not come', () => {
    for (const key of stepKeyShape.options) {
      expect(papersOf({ key, standing: 'later' })).toEqual([])
      expect(papersOf({ key, standing: 'early' })).toEqual(papersOf({ key, standing: 'done' }))
    }
  })
})
