import { inBothEditions } from './development-editions.ts'

/**
 * The twenty-five usual steps from application to filing away, one rule each. `order` is the step's place, `stage` one of
 * the five chapters (1 application · 2 activist · 3 development target · 4 probationary · 5 full member), `needs` the step
 * up to which everything must be done before. Intervals count from the day of step `since`: `minMonths` before which it
 * is refused, `maxMonths` after which it is overdue (`maxMonthsSpecial` the utmost), `dueMonths` when its time has come,
 * `everyMonths` how often it is done again until the next stage.
 */
interface Step {
  readonly key: string
  readonly text: string
  readonly of2014: string
  readonly of2026: string
  readonly soft?: boolean
  /** How sure the interval is under the rules of 2014, where it is not in their text. */
  readonly unsure?: boolean
  readonly params: Readonly<Record<string, number>>
  /** What the revision of 2026 says instead and adds. */
  readonly revised?: string
  readonly added?: Readonly<Record<string, number>>
}

const CHAPTER3 = '“发展对象的确定和考察”一章'
const CHAPTER4 = '“预备党员的接收”一章'
const CHAPTER5 = '“预备党员的教育、考察和转正”一章'

const steps: readonly Step[] = [
  {
    key: 'apply',
    text: '递交入党申请书',
    of2014: '第六条',
    of2026: '第六条',
    params: { order: 1, stage: 1, needs: 0 },
  },
  {
    key: 'talk',
    text: '党组织派人谈话：收到入党申请书后，应当在一个月内派人同入党申请人谈话',
    of2014: '第七条',
    of2026: '第七条',
    params: { order: 2, stage: 1, needs: 1, since: 1, maxMonths: 1 },
  },
  {
    key: 'activist',
    text: '推荐和确定入党积极分子：党员推荐、群团组织推优产生人选，支部委员会研究决定',
    of2014: '第八条',
    of2026: '第八条',
    params: { order: 3, stage: 2, needs: 2 },
  },
  {
    key: 'activist-filed',
    text: '入党积极分子报上级党委备案',
    of2014: '第八条',
    of2026: '第八条',
    params: { order: 4, stage: 2, needs: 3 },
  },
  {
    key: 'contacts',
    text: '指定培养联系人',
    of2014: '第九条',
    of2026: '第九条',
    params: { order: 5, stage: 2, needs: 3 },
  },
  {
    key: 'nurture',
    text: '培养教育考察：党支部每半年对入党积极分子进行一次考察',
    of2014: '第十一条',
    of2026: '第十一条',
    params: { order: 6, stage: 2, needs: 5, since: 3, everyMonths: 6 },
  },
  {
    key: 'target',
    text: '确定发展对象：经过一年以上培养教育和考察，听取意见，支部委员会讨论同意',
    of2014: '第十三条',
    of2026: '第十三条',
    params: { order: 7, stage: 3, needs: 6, since: 3, minMonths: 12 },
  },
  {
    key: 'target-filed',
    text: '发展对象报上级党委备案',
    of2014: '第十三条',
    of2026: '第十三条',
    params: { order: 8, stage: 3, needs: 7 },
  },
  {
    key: 'introducers',
    text: '确定入党介绍人',
    of2014: '第十四条',
    of2026: CHAPTER3,
    params: { order: 9, stage: 3, needs: 8 },
  },
  {
    key: 'review',
    text: '进行政治审查：未经政治审查或者政治审查不合格的，不能发展入党',
    of2014: '第十六条',
    of2026: '第十六条',
    params: { order: 10, stage: 3, needs: 8 },
  },
  {
    key: 'class',
    text: '开展短期集中培训',
    of2014: '第十七条',
    of2026: '第十七条',
    params: { order: 11, stage: 3, needs: 8 },
  },
  {
    key: 'committee-review',
    text: '支部委员会审查',
    of2014: '第十九条',
    of2026: '第十八条',
    params: { order: 12, stage: 4, needs: 11 },
  },
  {
    key: 'pre-review',
    text: '上级党委预审',
    of2014: '第十九条',
    of2026: '第十八条',
    params: { order: 13, stage: 4, needs: 12 },
  },
  {
    key: 'form',
    text: '填写入党志愿书',
    of2014: '第十九条',
    of2026: '第十八条',
    params: { order: 14, stage: 4, needs: 13 },
  },
  {
    key: 'meeting',
    text: '支部大会讨论：预审合格后一个月内提交支部大会讨论',
    of2014: '第二十条',
    of2026: '第十九条',
    unsure: true,
    params: { order: 15, stage: 4, needs: 14, since: 13, maxMonths: 1 },
  },
  {
    key: 'committee-talk',
    text: '上级党委派人谈话',
    of2014: '第二十五条',
    of2026: CHAPTER4,
    params: { order: 16, stage: 4, needs: 15 },
  },
  {
    key: 'approval',
    text: '上级党委审批：应当在三个月内审批，遇特殊情况可适当延长，不得超过六个月',
    of2014: '第二十七条',
    of2026: '第二十五条',
    params: { order: 17, stage: 4, needs: 16, since: 15, maxMonths: 3, maxMonthsSpecial: 6 },
  },
  {
    key: 'approval-filed',
    text: '报上级党委组织部门备案',
    of2014: '第二十七条',
    of2026: '第二十五条',
    params: { order: 18, stage: 4, needs: 17 },
  },
  {
    key: 'assigned',
    text: '编入党支部和党小组',
    of2014: '第二十九条',
    of2026: '第二十八条',
    params: { order: 19, stage: 5, needs: 17 },
  },
  {
    key: 'oath',
    text: '入党宣誓：预备党员必须面向党旗进行入党宣誓',
    revised: '入党宣誓：上级党委批准后，一般应当在一个月内组织入党宣誓',
    of2014: '第三十条',
    of2026: '第二十九条',
    params: { order: 20, stage: 5, needs: 17 },
    added: { since: 17, maxMonths: 1 },
  },
  {
    key: 'probation',
    text: '继续教育考察：预备期内对预备党员继续教育和考察，一般每半年考察一次',
    of2014: '第三十一条',
    of2026: CHAPTER5,
    soft: true,
    unsure: true,
    params: { order: 21, stage: 5, needs: 17, since: 15, everyMonths: 6 },
  },
  {
    key: 'apply-full',
    text: '预备期满，本人提出转正申请',
    of2014: '第三十三条',
    of2026: '第三十二条',
    params: { order: 22, stage: 5, needs: 20, since: 15, dueMonths: 12 },
  },
  {
    key: 'full-meeting',
    text: '支部大会讨论转正：预备期满一年，党支部应当及时讨论',
    of2014: '第三十二条、第三十三条',
    of2026: '第三十一条、第三十二条',
    params: { order: 23, stage: 5, needs: 22, since: 15, minMonths: 12, dueMonths: 12 },
  },
  {
    key: 'full-approval',
    text: '上级党委审批转正：应当在三个月内审批',
    of2014: '第三十四条',
    of2026: '第三十三条',
    params: { order: 24, stage: 5, needs: 23, since: 23, maxMonths: 3 },
  },
  {
    key: 'archive',
    text: '材料归档',
    of2014: '第三十七条',
    of2026: '第三十六条',
    params: { order: 25, stage: 5, needs: 24 },
  },
]

export const developmentStepRules = steps.flatMap(
  ({ key, text, of2014, of2026, soft, unsure, params, revised, added }) =>
    inBothEditions(
      `develop.step.${key}`,
      {
        article: of2014,
        text: `大意：${text}。`,
        certainty: unsure ? 'M' : 'H',
        hard: soft !== true,
        params,
      },
      { article: of2026, text: `大意：${revised ?? text}。`, params: { ...params, ...added } },
    ),
)
