import type { EndReason, MemberStatus, PostKind, RelationPlace } from '../../contract.ts'
import { sameDay, type ReadMember, type RowNote } from './read-row.ts'

/** A member on file as the comparison needs it. Names and numbers are keyed hashes: it compares without opening them. */
export interface KnownMember {
  readonly id: string
  readonly nameHash: string
  readonly identityHash: string | null
  readonly phoneHash: string | null
  readonly status: MemberStatus
  readonly statusSince: string
  readonly organization: string | null
  readonly chain: string
  readonly since: string
  readonly place: RelationPlace
  readonly unit: string | null
  readonly born: string | null
  readonly joined: string | null
  readonly fullOn: string | null
  readonly gender: 'male' | 'female' | null
  readonly ethnicity: string | null
  readonly education: string | null
  readonly job: string | null
  readonly postKind: PostKind | null
  readonly group: string | null
  readonly floating: boolean
  readonly lostSince: string | null
  readonly ended: string | null
  readonly endReason: EndReason | null
}

/** A row of the file, its organisation and unit found. */
export interface FileRow {
  readonly key: string
  readonly sheet: string
  readonly sheetName: string
  readonly row: number
  readonly member: ReadMember
  readonly nameHash: string
  readonly identityHash: string | null
  readonly phoneHash: string | null
  /** Null: the row says that the relation is outside the district. */
  readonly organization: string | null
  readonly unit: string | null
  /** Keyed hash of all that the row says: the same row again is the same person again. */
  readonly rowHash: string
  readonly notes: readonly RowNote[]
}

export interface Index {
  readonly byIdentity: ReadonlyMap<string, KnownMember>
  readonly byName: ReadonlyMap<string, readonly KnownMember[]>
  readonly byId: ReadonlyMap<string, KnownMember>
}

export function indexKnown(known: readonly KnownMember[]): Index {
  const byIdentity = new Map<string, KnownMember>()
  const byName = new Map<string, KnownMember[]>()
  for (const one of known) {
    if (one.identityHash !== null) {
      const other = byIdentity.get(one.identityHash)
      if (other === undefined || other.status === 'ended') byIdentity.set(one.identityHash, one)
    }
    const list = byName.get(one.nameHash)
    if (list) list.push(one)
    else byName.set(one.nameHash, [one])
  }
  return { byIdentity, byName, byId: new Map(known.map((one) => [one.id, one])) }
}

export type Match =
  | { readonly kind: 'same'; readonly member: KnownMember; readonly why: string }
  | { readonly kind: 'new' }
  | { readonly kind: 'ask'; readonly candidates: readonly { readonly member: KnownMember; readonly why: string }[] }

/**
 * Who a row is, by what can be proved and nothing else:
 *
 *  1. the same identity number under the same name: the same person;
 *  2. the very row that was written before, for a member of that name: the same person;
 *  3. the same name and a second thing that two people hardly share (the telephone; birthday and day of joining; one of the
 *     two in the same organisation), nothing speaking against it, and nobody else of that name for whom that holds: the
 *     same person;
 *  4. the same name and proof of two persons (two identity numbers; two birthdays and two days of joining, or two
 *     birthdays in two organisations): another person;
 *  5. the same name and neither: a question.
 *
 * A name alone never makes somebody the same person, and a number under another name is a question as well.
 */
export function matchRow(row: FileRow, index: Index, remembered: ReadonlyMap<string, string>): Match {
  const byNumber = row.identityHash === null ? undefined : index.byIdentity.get(row.identityHash)
  if (byNumber) {
    if (byNumber.nameHash === row.nameHash) return { kind: 'same', member: byNumber, why: '姓名和公民身份号码相同' }
    return { kind: 'ask', candidates: [{ member: byNumber, why: '公民身份号码相同，姓名不同' }] }
  }
  const named = (index.byName.get(row.nameHash) ?? []).filter((one) => one.status !== 'ended' && !areTwo(row, one))
  if (named.length === 0) return { kind: 'new' }
  const before = remembered.get(row.rowHash)
  const again = named.find(({ id }) => id === before)
  if (again) return { kind: 'same', member: again, why: '和上次写入的这一行完全相同' }
  const proved = named.flatMap((member) => {
    const why = proofOf(row, member)
    return why === null ? [] : [{ member, why }]
  })
  const [only] = proved
  if (only && proved.length === 1) return { kind: 'same', ...only }
  return {
    kind: 'ask',
    candidates: named
      .map((member) => ({ member, why: nearnessOf(row, member) }))
      .sort((one, other) => other.why.length - one.why.length)
      .slice(0, 8),
  }
}

type Days = 'born' | 'joined' | 'fullOn'

const equal = (row: FileRow, known: KnownMember, field: Days): boolean | null => {
  const [written, onFile] = [row.member[field], known[field]]
  return written === null || onFile === null ? null : sameDay(written, onFile, row.member.monthOnly.includes(field))
}

function areTwo(row: FileRow, known: KnownMember): boolean {
  if (row.identityHash !== null && known.identityHash !== null) return row.identityHash !== known.identityHash
  if (equal(row, known, 'born') !== false) return false
  return equal(row, known, 'joined') === false || row.organization !== known.organization
}

function proofOf(row: FileRow, known: KnownMember): string | null {
  const born = equal(row, known, 'born')
  const joined = equal(row, known, 'joined')
  if (born === false || (row.member.gender !== null && known.gender !== null && row.member.gender !== known.gender))
    return null
  const here = row.organization === known.organization
  if (row.phoneHash !== null && row.phoneHash === known.phoneHash) return '姓名和电话相同'
  if (born === true && joined === true) return '姓名、出生日期、入党日期相同'
  if (here && born === true) return '姓名、出生日期相同，在同一党组织'
  if (here && joined === true) return '姓名、入党日期相同，在同一党组织'
  return null
}

function nearnessOf(row: FileRow, known: KnownMember): string {
  const same = [
    ...(row.organization === known.organization ? ['党组织'] : []),
    ...(equal(row, known, 'born') === true ? ['出生日期'] : []),
    ...(equal(row, known, 'joined') === true ? ['入党日期'] : []),
    ...(row.unit !== null && row.unit === known.unit ? ['工作单位'] : []),
  ]
  return same.length === 0 ? '姓名相同，没有别的可以对照' : `姓名、${same.join('、')}相同，不足以断定`
}
