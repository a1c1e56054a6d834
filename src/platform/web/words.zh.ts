/** Words of the frame and of the primitives. */
export const zh = {
  product: '聚新',
  workbench: '工作台',
  skip: '跳到正文',
  menu: '主菜单',
  asOf: (day: string) => `数据截至 ${day}`,
  loopbackOnly: '仅本机可访问',
  loopbackWhy: '只有这台电脑能打开聚新，其他电脑连不上。要给同事用，先设账号，再照使用说明打开对外访问。',

  find: {
    label: '查找',
    placeholder: '查单位、区域（拼音首字母也行）',
    short: 'Ctrl K',
    nothing: (q: string) => `没有找到“${q}”。可换名称中的两个字、拼音首字母或信用代码再试。`,
    searching: '正在查找',
    start: '输入名称、拼音首字母、信用代码或地址',
    pages: '页面',
  },

  keys: {
    title: '键盘操作',
    open: '查找',
    help: '看键盘操作',
    down: '下一行',
    up: '上一行',
    enter: '打开',
    close: '关闭',
  },

  copied: '已复制',
  close: '关闭',
  cancel: '取消',
  retry: '重试',
  reload: '刷新页面',
  back: '返回',
  more: '更多',
  loading: '正在取数',
  home: '回总览',

  table: {
    rows: (n: string) => `共 ${n} 行`,
    loadedOf: (loaded: string, total: string) => `已显示 ${loaded} 行，共 ${total} 行`,
    loadedMany: (loaded: string) => `已显示 ${loaded} 行，往下还有`,
    all: (n: string) => `共 ${n} 行，已全部显示`,
    sortBy: (title: string) => `按${title}排序`,
    loadingMore: '正在取后面的行',
    truncatedPrint: '只打印已显示的行；要全部打印请先导出。',
  },

  states: {
    own: '单独组建',
    joint: '联合组建',
    work: '工作覆盖',
    none: '未覆盖',
    excluded: '不计入',
  },
  excludedBasis: '不计入（有依据）',
  composition: '构成',

  article: {
    soft: '一般',
    softWhy: '条文写的是“一般”，可酌情，须说明理由',
    sure: { H: '', M: '单一来源', L: '依据较弱', '?': '出处未查到' },
    sureWhy: { H: '', M: '单一来源或地方做法', L: '依据较弱，请核实', '?': '未查到出处，作为参数，可改' },
  },

  job: {
    waiting: '排队等候',
    remaining: (text: string) => (text === '马上就好' ? text : `还需${text}`),
    cancel: '取消',
    cancelling: '正在取消',
    cancelled: '已取消，没有写入',
    leave: '可以离开本页，事情照常进行。',
    of: (share: string) => `完成 ${share}`,
  },

  problem: {
    title: '没有办成',
    where: '在哪里',
    why: '为什么',
    remedy: '怎么办',
    request: '编号',
    unreachable: '聚新没有响应。',
    unreachableWhy: '程序可能已经退出，或正在重新启动。',
    unreachableRemedy: '请看运行聚新的窗口是否还开着，然后点“重试”。已写入的数据不会丢。',
    unknown: '出了意外。',
    unknownRemedy: '请重试；仍不行，把下面的编号告诉维护人员。',
    broken: '这一页没有画出来。',
    brokenRemedy: '请刷新页面；数据没有受影响。仍不行，把下面的文字告诉维护人员。',
    notFound: '没有这一页。',
    notFoundRemedy: '地址可能抄错了，或这一页已经换了地方。',
  },

  updated: '聚新已更新，请刷新页面。',
  printedAsOf: (day: string) => `数据截至 ${day}`,
  explainHint: '看这个数怎么来的',
}
