import { describe, expect, test } from 'vitest'
import { deriveUnit, type DeriveTools, type Place } from './derive.ts'
import { defaultPrecedence, type RecordFacts } from './precedence.ts'

const place: Place = {
  path: '330212/',
  county: null,
  town: null,
  community: null,
  building: null,
  buildingName: null,
  park: null,
  road: null,
  number: null,
  confidence: 1,
  words: [],
  problem: null,
  byHand: false,
}

const tools: DeriveTools = {
  locate: () => place,
  industry: () => ({ section: null, code: null, name: null, note: null }),
  kind: () => ({ kind: 'enterprise', note: '' }),
  search: ({ name }) => name,
}

const record = (source: RecordFacts['source'], facts: RecordFacts['facts']): RecordFacts => ({
  id: source,
  source,
  asOf: '2026-01-01',
  batch: 'b',
  row: 1,
  facts,
})

const derive = (...records: RecordFacts[]) => deriveUnit(records, defaultPrecedence, tools)

describe('a unit from its records', () => {
  test('the annual report’s count never stands in for full members: nobody knows how many of them are probationary', () => {
    const unit = derive(record('registry', { name: '甲厂' }), record('annual-report', { membersReported: 4 }))
    expect(unit.membersFull).toBeNull()
    expect(unit.membersReported).toBe(4)
  })

  test('a hand-kept ledger that leaves the cell empty says none', () => {
    expect(derive(record('ledger', { name: '甲厂' })).membersFull).toBe(0)
    expect(derive(record('registry', { name: '甲厂' })).membersFull).toBeNull()
  })

  test.each([
    [{ orgForm: '单独组建' }, 'own'],
    [{ orgForm: '联合组建' }, 'joint'],
    [{ orgName: '第3联合党支部' }, 'joint'],
    [{ orgName: '中共甲厂支部委员会' }, 'own'],
    [{}, null],
  ] as const)('form of organisation of %j is %s', (facts, form) => {
    expect(derive(record('ledger', { name: '甲厂', ...facts })).orgForm).toBe(form)
  })

  test('the register’s status gives the state until somebody says otherwise', () => {
    const closed = record('registry', { name: '甲厂', status: '注销' })
    expect(derive(closed).life).toBe('closed')
    expect(derive(closed, record('edit', { life: 'operating' })).life).toBe('operating')
  })

  test('spellings of one park are one park; a grid belongs to its town', () => {
    const placed: DeriveTools = { ...tools, locate: () => ({ ...place, county: '330212', town: '330212001' }) }
    const of = (facts: RecordFacts['facts']) =>
      deriveUnit([record('ledger', { name: '甲厂', ...facts })], defaultPrecedence, placed)
    expect(of({ park: '云起工业园' }).park?.id).toBe(of({ park: '云起工业园区' }).park?.id)
    expect(of({ park: '云起工业园' }).park?.id).not.toBe(of({ park: '松涛工业园' }).park?.id)
    expect(of({ grid: '一网格' }).grid?.id).toBe('g:330212001·一网格')
  })

  test('the point of the record that holds, never half of one and half of another', () => {
    const ledger = record('ledger', { name: '甲厂', point: '121.5,29.8' })
    const registry = record('registry', { name: '甲厂', point: '121.6,29.9' })
    expect(derive(registry).point).toEqual({ lng: 121.6, lat: 29.9 })
    expect(derive(ledger, registry).point).toEqual({ lng: 121.5, lat: 29.8 })
    expect(derive(ledger, record('edit', { point: null })).point).toBeNull()
    expect(derive(record('ledger', { name: '甲厂' })).point).toBeNull()
  })

  test('spellings of one superior are one text', () => {
    const of = (parent: string) => derive(record('ledger', { name: '甲厂', parent })).parentName
    expect(of('样例集团(宁波) 有限公司')).toBe(of('样例集团（宁波）有限公司'))
    expect(of('Sample  Holding Ltd')).toBe('Sample Holding Ltd')
    expect(of('样例一集团')).not.toBe(of('样例二集团'))
  })

  test('“无” in a column for persons or bodies is none', () => {
    expect(derive(record('ledger', { name: '甲厂', instructor: '否', union: '无' }))).toMatchObject({
      instructor: null,
      union: null,
    })
  })
})
