/** What the lines above the heading and the sheet's name say of all its rows: the place, and the day it is as of. */

const PLACE_ENDING = '(?:街道办事处|街道|镇|乡|苏木|开发区|新区|园区|工业园|产业园|区|县|旗|市|社区|村)'
const PLACE = new RegExp(`^[\\p{Script=Han}]{1,10}${PLACE_ENDING}$`, 'u')
const GENERIC =
  /^(?:sheet|表|工作表|台账|汇总|明细|全|各|两新|数据|企业|非公|社会|名单|附件|登记|年报|目录|说明|校验|市区|社区|园区|城区|街道|镇街|乡镇|按|分|外地|本地)/i

export interface SheetPlace {
  readonly text: string
  readonly from: 'sheet-name' | 'title'
}

/** `3.青泥洼桥街道（120家）` → 青泥洼桥街道. Titles: the place at their beginning, or after 填报单位. */
export function placeOf(sheetName: string, titles: readonly string[]): SheetPlace | null {
  const name = stripped(sheetName)
  if (PLACE.test(name) && !GENERIC.test(name)) return { text: name, from: 'sheet-name' }
  for (const title of titles) {
    const compact = title.replace(/\s+/g, '')
    const reporter =
      /(?:填报单位|报送单位|单位名称|填报地区|所属镇街|镇街|街道|乡镇)(?:[(（][^)）]*[)）])?[:：]([\p{Script=Han}]{2,16})/u.exec(
        compact,
      )?.[1]
    const text = reporter === undefined ? leadingPlace(compact) : trailingPlace(reporter)
    if (text !== null && !GENERIC.test(text)) return { text, from: 'title' }
  }
  return null
}

function stripped(name: string): string {
  return name
    .replace(/\s+/g, '')
    .replace(/^\d+[.、．\-_]?|[(（][^)）]*[)）]|[\d\-_.]+$/g, '')
    .replace(/(?:台账|汇总表?|明细表?|名单|统计表?|企业|两新组织)$/, '')
}

/** The longest run of places at the start: 大连市中山区青泥洼桥街道“两新”组织台账 → 大连市中山区青泥洼桥街道. */
function leadingPlace(text: string): string | null {
  const clean = text.replace(/^\d{4}年度?|^附件\d*[:：]?/, '')
  const found = new RegExp(
    `^(?:[\\p{Script=Han}]{1,7}?(?:自治区|省|市|区|县|旗))?(?:[\\p{Script=Han}]{1,7}?(?:区|县|旗|市|开发区|新区))?(?:[\\p{Script=Han}]{1,8}?(?:街道|镇|乡|苏木|工业园|产业园))?(?:[\\p{Script=Han}]{1,8}?(?:社区|村))?`,
    'u',
  ).exec(clean)?.[0]
  return found === undefined || found === '' || !PLACE.test(lastPlace(found)) ? null : found
}

function trailingPlace(text: string): string | null {
  const place = text.replace(
    /(?:党工委|党委|办事处|人民政府|社会工作(?:部|办)|组织(?:部|办|科)|党建(?:办|工作办公室)|两新工委).*$/,
    '',
  )
  return PLACE.test(lastPlace(place)) ? place : null
}

function lastPlace(text: string): string {
  return text.slice(-11)
}

/**
 * The day or month the titles are as of, as `2025年12月31日` or `2025年9月`: a named day or month as it stands, a quarter,
 * half-year or year by its last day. Null when they name none.
 */
export function asOfIn(titles: readonly string[]): string | null {
  for (const title of titles) {
    const compact = title.normalize('NFKC').replace(/\s+/g, '')
    const day = /((?:19|20)\d{2})(?:年|[-./])(\d{1,2})(?:(?:月|[-./])(?:(\d{1,2})日?)?|$)/.exec(compact)
    if (day) return `${day[1]}年${Number(day[2])}月${day[3] === undefined ? '' : `${Number(day[3])}日`}`
    const period = /((?:19|20)\d{2})年度?(?:第?([一二三四1-4])季度|(上半年))?/.exec(compact)
    if (period) return `${period[1]}年${lastDay(period[2], period[3])}`
  }
  return null
}

function lastDay(quarter: string | undefined, half: string | undefined): string {
  if (half !== undefined) return '6月30日'
  const number =
    quarter === undefined ? 4 : '一二三四'.includes(quarter) ? '一二三四'.indexOf(quarter) + 1 : Number(quarter)
  return ['3月31日', '6月30日', '9月30日', '12月31日'][number - 1] ?? '12月31日'
}
