export const zh = {
  title: '变动与代价的取舍',
  none: '还没有算过：少变动几家，代价要高多少。',
  noneWhy: '按不同的“少变动”分量各排一遍，不影响现在的方案。',
  run: '算一算',
  again: '重算',
  chart: '横轴：换了同组单位的家数；纵轴：代价。',
  x: '变动（家）',
  y: '代价',
  chosen: '本方案',
  columns: { bonus: '少变动的分量', changed: '变动', cost: '代价', more: '比最省的高' },
  units: (n: string) => `${n} 家`,
  noEarlier: '没有可对照的方案，不能算变动',
}
