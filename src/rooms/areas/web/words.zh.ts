export const zh = {
  pick: '选择区域',
  up: '上一级',
  whole: (name: string) => `${name}全部`,
  find: '按名称找区域',
  findTitle: '区域',
  units: (n: string) => `${n} 家`,
  nothing: '没有这个名称的区域。',
  noRoot: '尚无数据',
  noChildren: '没有下一级。',
  part: (parts: readonly string[]) => (parts.length > 2 ? `${parts[0] ?? ''}等 ${parts.length} 处` : parts.join('、')),
}
