/**
 * Reads from the minutes of a meeting what is recorded of it: day, kind, title, how many were due and came. A label decides
 * (时间：, 应到：), else the first place in the text that looks so. Names of those who came are passed over: numbers only.
 * What was not found stays empty; a person confirms every draft.
 */
import type { Day } from '../../../../kernel/day.ts'
import { readDay } from '../../../../standards/dates.ts'
import { kindsIn, type LifeKind } from './life-kinds.ts'

export interface Draft {
  readonly day: Day | null
  readonly kinds: readonly LifeKind[]
  readonly title: string
  readonly due: number | null
  readonly present: number | null
  readonly bySecretary: boolean
  /** Name of the entry in its calendar, so that a second reading finds it again. */
  readonly key: string | null
}

const DATE =
  /(?:[12]\d{3}|[〇零一二三四五六七八九]{4})\s*(?:年|[./-])\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:月|[./-])\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]?/u
const TITLE_MOST = 60

export function readMinutes(text: string, today: Day): Draft {
  const lines = text
    .replaceAll(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll(/[ \t\u3000]+/g, ' ').trim())
    .filter((line) => line !== '')
  const whole = lines.join('\n')
  const title = labelled(lines, /^(?:会议名称|会议主题|活动主题|主题|议题)/) ?? titleOf(lines)
  const named = labelled(lines, /^(?:会议类型|会议类别|会议形式|类别|类型)/)
  const first = lines.slice(0, 3).join('\n')
  const kinds = [named ?? '', title, first, whole.slice(0, 2000)].map(kindsIn).find((found) => found.length > 0) ?? []
  return {
    day: dayIn(labelled(lines, /^(?:会议|活动|召开)?(?:时间|日期)/) ?? '', today) ?? dayIn(whole, today),
    kinds,
    title: title.slice(0, TITLE_MOST),
    due: numberAfter(whole, '应到(?:会|党员|委员|人数|人员)*|应(?:出席|参加)(?:会议)?(?:党员|人数|人员)*'),
    present: numberAfter(
      whole,
      '实到(?:会|党员|委员|人数|人员)*|实际(?:到会|参加|出席)(?:党员|人数|人员)*|(?:到会|出席|参会|参加)(?:会议)?(?:党员|人数)+',
    ),
    bySecretary:
      kinds.includes('lecture') && /(?:支部|党委|总支)?书记[^\n。]{0,12}(?:讲|上|作)(?:了)?(?:专题)?党课/.test(whole),
    key: null,
  }
}

/** What stands behind a label at the beginning of a line, in the same line. */
function labelled(lines: readonly string[], label: RegExp): string | null {
  for (const line of lines) {
    const found = new RegExp(`${label.source}\\s*[:：]\\s*(.+)$`).exec(
      line.replace(/^(?:[一二三四五六七八九十]+、|\d+[.、])\s*/, ''),
    )
    if (found?.[1] !== undefined) return found[1].trim()
  }
  return null
}

/** The first line that is neither a label nor a date. */
function titleOf(lines: readonly string[]): string {
  return (
    lines.find(
      (line) => line.length >= 4 && !/^[^:：]{1,8}[:：]/.test(line) && line.replace(DATE, '').trim().length > 3,
    ) ?? ''
  )
}

function dayIn(text: string, today: Day): Day | null {
  const found = DATE.exec(text)?.[0]
  if (found === undefined) return null
  const read = readDay(found.replaceAll(' ', ''), { today })
  return read.ok && read.precision === 'day' ? read.day : null
}

function numberAfter(text: string, label: string): number | null {
  const found = new RegExp(
    `(?:${label})\\s*[:：]?\\s*(?:共|计|有|为)?\\s*(\\d{1,5})(?!\\d|\\s*(?:年|月|日|时|点))`,
  ).exec(text)
  return found?.[1] === undefined ? null : Number(found[1])
}
