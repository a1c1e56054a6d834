export const zh = {
  need: { county: '没定到区县', town: '没定到镇街' },
  needLabel: '差到哪一级',
  list: '未定位的单位',
  note: '手工定位优先于地址判断。地址补全后再导入，也会自动重判。',
  columns: { name: '单位名称', address: '地址', why: '为什么没定到', area: '现定到', sure: '把握' },
  place: '手工定位',
  placeOf: (name: string) => `给“${name}”手工定位`,
  unknown: '未定位',
  empty: '都已定位',
  emptyWhy: '没有差这一级的单位。',
}
