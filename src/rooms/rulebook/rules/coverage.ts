import { rule } from './rule.ts'

const ENTERPRISES = '关于加强和改进非公有制企业党的建设工作的意见（试行）（中办发〔2012〕11号）'
const ENTERPRISES_FROM = '2012-05-25'

/** How the two coverages are counted, and who is left out. The formulas are office practice and are marked so. */
export const coverageRules = [
  rule({
    id: 'coverage.organization',
    topic: 'coverage',
    regulation: ENTERPRISES,
    article: '扩大党的组织覆盖部分',
    text: '大意：凡有3名以上正式党员的，应单独建立党组织；不足3名的，可以联合、挂靠等方式建立。组织覆盖率按单位计：单独组建与联合组建覆盖的单位之和，除以分母。',
    certainty: 'M',
    hard: true,
    validFrom: ENTERPRISES_FROM,
  }),
  rule({
    id: 'coverage.own',
    topic: 'coverage',
    regulation: ENTERPRISES,
    article: '扩大党的组织覆盖部分',
    text: '大意：单独组建率是单独建立党组织的单位数除以分母；联合党组织覆盖几家，组织覆盖就计几家，单独组建不计。',
    certainty: 'M',
    hard: false,
    validFrom: ENTERPRISES_FROM,
  }),
  rule({
    id: 'coverage.work',
    topic: 'coverage',
    regulation: ENTERPRISES,
    article: '扩大党的工作覆盖部分',
    text: '大意：暂不具备建立党组织条件的，通过选派党建工作指导员、联络员，建立工会、共青团组织等开展党的工作。没有党组织而有其中之一的，计工作覆盖。',
    certainty: 'M',
    hard: true,
    validFrom: ENTERPRISES_FROM,
  }),
  rule({
    id: 'coverage.exclusion',
    topic: 'coverage',
    regulation: '集中排查通行做法',
    article: '实体运营口径',
    text: '大意：僵尸、空挂、迁出、注销的单位不计入分母，须写明原因、依据、批准人和期限；到期自动恢复计入。',
    certainty: 'M',
    hard: true,
    validFrom: '2012-01-01',
  }),
  rule({
    id: 'coverage.agency',
    topic: 'coverage',
    regulation: '两新组织的范围',
    article: '新经济组织和新社会组织',
    text: '大意：两新组织指非公有制经济组织和社会组织；机关、事业单位另有管理渠道，不计入两新覆盖的分母。',
    certainty: 'M',
    hard: true,
    validFrom: '2012-01-01',
  }),
  rule({
    id: 'coverage.reported',
    topic: 'coverage',
    regulation: '企业年度报告党建信息填报要求',
    article: '党员人数栏',
    text: '大意：年报填报的党员人数截至上年12月31日，包括预备党员和组织关系在别处的党员，不能当作正式党员数。两个数不一致时，只核对数字、由本人自愿说明，不推断任何人的党员身份。',
    certainty: 'H',
    hard: true,
    validFrom: '2014-10-01',
  }),
]
