/** Headings of the register as it goes out; an import recognises them when the sheet comes back. */
export const registerHeadings = [
  { title: '序号', kind: 'number', width: 6 },
  { title: '党组织名称', width: 36 },
  { title: '类别', width: 12 },
  { title: '组织代码', kind: 'code', width: 16 },
  { title: '上级党组织', width: 30 },
  { title: '所在区域', width: 16 },
  { title: '成立日期', width: 12 },
  { title: '覆盖单位数', kind: 'number', width: 10 },
  { title: '覆盖单位', width: 48 },
  { title: '正式党员', kind: 'number', width: 10 },
  { title: '预备党员', kind: 'number', width: 10 },
  { title: '届满日期', width: 12 },
  { title: '状态', width: 10 },
] as const
