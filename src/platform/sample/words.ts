/** Parts of invented names of organisations, persons and places. Any likeness to a real organisation or person is chance. */
export const FIRST = [
  ...'瑞恒嘉宏源盛泰鑫博远华信德诚润丰达通捷昌隆兴顺祥荣晟锦铭耀腾翔宇皓凯悦朗澜澄沐禾谷青云松竹柏岚峰屹岳川',
] as const
export const SECOND = [
  ...'禾澜拓睿科创美佳益康健安宁和顺利源茂森林川海洋阳辰星月光明亮晖晨曦雅颂韵舟航帆桥石玉珠宝金铂银铭铎',
]

export interface Trade {
  readonly word: string
  readonly scope: string
}

export const TRADES: readonly Trade[] = [
  { word: '商贸', scope: '日用百货、五金交电、建筑材料销售' },
  { word: '贸易', scope: '国内一般贸易；货物进出口、技术进出口' },
  { word: '机械制造', scope: '通用机械零部件加工、制造；机械设备销售' },
  { word: '模具', scope: '模具设计、制造；塑料制品加工' },
  { word: '电子科技', scope: '电子产品技术开发；电子元器件销售' },
  { word: '信息技术', scope: '计算机软件开发；信息系统集成服务' },
  { word: '物流', scope: '普通货运；货物专用运输；仓储服务' },
  { word: '建筑工程', scope: '房屋建筑工程施工；市政工程施工' },
  { word: '装饰工程', scope: '室内外装饰装修工程设计、施工' },
  { word: '餐饮管理', scope: '餐饮服务；餐饮企业管理' },
  { word: '服装', scope: '服装、服饰加工、销售' },
  { word: '食品', scope: '预包装食品批发兼零售；食品生产' },
  { word: '广告传媒', scope: '设计、制作、代理、发布国内广告' },
  { word: '财务咨询', scope: '代理记账；财务信息咨询；税务代理' },
  { word: '人力资源', scope: '劳务派遣；人才中介服务' },
  { word: '生物医药', scope: '生物技术开发；医疗器械销售' },
  { word: '环保科技', scope: '环保设备技术开发、销售；污水处理工程' },
  { word: '汽车服务', scope: '汽车维修；汽车零部件销售' },
  { word: '物业管理', scope: '物业管理服务；房屋租赁' },
  { word: '教育咨询', scope: '教育信息咨询（不含出国留学与中介）' },
]

export const FORMS = [
  '有限公司',
  '有限公司',
  '有限公司',
  '有限公司',
  '有限责任公司',
  '股份有限公司',
  '厂',
  '经营部',
] as const
export const ROADS = [
  '春晖',
  '学府',
  '望江',
  '云起',
  '松涛',
  '文汇',
  '青枫',
  '丰泽',
  '长庚',
  '揽月',
  '思源',
  '百草',
  '清溪',
  '锦绣',
  '朝霞',
  '向荣',
  '新桥',
  '南苑',
  '北塘',
  '东篱',
]
export const ROAD_KINDS = ['路', '路', '路', '街', '大道', '巷'] as const
export const TOWERS = ['云杉大厦', '启明中心', '汇智大厦', '金穗广场', '远帆商务楼', '青年创业园', '科创园'] as const
export const SIMILAR: Readonly<Record<string, string>> = {
  鑫: '新',
  宏: '红',
  嘉: '佳',
  盛: '胜',
  源: '元',
  华: '花',
  铭: '明',
  博: '搏',
}

/** The commonest surnames, so that masked instructors (`王**`) are told apart as in a real office. */
export const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹']

/** Given names are put together from rare characters, so that no colleague is met by chance. */
export const GIVEN = [...'霭霏雾霰薷蓟藜荞蕨荇菖蓼枳椴樗柘砚笺篆埙']
