const n = (count: number): string => count.toLocaleString('zh-CN')

export interface Counted {
  readonly open: number
  readonly received: number
  readonly overdue: number
  readonly thisYear: number
}

/** `正在办的 5 件，其中 3 件还没有和本人联系，1 件过了答复期限。今年收到 12 件。` */
export function sayCount({ open, received, overdue, thisYear }: Counted): string {
  const year = thisYear === 0 ? '今年还没有收到申报。' : `今年收到 ${n(thisYear)} 件。`
  if (open === 0) return `没有正在办的申报。${year}`
  const late = overdue === 0 ? '' : `，${n(overdue)} 件过了答复期限`
  const waiting = received === 0 ? '，都已经和本人联系' : `，其中 ${n(received)} 件还没有和本人联系${late}`
  return `正在办的申报 ${n(open)} 件${waiting}。${year}`
}

export interface Disagreeing {
  readonly reporting: number
  readonly reportMore: number
  readonly fileMore: number
  readonly missing: number
}

/** What the numbers of the units say; never a word about a person. */
export function sayDisagreement({ reporting, reportMore, fileMore, missing }: Disagreeing): string {
  if (reporting === 0) return '还没有单位的年报党员数。导入年报以后，和名册的数字在这里比较。'
  if (reportMore === 0 && fileMore === 0) return `${n(reporting)} 家单位的年报填了党员数，和名册都一致。`
  const more = reportMore === 0 ? '' : `${n(reportMore)} 家比名册多，共多 ${n(missing)} 名`
  const less = fileMore === 0 ? '' : `${n(fileMore)} 家比名册少`
  const parts = [more, less].filter((part) => part !== '').join('；')
  return `${n(reporting)} 家单位的年报填了党员数，${parts}。数字不一致不说明谁是党员，只由本人自愿申报。`
}
