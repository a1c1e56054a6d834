import { rule } from './rule.ts'

const BRANCH = '中国共产党支部工作条例（试行）'
const BRANCH_FROM = '2018-10-28'

/** The steps of founding after the reply (`branch.6`), and how soon an organisation that no longer qualifies is dealt with. */
export const foundingRules = [
  rule({
    id: 'founding.election',
    topic: 'formation',
    regulation: '未查到全国统一规定',
    article: '批复后的选举期限',
    text: '批复后应当及时召开党员大会选举产生班子；多少个月以内，未查到全国规定，按本区口径填写。',
    certainty: '?',
    hard: false,
    validFrom: BRANCH_FROM,
    params: { months: 1 },
  }),
  rule({
    id: 'founding.filing',
    topic: 'formation',
    regulation: BRANCH,
    article: '第六条',
    text: '大意：党支部成立后报党委组织部门备案。多少个工作日以内，未查到全国规定，按本区口径填写。',
    certainty: '?',
    hard: false,
    validFrom: BRANCH_FROM,
    params: { workingDays: 15 },
  }),
  rule({
    id: 'founding.election-meeting',
    topic: 'formation',
    regulation: BRANCH,
    article: '第六条',
    text: '大意：批复后，基层单位召开党员大会选举产生党支部委员会或者不设委员会的党支部书记、副书记。',
    certainty: 'H',
    hard: true,
    validFrom: BRANCH_FROM,
  }),
  rule({
    id: 'founding.adjust',
    topic: 'formation',
    regulation: '未查到全国统一规定',
    article: '调整或者撤销的期限',
    text: '不再符合设立条件的党支部，上级党组织应当“及时”调整或者撤销；多少个月以内，未查到全国规定，按本区口径填写。',
    certainty: '?',
    hard: false,
    validFrom: BRANCH_FROM,
    params: { months: 3 },
  }),
  rule({
    id: 'founding.one-own',
    topic: 'formation',
    regulation: '党组织设置通行做法',
    article: '一个单位一个单独组建的党组织',
    text: '大意：一个单位至多有一个单独组建的同级党组织；单独组建后，不再由联合党组织覆盖。',
    certainty: 'M',
    hard: true,
    validFrom: '2012-01-01',
  }),
]
