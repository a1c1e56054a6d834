import type { Due } from '../../../units/contract.ts'

export const zh = {
  title: '盲点',
  lead: '实体运营 {operating} 家中，{none} 家没有任何覆盖。',
  leadWork: '另有 {n} 家虽有工作覆盖，按党员人数仍应组建。',
  leadNone: '实体运营的单位都已覆盖，没有盲点。',
  dues: '该做什么，依据哪一条',
  duesNote: '按未建组织的单位逐家判定',
  units: '家',
  article: '依据',
  list: '看名单',
  plan: '去方案',
  planWhy: {
    found: '方案里已逐家列出，可直接审',
    join: '方案里已编好组，可直接审',
    admit: '先核实党员关系，再排方案',
    instructor: '方案里已就近分片，可直接审',
  } as Record<Due, string>,
  by: { county: '按区县', town: '按镇街' },
  byLabel: '按什么分',
  names: { county: '区县', town: '镇街' },
  tableNote: '点数字看名单',
  none: '没有覆盖',
  share: '占实体运营',
  empty: '这里没有单位',
  emptyWhy: '台账里没有定位到这里的单位。',
  emptyNext: '去导入',
}
