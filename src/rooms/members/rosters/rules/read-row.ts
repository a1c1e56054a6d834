import { addDays, type Day } from '../../../../kernel/day.ts'
import { isMasked } from '../../../../kernel/mask.ts'
import { readDay } from '../../../../standards/dates.ts'
import { readIdentityNumber } from '../../../../standards/identity-number.ts'
import type { PostKind, RelationPlace } from '../../contract.ts'
import { contradictionOf } from '../../rules/days.ts'
import { rosterFields, type RosterFieldKey } from './fields.ts'
import { textOf, type RosterCell, type RosterColumn } from './recognise.ts'

/** What one row says of a person. Null: the row says nothing of it. Days know how much of them was written. */
export interface ReadMember {
  readonly name: string
  readonly identity: string | null
  readonly phone: string | null
  readonly gender: 'male' | 'female' | null
  readonly ethnicity: string | null
  readonly born: Day | null
  readonly education: string | null
  readonly status: 'full' | 'probationary' | 'suspended'
  /** Whether the row says the status at all, or it is only what most are. */
  readonly statusSaid: boolean
  readonly organization: string | null
  readonly organizationCode: string | null
  readonly joined: Day | null
  readonly fullOn: Day | null
  /** Days of which only the month was written: equal to any day of it. */
  readonly monthOnly: readonly ('born' | 'joined' | 'fullOn')[]
  readonly job: string | null
  readonly postKind: PostKind | null
  readonly group: string | null
  readonly unit: string | null
  readonly unitCode: string | null
  readonly place: RelationPlace | null
  readonly floating: boolean | null
  readonly lostSince: Day | null
  readonly lost: boolean | null
  /** Facts that the row did not have and that follow from its others. */
  readonly derived: number
}

export interface RowNote {
  readonly column: string | null
  readonly why: string
  readonly remedy: string
}

export type RowReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'wrong'; readonly name: string; readonly notes: readonly RowNote[] }
  | { readonly kind: 'member'; readonly member: ReadMember; readonly notes: readonly RowNote[] }

/**
 * One row of data. Rows that are no persons (totals, who filled the form in, an empty line with a serial number) are
 * `none`. A cell that cannot be read makes the row wrong where the fact decides who somebody is or what they are; a
 * description that cannot be read is left out with a note.
 */
export function readRow(cells: readonly RosterCell[], columns: readonly RosterColumn[], today: Day): RowReading {
  const values = new Map<RosterFieldKey, RosterCell>()
  for (const { index, field } of columns) if (field !== null) values.set(field, cells[index] ?? null)
  const text = (field: RosterFieldKey): string => textOf(values.get(field) ?? null)
  const said = (field: RosterFieldKey): string | null => {
    const found = text(field)
    return found === '' || BLANKS.has(found) ? null : found
  }
  const name = text('name').replaceAll(/[\s\u3000]+/g, '')
  const filled = [...values].filter(([field, cell]) => field !== 'serial' && textOf(cell) !== '').length
  if (name === '' && filled === 0) return { kind: 'none' }
  if (name === '' && isNoRow(cells)) return { kind: 'none' }
  if (isNoRow(cells) && filled <= 1) return { kind: 'none' }

  const wrong: RowNote[] = []
  const notes: RowNote[] = []
  const refuse = (field: RosterFieldKey, why: string, remedy: string): void =>
    void wrong.push({ column: rosterFields[field].label, why, remedy })
  if (name === '') refuse('name', '没有姓名', '补上姓名')
  else if (isMasked(name)) refuse('name', '姓名是遮盖后的', '用没有遮盖的名册')
  else if (!/^[\p{Script=Han}·•\p{Letter}]{1,40}$/u.test(name))
    refuse('name', `“${name.slice(0, 20)}”不像姓名`, '只写一个人的姓名')

  const days = readDays(values, today, refuse)
  const identity = readIdentity(values.get('identity') ?? null, refuse)
  const phone = readPhone(said('phone'), notes)
  const status = readStatus(said('category'), said('standing'), refuse)
  const gender = readGender(said('gender'))
  const born = days.born ?? identity?.born ?? null
  if (identity !== null && days.born !== null && !days.monthOnly.includes('born') && days.born !== identity.born)
    refuse('born', `出生日期 ${days.born} 和身份证号里的 ${identity.born} 不一样`, '核对后改正其中一个')
  if (identity !== null && gender !== null && gender !== identity.gender)
    refuse('gender', '性别和身份证号里的不一样', '核对后改正其中一个')
  const against = contradictionOf(
    { born, joined: days.joined, fullOn: status.status === 'probationary' ? null : days.fullOn },
    today,
  )
  if (against !== null) wrong.push({ column: null, why: against, remedy: '对照入党志愿书改正' })
  if (wrong.length > 0) return { kind: 'wrong', name, notes: wrong }

  const job = said('job')
  const postKind = readPostKind(said('postKind')) ?? readPostKind(job)
  const lost = readLost(values.get('lost') ?? null, today)
  return {
    kind: 'member',
    notes,
    member: {
      name,
      identity: identity?.number ?? null,
      phone,
      gender: gender ?? identity?.gender ?? null,
      ethnicity: said('ethnicity')?.slice(0, 20) ?? null,
      born,
      education: said('education')?.slice(0, 40) ?? null,
      status: status.status,
      statusSaid: status.said,
      organization: said('organization'),
      organizationCode: said('organizationCode'),
      joined: days.joined,
      fullOn: status.status === 'probationary' ? null : days.fullOn,
      monthOnly: days.monthOnly,
      job: job?.slice(0, 80) ?? null,
      postKind,
      group: said('group')?.slice(0, 40) ?? null,
      unit: said('unit'),
      unitCode: said('unitCode'),
      place: readPlace(said('place')),
      floating: readYes(said('floating')),
      ...lost,
      derived:
        Number(identity !== null && days.born === null) +
        Number(identity !== null && gender === null) +
        Number(postKind !== null && said('postKind') === null),
    },
  }
}

type Refuse = (field: RosterFieldKey, why: string, remedy: string) => void

const BLANKS = new Set(['无', '-', '—', '――', '/', '／', '暂无', '未知', '不详'])

/** Totals and what stands under a table. */
function isNoRow(cells: readonly RosterCell[]): boolean {
  const first = cells.map(textOf).find((text) => text !== '') ?? ''
  return /^(?:合计|总计|小计|共计|填报|填表|审核|负责人|联系人|说明|备注|注[:：]|制表|单位[:：]|校验|行数)/.test(first)
}

function readDays(values: ReadonlyMap<RosterFieldKey, RosterCell>, today: Day, refuse: Refuse) {
  const read: { born: Day | null; joined: Day | null; fullOn: Day | null } = { born: null, joined: null, fullOn: null }
  const monthOnly: ('born' | 'joined' | 'fullOn')[] = []
  for (const field of ['born', 'joined', 'fullOn'] as const) {
    const cell = values.get(field) ?? null
    if (BLANKS.has(textOf(cell))) continue
    const reading = readDay(cell, { today })
    if (reading.ok) {
      read[field] = reading.day
      if (reading.precision !== 'day') monthOnly.push(field)
      if (reading.future) refuse(field, `${reading.given} 还没有到`, '改正日期')
    } else if (reading.problem !== 'empty') refuse(field, reading.words, '写成 2026-11-21 的样子')
  }
  return { ...read, monthOnly }
}

function readIdentity(cell: RosterCell, refuse: Refuse) {
  const text = textOf(cell)
  if (text === '' || BLANKS.has(text)) return null
  if (typeof cell === 'object' && cell?.kind === 'number' && cell.precisionLost) {
    refuse('identity', '号码后几位已经丢失', '把这一列设为文本，重新填写')
    return null
  }
  if (isMasked(text)) {
    refuse('identity', '号码是遮盖后的', '用没有遮盖的名册，或者清空这一格')
    return null
  }
  const read = readIdentityNumber(text)
  if (read.ok) return read
  refuse('identity', read.why, read.remedy)
  return null
}

function readPhone(text: string | null, notes: RowNote[]): string | null {
  if (text === null) return null
  const plain = text.normalize('NFKC')
  if (/^[\d+\-()\s]{6,24}$/.test(plain)) return plain
  const why = isMasked(plain) ? '号码是遮盖后的，没有取' : '不像电话号码，没有取'
  notes.push({ column: rosterFields.phone.label, why, remedy: '不影响登记；要的话以后更正' })
  return null
}

function readStatus(category: string | null, standing: string | null, refuse: Refuse) {
  if (standing !== null && /停止党籍|停籍/.test(standing)) return { status: 'suspended' as const, said: true }
  if (standing !== null && /除名|开除|退党|死亡|去世|不再/.test(standing))
    refuse('standing', `“${standing}”的人不在册`, '从名册里拿掉；已在册的在党员页办理')
  if (category === null) return { status: 'full' as const, said: false }
  if (/预备/.test(category)) return { status: 'probationary' as const, said: true }
  if (/停止党籍/.test(category)) return { status: 'suspended' as const, said: true }
  if (/正式|^是$|^党员$|中共党员|^共产党员$/.test(category)) return { status: 'full' as const, said: true }
  if (/否/.test(category)) return { status: 'probationary' as const, said: true }
  refuse(
    'category',
    `“${category.slice(0, 20)}”不是正式党员，也不是预备党员`,
    '写“正式党员”或“预备党员”；发展对象、积极分子在“发展党员”里办',
  )
  return { status: 'full' as const, said: false }
}

function readGender(text: string | null): 'male' | 'female' | null {
  return text === null ? null : text.startsWith('男') ? 'male' : text.startsWith('女') ? 'female' : null
}

function readYes(text: string | null): boolean | null {
  return text === null
    ? null
    : /^(?:是|有|√|✓|对|Y)/i.test(text)
      ? true
      : /^(?:否|无|不|×|N)/i.test(text)
        ? false
        : null
}

/** `是`, `否`, or the day since when. */
function readLost(cell: RosterCell, today: Day): { lost: boolean | null; lostSince: Day | null } {
  const text = textOf(cell)
  if (text === '' || BLANKS.has(text)) return { lost: null, lostSince: null }
  const day = readDay(/\d{4}/.test(text) ? (/\d{4}[^，。（）()]*/.exec(text)?.[0] ?? cell) : cell, { today })
  if (day.ok && day.day <= today) return { lost: true, lostSince: day.day }
  const yes = readYes(text)
  return { lost: yes, lostSince: null }
}

function readPlace(text: string | null): RelationPlace | null {
  if (text === null) return null
  if (/本单位|所在单位|工作单位|^单位/.test(text)) return 'unit'
  if (/居住|社区|村|户籍/.test(text)) return 'residence'
  if (/主管|挂靠/.test(text)) return 'supervising'
  if (/人才|流动服务/.test(text)) return 'talent-centre'
  if (/外|其他|异地|未转/.test(text)) return 'elsewhere'
  return null
}

function readPostKind(text: string | null): PostKind | null {
  if (text === null) return null
  if (/一线|生产|操作|工人|快递|外卖|骑手|司机/.test(text)) return 'front-line'
  if (/技术|工程师|研发|技师/.test(text)) return 'technical'
  if (/管理|经理|主管|总监|董事|厂长|负责人/.test(text)) return 'management'
  return text === '其他' ? 'other' : null
}

/** Whether a day that was written may be the day on file: the same, or in the month or year that was written. */
export function sameDay(written: Day, onFile: string, monthOnly: boolean): boolean {
  if (written === onFile) return true
  if (!monthOnly) return false
  const yearOnly = written.endsWith('-01-01')
  return onFile >= written && onFile < (yearOnly ? addDays(written, 366) : addDays(written, 31))
}
