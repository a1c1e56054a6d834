/** The office's questions and the pages that answer them. */
export const zh = {
  groups: { base: '底数', coverage: '覆盖', build: '组建', rules: '规则' },
  pages: {
    overview: '总览',
    import: '导入',
    units: '台账',
    review: '待核对',
    areas: '区域',
    coverage: '覆盖情况',
    blindSpots: '盲点',
    snapshots: '定版快照',
    plan: '组建方案',
    scenarios: '情景',
    instructors: '指导员',
    belts: '示范带',
    rules: '口径与规则',
  },
  waiting: {
    import: '没写完的导入',
    review: '待核对',
    blindSpots: '未覆盖的单位',
    plan: '待审的建议',
  },
}
