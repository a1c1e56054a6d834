import type { Difference, RosterKind, Take } from '../contract.ts'
import { judgeMove } from '../../rules/status-moves.ts'
import { memberStatusNames, placeNames, postKindNames } from '../../rules/words.ts'
import type { FileRow, KnownMember } from './match.ts'
import { sameDay, type ReadMember } from './read-row.ts'

/** One thing that a row and the member on file do not agree on: what it is, why, who acts and how. */
export interface Change {
  readonly field: string
  readonly label: string
  readonly kind: Difference
  readonly here: string | null
  readonly there: string | null
  /** With which of the choices it is written; null: it is not, and `why` says so. */
  readonly take: Take | null
  readonly why: string
  readonly who: string
  readonly remedy: string
}

export interface DifferenceWords {
  readonly kind: RosterKind
  readonly asOf: string
  /** Name of an organisation; for both sides. */
  organization(id: string | null): string | null
  unit(id: string | null): string | null
  /** Why a relation cannot sit in an organisation; null: it can. */
  refuseSeat(id: string): string | null
}

const office = '区级名册管理员'

/** What differs between a row and the member it is. What the file leaves empty differs from nothing. */
export function changesOf(row: FileRow, known: KnownMember, words: DifferenceWords): Change[] {
  return [
    ...organizationChange(row, known, words),
    ...statusChange(row, known, words),
    ...factChanges(row, known, words),
  ]
}

function organizationChange(row: FileRow, known: KnownMember, words: DifferenceWords): Change[] {
  if (row.organization === known.organization) return []
  const there = words.organization(row.organization) ?? '区外'
  const here = words.organization(known.organization) ?? '区外'
  const base = { field: 'organization', label: '党组织', kind: 'organization' as const, here, there }
  const system = words.kind === 'national'
  if (known.since > words.asOf) {
    const why = `名册截至 ${words.asOf}，本区 ${known.since} 才转到“${here}”`
    const remedy = system ? '在系统里接收或完成转接；以后再核对' : '本区的更新，不用改'
    return [{ ...base, take: null, why, who: system ? `“${here}”` : office, remedy }]
  }
  if (row.organization === null)
    return [
      {
        ...base,
        take: null,
        why: '名册里组织关系在区外',
        who: `“${here}”`,
        remedy: '真的转走了的，在“转接和流动”里办转出；没有转的，改名册',
      },
    ]
  const refused = words.refuseSeat(row.organization)
  if (refused !== null)
    return [{ ...base, take: null, why: refused, who: office, remedy: '改成组织关系真正所在的党支部' }]
  return [
    {
      ...base,
      take: 'organization',
      why: system ? '全国系统里在另一个党组织' : '名册里在另一个党组织',
      who: `“${there}”和“${here}”`,
      remedy: system
        ? '系统对的，在本区调整；本区对的，在系统里转接'
        : '核对组织关系在哪个党支部，按名册调整或者改名册',
    },
  ]
}

function statusChange(row: FileRow, known: KnownMember, words: DifferenceWords): Change[] {
  const { status, statusSaid } = row.member
  if (!statusSaid || status === known.status) return []
  const where = words.organization(known.organization) ?? '区外'
  const base = {
    field: 'status',
    label: '人员类别',
    kind: 'status' as const,
    here: memberStatusNames[known.status],
    there: memberStatusNames[status],
    who: `“${where}”`,
  }
  const source = words.kind === 'national' ? '系统' : '名册'
  if (known.statusSince > words.asOf)
    return [
      {
        ...base,
        take: null,
        why: `${source}截至 ${words.asOf}，本区 ${known.statusSince} 才变`,
        remedy: words.kind === 'national' ? '在系统里补办' : '本区的更新，不用改',
      },
    ]
  const verdict = judgeMove({ status: known.status, endReason: known.endReason }, status, null)
  if (!verdict.ok)
    return [{ ...base, take: null, why: verdict.why, remedy: `对照决议、批复，改${source}或者在党员页更正` }]
  const remedy =
    known.status === 'probationary' && status === 'full' ? '已经转正的，在本区登记转正' : '对照决议、批复，改错的一边'
  return [
    {
      ...base,
      take: 'status',
      why: `${source}里是${memberStatusNames[status]}，本区是${memberStatusNames[known.status]}`,
      remedy,
    },
  ]
}

type Plain = Exclude<keyof ReadMember & keyof KnownMember, 'organization' | 'status' | 'unit'>

const FACTS: readonly { readonly field: Plain; readonly label: string; readonly kind: Difference }[] = [
  { field: 'joined', label: '入党日期', kind: 'dates' },
  { field: 'fullOn', label: '转正日期', kind: 'dates' },
  { field: 'born', label: '出生日期', kind: 'person' },
  { field: 'gender', label: '性别', kind: 'person' },
  { field: 'ethnicity', label: '民族', kind: 'person' },
  { field: 'education', label: '学历', kind: 'details' },
  { field: 'job', label: '工作岗位', kind: 'details' },
  { field: 'postKind', label: '岗位类别', kind: 'details' },
  { field: 'group', label: '新就业群体类别', kind: 'details' },
  { field: 'place', label: '组织关系所在', kind: 'details' },
  { field: 'floating', label: '是否流动党员', kind: 'details' },
]

function factChanges(row: FileRow, known: KnownMember, words: DifferenceWords): Change[] {
  const where = `“${words.organization(known.organization) ?? '区外'}”`
  const make = (field: string, label: string, kind: Difference, here: string | null, there: string | null): Change => ({
    field,
    label,
    kind,
    here,
    there,
    take: 'facts',
    why: here === null ? `本区没有${label}` : `两边的${label}不一样`,
    who: where,
    remedy: here === null ? '按名册补上' : kind === 'details' ? '以新的为准' : '对照入党志愿书，改错的一边',
  })
  const changes: Change[] = []
  for (const { field, label, kind } of FACTS) {
    const there = row.member[field]
    const here = known[field]
    if (there === null || there === here) continue
    if (field === 'joined' || field === 'fullOn' || field === 'born') {
      if (
        here !== null &&
        sameDay(row.member[field] ?? ('' as never), String(here), row.member.monthOnly.includes(field))
      )
        continue
    }
    // A relation elsewhere has no organisation here: it changes by moving, never by a word in a column.
    if (field === 'place' && (there === 'elsewhere' || here === 'elsewhere')) continue
    changes.push(make(field, label, kind, sayFact(field, here), sayFact(field, there)))
  }
  if (row.nameHash !== known.nameHash) changes.push(make('name', '姓名', 'person', '（本区的姓名）', '（表里的姓名）'))
  if (row.unit !== null && row.unit !== known.unit)
    changes.push(make('unit', '工作单位', 'details', words.unit(known.unit), words.unit(row.unit)))
  if (row.identityHash !== null && row.identityHash !== known.identityHash)
    changes.push(
      make(
        'identity',
        '公民身份号码',
        'person',
        known.identityHash === null ? null : '（另一个号码）',
        '（表里的号码）',
      ),
    )
  if (row.phoneHash !== null && row.phoneHash !== known.phoneHash)
    changes.push(
      make('phone', '联系电话', 'details', known.phoneHash === null ? null : '（另一个号码）', '（表里的号码）'),
    )
  const lostHere = known.lostSince !== null
  if (row.member.lost !== null && row.member.lost !== lostHere)
    changes.push({
      ...make(
        'lost',
        '是否失联',
        'details',
        lostHere ? `${known.lostSince ?? ''} 起失联` : '否',
        row.member.lost ? '是' : '否',
      ),
      take: null,
      remedy: '在“转接和流动”里登记失去联系或恢复联系，期限由此起算',
    })
  return changes
}

function sayFact(field: Plain, value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (field === 'gender') return value === 'male' ? '男' : '女'
  if (field === 'place') return placeNames[value as keyof typeof placeNames]
  if (field === 'postKind') return postKindNames[value as keyof typeof postKindNames]
  if (typeof value === 'boolean') return value ? '是' : '否'
  return String(value)
}

/** A member on file whom the file does not have. */
export function absentWords(known: KnownMember, words: DifferenceWords): Pick<Change, 'why' | 'who' | 'remedy'> {
  const where = `“${words.organization(known.organization) ?? '区外'}”`
  const system = words.kind === 'national'
  if (known.since > words.asOf)
    return {
      why: `${known.since} 才到“${words.organization(known.organization) ?? ''}”，晚于名册的 ${words.asOf}`,
      who: where,
      remedy: system ? '在系统里接收；以后再核对' : '本区的更新，不用改',
    }
  if (system)
    return known.status === 'probationary'
      ? { why: '预备党员还没有录入全国系统', who: where, remedy: '由党支部在系统里录入' }
      : { why: '本区在册，全国系统里没有', who: where, remedy: '关系还在的，在系统里补录；已经转走的，在本区办转出' }
  return { why: '本区在册，名册里没有', who: where, remedy: '漏列的，补进名册；已经转走的，在本区办转出' }
}

/** A row that is nobody on file. */
export function addedWords(
  row: FileRow,
  gone: KnownMember | null,
  words: DifferenceWords,
): Pick<Change, 'why' | 'who' | 'remedy'> {
  const who = `“${words.organization(row.organization) ?? '工作单位所在镇街'}”`
  const source = words.kind === 'national' ? '全国系统' : '名册'
  if (gone !== null && gone.ended !== null)
    return {
      why: `本区 ${gone.ended} 起不再在册，${source}里还在`,
      who,
      remedy:
        words.kind === 'national'
          ? '在系统里办完转出；又回来的，在党员页重新在册'
          : '从名册里拿掉；又回来的，在党员页重新在册',
    }
  return { why: `${source}里有，本区没有在册`, who, remedy: '核实后登记' }
}
