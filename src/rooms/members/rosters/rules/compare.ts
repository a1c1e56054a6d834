import type { Difference, RosterTab } from '../contract.ts'
import { absentWords, addedWords, changesOf, type Change, type DifferenceWords } from './differences.ts'
import { indexKnown, matchRow, type FileRow, type KnownMember } from './match.ts'
import type { RowNote } from './read-row.ts'

export const OTHER = 'other'

/** Where one row ended up. */
export interface Outcome {
  readonly tab: Exclude<RosterTab, 'absent'>
  readonly row: FileRow
  readonly member: KnownMember | null
  readonly changes: readonly Change[]
  readonly candidates: readonly { readonly member: KnownMember; readonly why: string }[]
  readonly notes: readonly RowNote[]
  readonly words: Pick<Change, 'why' | 'who' | 'remedy'>
  /** Somebody with this identity number is on file as ended: to be taken up again on the person's page, not made anew. */
  readonly gone: KnownMember | null
}

export interface Absent {
  readonly member: KnownMember
  readonly words: Pick<Change, 'why' | 'who' | 'remedy'>
}

export interface Comparison {
  readonly outcomes: readonly Outcome[]
  readonly absent: readonly Absent[]
  /** Members on file of whom the file should speak. */
  readonly onFile: number
  readonly unexplained: number
}

export interface CompareOptions {
  readonly words: DifferenceWords
  /** `named`: of members on file only those of organisations that the file names are expected in it. */
  readonly covers: 'whole' | 'named'
  readonly remembered: ReadonlyMap<string, string>
  /** What people answered: key of the row → member, or `other`. */
  readonly answers: ReadonlyMap<string, string>
  /** Names of rows that could not be read, with where they stand: their members are not simply missing. */
  readonly unread?: ReadonlyMap<string, string>
}

const NOTHING_TO_DO = { why: '', who: '', remedy: '' }

/**
 * Rows of a file against members on file: who is who (match.ts), what differs (differences.ts), who is missing on either
 * side. Each row and each member ends up in one place; how many did not is counted and should be none.
 */
export function compareRoster(
  rows: readonly FileRow[],
  known: readonly KnownMember[],
  options: CompareOptions,
): Comparison {
  const index = indexKnown(known)
  const { words } = options
  const outcomes: Outcome[] = []
  const taken = new Map<string, FileRow>()
  const seen = seenRows()
  for (const row of rows) {
    const twice = seen(row)
    if (twice !== null) {
      outcomes.push(plain('wrong', row, [twice]))
      continue
    }
    const answer = options.answers.get(row.key)
    const match = matchRow(row, index, options.remembered)
    const chosen = answer === undefined || answer === OTHER ? undefined : index.byId.get(answer)
    const member = chosen ?? (match.kind === 'same' ? match.member : null)
    if (member === null && match.kind === 'ask' && answer !== OTHER) {
      outcomes.push({
        ...plain('asked', row, row.notes),
        candidates: match.candidates,
        words: {
          why: '本区有同名的党员，不能断定是不是同一人',
          who: '办名册的人',
          remedy: '逐个说明是同一人还是另一人',
        },
      })
      continue
    }
    if (member === null || member.status === 'ended') {
      outcomes.push({ ...plain('added', row, row.notes), gone: member, words: addedWords(row, member, words) })
      continue
    }
    const other = taken.get(member.id)
    if (other !== undefined) {
      const why = `和“${other.sheetName}”第 ${other.row} 行是同一名党员`
      outcomes.push(plain('wrong', row, [{ column: null, why, remedy: '一人只留一行' }]))
      continue
    }
    taken.set(member.id, row)
    const changes = changesOf(row, member, words)
    outcomes.push({
      ...plain(changes.length === 0 ? 'same' : 'changed', row, row.notes),
      member,
      changes,
      words: changes[0] ?? NOTHING_TO_DO,
    })
  }
  const named = new Set(rows.map(({ organization }) => organization))
  const waiting = new Set(
    outcomes.flatMap(({ tab, candidates }) => (tab === 'asked' ? candidates.map(({ member }) => member.id) : [])),
  )
  const expected = known.filter(
    (one) =>
      one.status !== 'ended' &&
      one.organization !== null &&
      (options.covers === 'whole' || named.has(one.organization) || taken.has(one.id)),
  )
  // Whoever may be somebody of the questions is not missing until they are answered.
  const absent = expected
    .filter(({ id }) => !taken.has(id) && !waiting.has(id))
    .map((member) => ({
      member,
      words: unreadWords(options.unread?.get(member.nameHash)) ?? absentWords(member, words),
    }))
  const found = expected.filter(({ id }) => taken.has(id)).length
  const doubtful = expected.filter(({ id }) => !taken.has(id) && waiting.has(id)).length
  return {
    outcomes,
    absent,
    onFile: expected.length,
    unexplained:
      Math.abs(rows.length - outcomes.length) +
      Math.abs(expected.length - found - doubtful - absent.length) +
      outcomes.filter((one) => !isExplained(one)).length +
      absent.filter((one) => one.words.why === '' || one.words.who === '' || one.words.remedy === '').length,
  }
}

function unreadWords(where: string | undefined): Absent['words'] | null {
  if (where === undefined) return null
  return { why: `${where}有同名的人，但那一行有误，没有用`, who: '办名册的人', remedy: '把那一行改好再比对' }
}

/** Same rows need no explanation; each of the others says why, and of each difference why, who and what. */
function isExplained({ tab, changes, words, notes }: Outcome): boolean {
  if (tab === 'same') return true
  if (tab === 'wrong') return notes.length > 0
  if (words.why === '' || words.who === '' || words.remedy === '') return false
  return tab !== 'changed' || changes.every(({ why, who, remedy }) => why !== '' && who !== '' && remedy !== '')
}

function plain(tab: Outcome['tab'], row: FileRow, notes: readonly RowNote[]): Outcome {
  return { tab, row, member: null, changes: [], candidates: [], notes, words: NOTHING_TO_DO, gone: null }
}

/** Kinds of what differs about a row, for counting and filtering. */
export function differencesOf(outcome: Outcome): Difference[] {
  if (outcome.tab === 'added') return ['only-there']
  return [...new Set(outcome.changes.map(({ kind }) => kind))]
}

/** Rows that say the same person twice within the file. */
function seenRows(): (row: FileRow) => RowNote | null {
  const numbers = new Map<string, FileRow>()
  const names = new Map<string, FileRow[]>()
  return (row) => {
    if (row.identityHash !== null) {
      const other = numbers.get(row.identityHash)
      if (other)
        return {
          column: '公民身份号码',
          why: `“${other.sheetName}”第 ${other.row} 行已有这个号码`,
          remedy: '一人只留一行；号码写错的，改正',
        }
      numbers.set(row.identityHash, row)
    }
    const key = `${row.nameHash} ${row.organization}`
    const same = names.get(key) ?? []
    const other = same.find((one) => !differ(one, row))
    if (other)
      return {
        column: '姓名',
        why: `“${other.sheetName}”第 ${other.row} 行是同一党组织的同名党员，没有别的可以区分`,
        remedy: '重复的删掉一行；是两个人的，补上出生日期或公民身份号码',
      }
    names.set(key, [...same, row])
    return null
  }
}

function differ(one: FileRow, other: FileRow): boolean {
  if (one.identityHash !== null && other.identityHash !== null) return one.identityHash !== other.identityHash
  const days = (['born', 'joined'] as const).some((field) => {
    const [a, b] = [one.member[field], other.member[field]]
    return a !== null && b !== null && a !== b
  })
  return days || (one.phoneHash !== null && other.phoneHash !== null && one.phoneHash !== other.phoneHash)
}
