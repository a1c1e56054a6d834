import { rule } from './rule.ts'

export const instructorRules = [
  rule({
    id: 'instructor.load',
    topic: 'instructor',
    regulation: '党建工作指导员选派要求（2017年）',
    article: '联系家数',
    text: '大意：一名党建工作指导员一般联系4至5家；不从所联系单位领取报酬，不与其有业务往来。',
    certainty: 'M',
    hard: false,
    validFrom: '2017-01-01',
    params: { units: 5 },
  }),
  rule({
    id: 'instructor.source',
    topic: 'instructor',
    regulation: '党建工作指导员选派通行做法',
    article: '人选来源',
    text: '大意：企业由主管部门选派，社会组织由业务主管单位选派，楼宇和商圈由街道选派。',
    certainty: 'M',
    hard: false,
    validFrom: '2017-01-01',
  }),
  rule({
    id: 'instructor.rhythm',
    topic: 'instructor',
    regulation: '党建工作指导员地方做法',
    article: '任期与联系',
    text: '大意：任期2年，每周联系一次，每月到单位一次。',
    certainty: 'M',
    hard: false,
    validFrom: '2017-01-01',
    params: { termYears: 2, contactDays: 7, visitDays: 30 },
    local: true,
  }),
]
