import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareRoster, type CompareOptions } from './compare.ts'
import type { FileRow, KnownMember } from './match.ts'
import type { ReadMember } from './read-row.ts'

const BLANK: ReadMember = {
  name: '',
  identity: null,
  phone: null,
  gender: null,
  ethnicity: null,
  born: null,
  education: null,
  status: 'full',
  statusSaid: true,
  organization: null,
  organizationCode: null,
  joined: null,
  fullOn: null,
  monthOnly: [],
  job: null,
  postKind: null,
  group: null,
  unit: null,
  unitCode: null,
  place: null,
  floating: null,
  lostSince: null,
  lost: null,
  derived: 0,
}
let rows = 0
const row = (name: string, member: Partial<ReadMember> = {}, more: Partial<FileRow> = {}): FileRow => {
  rows++
  return {
    key: `1:${rows}`,
    sheet: '1',
    sheetName: '名册',
    row: rows,
    member: { ...BLANK, name, ...member },
    nameHash: name,
    identityHash: null,
    phoneHash: null,
    organization: 'a',
    unit: null,
    rowHash: `${name} ${JSON.stringify(member)} ${JSON.stringify(more)}`,
    notes: [],
    ...more,
  }
}
const known = (id: string, name: string, more: Partial<KnownMember> = {}): KnownMember => ({
  id,
  nameHash: name,
  identityHash: null,
  phoneHash: null,
  status: 'full',
  statusSince: '2020-01-01',
  organization: 'a',
  chain: 'top/a/',
  since: '2020-01-01',
  place: 'unit',
  unit: null,
  born: null,
  joined: null,
  fullOn: null,
  gender: null,
  ethnicity: null,
  education: null,
  job: null,
  postKind: null,
  group: null,
  floating: false,
  lostSince: null,
  ended: null,
  endReason: null,
  ...more,
})
const options = (more: Partial<CompareOptions> = {}): CompareOptions => ({
  covers: 'whole',
  answers: new Map(),
  remembered: new Map(),
  words: {
    kind: 'national',
    asOf: '2026-10-31',
    organization: (id) => id,
    unit: (id) => id,
    refuseSeat: () => null,
  },
  ...more,
})
const tabs = (given: readonly FileRow[], on: readonly KnownMember[], more: Partial<CompareOptions> = {}) => {
  const result = compareRoster(given, on, options(more))
  expect(result.unexplained).toBe(0)
  return { tabs: result.outcomes.map(({ tab }) => tab), result }
}
const born = { born: '1980-01-02' as never }
const joined = { joined: '2005-07-01' as never }

describe('who is who', () => {
  it.each<[string, FileRow, KnownMember[], string]>([
    [
      'the same number and name',
      row('甲', {}, { identityHash: 'n' }),
      [known('1', '甲', { identityHash: 'n' })],
      'same',
    ],
    [
      'the same number, another name',
      row('乙', {}, { identityHash: 'n' }),
      [known('1', '甲', { identityHash: 'n' })],
      'asked',
    ],
    ['two numbers', row('甲', {}, { identityHash: 'n' }), [known('1', '甲', { identityHash: 'm' })], 'added'],
    ['the name only', row('甲'), [known('1', '甲')], 'asked'],
    ['the name and the branch only', row('甲', {}, { organization: 'a' }), [known('1', '甲')], 'asked'],
    ['birthday and branch', row('甲', born), [known('1', '甲', born)], 'same'],
    [
      'birthday and joining, another branch',
      row('甲', { ...born, ...joined }, { organization: 'b' }),
      [known('1', '甲', { ...born, ...joined })],
      'changed',
    ],
    [
      'two birthdays in two branches',
      row('甲', born, { organization: 'b' }),
      [known('1', '甲', { born: '1970-01-01' })],
      'added',
    ],
    ['two birthdays in one branch', row('甲', born), [known('1', '甲', { born: '1980-01-03' })], 'asked'],
    ['two of the name, both may be', row('甲', born), [known('1', '甲', born), known('2', '甲', born)], 'asked'],
    ['two of the name, one is proved', row('甲', born), [known('1', '甲', born), known('2', '甲')], 'same'],
    [
      'a man and a woman',
      row('甲', { ...born, gender: 'male' }),
      [known('1', '甲', { ...born, gender: 'female' })],
      'asked',
    ],
    ['nobody', row('丁'), [known('1', '甲')], 'added'],
    [
      'ended and back in the file',
      row('甲', {}, { identityHash: 'n' }),
      [known('1', '甲', { identityHash: 'n', status: 'ended', ended: '2026-01-01', endReason: 'moved-out' })],
      'added',
    ],
  ])('%s', (_, given, on, tab) => {
    expect(tabs([given], on).tabs).toEqual([tab])
  })

  it('is answered by a person, and only then', () => {
    const one = row('甲')
    const on = [known('1', '甲')]
    expect(tabs([one], on).result.absent).toEqual([])
    expect(tabs([one], on, { answers: new Map([[one.key, '1']]) }).tabs).toEqual(['same'])
    const other = tabs([one], on, { answers: new Map([[one.key, 'other']]) })
    expect(other.tabs).toEqual(['added'])
    expect(other.result.absent.length).toBe(1)
  })

  it('remembers a row that was written before', () => {
    const one = row('甲')
    expect(
      tabs([one], [known('1', '甲'), known('2', '甲')], { remembered: new Map([[one.rowHash, '2']]) }).result
        .outcomes[0]?.member?.id,
    ).toBe('2')
  })

  it('refuses a person twice in one file', () => {
    expect(tabs([row('甲', {}, { identityHash: 'n' }), row('甲', {}, { identityHash: 'n' })], []).tabs).toEqual([
      'added',
      'wrong',
    ])
    expect(tabs([row('甲'), row('甲')], []).tabs).toEqual(['added', 'wrong'])
    expect(tabs([row('甲', born), row('甲', { born: '1981-01-01' as never })], []).tabs).toEqual(['added', 'added'])
    expect(
      tabs([row('甲', born), row('甲', { ...born, ...joined })], [known('1', '甲', { ...born, ...joined })]).tabs,
    ).toContain('wrong')
  })
})

describe('what differs', () => {
  const on = known('1', '甲', { identityHash: 'n', ...joined })
  const changed = (member: Partial<ReadMember>, more: Partial<FileRow> = {}, one = on) => {
    const { result } = tabs([row('甲', member, { identityHash: 'n', ...more })], [one])
    return result.outcomes[0]?.changes.map(({ kind, take }) => `${kind} ${take}`) ?? []
  }
  it.each<[string, string[], string[]]>([
    ['nothing', changed({}), []],
    ['the branch', changed({}, { organization: 'b' }), ['organization organization']],
    [
      'a branch that was left after the file was made',
      changed({}, { organization: 'b' }, { ...on, since: '2026-11-01' }),
      ['organization null'],
    ],
    ['a full member who is probationary there', changed({ status: 'probationary' }), ['status null']],
    ['a probationary member who is full there', changed({}, {}, { ...on, status: 'probationary' }), ['status status']],
    [
      'the same, later than the file',
      changed({}, {}, { ...on, status: 'probationary', statusSince: '2026-11-02' }),
      ['status null'],
    ],
    ['a status that the file does not say', changed({ statusSaid: false }, {}, { ...on, status: 'probationary' }), []],
    ['the day of joining', changed({ joined: '2005-07-02' as never }), ['dates facts']],
    [
      'a month that holds the day',
      changed({ joined: '2005-07-01' as never, monthOnly: ['joined'] }, {}, { ...on, joined: '2005-07-15' }),
      [],
    ],
    ['what is new and what is other', changed({ ethnicity: '汉族', job: '厂长' }), ['person facts', 'details facts']],
    ['nothing, where the file is empty', changed({ joined: null }), []],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected)
  })

  it('of who is missing depends on what the file covers', () => {
    const all = [
      known('1', '甲', { identityHash: 'n' }),
      known('2', '乙', { organization: 'b' }),
      known('3', '丙'),
      known('4', '丁', { organization: null, place: 'elsewhere' }),
    ]
    const given = [row('甲', {}, { identityHash: 'n' })]
    const absent = (covers: 'whole' | 'named') =>
      tabs(given, all, { covers }).result.absent.map(({ member }) => member.id)
    expect(absent('whole')).toEqual(['2', '3'])
    expect(absent('named')).toEqual(['3'])
  })
})

it('puts every row and every member in one place, whatever is compared', () => {
  const names = fc.constantFrom('甲', '乙', '丙')
  const day = fc.option(fc.constantFrom('1980-01-01', '1980-01-02', '1990-05-05'), { nil: null })
  const number = fc.option(fc.constantFrom('n1', 'n2', 'n3', 'n4'), { nil: null })
  const branch = fc.constantFrom('a', 'b')
  const file = fc.array(
    fc
      .record({ name: names, born: day, joined: day, number, branch })
      .map((one) =>
        row(
          one.name,
          { born: one.born as never, joined: one.joined as never },
          { identityHash: one.number, organization: one.branch },
        ),
      ),
    { maxLength: 12 },
  )
  const register = fc
    .uniqueArray(fc.record({ name: names, born: day, joined: day, number, branch }), {
      maxLength: 12,
      selector: ({ number: n }) => n ?? Symbol('none'),
    })
    .map((list) =>
      list.map((one, at) =>
        known(String(at), one.name, {
          born: one.born,
          joined: one.joined,
          identityHash: one.number,
          organization: one.branch,
        }),
      ),
    )
  fc.assert(
    fc.property(file, register, fc.constantFrom('whole', 'named'), (given, on, covers) => {
      const { outcomes, absent, unexplained, onFile } = compareRoster(given, on, options({ covers }))
      const found = new Set(outcomes.flatMap(({ member }) => member?.id ?? []))
      const matched = outcomes.filter(({ member }) => member !== null)
      expect(outcomes.length).toBe(given.length)
      expect(found.size).toBe(matched.length)
      for (const { member } of absent) expect(found.has(member.id)).toBe(false)
      expect(unexplained).toBe(0)
      expect(onFile).toBeLessThanOrEqual(on.length)
      // Nobody is somebody by the name alone.
      for (const { row: one, member } of matched)
        expect(
          one.identityHash === member?.identityHash ||
            [
              one.member.born === member?.born && one.member.born !== null,
              one.member.joined === member?.joined && one.member.joined !== null,
            ].some(Boolean),
        ).toBe(true)
    }),
    { seed: 5, numRuns: 2000 },
  )
})
