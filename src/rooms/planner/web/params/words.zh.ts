import type { Host, PlanWeights } from '../../contract.ts'
import type { Preset } from './presets.ts'

export const zh = {
  title: '排方案',
  within: '联合支部不出',
  withins: { town: '镇街', county: '区县', city: '全市' },
  withinHint: '一般不出镇街；放宽后能多联一些，但管理不便。',
  maxUnits: '一个联合支部最多几家',
  maxUnitsHint: '条例：一般不超过 5 个单位。',
  capacity: '每名指导员联系几家',
  capacityHint: '一般 4 至 5 家。',
  countReported: '台账没有正式党员数的，暂按年报人数算',
  countReportedHint: '年报人数含预备党员和组织关系在别处的，只作测算，不能当依据。',
  area: (name: string) => `只排${name}`,
  keep: '已审定而仍成立的会沿用，不用重审；锁定的不动。',
  send: '开始排',
  done: '排好了。',
  faults: {
    number: '有数没填',
    usual: '一般家数不能多于最多家数',
    weights: '分量不能都是 0',
    steps: '行业距离应当由远到近、越来越小',
  },

  more: '更多规则和分量',
  moreChanged: (n: number) => `已改 ${n} 项`,
  moreReset: '恢复通行的',
  rules: '规则',
  usualUnits: '一般不超过几家',
  usualUnitsHint: '超出的可以组，但要加价。',
  extraUnitPrice: '每多一家加价',
  extraUnitPriceHint: '同一道路换成同楼宇，每家省 2。',
  sameParent: '上级单位不同的不编在一组',
  maxKilometres: '组内最远几公里',
  unlimited: '不限',
  day: '按哪一天的区划和任期',
  dayHint: '不填为今天。',

  weightsTitle: '分量：哪样更要紧',
  weightsHint: '填 0 为不计。只计地址时，方案当场证明最优。',
  presets: {
    address: { name: '只看地址', why: '同楼宇、同道路、同社区优先，当场证明最优。' },
    industry: { name: '兼顾行业', why: '相邻的单位里，行业相近的先编在一起。' },
    steady: { name: '少变动', why: '原来同组的尽量还在一组。' },
  } satisfies Record<Preset, { name: string; why: string }>,
  presetsLabel: '现成的分量',
  weights: {
    address: { name: '地址远近', short: '地址', why: '按共同所在的一级计：同楼宇最近。' },
    distance: { name: '直线距离', short: '距离', why: '按经纬度，每平方公里计价。' },
    industry: { name: '行业相近', short: '行业', why: '按下面的行业距离计。' },
    links: { name: '协作关系', short: '协作', why: '上下游、常来往的每一对减多少。' },
    stability: { name: '少变动', short: '少变动', why: '原来同组的每一对减多少。' },
    secretary: { name: '少设支部', short: '少设支部', why: '多一个支部要多一名书记，每个加多少。' },
  } satisfies Record<keyof PlanWeights, { name: string; short: string; why: string }>,
  noPoints: '台账没有经纬度，用不上。',
  noLinks: '还没有记过协作关系，用不上。',
  noEarlier: '还没有排过方案，没有原来的组。',

  hostsTitle: '组建方式：先用哪一种',
  hostsHint: '每家加价，越小越优先；都为 0 不分先后。',
  hosts: { building: '楼宇共建', park: '园区共建', industry: '行业统建', area: '区域联建' } satisfies Record<
    Host,
    string
  >,

  stepsTitle: '行业距离',
  stepsHint: '两家行业差多远算几分，按国民经济行业分类。',
  steps: ['不同门类', '同门类', '同大类', '同中类', '同小类'],

  effort: '算多久',
  efforts: { quick: '快：几秒', usual: '通常：半分钟内', thorough: '细：几分钟' },
  compareWith: '与哪个方案比变动',
  compareLast: '上一个方案',
  comparePlan: (no: number, name: string) => (name === '' ? `${no} 号` : `${no} 号（${name}）`),

  saveAs: '另存为情景',
  saveAsName: '情景名称',
  saveAsHint: '情景是一套规则和分量，可以再排、可以并排比。',
  saveNeed: '先起个名称',
  saved: (name: string) => `已存为情景“${name}”。`,
  toScenarios: '去看情景',

  say: {
    within: (level: string) => `不出${level}`,
    most: (n: number) => `最多 ${n} 家`,
    usual: (usual: number, most: number) => `一般 ${usual} 家，最多 ${most} 家`,
    sameParent: '同一上级',
    kilometres: (n: number) => `不超过 ${n} 公里`,
    capacity: (n: number) => `每名指导员 ${n} 家`,
    countReported: '暂按年报人数',
    hosts: (names: string) => `先用${names}`,
  },
}
